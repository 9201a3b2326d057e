"""Forms in which findings are written; the actions judge what is given."""

from collections.abc import Iterable
from typing import Any, cast
from urllib.parse import parse_qsl

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mashura.access.public import Actor
from mashura.evidence.finding_words import CONFIDENCES, KINDS, STANCES, accounts_in_words
from mashura.evidence.labels import place_name
from mashura.evidence.models import FieldSource, Finding, Source, Vintage
from mashura.evidence.queries.datasets import visible_vintages
from mashura.evidence.queries.findings import FieldAccounts, own_field_sources, visible_sources
from mashura.kit.languages import direction, language_name
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.kit.text import sort_key
from mashura.reference.public import themes_of, top_topics


def site_languages() -> list[str]:
    """The languages of the site, in which everything is written."""
    return [code for code, _name in settings.LANGUAGES]


def languages_of_texts() -> list[tuple[str, str]]:
    """The languages of the site as choices, named in the reader's."""
    reader = current_reader().language
    return [(code, language_name(code, reader_language=reader)) for code in site_languages()]


def themes() -> list[tuple[str, list[tuple[str, str]]]]:
    """The themes of the topic tree under their topics, as choices."""
    language = current_reader().language
    return [
        (
            topic.title.shown(language).text,
            [(one.code, one.title.shown(language).text) for one in themes_of(topic.code)],
        )
        for topic in top_topics()
    ]


def _title(topic: Any, language: str) -> str:
    return str(topic.title.shown(language).text)


def country_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Countries as choices in the reader's order."""
    language = current_reader().language
    named = [(code, place_name(code, language)) for code in set(codes)]
    return sorted(named, key=lambda choice: sort_key(choice[1], language))


class AboutForm(forms.Form):
    """What a finding is about."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=())
    theme = forms.ChoiceField(label=gettext_lazy("Theme"), choices=())
    countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries that it is about"),
        help_text=gettext_lazy("None for the region as a whole. Each of them has to release it before it is public."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first_year = forms.IntegerField(label=gettext_lazy("First year"), required=False, min_value=1900, max_value=2100)
    last_year = forms.IntegerField(label=gettext_lazy("Last year"), required=False, min_value=1900, max_value=2100)

    def __init__(self, *args: Any, actor: Actor, finding: Finding | None = None, **kwargs: Any) -> None:
        if finding is not None:
            names = ("kind", "theme", "countries", "first_year", "last_year")
            kwargs["initial"] = {name: getattr(finding, name) for name in names}
        super().__init__(*args, **kwargs)
        _choices(self, "kind", list(KINDS.items()))
        _choices(self, "theme", themes())
        known = {*actor.countries, *(finding.countries if finding else ())}
        _choices(self, "countries", country_choices(known))
        if not known:
            del self.fields["countries"]

    @property
    def about(self) -> dict[str, Any]:
        """What the actions take."""
        return {
            "countries": [],
            **{name: self.cleaned_data[name] for name in AboutForm.base_fields if name in self.fields},
        }


class DraftForm(AboutForm):
    """A new finding: what it is about, and its statement in the language in which it is written first."""

    programme = forms.ChoiceField(label=gettext_lazy("Programme"), choices=())
    language = forms.ChoiceField(label=gettext_lazy("Language of the original"), choices=())
    text = forms.CharField(label=gettext_lazy("Statement"), widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}))
    field_order = ("programme", "kind", "theme", "countries", "first_year", "last_year", "language", "text")

    def __init__(self, *args: Any, actor: Actor, programmes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"language": current_reader().language})
        super().__init__(*args, actor=actor, **kwargs)
        _choices(self, "programme", list(programmes))
        _choices(self, "language", languages_of_texts())
        self.fields["text"].help_text = value_hint()


class StatementForm(forms.Form):
    """The statement in one language: the original, or a translation of it."""

    text = forms.CharField(label=gettext_lazy("Statement"), widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.widget.attrs |= {"lang": language, "dir": direction(language)}
        field.help_text = value_hint()


def value_hint() -> str:
    """How a number is written in a statement."""
    example = format_html('<code dir="ltr">{}</code>', "{{deaths-at-sea?year=2016&sea=mediterranean#dead_and_missing}}")
    hint = _("Never type a number: name the value of a figure, as in %(example)s.")
    return format_html(hint.replace("%(example)s", "{}"), example)


class ReasonForm(forms.Form):
    """A form with one line in each language of the site, of which one at least is there."""

    reason_label = gettext_lazy("Why")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in languages_of_texts():
            self.fields[f"why_{code}"] = forms.CharField(
                label=_("%(what)s (%(language)s)") % {"what": self.reason_label, "language": name},
                required=False,
                max_length=500,
                widget=forms.TextInput(attrs={"lang": code, "dir": direction(code)}),
            )

    @property
    def why(self) -> Localised:
        """The reason in the languages in which it was given."""
        return Localised({code: self.cleaned_data.get(f"why_{code}", "") for code in site_languages()})


class CiteForm(ReasonForm):
    """One thing that supports or contradicts a finding."""

    stance = forms.ChoiceField(label=gettext_lazy("It"), choices=(), widget=forms.RadioSelect)
    figure = forms.CharField(
        label=gettext_lazy("Figure with its parameters"),
        help_text=gettext_lazy("As in the address of its page: deaths-at-sea?year=2016&sea=mediterranean"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    source: "forms.ModelChoiceField[Source]" = forms.ModelChoiceField(
        label=gettext_lazy("Source"), queryset=None, required=False
    )
    field_source: "forms.ModelChoiceField[FieldSource]" = forms.ModelChoiceField(
        label=gettext_lazy("Field source"), queryset=None, required=False
    )
    vintage: "forms.ModelChoiceField[Vintage]" = forms.ModelChoiceField(
        label=gettext_lazy("Vintage of a dataset"), queryset=None, required=False
    )

    def __init__(self, *args: Any, actor: Actor, programme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "stance", list(STANCES.items()))
        _rows(self, "source", visible_sources(actor, programme=programme), _source_name)
        _rows(self, "vintage", visible_vintages(actor), _vintage_name)
        own = own_field_sources(actor).filter(programme=programme)
        _rows(self, "field_source", own, _field_source_name)
        if not own:
            del self.fields["field_source"]

    @property
    def cited(self) -> dict[str, Any]:
        """What the action takes: the figure's name apart from its parameters."""
        name, _mark, query = str(self.cleaned_data["figure"]).strip().partition("?")
        things = {one: self.cleaned_data.get(one) for one in ("source", "field_source", "vintage")}
        return {**things, "figure": name, "params": dict(parse_qsl(query))}


