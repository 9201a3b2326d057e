from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "mashura.consultation"
    label = "consultation"
