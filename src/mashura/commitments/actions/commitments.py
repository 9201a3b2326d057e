"""A commitment from its draft to its end. Only the institution that owns it undertakes, changes or gives it up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mashura.access.models import Organisation
from mashura.access.public import (
    SYSTEM,
    Action,
    Actor,
    NotHere,
    Permission,
    acting_as,
    publish_material,
    record,
    release_material,
    require,
    visible,
    withdraw_material,
)
from mashura.commitments.actions.guard import (
    NOT_ITS_OWN,
    ONLY_OWNER,
    ONLY_OWNER_CONFIRMS,
    refuse,
    require_speaker,
    told,
)
from mashura.commitments.models import (
    Assessment,
    Commitment,
    CommitmentRecommendation,
    CommitmentStep,
    CommitmentVersion,
    ProgressReport,
)
from mashura.commitments.rules import states
from mashura.commitments.rules.assessments import Level, check_verification
from mashura.commitments.rules.shares import check_share
from mashura.commitments.rules.states import UNCONFIRMED, CommitmentStatus
from mashura.consultation.models import Programme, Recommendation
from mashura.errors import InputError, gettext_noop
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What a version of a commitment says."""

    text: Expressions
    due_date: date
    baseline_date: date | None = None
    resources: Expressions = field(default_factory=Expressions)

    def check(self) -> None:
        """Return when it can be stored; InputError naming what is missing."""
        if not self.text:
            raise InputError(gettext_noop("Say what is undertaken."))
        if self.baseline_date is not None and self.baseline_date >= self.due_date:
            raise InputError(gettext_noop("A commitment is due after the day from which it is measured."))


def _check_same_world(actor: Actor, programme: str, owner: Organisation) -> None:
    """About real States there are published facts only: an invented institution undertakes nothing among them."""
    with acting_as(actor):
        is_fictional = visible(actor, Programme).filter(pk=programme).values_list("is_fictional", flat=True).first()
    if owner.is_fictional and is_fictional is False:
        raise InputError(gettext_noop("An invented institution undertakes nothing in a programme of real States."))


def draft_commitment(
    *,
    actor: Actor,
    programme: str,
    owner: Organisation,
    owner_class: str,
    undertaking: Undertaking,
    kind: Commitment.Kind = Commitment.Kind.FROM_RECOMMENDATION,
    recommendations: Iterable[Recommendation] = (),
    share_of: Commitment | None = None,
    countries: Sequence[str] = (),
    theme: str = "",
) -> Commitment:
    """Write the first draft of what `owner` may undertake; nobody is bound by it yet.

    `countries` are those of a joint commitment. The secretariat may draft for an institution, which then decides.

    Raises:
        Forbidden, NotHere: the actor neither speaks for `owner` nor keeps the programme.
        InputError: it answers nothing although it should, or is no share of the joint commitment named.
    """
    answered = list(recommendations)
    country = owner.country or ""
    concerned = sorted(countries) if kind is Commitment.Kind.JOINT else [country] if country else []
    row = Commitment(
        programme_id=programme,
        owner=owner,
        owner_names=owner.names,
        owner_class=owner_class,
        country=country,
        kind=kind,
        theme=theme or next((one.theme for one in answered if one.theme), ""),
        share_of=share_of,
        countries=concerned,
        open_to=[country] if country else concerned,
    )
    require(actor, Action.ADD, row)
    undertaking.check()
    _check_same_world(actor, programme, owner)
    if (kind is Commitment.Kind.FROM_RECOMMENDATION) and not answered:
        raise InputError(gettext_noop("Name the recommendation that this answers, or call it voluntary."))
    if kind is Commitment.Kind.JOINT and len(concerned) < 2:
        raise InputError(gettext_noop("A joint commitment names the countries that take part."))
    if share_of is not None:
        check_share(share_of.kind, share_of.countries, country)
    with acting_as(actor):
        row.ref = _next_ref(programme)
        row.save(force_insert=True)
        _add_version(actor, row, 1, undertaking)
        for recommendation in answered:
            link = CommitmentRecommendation(commitment=row, recommendation=recommendation)
            link.take_scope_of(row)
            link.save(force_insert=True)
        _step(actor, row, "draft", 1)
        record(actor, "commitments:commitment:draft", row)
    return row