class ConfidenceForm(ReasonForm):
    """How sure the author is, and why."""

    reason_label = gettext_lazy("Reason")
    confidence = forms.ChoiceField(label=gettext_lazy("Confidence"), required=False)

    def __init__(self, *args: Any, finding: Finding, **kwargs: Any) -> None:
        reasons = {f"why_{code}": text for code, text in finding.confidence_reason.items()}
        kwargs["initial"] = {"confidence": finding.confidence, **reasons}
        super().__init__(*args, **kwargs)
        _choices(self, "confidence", [("", _("Not said")), *CONFIDENCES.items()])


class OpenForm(forms.Form):
    """The countries whose posts may read a finding before it is public."""

    open_to = forms.MultipleChoiceField(
        label=gettext_lazy("Countries whose posts may read it before it is public"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, actor: Actor, finding: Finding, **kwargs: Any) -> None:
        kwargs["initial"] = {"open_to": finding.open_to}
        super().__init__(*args, **kwargs)
        _choices(self, "open_to", country_choices({*actor.countries, *finding.countries, *finding.open_to}))


def _choices(form: forms.Form, name: str, choices: Any) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices


def _rows(form: forms.Form, name: str, rows: Any, label: Any) -> None:
    field = cast("Any", form.fields[name])
    field.queryset = rows
    field.label_from_instance = label


def _source_name(source: Source) -> str:
    return source.title.shown(current_reader().language).text


def _vintage_name(vintage: Vintage) -> str:
    return f"{vintage.dataset.code}, {vintage.retrieved_on.isoformat()} ({vintage.sha256[:12]})"


def _field_source_name(source: FieldSource) -> str:
    told = accounts_in_words(FieldAccounts(source.kind, source.country, source.held_on.year, 1))
    return f"{source.label} – {told}"
