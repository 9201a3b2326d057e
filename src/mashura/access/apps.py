from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "mashura.access"
    label = "access"

    def ready(self) -> None:
        from mashura.access.last_visit import remember_last_visit  # noqa: PLC0415 - as below
        from mashura.access.rls import apply_after_migrate  # noqa: PLC0415 - needs the models, which are loaded now

        autodiscover_modules("policy", "work", "material")
        # Before Django's own receiver, which overwrites the day: django.contrib.auth is set up after this app.
        user_logged_in.connect(remember_last_visit, dispatch_uid="mashura.access.last_visit")
        post_migrate.connect(apply_after_migrate, sender=self, dispatch_uid="mashura.access.rls")
