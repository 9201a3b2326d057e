"""Forms of the register: an entry, a source, the day of publication; a request for assistance and its answer."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from mashura.consultation import register_wording as words
from mashura.consultation.models import Programme, RegisterEntry
from mashura.consultation.rules import register as rules
from mashura.errors import InputError
from mashura.kit import clock
from mashura.kit.expressions import Expressions
from mashura.kit.languages import language_name
from mashura.kit.localised import Localised
from mashura.kit.messages import say
from mashura.kit.reader import current_reader
from mashura.reference.public import countries_in_order, country_name, themes_of


def _languages(programme: Programme) -> list[tuple[str, str]]:
    reader = current_reader()
    return [(code, language_name(code, reader_language=reader.language)) for code in programme.languages]


def _countries(codes: Sequence[str]) -> list[tuple[str, str]]:
    language = current_reader().language
    return [(code, country_name(code, language)) for code in countries_in_order(codes, language)]


def _themes(programme: Programme) -> list[tuple[str, str]]:
    language = current_reader().language
    return [(theme.code, theme.title.shown(language).text) for topic in programme.topics for theme in themes_of(topic)]


def _choice(label: Any, choices: Any, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, **options)


def _line(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=500, widget=forms.TextInput({"dir": "auto"}), **options)


def _text(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=5000, widget=forms.Textarea({"dir": "auto", "rows": 6}), **options)


def _day(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"), **options)


def _year(label: Any) -> forms.IntegerField:
    limits = {"min": rules.FIRST_YEAR, "max": rules.LAST_YEAR, "class": "input--short"}
    return forms.IntegerField(label=label, required=False, widget=forms.NumberInput(limits))


class EntryForm(forms.Form):
    """What an entry says, written in one language; titles in others are unofficial translations."""

    def __init__(
        self,
        data: Any = None,
        *,
        programme: Programme,
        countries: Sequence[str] = (),
        entry: RegisterEntry | None = None,
    ) -> None:
        super().__init__(data, initial=_as_it_stands(entry, programme))
        self._entry = entry
        languages = _languages(programme)
        if entry is None:
            self.fields["country"] = _choice(_("Country"), _countries(countries))
        self.fields["kind"] = _choice(_("Kind"), list(words.KINDS.items()))
        self.fields["status"] = _choice(
            _("Status"), list(words.STATUSES.items()), help_text=_("A law is in force or repealed, a practice ends.")
        )
        self.fields["title"] = _line(
            _("Official title"),
            help_text=_("In its own language and its own words, also where we would choose others."),
        )
        self.fields["title_language"] = _choice(_("Language of the official title"), languages)
        for code, name in languages:
            self.fields[f"title_{code}"] = _line(
                _("Unofficial translation of the title: %(language)s") % {"language": name}, required=False
            )
        self.fields["description"] = _text(
            _("What it is"),
            help_text=_(
                "Two or three sentences: what it does for whom, with days and numbers as the sources say them."
            ),
        )
        self.fields["description_language"] = _choice(_("Language of the description"), languages)
        self.fields["body"] = _line(
            _("Responsible body"), required=False, help_text=_("In the language of the description.")
        )
        self.fields["themes"] = forms.MultipleChoiceField(
            label=_("Themes"),
            choices=_themes(programme),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one theme.")},
        )
        self.fields["first_year"] = _year(_("Year, or first year"))
        self.fields["last_year"] = _year(_("Last year, if it has one"))

    def clean(self) -> dict[str, Any]:
        """State and kind, and the two years, must fit each other: the problem stands beside the second."""
        cleaned: dict[str, Any] = super().clean() or {}
        self._check("status", rules.check_status, cleaned.get("kind"), cleaned.get("status"))
        if "first_year" in cleaned and "last_year" in cleaned:
            self._check("last_year", rules.check_years, cleaned["first_year"], cleaned["last_year"])
        return cleaned

    def _check(self, field: str, check: Any, *values: Any) -> None:
        if field in self.errors:
            return
        try:
            check(*values)
        except InputError as error:
            self.add_error(field, say(error))

    def particulars(self) -> rules.Particulars:
        """What the form says, with the translations that the entry had before."""
        said = self.cleaned_data
        language = said["description_language"]
        description = self._entry.description if self._entry else Expressions()
        if description.original != language or description[language] != said["description"].strip():
            description = description.with_original(language, said["description"])
        title = {code.removeprefix("title_"): said[code] for code in said if code.startswith("title_")}
        title.pop("language")
        return rules.Particulars(
            kind=said["kind"],
            status=said["status"],
            title=Localised({**title, said["title_language"]: said["title"]}),
            title_language=said["title_language"],
            description=description,
            body=(self._entry.body if self._entry else Localised()).with_text(language, said["body"]),
            themes=tuple(said["themes"]),
            first_year=said["first_year"],
            last_year=said["last_year"],
        )


def _as_it_stands(entry: RegisterEntry | None, programme: Programme) -> dict[str, Any]:
    """The first values of the form: those of the entry, or the reader's language where the programme has it."""
    if entry is None:
        language = current_reader().language
        chosen = language if language in programme.languages else programme.languages[0]
        return {"title_language": chosen, "description_language": chosen}
    return {
        "kind": entry.kind,
        "status": entry.status,
        "title": entry.title[entry.title_language],
        "title_language": entry.title_language,
        **{f"title_{code}": text for code, text in entry.title.items() if code != entry.title_language},
        "description": entry.description[entry.description.original],
        "description_language": entry.description.original,
        "body": entry.body.get(entry.description.original, ""),
        "themes": entry.themes,
        "first_year": entry.first_year,
        "last_year": entry.last_year,
    }


