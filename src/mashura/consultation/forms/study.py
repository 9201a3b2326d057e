"""Forms with which an author writes a study."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.consultation.forms.reading import ReadingForm
from mashura.consultation.models import Programme
from mashura.consultation.rules.study import Stage, next_stages
from mashura.consultation.study_wording import STAGES
from mashura.kit.languages import direction, language_name
from mashura.kit.reader import current_reader
from mashura.reference.public import countries_in_order, country_name

_VALUES = _("Numbers are values of figures: {{figure?parameter=value#value}}. Preview shows them filled in.")


def language_choices(languages: Sequence[str]) -> list[tuple[str, str]]:
    """Languages by their names in the reader's language."""
    reader = current_reader().language
    return [(code, language_name(code, reader_language=reader)) for code in languages]


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
    field.choices = list(choices)


def _text(rows: int = 8) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto", "class": "input--text"})


class StartStudyForm(forms.Form):
    """A new study: programme, address, title in its original language."""

    programme = forms.ChoiceField(label=_("Programme"), choices=())
    key = forms.CharField(
        label=_("Key"),
        help_text=_("Stands in the address: lower-case Latin letters, digits and hyphens, such as migration-study."),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language in which you write"), choices=())
    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))

    def __init__(self, *args: Any, programmes: Sequence[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = current_reader().language
        names = [(one.code, one.short_names.shown(reader, one.languages).text) for one in programmes]
        _choices(self, "programme", names)
        _choices(
            self, "language", language_choices(list(dict.fromkeys(tag for one in programmes for tag in one.languages)))
        )


class PartForm(forms.Form):
    """A new part: its key, title and the countries it is about."""

    key = forms.CharField(
        label=_("Key"),
        help_text=_("Stands in the address and stays the same in later versions, such as method."),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language in which you write"), choices=())
    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))
    countries = forms.MultipleChoiceField(
        label=_("Countries that the part is about"),
        help_text=_("It becomes public only when each of them has released it."),
        required=False,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "language", language_choices(programme.languages))
        _choices(self, "countries", country_choices(programme))


def country_choices(programme: Programme) -> list[tuple[str, str]]:
    """The countries of a programme by their names, in protocol order."""
    reader = current_reader().language
    return [(code, country_name(code, reader)) for code in countries_in_order(programme.countries, reader)]


class TitleForm(ReadingForm):
    """The title of a part in its original language."""

    title = forms.CharField(label=_("Title"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))


class OpenForm(forms.Form):
    """The countries whose posts may read a part before it is public."""

    open_to = forms.MultipleChoiceField(
        label=_("Countries whose posts may read this part before it is public"),
        required=False,
        choices=(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "open_to", country_choices(programme))


class ParagraphForm(ReadingForm):
    """The original of a paragraph."""

    language = forms.ChoiceField(label=_("Language in which you write"), choices=())
    text = forms.CharField(label=_("Text"), help_text=_VALUES, max_length=10_000, widget=_text())

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "language", language_choices(programme.languages))


class CiteForm(forms.Form):
    """A finding that a paragraph rests on."""

    ref = forms.CharField(
        label=_("Reference of the finding"),
        help_text=_("Such as F-12."),
        max_length=16,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off", "class": "input--short"}),
    )


class VersionForm(forms.Form):
    """The next version: how far it has come, and why it is made, in one or more languages."""

    stage = forms.ChoiceField(label=_("Stage"), choices=())

    def __init__(self, *args: Any, programme: Programme, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "stage", [(one.value, STAGES[one]) for one in next_stages(Stage(stage))])
        for code, name in language_choices(programme.languages):
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("Why this version is made (%(language)s)") % {"language": name},
                required=code == programme.languages[0],
                max_length=500,
                widget=forms.TextInput(attrs={"lang": code, "dir": direction(code)}),
            )

    def reasons(self) -> dict[str, str]:
        """The reason by language."""
        return {
            name.removeprefix("reason_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("reason_") and value
        }
