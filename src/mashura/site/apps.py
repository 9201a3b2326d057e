from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "mashura.site"
    label = "site"
