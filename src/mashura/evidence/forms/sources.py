"""Forms in which sources are registered."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mashura.access.public import Actor
from mashura.evidence.finding_words import RESPONDENTS, SOURCE_KINDS
from mashura.evidence.forms.findings import country_choices, languages_of_texts, site_languages
from mashura.evidence.models.sources import FIELD_KINDS
from mashura.kit import clock
from mashura.kit.languages import direction
from mashura.kit.localised import Localised


class SourceForm(forms.Form):
    """A published source."""

    programme = forms.ChoiceField(label=gettext_lazy("Programme"), choices=())
    key = forms.SlugField(
        label=gettext_lazy("Key"),
        help_text=gettext_lazy("A short name for the address: lower-case letters, digits and hyphens."),
        max_length=64,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=())
    year = forms.IntegerField(label=gettext_lazy("Year"), required=False, min_value=1900, max_value=2100)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=(), required=False)
    url = forms.URLField(
        label=gettext_lazy("Where it can be read"), required=False, max_length=500, assume_scheme="https"
    )
    licence = forms.CharField(label=gettext_lazy("Licence"), required=False, max_length=200)
    countries = forms.MultipleChoiceField(
        label=gettext_lazy("Countries that it is about"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, actor: Actor, programmes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, word) for kind, word in SOURCE_KINDS.items() if kind not in FIELD_KINDS]
        _choices(self, "programme", list(programmes))
        _choices(self, "kind", kinds)
        _choices(self, "language", [("", _("Not said")), *languages_of_texts()])
        _choices(self, "countries", country_choices(actor.countries))
        for name, label in (("title", _("Title")), ("publisher", _("Publisher"))):
            for code, language in languages_of_texts():
                self.fields[f"{name}_{code}"] = forms.CharField(
                    label=_("%(what)s (%(language)s)") % {"what": label, "language": language},
                    required=False,
                    max_length=500,
                    widget=forms.TextInput(attrs={"lang": code, "dir": direction(code)}),
                )

    def clean(self) -> dict[str, Any]:
        """Title and publisher in one language at least; others may follow."""
        cleaned: dict[str, Any] = super().clean() or {}
        for name in ("title", "publisher"):
            if not self.localised(name):
                self.add_error(f"{name}_{site_languages()[0]}", _("Give it in one language at least."))
        return cleaned

    def localised(self, name: str) -> Localised:
        """What was given for `name` in each language."""
        return Localised({code: self.cleaned_data.get(f"{name}_{code}", "") for code in site_languages()})


class FieldSourceForm(forms.Form):
    """An interview, focus group or observation."""

    programme = forms.ChoiceField(label=gettext_lazy("Programme"), choices=())
    label = forms.CharField(
        label=gettext_lazy("Pseudonym"),
        help_text=gettext_lazy("Such as R-07. Never a name, an address or anything by which a person can be found."),
        max_length=120,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=())
    respondent = forms.ChoiceField(label=gettext_lazy("Whose account it is"), choices=())
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=())
    held_on = forms.DateField(
        label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, actor: Actor, programmes: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, "programme", list(programmes))
        _choices(self, "kind", [(kind, SOURCE_KINDS[kind]) for kind in FIELD_KINDS])
        _choices(self, "respondent", list(RESPONDENTS.items()))
        _choices(self, "country", country_choices(actor.countries))

    def clean_held_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["held_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day lies in the future."), code="future")
        return day


def _choices(form: forms.Form, name: str, choices: Any) -> None:
    cast("forms.ChoiceField", form.fields[name]).choices = choices
