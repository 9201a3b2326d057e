"""Addresses of programmes, below the language."""

from django.urls import path

from mashura.consultation import views

app_name = "consultation"
urlpatterns = [
    path("programme/", views.programmes, name="programmes"),
    path("programme/<slug:code>/", views.programme, name="programme"),
]
