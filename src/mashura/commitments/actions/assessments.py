"""Assessing what was put into practice, by somebody other than who answers for it."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from mashura.access.public import (
    SYSTEM,
    Action,
    Actor,
    NotHere,
    Permission,
    Role,
    acting_as,
    can,
    publish_material,
    record,
    require,
    visible,
)
from mashura.commitments.actions.guard import (
    ONLY_ASSESSED,
    ONLY_ASSESSOR,
    UNSETTLED,
    names_of,
    own_organisation,
    refuse,
    require_speaker,
    speaks_for,
    today_in,
    told,
)
from mashura.commitments.models import Assessment, Commitment
from mashura.commitments.rules import states
from mashura.commitments.rules.assessments import Confidence, Level, check_assessor, check_level
from mashura.commitments.rules.states import UNCONFIRMED, CommitmentStatus
from mashura.consultation.models import Addressee, Recommendation
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

Subject = Commitment | tuple[Recommendation, str]


def assess(
    *,
    actor: Actor,
    subject: Subject,
    assessor_class: str,
    level: Level,
    confidence: Confidence,
    reasons: Expressions,
    as_of: date,
    evidence: Sequence[str] = (),
    method: Localised | None = None,
    is_regressed: bool = False,
    is_assessable: bool = True,
    corrects: Assessment | None = None,
) -> Assessment:
    """Draft the judgement of the actor's institution on a commitment, or on a recommendation in a country.

    Its words never change: `corrects` names an earlier one of the same institution that this puts right.

    Raises:
        NotHere: the actor may not see what it is about.
        Forbidden: the actor speaks for no institution that assesses.
        InputError: the owner would assess itself, nothing is confirmed yet, or reasons are missing.
    """
    row = Assessment(
        assessor_id=own_organisation(actor, ONLY_ASSESSOR),
        assessor_names=names_of(actor, actor.organisation_id),
        assessor_class=assessor_class,
        level=level.value,
        confidence=confidence.value,
        reasons=reasons,
        evidence=list(evidence),
        as_of=as_of,
        method=told(method),
        is_regressed=is_regressed,
        is_assessable=is_assessable,
        corrects=corrects,
        made_by_id=actor.post_id,
    )
    owners = _name_subject(actor, row, subject)
    require_speaker(actor, Permission.ORGANISATION_ASSESSMENT_MAKE, row, ONLY_ASSESSOR)
    check_assessor(actor.organisation_id, owners)
    check_level(level, is_assessable=is_assessable)
    if not reasons:
        raise InputError(gettext_noop("Give the reasons: a level alone says nothing."))
    if as_of > today_in(row.country):
        raise InputError(gettext_noop("An assessment is as of today or an earlier day."))
    if corrects is not None and _judged(corrects) != _judged(row):
        raise InputError(gettext_noop("A correction is of the same institution's assessment of the same thing."))
    with acting_as(actor):
        row.save(force_insert=True)
        record(actor, "commitments:assessment:draft", row, {"level": level.value})
    return row


def propose_assessment(*, actor: Actor, assessment: Assessment) -> Assessment:
    """Put an assessment forward: its owner and country see it from now on and may contest it."""
    require_speaker(actor, Permission.ORGANISATION_ASSESSMENT_MAKE, assessment, ONLY_ASSESSOR)
    with acting_as(actor):
        assessment.state = states.moved(states.ASSESSMENT, assessment.state, "propose")
        assessment.open_to = list(assessment.countries)
        assessment.shown_to_id = assessment.owner_id
        assessment.save(update_fields=["state", "open_to", "shown_to"])
        record(actor, "commitments:assessment:propose", assessment)
    return assessment


def contest_assessment(*, actor: Actor, assessment: Assessment, reason: Localised) -> Assessment:
    """The assessed institution says why it disagrees; the assessment stays as it is and the reason beside it.

    Raises:
        NotHere, Forbidden: the actor does not speak for the institution that is assessed.
        InputError: it is not under discussion, or the reason is missing.
    """
    require_speaker(actor, Permission.ORGANISATION_ASSESSMENT_CONTEST, assessment, ONLY_ASSESSED)
    if not speaks_for_assessed(actor, assessment):
        refuse(ONLY_ASSESSED)
    names = names_of(actor, actor.organisation_id)
    # Who contests changes nothing of the assessor's row but this: the system writes it, on this permission alone.
    with acting_as(SYSTEM):
        locked = visible(SYSTEM, Assessment).select_for_update().get(pk=assessment.pk)
        locked.state = states.moved(states.ASSESSMENT, locked.state, "contest", has_reason=bool(reason))
        locked.contested_reason, locked.contested_names = told(reason), names
        locked.save(update_fields=["state", "contested_reason", "contested_names"])
    record(actor, "commitments:assessment:contest", assessment)
    assessment.state, assessment.contested_reason = locked.state, locked.contested_reason
    assessment.contested_names = locked.contested_names
    return assessment


def _judged(row: Assessment) -> tuple[object, ...]:
    return row.assessor_id, row.commitment_id, row.recommendation_id, row.country


def may_assess(actor: Actor, recommendation: Recommendation, country: str) -> bool:
    """Whether the actor's institution may judge how far a recommendation was put into practice in a country."""
    bodies = addressed_bodies(recommendation.pk, country)
    return (
        bodies is not None
        and actor.organisation_id is not None
        and actor.organisation_id not in bodies
        and recommendation.state not in UNSETTLED
        and recommendation.programme_id in actor.programmes
        and can(actor, Permission.ORGANISATION_ASSESSMENT_MAKE, Assessment)
    )


