"""Columns of our own kinds."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from mashura.kit.localised import Localised


class LocalisedField(models.JSONField):
    """A jsonb column that holds a `Localised` value and gives one back.

    The database itself refuses anything but an object of strings. Empty is the empty object, so give `blank=True`
    where no text is needed; it is never null.
    """

    description = _("Text in several languages")
    default_error_messages = {
        "not_localised": _("Give one text for each language: %(reason)s"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Localised)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        loaded = super().from_db_value(value, expression, connection)
        # A key lookup (`.values("name__en")`) passes here too and gives a plain string.
        return Localised(loaded) if isinstance(loaded, dict) else loaded

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Localised):
            return value
        try:
            return Localised(value)
        except (TypeError, ValueError) as error:
            raise ValidationError(
                self.error_messages["not_localised"], code="not_localised", params={"reason": str(error)}
            ) from error

    def get_prep_value(self, value: Any) -> Any:
        if isinstance(value, Localised | dict):
            return super().get_prep_value(dict(Localised(value)))
        return super().get_prep_value(value)

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, dict | Localised):
            value = dict(Localised(value))
        return super().get_db_prep_save(value, connection)

    def value_to_string(self, obj: models.Model) -> Any:
        return dict(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(dict(value) if isinstance(value, Localised) else value, model_instance)

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """What must never be false: an object, and strings in it only."""
        column = connection.ops.quote_name(str(self.column))
        return (
            f"jsonb_typeof({column}) = 'object' AND "
            f"NOT jsonb_path_exists({column}, 'strict $.* ? (@.type() != \"string\")')"
        )
