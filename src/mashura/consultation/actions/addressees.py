"""Writes of what hangs on a recommendation: whom it is addressed to, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mashura.access.models import Organisation
from mashura.access.public import Action, Actor, acting_as, record, require, visible
from mashura.consultation.actions.recommendations import locked_for_writing
from mashura.consultation.models import Addressee, Meeting, Recommendation, RecommendationOrigin
from mashura.consultation.rules import recommendations as rules
from mashura.errors import InputError, gettext_noop
from mashura.evidence.models import Finding
from mashura.kit.localised import Localised
from mashura.reference.public import addressee_classes


@dataclass(frozen=True, slots=True)
class AddresseeEntry:
    """A body to which a recommendation is addressed: an organisation of the platform, or one told by its names."""

    addressee_class: str
    role: str
    country: str = ""
    organisation: Organisation | None = None
    names: Localised = field(default_factory=Localised)

    @classmethod
    def of(cls, row: Addressee, *, role: str = "") -> "AddresseeEntry":
        """The entry of an addressee that is there, in another role where one is given."""
        organisation = row.organisation
        if organisation is None and row.organisation_id is not None:
            # An organisation that this actor may not look up stays the one it is.
            organisation = Organisation(pk=row.organisation_id, names=row.names)
        return cls(row.addressee_class, role or row.role, row.country, organisation, row.names)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others: the organisation, or class, State and names."""
        if self.organisation is not None:
            return (self.organisation.pk,)
        return (self.addressee_class, self.country, self.names)


def address_to(
    *, actor: Actor, recommendation: Recommendation, addressees: Sequence[AddresseeEntry]
) -> list[Addressee]:
    """Address a recommendation that is not issued yet to exactly these bodies, one lead for each State.

    Those that stay keep their rows. Raises InputError when nobody or two lead for a State, when a body stands twice,
    or when a class or State is not one of the programme; Forbidden or NotHere for whoever may not write it.
    """
    with acting_as(actor):
        row = locked_for_writing(actor, recommendation)
        rules.check_addressees(
            [rules.Addressed(one.addressee_class, one.country, one.role) for one in addressees],
            classes={code: entry.group for code, entry in addressee_classes().items()},
            countries=row.programme.countries,
        )
        wanted = {one.key: one for one in addressees}
        if len(wanted) < len(addressees):
            raise InputError(gettext_noop("A body is addressed once; one stands here twice."))
        there = {AddresseeEntry.of(one).key: one for one in visible(actor, Addressee).filter(recommendation=row)}
        gone = [one.pk for key, one in there.items() if key not in wanted]
        Addressee.objects.filter(pk__in=gone).delete()
        # Partners first: at no moment do two lead for one State.
        kept = [
            _addressee(row, there.get(key), one)
            for key, one in sorted(wanted.items(), key=lambda pair: pair[1].role == Addressee.Role.LEAD)
        ]
        record(actor, "consultation:recommendation:address", row, {"addressees": len(kept)})
    return kept


def _addressee(parent: Recommendation, row: Addressee | None, entry: AddresseeEntry) -> Addressee:
    if row is None:
        # The names it is addressed by stay readable for those who may not look up the organisation.
        names = entry.organisation.names if entry.organisation is not None else entry.names
        row = Addressee(recommendation=parent, organisation=entry.organisation, names=names)
        row.take_scope_of(parent)
    row.addressee_class, row.country, row.role = entry.addressee_class, entry.country, entry.role
    row.clean_fields(exclude={"recommendation", "organisation"})
    row.save()
    return row


def add_origin(
    *,
    actor: Actor,
    recommendation: Recommendation,
    finding: Finding | None = None,
    meeting: Meeting | None = None,
    note: Localised | None = None,
) -> RecommendationOrigin:
    """Say that it comes from a finding or a meeting of its programme; saying it twice changes nothing."""
    source = finding or meeting
    if source is None:
        raise InputError(gettext_noop("Name a finding or a meeting."))
    require(actor, Action.VIEW, source)
    with acting_as(actor):
        row = locked_for_writing(actor, recommendation)
        of_programme = finding.programme if finding else meeting.programme_id if meeting else ""
        if of_programme != row.programme_id:
            raise InputError(gettext_noop("A recommendation comes from findings and meetings of its own programme."))
        there = (
            visible(actor, RecommendationOrigin).filter(recommendation=row, finding=finding, meeting=meeting).first()
        )
        if there is not None:
            return there
        origin = RecommendationOrigin(recommendation=row, finding=finding, meeting=meeting, note=note or Localised())
        origin.take_scope_of(row)
        origin.save(force_insert=True)
        record(actor, "consultation:recommendation:origin", row, {"source": str(source.pk)})
    return origin


def remove_origin(*, actor: Actor, origin: RecommendationOrigin) -> None:
    """Take back that it comes from there, as long as it is not issued."""
    with acting_as(actor):
        row = locked_for_writing(actor, origin.recommendation)
        record(actor, "consultation:recommendation:origin-removed", row, {"origin": str(origin.pk)})
        origin.delete()
