"""Texts in every language of a programme as fields of a form: one field for each language."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mashura.errors import InputError
from mashura.kit.expressions import Expressions
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


class ReasonForm(forms.Form):
    """A form that asks why, in one language of the programme at least: the reader's own is offered first.

    The original is the reader's language, or the first that was written in; what is given beside it are its
    translations, by those who answer for the original.
    """

    is_reason_needed = True

    def offer_reason(self, languages: Sequence[str], *, label: Any, hint: Any = "") -> None:
        """Add the fields of the reason."""
        reader = current_reader().language
        self.reason_languages = sorted(languages, key=lambda tag: tag != reader)
        add_text_fields(
            self, "reason", label=label, languages=self.reason_languages, is_needed=False, is_long=True, hint=hint
        )
        for language in self.reason_languages:
            self.fields[field_of("reason", language)].widget.attrs["rows"] = 2

    def clean(self) -> dict[str, Any]:
        """Where a reason is needed, it stands in one language."""
        cleaned: dict[str, Any] = super().clean() or {}
        fields = [field_of("reason", language) for language in getattr(self, "reason_languages", [])]
        if fields and self.is_reason_needed and not any(cleaned.get(name) for name in fields):
            self.add_error(fields[0], _("Give the reason in one language at least: readers see it."))
        return cleaned

    def reason(self) -> Expressions:
        """The reason of a valid form; empty where none was asked for or given."""
        languages = getattr(self, "reason_languages", [])
        given = texts_of(self, "reason", languages)
        original = next((language for language in languages if language in given), "")
        return Expressions.of_localised(given, original)


def initial_texts(name: str, texts: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """What the fields of `name` start with."""
    return {field_of(name, language): texts.get(language, "") for language in languages}


def refuse(form: forms.Form, error: InputError, field: str = "") -> None:
    """Show the objection beside the field that it is about, or at the top of the form."""
    form.add_error(field if field in form.fields else None, say(error))
