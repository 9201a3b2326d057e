"""Addresses of the pages on which recommendations come in and go out, below the language."""

from django.urls import path

from mashura.exchange import views

app_name = "exchange_pages"
urlpatterns = [
    path("recommendations/import/", views.bring, name="bring_recommendations"),
    path("recommendations/import/<slug:code>/", views.bring_in, name="bring_in_recommendations"),
    path("recommendations/own-file/<slug:code>/", views.own_file, name="own_file"),
]
