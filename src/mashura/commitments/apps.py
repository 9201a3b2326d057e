from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "mashura.commitments"
    label = "commitments"
