from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "mashura.evidence"
    label = "evidence"
