"""The form of an answer, and of asking for answers."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from mashura.commitments.forms.texts import PlainForm, TextsForm, day_field
from mashura.commitments.rules.positions import GIVEN_BY_ADDRESSEES
from mashura.commitments.wording import POSITION_HELP, POSITIONS


class RespondForm(TextsForm):
    """What the institution answers; what a position needs is said beside it."""

    texts = (("reason", _("Reason"), False), ("conditions", _("Conditions"), False))
    rows = 3
    field_order = ("position", "decided_on", "answer_by")

    position = forms.ChoiceField(label=_("Position"), widget=forms.RadioSelect)
    decided_on = day_field(_("Decided on"))
    answer_by = day_field(_("The answer will come by"), help_text=_("Only for “under consideration”."), required=False)
    source_document = forms.CharField(
        label=_("Document of the position"),
        help_text=_("Where the position is published, if it is."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    source_paragraph = forms.CharField(label=_("Paragraph"), required=False, max_length=40)
    source_url = forms.URLField(
        label=_("Address of the document"), required=False, max_length=500, assume_scheme="https"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        position = self.fields["position"]
        assert isinstance(position, forms.ChoiceField)  # noqa: S101 - narrows for the type checker
        position.choices = [
            (one.value, format_html("{} – {}", POSITIONS[one], POSITION_HELP[one])) for one in GIVEN_BY_ADDRESSEES
        ]
        self.order_fields(["position", *self.fields])


class RequestForm(PlainForm):
    """By which day an answer is asked for."""

    due = day_field(_("Answer by"), help_text=_("The day counts in the addressee’s own country."))
