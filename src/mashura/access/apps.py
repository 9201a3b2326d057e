from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "mashura.access"
    label = "access"
