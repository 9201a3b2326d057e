"""The form of the rules of procedure: every rule on one page, in the order in which a meeting comes to need it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mashura.consultation.forms.set_up import choose, language_choices
from mashura.consultation.models import Delegation, Participant, Programme
from mashura.consultation.procedure_wording import ASKED, ATTRIBUTIONS, FATES, MODES
from mashura.consultation.rules.procedure import RulesOfProcedure, Step
from mashura.consultation.rules.working_days import WEEKDAYS, WEEKENDS, ZONES
from mashura.errors import InputError, gettext_noop
from mashura.kit.dates import weekday_names
from mashura.kit.reader import current_reader
from mashura.reference.public import country_name

# "2031-04-10..2031-04-12 Official Gazette 14": the days and where they were announced.
_HOLIDAY: Final = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s*\.\.\s*(\d{4}-\d\d-\d\d))?\s+(\S.*)")
_HOLDERS: Final = (
    ("may_comment", _("May comment")),
    ("may_table", _("May propose changes to a text")),
    ("may_block", _("Can stand in the way of consensus")),
)
_GATES: Final = {
    Step.DISCUSSION: _("Asked of each language before a text is discussed"),
    Step.TABLING: _("Asked of each language before a proposal is tabled"),
    Step.ADOPTION: _("Asked of each language before a text is adopted"),
}


class RulesForm(forms.Form):
    """The rules that hold now, to be changed; `mapping` gives them as `rules_from` reads them."""

    decision_modes = forms.MultipleChoiceField(
        label=_("How a meeting can decide"), choices=MODES.items(), widget=forms.CheckboxSelectMultiple
    )
    has_amendments = forms.BooleanField(label=_("Delegations can propose changes to the text itself"), required=False)
    has_brackets = forms.BooleanField(label=_("What is not agreed is shown in square brackets"), required=False)
    comment_days = forms.CharField(label=_("Least working days of a round of comments"))
    correction_days = forms.CharField(label=_("Working days in which a delegation corrects its own words"))
    silence_hours = forms.CharField(
        label=_("Least working hours of a silence procedure"),
        help_text=_("Counted when every country works. United Nations practice is 72 hours."),
    )
    quorum_share = forms.CharField(
        label=_("Quorum: share of the State delegations invited"),
        required=False,
        help_text=_("From 0 to 1, such as 2/3. Empty: no share is asked for."),
    )
    quorum_number = forms.CharField(label=_("Quorum: least number of State delegations"), required=False)
    languages = forms.MultipleChoiceField(
        label=_("Languages that are asked for"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: all languages of the programme."),
    )
    attribution = forms.ChoiceField(label=_("Which delegation said what is shown"), choices=ATTRIBUTIONS.items())
    fate = forms.ChoiceField(label=_("What becomes of text that is not agreed"), choices=FATES.items())

    def __init__(self, programme: Programme, rules: RulesOfProcedure, data: Any = None) -> None:
        self.countries = list(programme.countries)
        super().__init__(data=data, initial=_initial(rules, self.countries))
        for name, label in _HOLDERS:
            self.fields[f"{name}_kinds"] = _choices(label, _("kinds of delegations"), Delegation.Kind.choices)
            self.fields[f"{name}_capacities"] = _choices(label, _("capacities"), Participant.Capacity.choices)
        for step, label in _GATES.items():
            self.fields[f"gate_{step}"] = forms.ChoiceField(label=label, choices=ASKED.items())
        known = [one for one in language_choices(programme.languages) if one[0] in programme.languages]
        choose(self.fields["languages"], known)
        for country in self.countries:
            self._add_calendar(country)

    def _add_calendar(self, country: str) -> None:
        name = country_name(country, current_reader().language)
        self.fields[f"weekend_{country}"] = forms.MultipleChoiceField(
            label=format_lazy(_("Weekend of {country}"), country=name),
            choices=list(zip(WEEKDAYS, weekday_names(current_reader().language), strict=True)),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[f"zone_{country}"] = forms.CharField(
            label=format_lazy(_("Time zone of {country}"), country=name),
            required=False,
            help_text=_("A name of the tz database, such as Africa/Cairo."),
            widget=forms.TextInput(attrs={"dir": "ltr"}),
        )
        self.fields[f"holidays_{country}"] = forms.CharField(
            label=format_lazy(_("Public holidays of {country}"), country=name),
            required=False,
            help_text=_("One a line: the day or first..last day, then where it was announced."),
            widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        )

    def mapping(self) -> dict[str, Any]:
        """What was given, as `rules_from` reads it. InputError for a line of holidays that cannot be read."""
        given = self.cleaned_data
        holders = {
            name: {part: given[f"{name}_{part}"] for part in ("kinds", "capacities")} for name, _label in _HOLDERS
        }
        return {
            **{name: given[name] for name in ("decision_modes", "comment_days", "correction_days", "silence_hours")},
            **{name: given[name] for name in ("has_amendments", "has_brackets", "languages", "attribution", "fate")},
            **holders,
            "quorum": {"share": given["quorum_share"], "number": given["quorum_number"]},
            "language_gate": {str(step): given[f"gate_{step}"] for step in Step},
            "calendars": {country: self._calendar(country) for country in self.countries if self._says(country)},
        }

    def field_of(self, error: InputError) -> str:
        """The field beside which an objection of the rules stands; "" for the top of the form."""
        name = str(error.params.get("field", ""))
        country = str(error.params.get("country", ""))
        for field in (
            name,
            f"{name}_kinds",
            name.replace(".", "_"),
            name.replace("language_gate.", "gate_"),
            f"zone_{country}",
        ):
            if field in self.fields:
                return field
        return f"zone_{self.countries[0]}" if name == "calendars" and self.countries else ""

    def _says(self, country: str) -> bool:
        return any(self.cleaned_data[f"{part}_{country}"] for part in ("zone", "weekend", "holidays"))

    def _calendar(self, country: str) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "zone": given[f"zone_{country}"],
            "weekend": given[f"weekend_{country}"],
            "holidays": [self._holiday(country, line) for line in given[f"holidays_{country}"].splitlines() if line],
        }

    def _holiday(self, country: str, line: str) -> dict[str, str]:
        found = _HOLIDAY.fullmatch(line.strip())
        if found is None:
            raise InputError(
                gettext_noop("“%(line)s” is no line of a holiday: give its day and where it was announced."),
                line=line.strip(),
                field=f"holidays_{country}",
            )
        return {"first": found[1], "last": found[2] or found[1], "source": found[3]}


def _choices(label: Any, part: Any, choices: Sequence[tuple[str, Any]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=format_lazy("{label}: {part}", label=label, part=part),
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
    )


def _initial(rules: RulesOfProcedure, countries: Sequence[str]) -> dict[str, Any]:
    told: Mapping[str, Any] = rules.as_mapping()
    calendars: dict[str, Any] = {}
    for country in countries:
        known = told["calendars"].get(country)
        calendars[f"zone_{country}"] = known["zone"] if known else ZONES.get(country, "")
        calendars[f"weekend_{country}"] = known["weekend"] if known else sorted(WEEKENDS.get(country, ()))
        calendars[f"holidays_{country}"] = "\n".join(map(_line, known["holidays"])) if known else ""
    return {
        **{name: told[name] for name in ("decision_modes", "comment_days", "correction_days", "silence_hours")},
        **{name: told[name] for name in ("has_amendments", "has_brackets", "languages", "attribution", "fate")},
        **{f"{name}_{part}": told[name][part] for name, _label in _HOLDERS for part in ("kinds", "capacities")},
        **{f"gate_{step}": told["language_gate"][step] for step in Step},
        "quorum_share": "" if told["quorum"]["share"] == "0" else told["quorum"]["share"],
        "quorum_number": told["quorum"]["number"] or "",
        **calendars,
    }


def _line(holiday: Mapping[str, str]) -> str:
    days = holiday["first"] if holiday["first"] == holiday["last"] else f"{holiday['first']}..{holiday['last']}"
    return f"{days} {holiday['source']}"
