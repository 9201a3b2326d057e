"""Forms: a figure's parameters, a file for a dataset, and which of its columns is which."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mashura.errors import InputError
from mashura.evidence.files import MAX_BYTES
from mashura.evidence.labels import CODES, code_label, parameter_label, place_name
from mashura.evidence.rules.datasets import DataColumn
from mashura.kit import clock
from mashura.kit.languages import primary
from mashura.kit.messages import say
from mashura.kit.numbers import format_year
from mashura.kit.reader import current_reader
from mashura.kit.text import sort_key
from mashura.stats.figures import Figure, Parameter

_OPTIONAL: Final = gettext_lazy("All")


class ParameterForm(forms.Form):
    """The parameters of one figure, as they stand in the address. The figure itself judges what is given."""

    def __init__(self, figure: Figure, given: Mapping[str, Any], allowed: Mapping[str, tuple[Any, ...] | None]) -> None:
        super().__init__(data=dict(given))
        for parameter in figure.parameters:
            self.fields[parameter.name] = _field(parameter, allowed.get(parameter.name))

    def refuse(self, error: InputError) -> None:
        """Show the figure's objection beside the parameter it is about."""
        name = str(error.params.get("parameter", ""))
        self.full_clean()
        self.add_error(name if name in self.fields else None, say(error))


def _field(parameter: Parameter, allowed: tuple[Any, ...] | None) -> forms.Field:
    label = parameter_label(parameter.name)
    if parameter.type == "countries":
        return forms.CharField(label=label, required=False, help_text=_("Codes of three letters, separated by commas."))
    if allowed is None:
        attributes = {"min": parameter.minimum, "max": parameter.maximum, "class": "input--short"}
        return forms.CharField(label=label, required=False, widget=forms.NumberInput(attributes))
    choices = [(str(value), _option(parameter, value)) for value in allowed]
    if parameter.type == "country":
        language = primary(current_reader().language)
        choices.sort(key=lambda choice: sort_key(choice[1], language))
    if parameter.type == "year":
        choices.reverse()
    if parameter.default is None:
        choices.insert(0, ("", str(_OPTIONAL)))
    # A select without validation of its own: the figure says what is wrong, and which values there are.
    return forms.CharField(label=label, required=False, widget=forms.Select(choices=choices))


def _option(parameter: Parameter, value: Any) -> str:
    reader = current_reader()
    if parameter.type == "country":
        return place_name(str(value), reader.language)
    if parameter.type == "year":
        return format_year(int(value), language=reader.language, digits=reader.shown_digits)
    return code_label(parameter.name, str(value)) if parameter.name in CODES else str(value)


class UploadForm(forms.Form):
    """A data file and the day on which it was fetched from its publisher."""

    file = forms.FileField(
        label=gettext_lazy("Data file"),
        help_text=gettext_lazy("CSV in UTF-8 or Parquet, up to 100 megabytes."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.parquet,text/csv"}),
    )
    retrieved_on = forms.DateField(
        label=gettext_lazy("Day on which it was fetched from the publisher"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_file(self) -> Any:
        """The file, when its kind and size can be read at all."""
        file = self.cleaned_data["file"]
        if Path(file.name).suffix.lower() not in {".csv", ".parquet"}:
            raise forms.ValidationError(_("The file is neither a CSV nor a Parquet file."), code="kind")
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The file is larger than 100 megabytes."), code="size")
        return file

    def clean_retrieved_on(self) -> Any:
        """A day that has come."""
        day = self.cleaned_data["retrieved_on"]
        if day > clock.today():
            raise forms.ValidationError(_("This day lies in the future."), code="future")
        return day


class MappingForm(forms.Form):
    """For every column of the dataset the column of the file that holds it."""

    def __init__(self, columns: list[DataColumn], found: list[str], data: Any = None) -> None:
        super().__init__(data=data)
        lowered = {name.strip().lower(): name for name in found}
        for column in columns:
            self.fields[column.name] = forms.ChoiceField(
                label=column.name,
                choices=[("", _("Choose a column")), *((name, name) for name in found)],
                initial=lowered.get(column.name.lower(), ""),
                error_messages={"required": _("Choose the column of the file that holds this.")},
            )

    def clean(self) -> dict[str, Any]:
        """No column of the file may serve two columns of the dataset."""
        cleaned: dict[str, Any] = super().clean() or {}
        chosen = [name for name in cleaned.values() if name]
        for column, name in list(cleaned.items()):
            if name and chosen.count(name) > 1:
                self.add_error(column, _("This column of the file is chosen twice."))
        return cleaned
