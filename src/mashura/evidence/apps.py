from importlib import import_module

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "mashura.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Make the figures known; the policy is found by access itself."""
        import_module("mashura.evidence.figures")
