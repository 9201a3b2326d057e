"""The parts of a programme that are set up in the browser: which fields each has, and how a form gives and takes them.

A form speaks the language of programme files: what it gives is what a file would say, judged by the same reader.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mashura.consultation.forms.texts import add_text_fields, initial_texts, texts_of
from mashura.consultation.models import Meeting
from mashura.consultation.programme_files import PARTNER_ROLES
from mashura.kit.languages import language_name
from mashura.kit.reader import current_reader
from mashura.reference.public import countries_in_order, country_name, country_names, is_fictional, is_place, top_topics

_SLUG: Final = r"^(?!new$)[a-z][a-z0-9-]{1,39}$"
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n")
_ROLES: Final = {"host": _("Host"), "partner": _("Partner")}
_FIXED: Final = {"role": [(role, _ROLES[role]) for role in PARTNER_ROLES], "meeting_kind": Meeting.Kind.choices}


@dataclass(frozen=True, slots=True)
class Part:
    """One field of a section: `kind` says how it is asked for."""

    name: str
    label: Promise
    kind: str = "text"
    is_needed: bool = True
    hint: Promise | str = ""


@dataclass(frozen=True, slots=True)
class SetUpSection:
    """A section of the programme's set-up. A list has items with keys; another section has its fields once.

    The fields of a group stand below the section's name; a group may be taken out as an item of a list is.
    """

    name: str
    label: Promise
    parts: tuple[Part, ...]
    is_list: bool = False
    is_group: bool = False
    new: Promise | str = ""
    hint: Promise | str = ""


_SEVERAL: Final = _("Hold Ctrl (on a Mac, Cmd) to choose several.")
_SOURCE: Final = Part("source", _("Source"), "source")
_NOTHING_INVENTED: Final = _("For real States give only what public sources tell.")

SECTIONS: Final[Mapping[str, SetUpSection]] = {
    section.name: section
    for section in (
        SetUpSection(
            "names",
            _("Names and summary"),
            (
                Part("names", _("Full name")),
                Part("short_names", _("Short name")),
                Part("summary", _("Summary"), "long"),
            ),
        ),
        SetUpSection(
            "scope",
            _("Countries and topics"),
            (
                Part("countries", _("Countries"), "countries", hint=_SEVERAL),
                Part("topics", _("Topics"), "topics", is_needed=False),
            ),
        ),
        SetUpSection(
            "terms",
            _("Donor, hosts and budget"),
            (
                Part("project_code", _("Project code"), "word", is_needed=False),
                Part("years", _("Years"), "years", is_needed=False),
                Part("budget", _("Budget"), "budget", is_needed=False),
                Part("donor", _("Funded by"), is_needed=False),
                Part("organisers", _("Run by"), is_needed=False),
            ),
        ),
        SetUpSection(
            "sources",
            _("Sources"),
            (Part("title", _("Where facts come from"), "long"),),
            is_list=True,
            new=_("Add a source"),
            hint=_("Every fact, phase and meeting names one of them."),
        ),
        SetUpSection(
            "partners",
            _("Hosts and partners"),
            (
                Part("name", _("Name")),
                Part("role", _("Part in the programme"), "role"),
                Part("country", _("Country"), "country", is_needed=False),
                _SOURCE,
            ),
            is_list=True,
            new=_("Add a host or partner"),
        ),
        SetUpSection(
            "contacts",
            _("Contacts"),
            (
                Part("post", _("Post"), hint=_("The post, never the name of a person: it outlives whoever holds it.")),
                Part("organisation", _("Organisation")),
                Part(
                    "email",
                    _("E-mail address of the post"),
                    "email",
                    is_needed=False,
                    hint=_("A shared address, such as programme@example.org. It is shown to everybody."),
                ),
                Part("url", _("Address of a page"), "url", is_needed=False),
            ),
            is_list=True,
            new=_("Add a contact"),
        ),
        SetUpSection(
            "phases",
            _("Phases"),
            (
                Part("title", _("Title")),
                Part("starts", _("First day"), "day"),
                Part("ends", _("Last day"), "day"),
                _SOURCE,
            ),
            is_list=True,
            new=_("Add a phase"),
        ),
        SetUpSection(
            "deadlines",
            _("Deadlines"),
            (Part("title", _("What is due")), Part("due", _("Day"), "day"), _SOURCE),
            is_list=True,
            new=_("Add a deadline"),
        ),
        SetUpSection(
            "meetings",
            _("Meetings"),
            (
                Part(
                    "key",
                    _("Word in the address"),
                    "slug",
                    hint=_("Lower-case letters, digits and hyphens, such as regional-meeting. It never changes."),
                ),
                Part("title", _("Title")),
                Part("kind", _("Kind"), "meeting_kind"),
                Part("country", _("Country"), "own_country"),
                Part("place", _("Place")),
                Part("starts", _("First day"), "day"),
                Part("ends", _("Last day"), "day"),
                Part("hosts", _("Organised by"), is_needed=False),
                Part("partners", _("With"), is_needed=False),
                Part("participants", _("Who took part"), "long", is_needed=False),
                Part("subjects", _("Subjects"), "long", is_needed=False),
                Part("topics", _("Topics"), "topics", is_needed=False),
                _SOURCE,
            ),
            is_list=True,
            new=_("Add a meeting"),
        ),
        SetUpSection(
            "facts",
            _("Known facts"),
            (Part("label", _("Label")), Part("value", _("What is known"), "long"), _SOURCE),
            is_list=True,
            new=_("Add a fact"),
            hint=_NOTHING_INVENTED,
        ),
        SetUpSection(
            "story",
            _("The story"),
            (
                Part("title", _("Title")),
                Part(
                    "paragraphs",
                    _("Paragraphs"),
                    "paragraphs",
                    hint=_("An empty line stands between paragraphs; each language has the same number of them."),
                ),
                _SOURCE,
            ),
            is_list=True,
            new=_("Add a section"),
            hint=_NOTHING_INVENTED,
        ),
        SetUpSection(
            "report",
            _("Report of the programme"),
            (
                Part("title", _("Title")),
                Part("dated", _("Day of the report"), "day"),
                Part("languages", _("Languages of the report"), "languages"),
                _SOURCE,
            ),
            is_group=True,
            hint=_("The report that the programme published elsewhere. Editions made here are listed by themselves."),
        ),
    )
}


class SectionForm(forms.Form):
    """The fields of one section of a programme, or of one item of a list."""

    def __init__(
        self, section: SetUpSection, programme: Mapping[str, Any], item: Mapping[str, Any] | None, data: Any = None
    ) -> None:
        self._section, self._programme = section, programme
        told = programme["languages"]
        self._languages = [*told["authoritative"], *told.get("working", [])]
        # The word in an address is given once.
        self._parts = [part for part in section.parts if part.kind != "slug" or item is None]
        super().__init__(data=data, initial=self._initial(item or {}))
        for part in self._parts:
            self._add(part)

    def values(self) -> dict[str, Any]:
        """What a programme file would say; None takes a field out."""
        given = {part.name: self._given(part) for part in self._parts}
        return {self._section.name: given} if self._section.is_group else given

    def clean(self) -> dict[str, Any]:
        """What two fields say together: days and years in order, paragraphs in step, an amount with its currency."""
        cleaned: dict[str, Any] = super().clean() or {}
        for first, last in (("starts", "ends"), ("years_from", "years_to")):
            if cleaned.get(first) and cleaned.get(last) and cleaned[last] < cleaned[first]:
                self.add_error(last, gettext("This lies before the beginning."))
            elif first.startswith("years") and bool(cleaned.get(first)) != bool(cleaned.get(last)):
                self.add_error(last, gettext("Give both years, or none."))
        if bool(cleaned.get("budget_currency")) != (cleaned.get("budget_amount") is not None):
            self.add_error("budget_currency", gettext("An amount needs its currency, and a currency its amount."))
        if self._section.name == "contacts" and not cleaned.get("email") and not cleaned.get("url"):
            self.add_error("email", gettext("Give an e-mail address or the address of a page."))
        return cleaned

    def _add(self, part: Part) -> None:
        if part.kind in {"text", "long", "paragraphs"}:
            add_text_fields(
                self,
                part.name,
                label=part.label,
                languages=self._languages,
                is_needed=part.is_needed,
                is_long=part.kind != "text",
                hint=part.hint,
            )
            return
        for name, field in _fields(part, self._programme).items():
            self.fields[name] = field

    def _initial(self, item: Mapping[str, Any]) -> dict[str, Any]:
        initial: dict[str, Any] = {}
        for part in self._section.parts:
            value = item.get(part.name)
            if part.kind in {"text", "long"}:
                initial |= initial_texts(part.name, value or {}, self._languages)
            elif part.kind == "paragraphs":
                joined = {
                    language: "\n\n".join(text.get(language, "") for text in value or [])
                    for language in self._languages
                }
                initial |= initial_texts(part.name, joined, self._languages)
            elif part.kind in {"years", "budget"}:
                initial |= {f"{part.name}_{name}": inner for name, inner in (value or {}).items()}
            else:
                initial[part.name] = value
        return initial

    def _given(self, part: Part) -> Any:
        if part.kind in {"text", "long"}:
            return dict(texts_of(self, part.name, self._languages)) or None
        if part.kind == "paragraphs":
            return self._paragraphs(part.name)
        if part.kind == "years":
            first = self.cleaned_data["years_from"]
            return None if first is None else {"from": first, "to": self.cleaned_data["years_to"]}
        if part.kind == "budget":
            amount = self.cleaned_data["budget_amount"]
            return None if amount is None else {"amount": amount, "currency": self.cleaned_data["budget_currency"]}
        return self.cleaned_data[part.name] or None

    def _paragraphs(self, name: str) -> list[dict[str, str]]:
        told = texts_of(self, name, self._languages)
        split = {
            language: [one for one in _PARAGRAPH.split(text.replace("\r\n", "\n")) if one.strip()]
            for language, text in told.items()
        }
        most = max(map(len, split.values()), default=0)
        return [
            {language: parts[place] for language, parts in split.items() if place < len(parts)} for place in range(most)
        ]


def _fields(part: Part, programme: Mapping[str, Any]) -> dict[str, forms.Field]:
    """The fields by name: two for years and for an amount, one for everything else."""
    if part.kind == "years":
        ends: dict[str, Any] = {"from": _("First year"), "to": _("Last year")}
        return {
            f"{part.name}_{end}": forms.IntegerField(label=label, required=False, min_value=1950, max_value=2100)
            for end, label in ends.items()
        }
    if part.kind == "budget":
        currency = forms.RegexField(
            r"^[A-Z]{3}$", label=_("Currency"), required=False, help_text=_("Three letters, such as USD.")
        )
        amount: Any = part.label
        return {
            f"{part.name}_amount": forms.IntegerField(label=amount, required=False, min_value=0),
            f"{part.name}_currency": currency,
        }
    return {part.name: _field(part, programme)}


def _field(part: Part, programme: Mapping[str, Any]) -> forms.Field:
    common: dict[str, Any] = {"label": part.label, "required": part.is_needed, "help_text": part.hint}
    if part.kind in _PLAIN:
        return _PLAIN[part.kind](**common)
    choices = _choices(part, programme)
    if part.kind == "countries":
        return forms.MultipleChoiceField(widget=forms.SelectMultiple({"size": 12}), choices=choices, **common)
    if part.kind in {"topics", "languages"}:
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, choices=choices, **common)
    return forms.ChoiceField(choices=choices if part.is_needed else [("", "–"), *choices], **common)


def slug_field(**options: Any) -> forms.RegexField:
    """A word that stands in an address."""
    message = _("Use lower-case letters, digits and hyphens only, beginning with a letter.")
    return forms.RegexField(
        _SLUG,
        widget=forms.TextInput({"dir": "ltr", "autocapitalize": "off"}),
        error_messages={"invalid": message},
        **options,
    )


_PLAIN: Final[Mapping[str, Callable[..., forms.Field]]] = {
    "day": partial(forms.DateField, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")),
    "slug": slug_field,
    "email": forms.EmailField,
    "url": partial(forms.URLField, assume_scheme="https", max_length=500),
    "word": partial(forms.CharField, max_length=40, widget=forms.TextInput({"dir": "ltr"})),
}


def _choices(part: Part, programme: Mapping[str, Any]) -> list[tuple[str, Any]]:
    language = current_reader().language
    match part.kind:
        case "role" | "meeting_kind":
            return list(_FIXED[part.kind])
        case "own_country":
            return country_choices(programme["countries"])
        case "country" | "countries":
            return country_choices(known_countries(is_fictional_programme=programme["is_fictional"]))
        case "topics":
            return [(topic.code, topic.title.shown(language).text) for topic in top_topics()]
        case "languages":
            told = programme["languages"]
            own = [*told["authoritative"], *told.get("working", []), *programme.get("report", {}).get("languages", [])]
            return language_choices(own)
        case "source":
            return [(one["key"], _text(one["title"], language)) for one in programme.get("sources", [])]
    raise ValueError(f"no kind of field: {part.kind}")


def _text(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")


def known_countries(*, is_fictional_programme: bool) -> list[str]:
    """The States that a programme may have: a real one real States, a fictional one fictional States."""
    return [iso3 for iso3 in country_names("en") if is_place(iso3) and is_fictional(iso3) == is_fictional_programme]


def language_choices(own: Sequence[str] = ()) -> list[tuple[str, str]]:
    """The languages of the interface, and others that a programme has, by their names for the reader."""
    reader = current_reader().language
    codes = dict.fromkeys([*own, *(code for code, _name in settings.LANGUAGES)])
    return [(code, language_name(code, reader_language=reader)) for code in codes]


def country_choices(codes: Sequence[str]) -> list[tuple[str, str]]:
    """Countries by name in the reader's language and order."""
    language = current_reader().language
    return [(iso3, country_name(iso3, language)) for iso3 in countries_in_order(codes, language)]