def rewrite_commitment(*, actor: Actor, commitment: Commitment, undertaking: Undertaking) -> CommitmentVersion:
    """Change the words of a draft. InputError once it was submitted: then it is revised, and this version kept."""
    require(actor, Action.ADD, commitment)
    undertaking.check()
    with acting_as(actor):
        locked = _locked(actor, commitment)
        if locked.status != CommitmentStatus.DRAFT:
            raise InputError(gettext_noop("Only a draft is rewritten. Revise the commitment: its words stay readable."))
        version = visible(actor, CommitmentVersion).select_for_update().get(commitment=locked, number=1)
        version.text, version.resources = undertaking.text, undertaking.resources
        version.due_date, version.baseline_date = undertaking.due_date, undertaking.baseline_date
        version.save(update_fields=["text", "resources", "due_date", "baseline_date"])
        record(actor, "commitments:commitment:rewrite", locked)
    return version


def submit_commitment(*, actor: Actor, commitment: Commitment) -> Commitment:
    """Lay a draft before the owner for confirmation. Forbidden or NotHere for who may not write it."""
    require(actor, Action.ADD, commitment)
    return _moved(actor, commitment, "submit")


def confirm_commitment(*, actor: Actor, commitment: Commitment) -> Commitment:
    """The owner confirms: from now on it is bound.

    Raises:
        NotHere: the actor may not see it.
        Forbidden: the actor speaks for another institution, whoever they are.
        InputError: it was not submitted.
    """
    require_speaker(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, commitment, ONLY_OWNER_CONFIRMS)
    with acting_as(actor):
        visible(actor, CommitmentVersion).filter(commitment=commitment, number=1).update(is_confirmed=True)
        return _moved(actor, commitment, "confirm", confirmed_by_id=actor.post_id, confirmed_at=now())


def activate_commitment(*, actor: Actor, commitment: Commitment) -> Commitment:
    """Enter a confirmed commitment into the programme's follow-up: its duties run from now on."""
    require(actor, Permission.PROGRAMME_PROGRESS_REVIEW, commitment)
    return _moved(actor, commitment, "activate")


def revise_commitment(
    *, actor: Actor, commitment: Commitment, undertaking: Undertaking, reason: Localised
) -> CommitmentVersion:
    """Make the next version of an active commitment; the earlier ones stay readable. Errors as for confirming."""
    require_speaker(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, commitment, ONLY_OWNER)
    undertaking.check()
    with acting_as(actor):
        number = _newest_number(actor, commitment) + 1
        version = _add_version(actor, commitment, number, undertaking, reason=told(reason), is_confirmed=True)
        _moved(actor, commitment, "revise", reason=reason, version=number)
    return version


def suspend_commitment(*, actor: Actor, commitment: Commitment, reason: Localised) -> Commitment:
    """Suspend it, with a reason. Errors as for confirming."""
    require_speaker(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, commitment, ONLY_OWNER)
    return _moved(actor, commitment, "suspend", reason=reason)


def resume_commitment(*, actor: Actor, commitment: Commitment, reason: Localised) -> Commitment:
    """Take a suspended commitment up again, or take back a claim that it is completed. Errors as for confirming."""
    require_speaker(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, commitment, ONLY_OWNER)
    return _moved(actor, commitment, "resume", reason=reason, claimed_with_id=None)


def withdraw_commitment(*, actor: Actor, commitment: Commitment, reason: Localised) -> Commitment:
    """Give it up, with a reason; it stays readable. Errors as for confirming."""
    require_speaker(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, commitment, ONLY_OWNER)
    return _moved(actor, commitment, "withdraw", reason=reason)


def claim_completed(*, actor: Actor, commitment: Commitment) -> Commitment:
    """The owner claims that it is done, on the newest accepted report. InputError while none was accepted."""
    require_speaker(actor, Permission.ORGANISATION_COMMITMENT_CONFIRM, commitment, ONLY_OWNER)
    with acting_as(actor):
        accepted = list(
            visible(actor, ProgressReport)
            .filter(commitment=commitment, author_id=commitment.owner_id, state__in=["accepted", "published"])
            .order_by("-reviewed_at", "-pk")
        )
    states.check_claim(accepted_reports=len(accepted))
    return _moved(actor, commitment, "claim", claimed_with_id=accepted[0].pk)


def verify_commitment(*, actor: Actor, commitment: Commitment) -> Commitment:
    """Verify a claim, on a published assessment by another party.

    Raises:
        Forbidden: the actor may not review here, or speaks for the owner.
        InputError: nothing is claimed, or nobody else finds it kept.
    """
    require(actor, Permission.PROGRAMME_PROGRESS_REVIEW, commitment)
    if actor.organisation_id == commitment.owner_id:
        refuse(NOT_ITS_OWN)
    with acting_as(actor):
        published = list(
            visible(actor, Assessment)
            .filter(commitment=commitment, state="published", corrected_by__isnull=True)
            .order_by("-as_of", "-made_at")
        )
    check_verification(Level(one.level) for one in published)
    supporting = next(one for one in published if one.level in {Level.FULL, Level.SUBSTANTIAL})
    return _moved(actor, commitment, "verify", verified_by_id=supporting.pk)


