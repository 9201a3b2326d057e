"""Asking addressees for their answers, and answering."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from mashura.access.public import SYSTEM, Action, Actor, Permission, acting_as, record, require, visible
from mashura.commitments.actions.guard import (
    ONLY_ADDRESSEE,
    UNSETTLED,
    names_of,
    opened_to,
    require_speaker,
    today_in,
    told,
)
from mashura.commitments.models import Response, ResponseRequest
from mashura.commitments.rules.positions import Answer, Position, check_answer, check_no_response
from mashura.consultation.models import Addressee, RecommendationVersion
from mashura.errors import InputError, gettext_noop
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised


def request_responses(*, actor: Actor, addressees: Iterable[Addressee], due: date) -> list[ResponseRequest]:
    """Ask addressees for their answers by a day; whoever was asked already gets the new day.

    Raises:
        Forbidden, NotHere: the actor may not ask in this programme.
        InputError: the day has passed where the addressee is.
    """
    rows = []
    for addressee in addressees:
        country = _country_of(addressee)
        row = _request_to(actor, addressee) or ResponseRequest(
            addressee=addressee,
            programme_id=addressee.programme,
            organisation_id=addressee.organisation_id,
            country=country,
            **opened_to(country),
        )
        require(actor, Permission.PROGRAMME_RESPONSE_REQUEST, row)
        if due <= today_in(country):
            raise InputError(gettext_noop("The day by which an answer is asked for lies ahead."))
        with acting_as(actor):
            row.due = due
            row.asked_by_id = actor.post_id
            row.save()
            record(actor, "commitments:response:request", row, {"due": due.isoformat()})
        rows.append(row)
    return rows


def respond(
    *,
    actor: Actor,
    addressee: Addressee,
    position: Position,
    reason: Expressions | None = None,
    conditions: Expressions | None = None,
    answer_by: date | None = None,
    decided_on: date | None = None,
    source_document: Localised | None = None,
    source_paragraph: str = "",
    source_url: str = "",
) -> Response:
    """Answer for the addressee institution. An earlier answer stays; this one is current from now on.

    Raises:
        NotHere: the actor may not see the recommendation.
        Forbidden: the actor speaks for another institution.
        InputError: what the position needs is missing, or the text is not settled yet.
    """
    row = new_response(
        addressee,
        position=position,
        reason=reason or Expressions(),
        conditions=conditions or Expressions(),
        answer_by=answer_by,
        decided_on=decided_on or today_in(_country_of(addressee)),
        source_document=told(source_document),
        source_paragraph=source_paragraph,
        source_url=source_url,
    )
    require(actor, Action.VIEW, addressee)
    require_speaker(actor, Permission.ORGANISATION_RESPONSE_GIVE, row, ONLY_ADDRESSEE)
    if addressee.recommendation.state in UNSETTLED:
        raise InputError(gettext_noop("The text of this recommendation is not settled yet, so it cannot be answered."))
    assert row.decided_on is not None  # noqa: S101 - given above
    if row.decided_on > today_in(row.country):
        raise InputError(gettext_noop("An answer was decided today or earlier."))
    check_answer(
        Answer(
            position=position,
            decided_on=row.decided_on,
            has_reason=bool(row.reason),
            has_source=bool(row.source_document or row.source_url),
            answer_by=answer_by,
        )
    )
    row.names = addressee.names or names_of(actor, addressee.organisation_id)
    with acting_as(actor):
        row.signed_by_id = actor.post_id
        row.text_answered = _newest_text(actor, addressee)
        row.number = next_number(addressee)
        row.save(force_insert=True)
        record(actor, "commitments:response:give", row, {"position": position.value, "number": row.number})
    return row


def record_no_response(*, actor: Actor, addressee: Addressee) -> Response:
    """State that the day has passed and no answer came; the addressee may still answer later.

    Raises:
        Forbidden, NotHere: the actor may not ask for answers.
        InputError: there is still time, or an answer is there.
    """
    row = new_response(addressee, position=Position.NO_RESPONSE, decided_on=today_in(_country_of(addressee)))
    require(actor, Permission.PROGRAMME_RESPONSE_REQUEST, row)
    request = _request_to(actor, addressee)
    with acting_as(actor):
        rows = visible(actor, Response).filter(addressee=addressee).order_by("number")
        given = [Position(one) for one in rows.values_list("position", flat=True)]
    row.names = addressee.names or names_of(actor, addressee.organisation_id)
    check_no_response(given, request.due if request else None, today_in(row.country))
    with acting_as(actor):
        row.number = next_number(addressee)
        row.text_answered = _newest_text(actor, addressee)
        row.save(force_insert=True)
        record(actor, "commitments:response:miss", row)
    return row


def new_response(addressee: Addressee, *, position: Position, **values: object) -> Response:
    """An unsaved answer of an addressee, in the scope of its country."""
    country = _country_of(addressee)
    return Response(
        addressee=addressee,
        programme_id=addressee.programme,
        organisation_id=addressee.organisation_id,
        country=country,
        position=position.value,
        **values,
        **opened_to(country),
    )


def next_number(addressee: Addressee) -> int:
    """The number of an addressee's next answer, counted over all of them, seen or not."""
    with acting_as(SYSTEM):
        newest: int | None = visible(SYSTEM, Response).filter(addressee=addressee).aggregate(one=Max("number"))["one"]
    return (newest or 0) + 1


def _request_to(actor: Actor, addressee: Addressee) -> ResponseRequest | None:
    with acting_as(actor):
        return visible(actor, ResponseRequest).filter(addressee=addressee).first()


def _newest_text(actor: Actor, addressee: Addressee) -> RecommendationVersion | None:
    versions = visible(actor, RecommendationVersion).filter(recommendation_id=addressee.recommendation_id)
    return versions.order_by("-is_issued", "-number").first()


def _country_of(addressee: Addressee) -> str:
    organisation = addressee.organisation
    return addressee.country or (organisation.country if organisation and organisation.country else "")
