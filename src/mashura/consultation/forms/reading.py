"""Forms on a text that somebody else may be changing: they remember what was read when they were opened."""

from typing import Any

from django import forms


class ReadingForm(forms.Form):
    """A form with what its writer read (`rules.translations.reading_of`)."""

    data: Any
    reading = forms.CharField(required=False, widget=forms.HiddenInput)

    def read_again(self, reading: str) -> None:
        """Whoever was told what changed has read it: the same form goes through when it is sent once more."""
        self.data = {**self.data.dict(), "reading": reading}
