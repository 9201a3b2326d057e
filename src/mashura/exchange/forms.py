"""The form by which a file of recommendations is brought."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mashura.consultation.models import Programme
from mashura.kit.reader import current_reader
from mashura.reference.public import countries_in_order, country_name

FORMAT_NAMES = [
    ("uhri", _("UHRI: bulk file of the Universal Human Rights Index (JSON)")),
    ("ohchr-list", _("OHCHR: thematic list of recommendations (Word)")),
    ("upr-info", _("UPR Info: database export (CSV)")),
    ("own-csv", _("Our own file (CSV)")),
]


class RecommendationFileForm(forms.Form):
    """Which programme, which format, which file."""

    programme = forms.ChoiceField(label=_("Programme"))
    file_format = forms.ChoiceField(label=_("Format"), choices=FORMAT_NAMES)
    country = forms.ChoiceField(
        label=_("State under review"), required=False, help_text=_("An OHCHR list does not name it itself.")
    )
    file = forms.FileField(label=_("File"), help_text=_("Nothing is imported yet: first you see what would change."))

    def __init__(self, *args: Any, programmes: list[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_reader().language
        countries = sorted({code for programme in programmes for code in programme.countries})
        self.fields["programme"].choices = [  # type: ignore[attr-defined] # a ChoiceField
            (programme.code, programme.short_names.shown(language).text) for programme in programmes
        ]
        self.fields["country"].choices = [  # type: ignore[attr-defined] # as above
            ("", "–"),
            *((code, country_name(code, language)) for code in countries_in_order(countries, language)),
        ]
