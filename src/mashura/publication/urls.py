"""Addresses of the report: the list of editions and the files."""

from django.urls import path

from mashura.publication import views

app_name = "publication"
urlpatterns = [
    path("report/", views.report, name="report"),
    path("report/<slug:programme>/<slug:language>.pdf", views.download, name="edition"),
    path("report/<slug:programme>/<slug:language>/<int:version>.pdf", views.download, name="version"),
]
