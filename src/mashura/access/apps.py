from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "mashura.access"
    label = "access"

    def ready(self) -> None:
        from mashura.access.rls import apply_after_migrate  # noqa: PLC0415 - needs the models, which are loaded now

        autodiscover_modules("policy")
        post_migrate.connect(apply_after_migrate, sender=self, dispatch_uid="mashura.access.rls")
