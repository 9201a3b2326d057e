"""Forms of commitments, their actions, indicators and schedules."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.commitments.actions.commitments import Undertaking
from mashura.commitments.actions.indicators import Measure
from mashura.commitments.forms.texts import PlainForm, ReasonForm, TextsForm, day_field, in_readers_language
from mashura.commitments.models import Indicator
from mashura.commitments.rules.progress import Direction, Point
from mashura.commitments.wording import DIRECTIONS, INDICATOR_KINDS, KINDS
from mashura.evidence.public import figure_names
from mashura.kit.languages import language_name
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Give a choice field what can be chosen."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
    field.choices = list(choices)


class UndertakingForm(TextsForm):
    """What is undertaken, by when and with what."""

    texts = (("text", _("What is undertaken"), True), ("resources", _("Resources"), False))
    rows = 4

    due_date = day_field(_("Due on"))
    baseline_date = day_field(_("Measured from"), required=False)

    @property
    def undertaking(self) -> Undertaking:
        return Undertaking(
            text=self.expressions("text"),
            resources=self.expressions("resources"),
            due_date=self.cleaned_data["due_date"],
            baseline_date=self.cleaned_data["baseline_date"],
        )


class ReviseForm(UndertakingForm, ReasonForm):
    """A revision with its reason."""


class DraftForm(UndertakingForm):
    """A first draft: also of what kind it is and what it answers. `owners` may be one or several institutions."""

    owner = forms.ChoiceField(label=_("Institution that undertakes it"))
    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    recommendations = forms.MultipleChoiceField(
        label=_("Recommendations that it answers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries that take part"),
        help_text=_("Only for a joint commitment."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    share_of = forms.ChoiceField(label=_("Share of a joint commitment"), required=False)

    def __init__(
        self,
        *args: Any,
        owners: Iterable[tuple[str, str]],
        recommendations: Iterable[tuple[str, str]],
        countries: Iterable[tuple[str, str]],
        joint: Iterable[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "owner", owners)
        choose(self, "kind", KINDS.items())
        choose(self, "recommendations", recommendations)
        choose(self, "countries", countries)
        choose(self, "share_of", [("", _("Of none")), *joint])
        self.order_fields(["owner", "kind", "recommendations", "countries", "share_of", *self.fields])


class ActionForm(TextsForm):
    """A piece of work."""

    texts = (("text", _("What is to be done"), True),)
    rows = 3

    partners = forms.CharField(
        label=_("Partners"), required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    starts = day_field(_("Starts on"), required=False)
    due = day_field(_("Due on"), required=False)
    weight = forms.DecimalField(
        label=_("Weight"),
        help_text=_("How much it counts among the actions of this commitment; 1 where all count alike."),
        initial=Decimal(1),
        min_value=Decimal(0),
        max_digits=6,
        decimal_places=2,
    )


class DoneForm(PlainForm):
    """On which day something was done."""

    on = day_field(_("Done on"))


class IndicatorForm(PlainForm):
    """An indicator: a value of a figure, or one by hand from a declared source."""

    kind = forms.ChoiceField(label=_("Kind"))
    direction = forms.ChoiceField(label=_("Direction"))
    figure = forms.ChoiceField(label=_("Figure"), required=False)
    params = forms.CharField(
        label=_("Parameters of the figure"),
        help_text=_("As in its address, such as country=XAA&measure=health-access."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    value_name = forms.CharField(
        label=_("Value that is read"), required=False, max_length=64, widget=forms.TextInput(attrs={"dir": "ltr"})
    )
    year_name = forms.CharField(
        label=_("Value that tells its year"),
        required=False,
        max_length=64,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    manual_source = forms.CharField(
        label=_("Source of a value by hand"),
        help_text=_("Only where no figure measures it."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    unit = forms.CharField(label=_("Unit"), required=False, max_length=24, help_text=_("Such as percent."))
    baseline_value = forms.DecimalField(label=_("Baseline"), max_digits=20, decimal_places=6)
    baseline_on = day_field(_("Day of the baseline"))
    target_value = forms.DecimalField(label=_("Target"), max_digits=20, decimal_places=6)
    target_on = day_field(_("Day of the target"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {
            f"name_{tag}": forms.CharField(
                label=_("Name (%(language)s)") % {"language": language},
                required=place == 0,
                max_length=200,
                widget=forms.TextInput(attrs={"lang": tag, "dir": "auto"}),
            )
            for place, (tag, language) in enumerate(self._named())
        }
        self.fields = {**names, **self.fields}
        choose(self, "kind", INDICATOR_KINDS.items())
        choose(self, "direction", DIRECTIONS.items())
        choose(self, "figure", [("", _("None: a value by hand")), *((name, name) for name in figure_names())])

    def _named(self) -> list[tuple[str, str]]:
        reader = current_reader().language
        return [(tag, language_name(tag, reader_language=reader)) for tag in self.languages]

    @property
    def declared(self) -> dict[str, Any]:
        """The arguments of declaring it."""
        given = self.cleaned_data
        return {
            "names": Localised({tag: given.get(f"name_{tag}", "") for tag in self.languages}),
            "kind": Indicator.Kind(given["kind"]),
            "direction": Direction(given["direction"]),
            "unit": given["unit"],
            "measure": Measure(
                figure=given["figure"],
                params=dict(parse_qsl(given["params"])),
                value_name=given["value_name"],
                year_name=given["year_name"],
                manual_source=in_readers_language(given["manual_source"]),
            ),
            "baseline": Point(given["baseline_on"], given["baseline_value"]),
            "targets": [Point(given["target_on"], given["target_value"])],
        }


class ByHandForm(PlainForm):
    """A value that no figure gives."""

    on = day_field(_("Day of the value"))
    value = forms.CharField(label=_("Value"), max_length=40, widget=forms.TextInput(attrs={"dir": "ltr"}))
    source = forms.CharField(label=_("Where it is from"), max_length=300, widget=forms.TextInput(attrs={"dir": "auto"}))


class ScheduleForm(PlainForm):
    """From when on and how often the owner reports."""

    starts = day_field(_("First period starts on"))
    every_months = forms.IntegerField(label=_("Months in a period"), initial=6, min_value=1, max_value=24)
