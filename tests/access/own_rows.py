from datetime import timedelta

from tests.access.rows import row_for, unique, unique_hash, unique_text

from mashura.access.models import AuditEntry, AuditSeal, Holding, Invitation, MeetingCode, Organisation, Post
from mashura.kit.clock import now
from mashura.kit.ids import new_id


@row_for(Organisation)
def organisation(scope):
    # The table's organisation column is its own id: the world's organisation is the row itself when there is one left.
    return Organisation(
        id=scope.organisation.pk,
        kind="ministry",
        country=scope.country,
        names={"en": f"Ministry {unique_text()} (fictional)"},
        is_fictional=True,
        is_released=scope.is_released,
    )


@row_for(Post)
def post(scope):
    return Post(
        organisation=scope.organisation,
        titles={"en": f"Post {unique_text()}"},
        role="delegate",
        countries=[scope.country],
        programmes=[scope.programme],
    )


@row_for(Holding)
def holding(scope):
    held = post(scope)
    held.save()
    return Holding(post=held, organisation=scope.organisation, user=scope.user)


@row_for(Invitation)
def invitation(scope):
    offered = post(scope)
    offered.save()
    return Invitation(
        email=f"someone-{unique()}@example.org",
        post=offered,
        organisation=scope.organisation,
        token_hash=unique_hash(),
        expires_at=now() + timedelta(days=1),
    )


@row_for(MeetingCode)
def meeting_code(scope):
    return MeetingCode(
        meeting="Plenary",
        programme=scope.programme,
        code_hash=unique_hash(),
        expires_at=now() + timedelta(days=1),
    )


@row_for(AuditEntry)
def audit_entry(scope):
    return AuditEntry(event="test:matrix:row", recorded_at=now(), actor_kind="system")


@row_for(AuditSeal)
def audit_seal(scope):
    return AuditSeal(number=unique(), entry_id=new_id(), entry_hash=unique_hash(), chain_hash=unique_hash())