def speaks_for_assessed(actor: Actor, row: Assessment) -> bool:
    """Whether the actor speaks for whoever answers for what `row` judges, and did not judge it.

    That is the owner of a commitment; of a recommendation in a country, an institution to which it is addressed there
    or the head of the country's delegation.
    """
    if not speaks_for(actor, Permission.ORGANISATION_ASSESSMENT_CONTEST, row):
        return False
    if row.assessor_id == actor.organisation_id:
        return False
    if row.commitment_id is not None:
        return row.shown_to_id == actor.organisation_id
    if Role.HEAD_OF_DELEGATION in actor.roles and row.country in actor.countries:
        return True
    assert row.recommendation_id is not None  # noqa: S101 - a constraint of the table
    return actor.organisation_id in (addressed_bodies(row.recommendation_id, row.country) or ())


def addressed_bodies(recommendation: uuid.UUID, country: str) -> set[uuid.UUID] | None:
    """The institutions to which a recommendation is addressed in a country; None where nobody there is addressed."""
    with acting_as(SYSTEM):
        found = visible(SYSTEM, Addressee).filter(recommendation_id=recommendation, country=country)
        bodies = list(found.values_list("organisation_id", flat=True))
    # An addressee that is a State or a class of bodies names no institution.
    return set(bodies) - {None} if bodies else None


def subject_of(row: Assessment) -> Subject:
    """What an assessment is of."""
    if row.commitment is not None:
        return row.commitment
    assert row.recommendation is not None  # noqa: S101 - a constraint of the table
    return row.recommendation, row.country


def publish_assessment(*, actor: Actor, assessment: Assessment, public_from: datetime | None = None) -> Assessment:
    """Publish an assessment, contested or not; it is public once its country has released it too.

    Raises:
        NotHere, Forbidden: the actor may not publish in this programme.
        InputError: it was not put forward.
    """
    require(actor, Permission.PROGRAMME_TEXT_PUBLISH, assessment)
    with acting_as(actor):
        assessment.state = states.moved(states.ASSESSMENT, assessment.state, "publish")
        assessment.save(update_fields=["state"])
        return publish_material(actor=actor, row=assessment, public_from=public_from)


def _name_subject(actor: Actor, row: Assessment, subject: Subject) -> set[uuid.UUID]:
    """Write into `row` what it is about; the institutions that answer for that, for the rule."""
    if isinstance(subject, Commitment):
        require(actor, Action.VIEW, subject)
        if CommitmentStatus(subject.status) in UNCONFIRMED:
            raise InputError(gettext_noop("Nothing is undertaken yet that could be assessed."))
        row.programme_id, row.commitment, row.owner_id = subject.programme_id, subject, subject.owner_id
        row.country, row.countries = subject.country, list(subject.countries)
        return {subject.owner_id}
    recommendation, country = subject
    require(actor, Action.VIEW, recommendation)
    owners = addressed_bodies(recommendation.pk, country)
    if owners is None or not country:
        raise NotHere
    if recommendation.state in UNSETTLED:
        raise InputError(gettext_noop("The text of this recommendation is not settled yet, so it cannot be assessed."))
    row.programme_id, row.recommendation = recommendation.programme_id, recommendation
    row.country, row.countries = country, [country]
    return owners
