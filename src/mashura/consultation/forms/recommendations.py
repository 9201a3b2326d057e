"""Forms of recommendations. They offer what may be chosen; whether it fits together is for the actions to say."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mashura.access.models import Organisation
from mashura.consultation import recommendation_wording as wording
from mashura.consultation.actions.addressees import AddresseeEntry
from mashura.consultation.forms.texts import ReasonForm
from mashura.consultation.models import Meeting, Programme, Recommendation
from mashura.consultation.rules.recommendations import STRENGTHS, Particulars
from mashura.evidence.models import Finding
from mashura.kit.languages import language_name
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.kit.text import sort_key
from mashura.reference.public import addressee_classes, affected_groups, countries_in_order, themes_of, top_topics

Choices = list[tuple[str, Any]]
_CHOOSE: Final = _("Choose")
_NONE: Final = _("None")


def _say(text: Localised | str) -> str:
    return text if isinstance(text, str) else text.shown(current_reader().language).text


def theme_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Themes under their topics."""
    return [
        (_say(topic.title), [(theme.code, _say(theme.title)) for theme in themes_of(topic.code)])
        for topic in top_topics()
    ]


def language_choices(programme: Programme) -> Choices:
    reader = current_reader()
    return [(tag, language_name(tag, reader_language=reader.language)) for tag in programme.languages]


def country_choices(programme: Programme) -> Choices:
    codes = countries_in_order(programme.countries, current_reader().language)
    return [(code, wording.country(code)) for code in codes]


def offer(form: forms.Form, name: str, choices: Iterable[Any]) -> None:
    """Set what may be chosen in one field."""
    field = form.fields[name]
    if not isinstance(field, forms.ChoiceField):
        raise TypeError(f"{name} has no choices")
    field.choices = list(choices)


def _terms(terms: Mapping[str, Promise]) -> Choices:
    return list(terms.items())


class ParticularsForm(forms.Form):
    """What a recommendation says of itself besides its words."""

    theme = forms.ChoiceField(label=_("Primary theme"), help_text=_("Exactly one, so that totals by theme add up."))
    secondary_themes = forms.MultipleChoiceField(
        label=_("Secondary themes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    affected_groups = forms.MultipleChoiceField(
        label=_("People concerned"), required=False, widget=forms.CheckboxSelectMultiple
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries it is about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each of them releases it before it is public. None: it is about the region as a whole."),
    )
    action_strength = forms.ChoiceField(label=_("Strength of the action asked for"), required=False)
    source_kind = forms.ChoiceField(label=_("Made in"))
    source_symbol = forms.CharField(label=_("Document symbol or title"), required=False, max_length=120)
    source_paragraph = forms.CharField(label=_("Paragraph"), required=False, max_length=40)
    source_url = forms.URLField(
        label=_("Address of the document"), required=False, max_length=500, assume_scheme="https"
    )
    source_dated = forms.DateField(
        label=_("Date of the document"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "theme", [("", _CHOOSE), *theme_choices()])
        offer(self, "secondary_themes", [pair for _topic, themes in theme_choices() for pair in themes])
        offer(self, "affected_groups", [(code, _say(one.title)) for code, one in affected_groups().items()])
        offer(self, "countries", country_choices(programme))
        offer(self, "action_strength", [("", _NONE), *((str(n), wording.strength(n)) for n in STRENGTHS)])
        offer(self, "source_kind", _terms(wording.SOURCE_KINDS))

    @staticmethod
    def told_by(row: Recommendation) -> dict[str, Any]:
        """The initial values for a recommendation that is there."""
        names = (*ParticularsForm.base_fields,)
        return {name: getattr(row, name) for name in names} | {"action_strength": str(row.action_strength or "")}

    def particulars(self, proposers: Iterable[str] = ()) -> Particulars:
        """What was given, once it is valid."""
        given = self.cleaned_data
        return Particulars(
            source_kind=given["source_kind"],
            countries=tuple(given["countries"]),
            theme=given["theme"],
            secondary_themes=tuple(given["secondary_themes"]),
            affected_groups=tuple(given["affected_groups"]),
            action_strength=int(given["action_strength"]) if given["action_strength"] else None,
            source_symbol=given["source_symbol"],
            source_paragraph=given["source_paragraph"],
            source_url=given["source_url"],
            source_dated=given["source_dated"],
            proposers=tuple(proposers),
        )


class TextForm(ParticularsForm):
    """Particulars and the words in their original language."""

    language = forms.ChoiceField(label=_("Language of the original"))
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        max_length=8000,
        help_text=_("One thing that is asked for, in words that those who are asked can answer."),
    )

    field_order: Sequence[str] = ("language", "text")

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(programme, *args, **kwargs)
        offer(self, "language", language_choices(programme))


class DraftForm(TextForm):
    """A new recommendation."""

    ref = forms.CharField(
        label=_("Reference"), required=False, max_length=24, help_text=_("Left empty, it gets the next number.")
    )
    stage = forms.ChoiceField(label=_("Where the words were settled"))

    field_order = ("ref", "stage", "language", "text")

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(programme, *args, **kwargs)
        offer(self, "stage", _terms(wording.STAGES))


class VersionForm(ReasonForm):
    """The next version of the words."""

    stage = forms.ChoiceField(label=_("Where the words were settled"))
    language = forms.ChoiceField(label=_("Language of the original"))
    text = forms.CharField(label=_("Text"), widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}), max_length=8000)

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("stage", _terms(wording.STAGES)), ("language", language_choices(programme))):
            offer(self, name, choices)
        self.offer_reason(
            programme.languages, label=_("Why there is a new version"), hint=_("Readers see it beside the text.")
        )