class SourceForm(forms.Form):
    """A public page that an entry rests on."""

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        super().__init__(data, initial={"checked_on": clock.today()})
        self.fields["url"] = forms.URLField(
            label=_("Address of the page"),
            max_length=500,
            assume_scheme="https",
            error_messages={"invalid": _("Give the whole address of the page, beginning with https://.")},
        )
        self.fields["title"] = _line(_("Title of the page or document"))
        self.fields["language"] = _choice(_("Language of the page"), _languages(programme))
        self.fields["publisher"] = _line(_("Publisher"))
        self.fields["dated"] = _day(_("Day on which it appeared, if it says so"), required=False)
        self.fields["checked_on"] = _day(_("Day on which you looked at it"))

    def clean_checked_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["checked_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day lies in the future."), code="future")
        return day

    def particulars(self) -> rules.SourceParticulars:
        """What the form says."""
        said = self.cleaned_data
        return rules.SourceParticulars(
            title=Localised({said["language"]: said["title"]}),
            publisher=Localised({said["language"]: said["publisher"]}),
            url=said["url"],
            dated=said["dated"],
            checked_on=said["checked_on"],
        )


class RequestForm(forms.Form):
    """What a country asks for."""

    def __init__(self, data: Any = None, *, programme: Programme, countries: Sequence[str]) -> None:
        super().__init__(data, initial={"requested_on": clock.today(), "language": current_reader().language})
        self.fields["country"] = _choice(_("Country"), _countries(countries))
        self.fields["subject"] = _text(_("What assistance is asked for"))
        self.fields["language"] = _choice(_("Language of this text"), _languages(programme))
        self.fields["themes"] = forms.MultipleChoiceField(
            label=_("Themes"),
            choices=_themes(programme),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one theme.")},
        )
        self.fields["requested_on"] = _day(_("Day of the request"))


class AnswerForm(forms.Form):
    """What came of a request."""

    def __init__(self, data: Any = None, *, programme: Programme, following: Sequence[str]) -> None:
        super().__init__(data, initial={"language": current_reader().language})
        self.fields["state"] = _choice(_("Status"), [(state, words.STATES[state]) for state in following])
        self.fields["provider"] = _line(_("Who gives the assistance"), required=False)
        self.fields["outcome"] = _text(
            _("What came of it"),
            required=False,
            help_text=_("Or why it was declined. Leave it empty while it goes on."),
        )
        self.fields["language"] = _choice(_("Language of this text"), _languages(programme))
