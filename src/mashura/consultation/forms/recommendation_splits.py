"""Forms of a split: why, and each part with its words, theme, countries and addressees."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.consultation import recommendation_wording as wording
from mashura.consultation.actions.addressees import AddresseeEntry
from mashura.consultation.actions.recommendation_splits import SplitPart
from mashura.consultation.forms.recommendations import country_choices, language_choices, offer, theme_choices
from mashura.consultation.forms.texts import ReasonForm, add_text_fields, field_of, texts_of
from mashura.consultation.models import Addressee, Recommendation
from mashura.kit.expressions import Expressions
from mashura.kit.reader import current_reader

FEWEST_PARTS: Final = 2
MOST_PARTS: Final = 6


class SplitForm(ReasonForm):
    """Why it is split, and the language in which the parts were agreed."""

    original = forms.ChoiceField(
        label=_("Language of the original"), help_text=_("The language in which the words of the parts were agreed.")
    )
    parts = forms.IntegerField(min_value=FEWEST_PARTS, max_value=MOST_PARTS, widget=forms.HiddenInput)

    def __init__(self, found: Recommendation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "original", language_choices(found.programme))
        self.offer_reason(
            found.programme.languages, label=_("Reason"), hint=_("Readers see it beside the recommendation.")
        )


class PartForm(forms.Form):
    """One part. Theme, countries and addressees start as they are of what is split."""

    def __init__(
        self, found: Recommendation, addressees: Sequence[Addressee], original: str, *args: Any, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "theme": found.theme,
            "countries": found.countries,
            **{_addressee_field(one): one.role for one in addressees},
        } | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.addressees, self.original = addressees, original
        self.languages = sorted(found.programme.languages, key=lambda tag: tag != original)
        add_text_fields(self, "text", label=_("Text"), languages=self.languages, is_long=True)
        for language in self.languages:
            self.fields[field_of("text", language)].widget.attrs["rows"] = 3
        self.fields["theme"] = forms.ChoiceField(label=_("Primary theme"))
        offer(self, "theme", theme_choices())
        if found.countries:
            self.fields["countries"] = forms.MultipleChoiceField(
                label=_("Countries it is about"), required=False, widget=forms.CheckboxSelectMultiple
            )
            offer(self, "countries", [pair for pair in country_choices(found.programme) if pair[0] in found.countries])
        for one in addressees:
            self.fields[_addressee_field(one)] = forms.ChoiceField(
                label=wording.addressee_name(one).shown(current_reader().language).text,
                help_text=wording.country(one.country) if one.country else "",
                required=False,
                choices=[("", _("Not addressed by this part")), *wording.ROLES.items()],
            )

    @property
    def words(self) -> list[forms.BoundField]:
        """The fields of the text."""
        return [self[field_of("text", language)] for language in self.languages]

    @property
    def about(self) -> list[forms.BoundField]:
        """The fields of theme and countries."""
        return [self[name] for name in ("theme", "countries") if name in self.fields]

    @property
    def addressed(self) -> list[forms.BoundField]:
        """The fields of the addressees."""
        return [self[_addressee_field(one)] for one in self.addressees]

    def text(self) -> Expressions:
        """The words of a valid form; their languages are settled together, so none waits for a review."""
        return Expressions.of_localised(texts_of(self, "text", self.languages), self.original)

    def part(self) -> SplitPart:
        """What was given, once it is valid."""
        given: Mapping[str, Any] = self.cleaned_data
        return SplitPart(
            text=self.text(),
            theme=given["theme"],
            countries=tuple(given.get("countries", ())),
            addressees=[
                AddresseeEntry.of(one, role=role) for one in self.addressees if (role := given[_addressee_field(one)])
            ],
        )


def _addressee_field(one: Addressee) -> str:
    return f"addressee_{one.pk}"
