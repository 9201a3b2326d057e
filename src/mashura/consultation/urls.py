"""Addresses of programmes, below the language."""

from django.urls import path

from mashura.consultation.views import programmes

app_name = "consultation"
urlpatterns = [
    path("programme/", programmes.programmes, name="programmes"),
    path("programme/<slug:code>/", programmes.programme, name="programme"),
]
