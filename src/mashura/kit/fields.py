"""Columns of our own kinds."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute
from django.forms import Field as FormField
from django.utils.translation import gettext_lazy as _

from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

if TYPE_CHECKING:
    # The types that are set on and got from an instance; at run time the class takes none.
    _JSONField = models.JSONField[Localised | Mapping[str, str], Localised]
    _ExpressionsJSONField = models.JSONField[Expressions, Expressions]
else:
    _JSONField = _ExpressionsJSONField = models.JSONField


def _localised_or_same(value: Any) -> Any:
    """`value` as `Localised` where it is one; anything else unchanged, for validation to name."""
    if not isinstance(value, Mapping) or isinstance(value, Localised):
        return value
    try:
        return Localised(value)
    except (TypeError, ValueError):
        return value


class _LocalisedAttribute(DeferredAttribute):
    """The value of a `LocalisedField` on an instance: a plain mapping set there becomes a `Localised` at once."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = _localised_or_same(value)


class _LocalisedEncoder(json.JSONEncoder):
    def default(self, o: Any) -> Any:
        return dict(o) if isinstance(o, Localised) else super().default(o)


class LocalisedField(_JSONField):
    """A jsonb column that holds a `Localised` value and gives one back.

    The database itself refuses anything but an object of strings. Empty is the empty object, so give `blank=True`
    where no text is needed; it is never null. `filter(names__en="Egypt")` looks at one language; sort by a stored
    key (`kit.text.sort_key`), not by this column.
    """

    description = _("Text in several languages")
    default_error_messages = {
        "not_localised": _("Give one text for each language: %(reason)s"),
    }
    descriptor_class = _LocalisedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Localised)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        # A key lookup (`.values("names__en")`) passes here too and gives a plain string.
        return _localised_or_same(super().from_db_value(value, expression, connection))

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
        """The object that is stored.

        Raises:
            TypeError, ValueError: a mapping that is not a localised value.
        """
        return super().get_prep_value(dict(Localised(value)) if isinstance(value, Mapping) else value)

    def value_to_string(self, obj: models.Model) -> Any:
        return dict(self.value_from_object(obj))

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        # The parent proves that JSON can hold the value, which it can only of a plain dictionary.
        super().validate(dict(value) if isinstance(value, Localised) else value, model_instance)

    def formfield(self, **kwargs: Any) -> FormField | None:
        return super().formfield(**{"encoder": _LocalisedEncoder, **kwargs})

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """What must never be false: an object, and nothing but strings in it."""
        column = connection.ops.quote_name(str(self.column))
        return (
            f"jsonb_typeof({column}) = 'object' AND "
            f"NOT jsonb_path_exists({column}, 'strict $.* ? (@.type() != \"string\")')"
        )


def _expressions_or_same(value: Any) -> Any:
    """A stored object as `Expressions`; anything else unchanged, for validation to name."""
    if not isinstance(value, Mapping) or isinstance(value, Expressions):
        return value
    try:
        return Expressions.from_json(value)
    except (TypeError, ValueError, KeyError):
        return value


class _ExpressionsAttribute(DeferredAttribute):
    """The value of an `ExpressionsField` on an instance: what is stored, set there, becomes `Expressions` at once."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = _expressions_or_same(value)


class ExpressionsField(_ExpressionsJSONField):
    """A jsonb column that holds `Expressions` (text with an original and the standing of each language).

    The database refuses anything but an object whose every language has a text, with the original's among them. Empty
    is an object without texts; it is never null.
    """

    description = _("Text in several languages, one of them the original")
    default_error_messages = {"not_expressions": _("Give the text in its original language.")}
    descriptor_class = _ExpressionsAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Expressions)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        return _expressions_or_same(super().from_db_value(value, expression, connection))

    def to_python(self, value: Any) -> Any:
        if value is None or isinstance(value, Expressions):
            return value
        try:
            return Expressions.from_json(value)
        except (TypeError, ValueError, KeyError) as error:
            raise ValidationError(self.error_messages["not_expressions"], code="not_expressions") from error

    def get_prep_value(self, value: Any) -> Any:
        """The object that is stored. TypeError or ValueError for a mapping that is none."""
        if isinstance(value, Mapping) and not isinstance(value, Expressions):
            value = Expressions.from_json(value)
        return super().get_prep_value(value.as_json() if isinstance(value, Expressions) else value)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj).as_json()

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        # The parents see what they know: a plain dictionary, empty where there is no text.
        super().validate(value.as_json() if value else {}, model_instance)

    def db_check(self, connection: BaseDatabaseWrapper) -> str:
        """What must never be false: every language has a text, and the original's language is one of them."""
        column = connection.ops.quote_name(str(self.column))
        return (
            # A check that is neither true nor false passes: what is missing must count as false.
            f"coalesce(jsonb_typeof({column}->'texts') = 'object', false) AND NOT jsonb_path_exists({column}, "
            '\'lax $.texts.* ? (@.type() != "object" || !(exists(@.text)) || @.text.type() != "string")\') AND '
            f"({column}->'texts' = '{{}}'::jsonb OR coalesce({column}->'texts' ? ({column}->>'original'), false))"
        )
