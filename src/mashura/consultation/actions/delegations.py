"""Writes of the delegations of a meeting and of the institutions that they consist of."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F, RestrictedError

from mashura.access.models import Organisation
from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.consultation.models import Delegation, DelegationInstitution, Meeting, SpeakerEvent
from mashura.consultation.rules import meetings as rules
from mashura.errors import InputError, gettext_noop
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader

# Beyond every place there is: where institutions wait while they change places.
_AWAY = 10_000


@dataclass(frozen=True, slots=True)
class InstitutionEntry:
    """An institution of a delegation: an organisation of the platform, one told by its names, or both.

    `names` fill in the languages in which the organisation has none. `institution` is the one there is, which keeps
    its seats; None for a new one.
    """

    names: Localised = field(default_factory=Localised)
    organisation: Organisation | None = None
    institution: DelegationInstitution | None = None


def save_delegation(
    *,
    actor: Actor,
    meeting: Meeting,
    key: str,
    kind: str,
    institutions: Sequence[InstitutionEntry],
    country: str = "",
    names: Localised | None = None,
    organisation: Organisation | None = None,
    is_organiser: bool = False,
    people: int | None = None,
) -> Delegation:
    """Add a delegation to a meeting, or change the one of this key; its institutions are those given, in their order.

    `organisation` is what another body than a State is on the platform: then its observers know the names of the
    delegation's people.

    Raises:
        Forbidden: the actor does not set up meetings.
        InputError: no institution, a State that is not of the programme or has a delegation, a body without a name, an
            organisation that a delegation of this kind cannot consist of, an institution with a seat that would go,
            another State or body for a delegation that has asked for the floor.
    """
    row = visible(actor, Delegation).filter(meeting=meeting, key=key).first() or Delegation(key=key)
    row.take_scope_of(meeting)
    require(actor, Action.CHANGE if not row._state.adding else Action.ADD, row)  # noqa: SLF001 - documented API
    is_state = kind == Delegation.Kind.STATE
    if not institutions:
        raise InputError(gettext_noop("A delegation has at least one institution."))
    if is_state and country not in meeting.programme.countries:
        raise InputError(gettext_noop("Choose one of the programme’s States."))
    if is_state and visible(actor, Delegation).filter(meeting=meeting, country=country).exclude(pk=row.pk).exists():
        raise InputError(gettext_noop("This State has a delegation at this meeting already."))
    before = (row.country, row.organisation_id)
    row.kind, row.country = kind, country if is_state else ""
    row.organisation = None if is_state else organisation
    if before != (row.country, row.organisation_id) and _has_taken_part(actor, row):
        raise InputError(gettext_noop("This delegation has been on a list of speakers: it stays whose it is."))
    row.names = Localised() if is_state else _names(meeting, names or Localised(), organisation)
    if not is_state and not row.names:
        raise InputError(gettext_noop("Give the name of the body."))
    row.is_organiser, row.people = is_organiser and not is_state, people
    bodies = [entry.organisation for entry in institutions if entry.organisation is not None]
    for one in [*bodies, *([row.organisation] if row.organisation is not None else [])]:
        _check_organisation(meeting, row, one)
    if twice := next((one for place, one in enumerate(bodies) if one in bodies[:place]), None):
        raise InputError(gettext_noop("“%(name)s” stands in the delegation twice."), name=_said(twice))
    with acting_as(actor):
        row.clean_fields(exclude={"meeting", "organisation"})
        row.save()
        _set_institutions(row, institutions)
        record(actor, "consultation:delegation:save", row, {"kind": kind, "country": row.country})
    return row


def remove_delegation(*, actor: Actor, delegation: Delegation) -> None:
    """Take a delegation, with its seats and names, out of a meeting.

    Raises:
        NotHere, Forbidden: as for changing it.
        InputError: it has asked for the floor.
    """
    require(actor, Action.DELETE, delegation)
    with acting_as(actor):
        if _has_taken_part(actor, delegation):
            raise InputError(gettext_noop("This delegation has been on a list of speakers: it stays."))
        record(actor, "consultation:delegation:remove", delegation)
        delegation.delete()


def _has_taken_part(actor: Actor, delegation: Delegation) -> bool:
    return visible(actor, SpeakerEvent).filter(delegation=delegation).exists()


def _names(meeting: Meeting, told: Localised, organisation: Organisation | None) -> Localised:
    """The organisation's names in the programme's languages, and what was told in those it has none in."""
    known = organisation.names if organisation is not None else Localised()
    languages = meeting.programme.languages
    return Localised({tag: known.get(tag) or told.get(tag) or "" for tag in languages})


def _said(organisation: Organisation) -> str:
    return organisation.names.shown(current_reader().language).text


def _check_organisation(meeting: Meeting, delegation: Delegation, organisation: Organisation) -> None:
    programme = meeting.programme
    if not rules.may_be_of_delegation(
        organisation,
        kind=delegation.kind,
        country=delegation.country,
        programme_countries=programme.countries,
        is_fictional=programme.is_fictional,
    ):
        raise InputError(
            gettext_noop("“%(name)s” is no body that a delegation of this kind, or of this State, consists of."),
            name=_said(organisation),
        )


def _set_institutions(delegation: Delegation, entries: Sequence[InstitutionEntry]) -> None:
    rows = DelegationInstitution.objects.filter(delegation=delegation)
    stored = {one.pk: one for one in rows.order_by("position")}
    named = [_names(delegation.meeting, entry.names, entry.organisation) for entry in entries]
    if not all(named):
        raise InputError(gettext_noop("Choose an organisation, or give the name of the institution."))
    kept = [_stored(stored, entry, names) for entry, names in zip(entries, named, strict=True)]
    for one in stored.values():
        try:
            one.delete()
        except RestrictedError as error:
            raise InputError(
                gettext_noop("Somebody sits in the delegation for an institution that would go: change the seat first.")
            ) from error
    # Two may change places, or organisations: neither stands in the other's way.
    rows.update(position=F("position") + _AWAY, organisation=None)
    for place, (entry, names, before) in enumerate(zip(entries, named, kept, strict=True), start=1):
        row = DelegationInstitution() if before is None else before
        row.take_scope_of(delegation)
        row.position, row.names, row.organisation = place, names, entry.organisation
        row.save()


def _stored(
    stored: dict[uuid.UUID, DelegationInstitution], entry: InstitutionEntry, names: Localised
) -> DelegationInstitution | None:
    """The institution that an entry tells of, no longer among those `stored`: the one named, or one called the same."""
    if entry.institution is not None:
        return stored.pop(entry.institution.pk, None)
    same = next((one for one in stored.values() if one.names == names), None)
    return stored.pop(same.pk) if same is not None else None
