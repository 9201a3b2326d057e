"""Texts in several languages in a form: one field per language, and which of them is the original."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.kit.expressions import Expressions
from mashura.kit.languages import direction, language_name
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader


def day_field(label: Any, *, help_text: Any = "", required: bool = True) -> forms.DateField:
    """A day, with the browser's own calendar."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class PlainForm(forms.Form):
    """A form that asks for nothing but its button. `holder` is who fills it in, for what it keeps between two tries."""

    def __init__(self, *args: Any, languages: Sequence[str] = (), holder: str = "", **kwargs: Any) -> None:
        self.languages = list(languages) or [current_reader().language]
        self.holder = holder
        super().__init__(*args, **kwargs)


class TextsForm(PlainForm):
    """A form with texts in the languages of its programme; `texts` names them with their labels and whether needed."""

    texts: tuple[tuple[str, Any, bool], ...] = ()
    rows = 5

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = current_reader().language
        # The reader's own language first: most write in it.
        tags = sorted(self.languages, key=lambda tag: tag != reader)
        named = [(tag, language_name(tag, reader_language=reader)) for tag in tags]
        own: dict[str, forms.Field] = {
            "original": forms.ChoiceField(
                label=_("Original language"),
                help_text=_("The language in which the text was decided. The others are translations of it."),
                choices=named,
                initial=reader if reader in self.languages else self.languages[0],
            )
        }
        for name, label, _required in self.texts:
            for tag, language in named:
                own[f"{name}_{tag}"] = forms.CharField(
                    label=_("%(text)s (%(language)s)") % {"text": label, "language": language},
                    required=False,
                    max_length=10_000,
                    widget=forms.Textarea(attrs={"rows": self.rows, "lang": tag, "dir": direction(tag)}),
                )
        self.fields = {**own, **self.fields}

    def clean(self) -> dict[str, Any]:
        """A text that is needed is there in its original language; one that is there has its original."""
        cleaned: dict[str, Any] = super().clean() or {}
        original = cleaned.get("original", "")
        for name, _label, required in self.texts:
            given = [tag for tag in self.languages if cleaned.get(f"{name}_{tag}")]
            if original and original not in given and (required or given):
                self.add_error(f"{name}_{original}", _("Write the text in its original language."))
        return cleaned

    def expressions(self, name: str) -> Expressions:
        """The text of a valid form, its translations as they were given."""
        given = {tag: self.cleaned_data.get(f"{name}_{tag}", "") for tag in self.languages}
        return Expressions.of_localised(Localised(given), self.cleaned_data["original"])

    @staticmethod
    def filled(name: str, text: Expressions) -> dict[str, str]:
        """Initial values for the fields of a text that is there."""
        return {"original": text.original, **{f"{name}_{tag}": words for tag, words in text.items()}}


class ReasonForm(PlainForm):
    """Why; kept in the language in which it was written."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands in the record."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    @property
    def localised(self) -> Localised:
        return in_readers_language(self.cleaned_data["reason"])


def in_readers_language(text: str) -> Localised:
    """A text as written by the current reader; empty for an empty one."""
    return Localised({current_reader().language: text})