def release_commitment(*, actor: Actor, commitment: Commitment, country: str) -> Commitment:
    """The focal point of `country` releases the commitment with its newest confirmed words. As `release_material`."""
    release_material(actor=actor, row=commitment, country=country)
    if version := _confirmed_version(actor, commitment):
        release_material(actor=actor, row=version, country=country)
    return commitment


def publish_commitment(*, actor: Actor, commitment: Commitment, public_from: datetime | None = None) -> Commitment:
    """Publish it with its newest confirmed words. As `publish_material`; InputError before it is confirmed."""
    require(actor, Permission.PROGRAMME_TEXT_PUBLISH, commitment)
    version = _confirmed_version(actor, commitment)
    if version is None or CommitmentStatus(commitment.status) in UNCONFIRMED:
        raise InputError(gettext_noop("Nothing is published that its owner has not confirmed."))
    publish_material(actor=actor, row=version, public_from=public_from)
    return publish_material(actor=actor, row=commitment, public_from=public_from)


def withdraw_from_public(*, actor: Actor, commitment: Commitment) -> Commitment:
    """Take it out of public view with all its words; it stays undertaken. As `withdraw_material`."""
    require(actor, Permission.PROGRAMME_TEXT_PUBLISH, commitment)
    with acting_as(actor):
        rows = visible(actor, CommitmentVersion).filter(commitment=commitment, public_from__isnull=False)
        for version in rows.order_by("number"):
            withdraw_material(actor=actor, row=version)
        return withdraw_material(actor=actor, row=commitment)


def _confirmed_version(actor: Actor, commitment: Commitment) -> CommitmentVersion | None:
    with acting_as(actor):
        versions = visible(actor, CommitmentVersion).filter(commitment=commitment, is_confirmed=True)
        return versions.order_by("-number").first()


def _newest_number(actor: Actor, commitment: Commitment) -> int:
    versions = visible(actor, CommitmentVersion).filter(commitment=commitment).order_by("-number")
    return versions.values_list("number", flat=True).first() or 0


def _next_ref(programme: str) -> str:
    """The next reference of the programme; numbers of withdrawn commitments are never used again."""
    with acting_as(SYSTEM):
        # One at a time: the programme's row is the lock.
        visible(SYSTEM, Programme).select_for_update().get(pk=programme)
        taken = visible(SYSTEM, Commitment).filter(programme_id=programme).values_list("ref", flat=True)
        return f"C-{max((int(ref[2:]) for ref in taken), default=0) + 1}"


def _add_version(
    actor: Actor, commitment: Commitment, number: int, undertaking: Undertaking, **values: Any
) -> CommitmentVersion:
    version = CommitmentVersion(
        programme_id=commitment.programme_id,
        owner_id=commitment.owner_id,
        commitment=commitment,
        number=number,
        text=undertaking.text,
        resources=undertaking.resources,
        baseline_date=undertaking.baseline_date,
        due_date=undertaking.due_date,
        countries=commitment.countries,
        open_to=commitment.open_to,
        made_by_id=actor.post_id,
        **values,
    )
    version.save(force_insert=True)
    return version


def _locked(actor: Actor, commitment: Commitment) -> Commitment:
    # By key: an order by programme would lock the programme's row too, which is not the owner's to change.
    found = visible(actor, Commitment).select_for_update().filter(pk=commitment.pk).order_by("pk").first()
    if found is None:
        raise NotHere
    return found


def _moved(
    actor: Actor,
    commitment: Commitment,
    move: str,
    *,
    reason: Localised | None = None,
    version: int | None = None,
    **changes: Any,
) -> Commitment:
    """Take one step of the state machine, keep it in the record, and tell the caller's object."""
    with acting_as(actor):
        locked = _locked(actor, commitment)
        changes["status"] = states.moved(states.COMMITMENT, locked.status, move, has_reason=bool(reason))
        for name, value in changes.items():
            setattr(locked, name, value)
            setattr(commitment, name, value)
        locked.save(update_fields=[name.removesuffix("_id") for name in changes])
        _step(actor, locked, move, version or _newest_number(actor, locked), reason=told(reason))
        record(actor, f"commitments:commitment:{move}", locked)
    return commitment


def _step(actor: Actor, commitment: Commitment, move: str, version: int, **values: Any) -> None:
    step = CommitmentStep(commitment=commitment, move=move, version=version, taken_by_id=actor.post_id, **values)
    step.take_scope_of(commitment)
    step.save(force_insert=True)
