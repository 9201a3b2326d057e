"""Rows of responses, commitments and what belongs to them for the access matrix."""

from datetime import date

from tests.access.factories import make_organisation
from tests.access.rows import row_for, unique, unique_hash
from tests.consultation.rows import saved_programme
from tests.consultation.rows_recommendations import addressee, recommendation
from tests.evidence.rows_findings import material

from mashura.access.models import Post
from mashura.commitments.models import (
    Assessment,
    Commitment,
    CommitmentAction,
    CommitmentRecommendation,
    CommitmentStep,
    CommitmentVersion,
    Indicator,
    Observation,
    ProgressReport,
    ReportingDuty,
    Response,
    ResponseRequest,
)
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions

NAMES = {"en": "A body (fictional)"}
TEXT = Expressions.of("en", "Words (fictional).")


def post_of(organisation):
    """A post of the organisation; a row is made by the system."""
    return Post.objects.filter(organisation=organisation).first() or Post.objects.create(
        organisation=organisation, titles={"en": "Focal point"}, role="delegate", countries=["XAA"], programmes=["own"]
    )


def saved_addressee(scope):
    parent = addressee(scope)
    parent.organisation = scope.organisation
    parent.save()
    return parent


@row_for(ResponseRequest)
def response_request(scope):
    return ResponseRequest(
        programme=saved_programme(scope),
        addressee=saved_addressee(scope),
        organisation=scope.organisation,
        country=scope.country,
        due=date(2031, 6, 30),
        open_to=[scope.country],
    )


@row_for(Response)
def response(scope):
    return Response(
        programme=saved_programme(scope),
        addressee=saved_addressee(scope),
        organisation=scope.organisation,
        country=scope.country,
        number=1,
        names=NAMES,
        position="accepted",
        decided_on=date(2031, 6, 1),
        signed_by=post_of(scope.organisation),
        **material(scope),
    )


@row_for(Commitment)
def commitment(scope):
    return Commitment(
        programme=saved_programme(scope),
        owner=scope.organisation,
        owner_names=NAMES,
        owner_class="ministry",
        country=scope.country,
        ref=f"C-{unique()}",
        kind="voluntary",
        status="active",
        confirmed_by=post_of(scope.organisation),
        confirmed_at=now(),
        **material(scope),
    )


def saved_commitment(scope):
    parent = commitment(scope)
    parent.save()
    return parent


@row_for(CommitmentVersion)
def commitment_version(scope):
    parent = saved_commitment(scope)
    return CommitmentVersion(
        programme=parent.programme,
        owner=parent.owner,
        commitment=parent,
        number=1,
        text=TEXT,
        due_date=date(2033, 12, 31),
        is_confirmed=True,
        **material(scope),
    )


def part_of_one(model, scope, **values):
    parent = saved_commitment(scope)
    row = model(commitment=parent, **values)
    row.take_scope_of(parent)
    return row


@row_for(CommitmentRecommendation)
def commitment_recommendation(scope):
    answered = recommendation(scope)
    answered.save()
    return part_of_one(CommitmentRecommendation, scope, recommendation=answered)


@row_for(CommitmentStep)
def commitment_step(scope):
    return part_of_one(CommitmentStep, scope, move="confirm", version=1)


@row_for(CommitmentAction)
def commitment_action(scope):
    return part_of_one(CommitmentAction, scope, number=1, text=TEXT, lead=scope.organisation, lead_names=NAMES)


@row_for(Indicator)
def indicator(scope):
    return part_of_one(
        Indicator,
        scope,
        number=1,
        kind="outcome",
        names={"en": "Share (fictional)"},
        direction="up",
        figure="example-services",
        value_name="last_value",
        baseline_value=40,
        baseline_on=date(2030, 12, 31),
        targets=[{"value": "80", "on": "2033-12-31"}],
    )


@row_for(Observation)
def observation(scope):
    parent = indicator(scope)
    parent.save()
    row = Observation(
        commitment=parent.commitment,
        indicator=parent,
        period="2031",
        observed_on=date(2031, 12, 31),
        value=50,
        status="provisional",
        result_sha256=unique_hash(),
    )
    row.take_scope_of(parent)
    return row


@row_for(ReportingDuty)
def reporting_duty(scope):
    days = {"starts": date(2031, 1, 1), "ends": date(2031, 6, 30), "opens": date(2031, 7, 1), "due": date(2031, 7, 30)}
    return part_of_one(ReportingDuty, scope, **days)


@row_for(ProgressReport)
def progress_report(scope):
    parent = saved_commitment(scope)
    return ProgressReport(
        programme=parent.programme,
        author=scope.organisation,
        author_names=NAMES,
        author_class="ministry",
        commitment=parent,
        text=TEXT,
        state="published" if scope.is_released else "draft",
        reviewed_by=post_of(scope.organisation),
        **material(scope),
    )


@row_for(Assessment)
def assessment(scope):
    # The owner is whom it is shown to: the assessor is another.
    others = scope.shared_with if scope.shared_with.pk != scope.organisation.pk else make_organisation()
    owned = Commitment(
        programme=saved_programme(scope),
        owner=others,
        owner_names=NAMES,
        owner_class="ministry",
        country=scope.country,
        ref=f"C-{unique()}",
        kind="voluntary",
        status="active",
        confirmed_by=post_of(others),
        confirmed_at=now(),
        **material(scope),
    )
    owned.save()
    return Assessment(
        programme=owned.programme,
        assessor=scope.organisation,
        assessor_names=NAMES,
        assessor_class="national-civil-society",
        commitment=owned,
        owner=others,
        shown_to=others if others.pk == scope.shared_with.pk else None,
        country=scope.country,
        level="partial",
        confidence="medium",
        reasons=TEXT,
        as_of=date(2032, 1, 1),
        state="published" if scope.is_released else "draft",
        **material(scope),
    )