class NewProgrammeForm(forms.Form):
    """What a programme needs to begin with; everything else is set up afterwards, section by section."""

    code = slug_field(
        label=_("Code"),
        help_text=_(
            "Lower-case letters, digits and hyphens, such as west-africa. It stands in addresses and never changes."
        ),
    )
    is_fictional = forms.BooleanField(
        label=_("This programme is fictional"),
        required=False,
        help_text=_("For training and demonstration: every page says so, and its States are fictional."),
    )
    authoritative = forms.MultipleChoiceField(
        label=_("Authoritative languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Texts are agreed in these. All languages together are those in which every text is asked for."),
    )
    working = forms.MultipleChoiceField(
        label=_("Working languages"), widget=forms.CheckboxSelectMultiple, required=False
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries"), widget=forms.SelectMultiple({"size": 12}), help_text=_SEVERAL
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data=data)
        reader = current_reader().language
        for name in ("authoritative", "working"):
            choose(self.fields[name], language_choices())
        real, made_up = (country_choices(known_countries(is_fictional_programme=one)) for one in (False, True))
        choose(self.fields["countries"], [*real, *made_up])
        site = [code for code, _name in settings.LANGUAGES]
        order = [reader, *(code for code in site if code != reader)]
        add_text_fields(self, "names", label=_("Full name"), languages=order, is_needed=True)
        add_text_fields(self, "short_names", label=_("Short name"), languages=order, is_needed=True)
        add_text_fields(self, "summary", label=_("Summary"), languages=order, is_long=True)
        add_text_fields(self, "source", label=_("Where its facts come from"), languages=order)
        self._order = order

    def clean(self) -> dict[str, Any]:
        """A language is one or the other; States are real or fictional as the programme is; texts in its languages."""
        cleaned: dict[str, Any] = super().clean() or {}
        check_one_or_the_other(self)
        for iso3 in cleaned.get("countries", []):
            if is_fictional(iso3) != cleaned.get("is_fictional", False):
                self.add_error(
                    "countries",
                    gettext("A fictional programme has fictional States only, and any other none of them."),
                )
                break
        return cleaned

    def values(self) -> dict[str, Any]:
        """What the programme's file would say."""
        chosen = self.cleaned_data["authoritative"] + self.cleaned_data["working"]
        texts = {
            name: dict(texts_of(self, name, [language for language in self._order if language in chosen]))
            for name in ("names", "short_names", "summary", "source")
        }
        languages = {"authoritative": self.cleaned_data["authoritative"]}
        if self.cleaned_data["working"]:
            languages["working"] = self.cleaned_data["working"]
        return {
            "code": self.cleaned_data["code"],
            "is_fictional": self.cleaned_data["is_fictional"],
            "languages": languages,
            "countries": self.cleaned_data["countries"],
            "names": texts["names"],
            "short_names": texts["short_names"],
            "summary": texts["summary"],
            "sources": [{"key": "source-1", "title": texts["source"]}],
        }


def check_one_or_the_other(form: forms.Form) -> None:
    """A language is authoritative or working: an error beside the field where one is both."""
    if set(form.cleaned_data.get("authoritative", [])) & set(form.cleaned_data.get("working", [])):
        form.add_error("working", gettext("A language is authoritative or working, not both."))


def choose(field: forms.Field, choices: Sequence[tuple[str, Any]]) -> None:
    """Give a field its choices."""
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
    field.choices = list(choices)
