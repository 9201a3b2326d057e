from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "mashura.reference"
    label = "reference"
