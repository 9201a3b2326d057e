"""The form of a delegation: for whom it speaks, and the institutions that it consists of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mashura.access.models import Organisation, OrganisationKind
from mashura.consultation.actions.delegations import InstitutionEntry
from mashura.consultation.forms.set_up import choose, country_choices, slug_field
from mashura.consultation.forms.texts import add_text_fields, field_of, initial_texts, texts_of
from mashura.consultation.models import Delegation, DelegationInstitution, Meeting
from mashura.consultation.queries.meetings import DelegationShown
from mashura.consultation.rules.meetings import may_be_of_delegation
from mashura.kit.reader import current_reader
from mashura.kit.text import sort_key
from mashura.reference.public import country_name, country_sort_key

_EMPTY: Final = [("", "–")]
# No language is called so: the names of fields end in one.
_NEW: Final = "further"
_ONE_MORE: Final = _("One more institution")


@dataclass(frozen=True, slots=True)
class InstitutionFields:
    """The fields of one institution, for the page: `names` are needed where it is not on the platform.

    They are folded away unless the institution is the first one or something is wrong with it: on a phone a delegation
    of many institutions stays one that is read.
    """

    legend: str
    organisation: forms.BoundField
    names: list[forms.BoundField]
    others: list[forms.BoundField]
    is_first: bool

    @property
    def is_open(self) -> bool:
        """Whether its names are to be seen at once."""
        return self.is_first or any(field.errors for field in (self.organisation, *self.names))


class DelegationForm(forms.Form):
    """A delegation with its institutions, each an organisation of the platform or one told by its name."""

    key = slug_field(
        label=_("Word in the address"),
        help_text=_("Lower-case letters, digits and hyphens, such as civil-society. It never changes."),
    )
    kind = forms.ChoiceField(label=_("Kind of delegation"), choices=Delegation.Kind.choices)
    country = forms.ChoiceField(label=_("Which State"), required=False, help_text=_("For a State’s delegation only."))
    is_organiser = forms.BooleanField(label=_("It organises the meeting and takes no positions"), required=False)
    organisation = forms.ChoiceField(
        label=_("Organisation on this platform"),
        required=False,
        help_text=_("For all but a State. Its observers then name the people of the delegation, and know them."),
    )

    def __init__(
        self,
        meeting: Meeting,
        organisations: Iterable[Organisation],
        shown: DelegationShown | None = None,
        data: Any = None,
    ) -> None:
        self.meeting, self.languages = meeting, meeting.programme.languages
        self.institutions_before: dict[str, DelegationInstitution] = (
            {one.pk.hex: one for one in shown.institutions} if shown else {}
        )
        super().__init__(data=data, initial=self._initial(shown))
        if shown is not None:
            del self.fields["key"]
        choose(self.fields["country"], [*_EMPTY, *country_choices(meeting.programme.countries)])
        kind, country = self._asked(shown)
        fitting = [one for one in organisations if self._may_be_of(one, kind, country)]
        self.organisations = {str(one.pk): one for one in fitting}
        grouped = _grouped(fitting)
        self._offer("organisation", [*_EMPTY, *_grouped(one for one in fitting if one.kind not in _OF_A_STATE)])
        add_text_fields(
            self,
            "names",
            label=_("Name of the body"),
            languages=self.languages,
            is_needed=False,
            hint=_("For all but a State, whose name is known, and where the organisation is not on this platform."),
        )
        for place, row in enumerate([*self.institutions_before, _NEW], start=1):
            self._add(row, place, grouped)

    def _asked(self, shown: DelegationShown | None) -> tuple[str, str]:
        """(kind, country) of the delegation, as far as it is known already: what fits it is offered."""
        if self.is_bound:
            return self.data.get("kind", ""), self.data.get("country", "")
        return (shown.delegation.kind, shown.delegation.country) if shown else ("", "")

    def _may_be_of(self, body: Organisation, kind: str, country: str) -> bool:
        programme = self.meeting.programme
        kinds = [kind] if kind else Delegation.Kind.values
        return any(
            may_be_of_delegation(
                body,
                kind=one,
                country=country or body.country or "",
                programme_countries=programme.countries,
                is_fictional=programme.is_fictional,
            )
            for one in kinds
        ) and (body.country is None or body.country in programme.countries)

    def _offer(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        choose(self.fields[name], choices)
        self.fields[name].error_messages["invalid_choice"] = _(
            "Choose an organisation that fits the kind of the delegation and its State."
        )

    def _add(self, row: str, place: int, grouped: list[tuple[str, Any]]) -> None:
        one = self.institutions_before.get(row)
        self.fields[f"organisation_{row}"] = forms.ChoiceField(
            label=_("Organisation on this platform"),
            required=False,
            initial=str(one.organisation_id or "") if one else "",
        )
        self._offer(f"organisation_{row}", [("", _("Not on this platform")), *grouped])
        add_text_fields(self, f"names_{row}", label=_("Name"), languages=self.languages, is_needed=False, is_long=False)
        if one is None:
            return
        self.initial.update(initial_texts(f"names_{row}", one.names, self.languages))
        self.fields[f"place_{row}"] = forms.IntegerField(
            label=_("Place in the order"),
            required=False,
            min_value=1,
            max_value=999,
            initial=place,
            widget=forms.NumberInput({"class": "input--short"}),
        )
        self.fields[f"leaves_{row}"] = forms.BooleanField(label=_("Take this institution out"), required=False)

    def _initial(self, shown: DelegationShown | None) -> dict[str, Any]:
        if shown is None:
            return {}
        one = shown.delegation
        return {
            "kind": one.kind,
            "country": one.country,
            "is_organiser": one.is_organiser,
            "organisation": str(one.organisation_id or ""),
            **initial_texts("names", one.names, self.languages),
        }

    def own_fields(self) -> list[forms.BoundField]:
        """The fields of any delegation, for the page."""
        return [self[name] for name in ("key", "kind", "country", "is_organiser") if name in self.fields]

    def body_fields(self) -> list[forms.BoundField]:
        """The fields of another body than a State, for the page."""
        return [self["organisation"], *(self[field_of("names", language)] for language in self.languages)]

    @property
    def is_of_a_body(self) -> bool:
        """Whether the fields of a body are to be seen at once."""
        asked = self["kind"].value() or Delegation.Kind.STATE
        return asked != Delegation.Kind.STATE or any(field.errors for field in self.body_fields())

    def institution_fields(self) -> list[InstitutionFields]:
        """The institutions there are, and an empty one, for the page."""
        language = current_reader().language
        return [
            InstitutionFields(
                self.institutions_before[row].names.shown(language).text if row != _NEW else str(_ONE_MORE),
                self[f"organisation_{row}"],
                [self[field_of(f"names_{row}", tag)] for tag in self.languages],
                [self[name] for name in (f"place_{row}", f"leaves_{row}") if name in self.fields],
                is_first=not self.institutions_before,
            )
            for row in (*self.institutions_before, _NEW)
        ]

    def body(self) -> Organisation | None:
        """The organisation that the delegation speaks for."""
        return self.organisations.get(self.cleaned_data["organisation"])

    def entries(self) -> list[InstitutionEntry]:
        """The institutions in their order, without those that leave."""
        given = self.cleaned_data
        rows = [row for row in self.institutions_before if not given.get(f"leaves_{row}")]
        rows.sort(key=lambda row: given.get(f"place_{row}") or len(rows) + 1)
        if self._is_told(_NEW):
            rows.append(_NEW)
        return [
            InstitutionEntry(
                texts_of(self, f"names_{row}", self.languages),
                self.organisations.get(given.get(f"organisation_{row}", "")),
                self.institutions_before.get(row),
            )
            for row in rows
        ]

    def clean(self) -> dict[str, Any]:
        """A State has its country, another body its name; every institution is an organisation or has a name."""
        cleaned: dict[str, Any] = super().clean() or {}
        is_state = cleaned.get("kind") == Delegation.Kind.STATE
        if is_state and not cleaned.get("country"):
            self.add_error("country", gettext("Choose the State."))
        if not is_state and not cleaned.get("organisation") and not texts_of(self, "names", self.languages):
            self.add_error(field_of("names", self.languages[0]), gettext("Give the name of the body."))
        staying = [row for row in self.institutions_before if not cleaned.get(f"leaves_{row}")]
        for row in staying:
            if not self._is_told(row) and f"organisation_{row}" not in self.errors:
                self.add_error(
                    f"organisation_{row}", gettext("Choose an organisation, or give the name of the institution.")
                )
        if not staying and not self._is_told(_NEW) and f"organisation_{_NEW}" not in self.errors:
            self.add_error(f"organisation_{_NEW}", gettext("A delegation has at least one institution."))
        return cleaned

    def _is_told(self, row: str) -> bool:
        return bool(self.cleaned_data.get(f"organisation_{row}") or texts_of(self, f"names_{row}", self.languages))


_OF_A_STATE: Final = frozenset({OrganisationKind.MINISTRY, OrganisationKind.LOCAL_AUTHORITY})


def _grouped(organisations: Iterable[Organisation]) -> list[tuple[str, Any]]:
    """Organisations by country in the reader's order, those of no country by kind; by name within."""
    language = current_reader().language
    groups: dict[tuple[bool, str, str], list[tuple[str, str]]] = {}
    for one in organisations:
        if one.country:
            group = (False, country_sort_key(one.country, language), country_name(one.country, language))
        else:
            label = str(one.get_kind_display())
            group = (True, sort_key(label, language), label)
        groups.setdefault(group, []).append((str(one.pk), one.names.shown(language).text))
    return [
        (group[2], sorted(found, key=lambda pair: sort_key(pair[1], language)))
        for group, found in sorted(groups.items())
    ]
