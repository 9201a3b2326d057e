"""Forms of progress reports and assessments."""

from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from mashura.commitments.forms.commitments import choose
from mashura.commitments.forms.report_files import FilesForm
from mashura.commitments.forms.texts import TextsForm, day_field
from mashura.commitments.wording import CONFIDENCES, LEVELS


class ReportForm(FilesForm):
    """What was achieved and what was not."""

    texts = (("text", _("What was achieved and what was not"), True),)
    rows = 8

    is_private = forms.BooleanField(
        label=_("Private: for the secretariat and the country only, never published"), required=False
    )


class RewriteReportForm(FilesForm):
    """Other words for a report that is not handed in, and more files."""

    texts = ReportForm.texts
    rows = 8


class WaiveForm(TextsForm):
    """Why a report is not asked for, in the languages of the programme: the owner and the secretariat both read it."""

    texts = (("reason", _("Reason"), True),)
    rows = 3


class AssessForm(TextsForm):
    """A judgement with its reasons."""

    texts = (("reasons", _("Reasons"), True),)

    level = forms.ChoiceField(label=_("How far it was put into practice"), widget=forms.RadioSelect)
    is_regressed = forms.BooleanField(label=_("The situation has become worse"), required=False)
    is_not_assessable = forms.BooleanField(label=_("It cannot be assessed"), required=False)
    confidence = forms.ChoiceField(label=_("How sure we are"))
    as_of = day_field(_("As of"))
    evidence = forms.CharField(
        label=_("Evidence"),
        help_text=_("Addresses of documents or figures, one a line."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
    )
    method = forms.CharField(
        label=_("Method"), required=False, max_length=500, widget=forms.TextInput(attrs={"dir": "auto"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "level", LEVELS.items())
        choose(self, "confidence", CONFIDENCES.items())
        self.order_fields(["level", "is_regressed", "is_not_assessable", "confidence", "as_of", *self.fields])

    def clean_evidence(self) -> list[str]:
        """The addresses, one a line; each must be one."""
        lines = [line.strip() for line in str(self.cleaned_data["evidence"]).splitlines() if line.strip()]
        for line in lines:
            URLValidator(
                schemes=["http", "https"], message=_("Give one address a line, such as https://example.org/.")
            )(line)
        return lines
