"""Forms of a meeting's day: asking for the floor, giving time, notes, choosing between two versions."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.consultation.actions.meeting_day import LONGEST_MINUTES
from mashura.consultation.meeting_day_wording import KINDS
from mashura.consultation.models import Delegation
from mashura.consultation.rules.agenda_notes import LONGEST, Choice
from mashura.consultation.rules.speakers import SpeechKind
from mashura.kit.languages import language_name
from mashura.kit.reader import current_reader

Named = Sequence[tuple[Delegation, str]]


class AskForm(forms.Form):
    """Who asks for the floor, for what, in which language."""

    delegation = forms.ChoiceField(label=_("Delegation"))
    kind = forms.ChoiceField(label=_("For what"))
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, named: Named, languages: Sequence[str], *, is_presider: bool, data: Any = None) -> None:
        super().__init__(data)
        self._delegations = {str(one.pk): one for one, _name in named}
        _fields(self)["delegation"].choices = [(str(one.pk), name) for one, name in named]
        if len(named) == 1:
            self.fields["delegation"].widget = forms.HiddenInput()
            self.fields["delegation"].initial = str(named[0][0].pk)
        _fields(self)["kind"].choices = [
            (kind.value, words) for kind, words in KINDS.items() if is_presider or kind is not SpeechKind.CHAIR
        ]
        reader = current_reader().language
        _fields(self)["language"].choices = [
            ("", _("Not said")),
            *((tag, language_name(tag, reader_language=reader)) for tag in languages),
        ]
        self.fields["language"].initial = reader if reader in languages else ""

    def who(self) -> Delegation:
        """The delegation that was chosen."""
        return self._delegations[self.cleaned_data["delegation"]]


class TimeForm(forms.Form):
    """How much time a delegation is given."""

    for_delegation = forms.ChoiceField(label=_("Delegation"))
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=-LONGEST_MINUTES,
        max_value=LONGEST_MINUTES,
        help_text=_("Added to what it has; less than zero takes some away."),
    )

    def __init__(self, named: Named, data: Any = None) -> None:
        super().__init__(data)
        self._delegations = {str(one.pk): one for one, _name in named}
        _fields(self)["for_delegation"].choices = [(str(one.pk), name) for one, name in named]

    def who(self) -> Delegation:
        """The delegation that was chosen."""
        return self._delegations[self.cleaned_data["for_delegation"]]


class NoteForm(forms.Form):
    """The note of an item, and the version it was made from."""

    made_from = forms.IntegerField(min_value=0, widget=forms.HiddenInput())
    text = forms.CharField(
        label=_("Note"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 14, "dir": "auto"}),
        help_text=_("For the secretariat alone. Others can write at the same time: nothing is lost."),
    )


class SettleForm(forms.Form):
    """A choice for every place where two versions differ; `saved` is the version they were compared with."""

    CHOICES: Final = (
        (Choice.SAVED.value, _("Keep the saved words")),
        (Choice.ASIDE.value, _("Take the other words")),
        (Choice.BOTH.value, _("Keep both, the saved words first")),
    )

    saved = forms.IntegerField(min_value=1, widget=forms.HiddenInput())

    def __init__(self, places: int, saved: int, data: Any = None) -> None:
        super().__init__(data, initial={"saved": saved})
        for number in range(places):
            self.fields[f"place_{number}"] = forms.ChoiceField(
                label=_("What stands here?"), choices=self.CHOICES, widget=forms.RadioSelect
            )

    def choices(self) -> dict[int, Choice]:
        """What was chosen, by place from 0."""
        return {
            int(name.removeprefix("place_")): Choice(value)
            for name, value in self.cleaned_data.items()
            if name.startswith("place_")
        }


def _fields(form: forms.Form) -> Any:
    """Fields whose choices are set: Django's types do not know which field is which."""
    return form.fields