class StepForm(ReasonForm):
    """What a step needs: a reason, or the recommendations that take this one's place."""

    successor = forms.ChoiceField(label=_("Recommendation that takes its place"))
    successors = forms.MultipleChoiceField(
        label=_("Recommendations into which it is split"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        names: Collection[str],
        others: Choices,
        *args: Any,
        languages: Sequence[str] = (),
        needs_reason: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_reason_needed = needs_reason
        for name in set(self.fields) - set(names):
            del self.fields[name]
        for name, choices in (("successor", [("", _CHOOSE), *others]), ("successors", others)):
            if name in self.fields:
                offer(self, name, choices)
        if "reason" in names:
            self.offer_reason(
                languages,
                label=_("Reason"),
                hint=_("Readers see it beside the recommendation.") if needs_reason else _("Not needed, but of help."),
            )


class AddresseeForm(forms.Form):
    """One more body: an organisation of the platform, or one told by its name in each language."""

    addressee_class = forms.ChoiceField(label=_("Kind of body"))
    country = forms.ChoiceField(label=_("State it belongs to"), required=False)
    role = forms.ChoiceField(label=_("Role"), help_text=_("The first body of a State leads for it."))
    organisation = forms.ChoiceField(label=_("Organisation on this platform"), required=False)

    def __init__(self, programme: Programme, organisations: Iterable[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = {str(one.pk): one for one in organisations}
        self.languages = programme.languages
        reader = current_reader()
        named = sorted(
            ((key, _say(one.names)) for key, one in self.organisations.items()),
            key=lambda pair: sort_key(pair[1], reader.language),
        )
        for name, choices in (
            (
                "addressee_class",
                [("", _CHOOSE), *((code, _say(one.title)) for code, one in addressee_classes().items())],
            ),
            ("country", [("", _("No State")), *country_choices(programme)]),
            ("role", _terms(wording.ROLES)),
            ("organisation", [("", _("Not on this platform")), *named]),
        ):
            offer(self, name, choices)
        for tag in self.languages:
            self.fields[f"name_{tag}"] = forms.CharField(
                label=_("Name, if it is not on this platform: %(language)s")
                % {"language": language_name(tag, reader_language=reader.language)},
                required=False,
                max_length=200,
                widget=forms.TextInput(attrs={"dir": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        """A body has an organisation or a name."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("organisation") and not any(cleaned.get(f"name_{tag}") for tag in self.languages):
            self.add_error("organisation", _("Choose an organisation, or give the name of the body."))
        return cleaned

    def entry(self) -> AddresseeEntry:
        """What was given, once it is valid."""
        given = self.cleaned_data
        organisation = self.organisations.get(given["organisation"])
        names = Localised({tag: given[f"name_{tag}"] for tag in self.languages} if organisation is None else {})
        return AddresseeEntry(given["addressee_class"], given["role"], given["country"], organisation, names)


class OriginForm(forms.Form):
    """A finding or a meeting of the programme."""

    source = forms.ChoiceField(label=_("Finding or meeting"))

    def __init__(self, findings: Iterable[Finding], meetings: Iterable[Meeting], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources: dict[str, Finding | Meeting] = {str(finding.pk): finding for finding in findings}
        self.sources |= {meeting.pk: meeting for meeting in meetings}
        offer(self, "source", [("", _CHOOSE), *((key, _source_name(one)) for key, one in self.sources.items())])


def _source_name(source: Finding | Meeting) -> str:
    if isinstance(source, Meeting):
        return _say(source.title)
    return f"{source.ref}: {source.statement.shown(current_reader().language).text}"[:160]


class OpenForm(forms.Form):
    """The countries whose posts may read it before it is public."""

    countries = forms.MultipleChoiceField(
        label=_("Countries whose posts may read it now"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, programme: Programme, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "countries", country_choices(programme))
