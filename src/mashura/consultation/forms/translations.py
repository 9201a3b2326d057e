"""The form with which any text is translated."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.consultation.forms.reading import ReadingForm
from mashura.kit.languages import direction


class TranslationForm(ReadingForm):
    """A text in one language, with what its translator read when the page was opened."""

    text = forms.CharField(
        label=_("Translation"),
        help_text=_("Copy values in double braces as they are: they are filled in for each reader."),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10, "class": "input--text"}),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.attrs |= {"lang": language, "dir": direction(language)}
