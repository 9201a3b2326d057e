"""Forms for building editions and for their way to the public."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.access.models import Organisation
from mashura.kit.languages import language_name
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.kit.text import sort_key
from mashura.publication.models import Edition


def choices_by_name(rows: Iterable[tuple[Any, Localised]]) -> list[tuple[str, str]]:
    """Choices of a field in the order of their names in the reader's language."""
    language = current_reader().language
    named = [(str(key), names.shown(language).text) for key, names in rows]
    return sorted(named, key=lambda choice: sort_key(choice[1], language))


class MomentField(forms.DateTimeField):
    """A moment of coordinated universal time, from the browser's own field."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **kwargs)


class BuildForm(forms.Form):
    """Which document of a programme to build, and in which languages."""

    kind = forms.ChoiceField(label=_("Document"), choices=Edition.Kind.choices)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    embargo_until = MomentField(
        label=_("Embargo printed on a press note (UTC)"),
        required=False,
        help_text=_("Leave it empty for a note that may be used on receipt. It cannot be released before."),
    )

    def __init__(self, *args: Any, languages: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - narrows for the type checker
        reader = current_reader().language
        field.choices = [(code, language_name(code, reader_language=reader)) for code in languages]
        field.initial = languages


class EmbargoForm(forms.Form):
    """The moment from which an edition is public."""

    public_from = MomentField(label=_("Public from (UTC)"), help_text=_("Until then it is under embargo."))


class ShareForm(forms.Form):
    """Which organisations read an edition before it is public."""

    organisations = forms.MultipleChoiceField(
        label=_("Organisations that may read it before"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisations"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - narrows for the type checker
        field.choices = choices_by_name((one.pk, one.names) for one in organisations)
