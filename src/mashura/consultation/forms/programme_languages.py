"""The languages of a programme and the digits of its editions."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mashura.consultation.forms.set_up import check_one_or_the_other, choose, language_choices
from mashura.consultation.models import Programme
from mashura.consultation.rules.programmes import in_order
from mashura.kit.languages import language, language_name
from mashura.kit.reader import current_reader

_DIGITS: Final = [("western", _("Western digits: 0123456789")), ("arabic-indic", _("Arabic-Indic digits: ٠١٢٣٤٥٦٧٨٩"))]


class LanguagesForm(forms.Form):
    """Which languages a programme has, which comes first, and with which digits its editions are written."""

    authoritative = forms.MultipleChoiceField(
        label=_("Authoritative languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Texts are agreed in these. All languages together are those in which every text is asked for."),
    )
    working = forms.MultipleChoiceField(
        label=_("Working languages"), widget=forms.CheckboxSelectMultiple, required=False
    )
    first = forms.ChoiceField(
        label=_("First language"),
        help_text=_("Where a text is not there in a reader’s language, it is shown in this one. It is authoritative."),
    )
    takes_texts_out = forms.BooleanField(
        label=_("Take the programme’s own texts in a language that goes out with it"),
        required=False,
        help_text=_("Names, summary, story, titles of meetings and the like. They cannot be brought back."),
    )

    def __init__(self, programme: Programme, data: Any = None) -> None:
        self.before = programme.languages
        choices = language_choices(self.before)
        self.known = [code for code, _name in choices]
        initial = {
            "authoritative": programme.authoritative_languages,
            "working": programme.working_languages,
            "first": self.before[0],
            **{_digits_of(code): programme.digits.get(code, "western") for code in self.known},
        }
        super().__init__(data=data, initial=initial)
        for name in ("authoritative", "working", "first"):
            choose(self.fields[name], choices)
        # Where a language is written with one kind of digits there is nothing to choose.
        self.with_digits = [code for code in self.known if language(code).script == "Arab"]
        for code in self.with_digits:
            self.fields[_digits_of(code)] = forms.ChoiceField(
                label=format_lazy(
                    _("Digits of editions in {language}"),
                    language=language_name(code, reader_language=current_reader().language),
                ),
                choices=_DIGITS,
            )
        self.order_fields(["authoritative", "working", "first", *map(_digits_of, self.with_digits), "takes_texts_out"])

    def clean(self) -> dict[str, Any]:
        """A language is one or the other, and the first one authoritative."""
        cleaned: dict[str, Any] = super().clean() or {}
        check_one_or_the_other(self)
        if "first" in cleaned and "authoritative" in cleaned and cleaned["first"] not in cleaned["authoritative"]:
            self.add_error("first", _("Choose one of the authoritative languages."))
        return cleaned

    def languages(self, name: str) -> Sequence[str]:
        """What was chosen in `authoritative` or `working`, in the order of fall-back."""
        given = self.cleaned_data
        return in_order(given[name], first=given["first"], before=self.before, known=self.known)

    def digits(self) -> dict[str, str]:
        """The digits by language."""
        return {code: self.cleaned_data[_digits_of(code)] for code in self.with_digits}


def _digits_of(code: str) -> str:
    return f"digits_{code.replace('-', '_')}"
