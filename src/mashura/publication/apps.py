from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "mashura.publication"
    label = "publication"
