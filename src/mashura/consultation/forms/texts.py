"""Texts in every language of a programme as fields of a form: one field for each language."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mashura.errors import InputError
from mashura.kit.languages import direction, language_name
from mashura.kit.localised import Localised
from mashura.kit.messages import say
from mashura.kit.reader import current_reader

_SHORT: Final = 300
_LONG: Final = 10_000


def add_text_fields(
    form: forms.Form,
    name: str,
    *,
    label: Promise | str,
    languages: Sequence[str],
    is_needed: bool = True,
    is_long: bool = False,
    hint: Any = "",
) -> None:
    """Add a field for each language; the first language is needed where the text is, the others may come later."""
    for language in languages:
        attributes: dict[str, Any] = {"lang": language, "dir": direction(language)}
        widget = forms.Textarea(attributes | {"rows": 4}) if is_long else forms.TextInput(attributes)
        form.fields[field_of(name, language)] = forms.CharField(
            label=format_lazy(
                _("{label} ({language})"),
                label=label,
                language=language_name(language, reader_language=current_reader().language),
            ),
            required=is_needed and language == languages[0],
            max_length=_LONG if is_long else _SHORT,
            help_text=hint if language == languages[0] else "",
            widget=widget,
        )


def field_of(name: str, language: str) -> str:
    """The name of the form's field that holds `name` in this language."""
    return f"{name}_{language.replace('-', '_')}"


def texts_of(form: forms.Form, name: str, languages: Sequence[str]) -> Localised:
    """What was given for `name`, by language."""
    return Localised({language: form.cleaned_data.get(field_of(name, language)) or "" for language in languages})


def initial_texts(name: str, texts: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """What the fields of `name` start with."""
    return {field_of(name, language): texts.get(language, "") for language in languages}


def refuse(form: forms.Form, error: InputError, field: str = "") -> None:
    """Show the objection beside the field that it is about, or at the top of the form."""
    form.add_error(field if field in form.fields else None, say(error))
