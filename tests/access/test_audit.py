import pytest
from django.db import DatabaseError, connection, connections, transaction
from tests.access.factories import make_actor, make_organisation

from mashura.access.audit import ALTERED, GAP, MISSING, UNLINKED, seal_audit, verify_audit
from mashura.access.models import AuditEntry, AuditSeal
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, Role, acting_as, record, visible

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
committing = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


def write(count):
    for number in range(count):
        record(SYSTEM, "test:number:write", detail={"number": number})


def entries():
    with acting_as(SYSTEM):
        return list(visible(SYSTEM, AuditEntry).order_by("pk"))


def problems():
    return [(one.number, one.problem) for one in verify_audit(SYSTEM).breaks]


def as_intruder(statement, parameters=()):
    """Somebody with the owner's password, who also puts the append-only trigger out of the way."""
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("ALTER TABLE access_auditentry DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE access_auditseal DISABLE TRIGGER USER, NO FORCE ROW LEVEL SECURITY")
        cursor.execute(statement, parameters)
        assert cursor.rowcount == 1
        cursor.execute("ALTER TABLE access_auditentry ENABLE TRIGGER USER, FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE access_auditseal ENABLE TRIGGER USER, FORCE ROW LEVEL SECURITY")


def test_the_database_stamps_who_and_when():
    actor = make_actor(Role.DELEGATE)
    organisation = make_organisation()
    record(actor, "test:organisation:open", organisation, {"count": 3})
    entry = entries()[-1]
    assert (entry.actor_kind, entry.user_id, entry.post_id) == ("user", actor.user_id, actor.post_id)
    assert (entry.resource, entry.object_id) == ("access.organisation", str(organisation.pk))
    assert entry.detail == {"count": 3}


def test_nobody_leaves_a_trace_in_anothers_name():
    victim = make_actor(Role.SECRETARIAT)
    with acting_as(ANONYMOUS):
        forged = AuditEntry(
            event="test:name:forge", actor_kind="user", user_id=victim.user_id, recorded_at="2001-01-01T00:00Z"
        )
        AuditEntry.objects.bulk_create([forged])
    entry = entries()[-1]
    assert (entry.actor_kind, entry.user_id) == ("anonymous", None)
    assert entry.recorded_at.year > 2001


def test_what_was_recorded_goes_with_the_transaction():
    def write_and_fail():
        record(SYSTEM, "test:row:write")
        raise RuntimeError

    with pytest.raises(RuntimeError), acting_as(SYSTEM):
        write_and_fail()
    assert entries() == []


@pytest.mark.parametrize("event", ["free text", "Two:Words", "a:b", ""])
def test_an_event_has_three_words(event):
    with pytest.raises(DatabaseError):
        record(SYSTEM, event)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_auditentry SET event = 'a:b:c'",
        "DELETE FROM access_auditentry",
        "TRUNCATE access_auditentry",
        "UPDATE access_auditseal SET chain_hash = ''",
        "DELETE FROM access_auditseal",
    ],
)
def test_the_application_cannot_rewrite_the_audit(statement):
    write(1)
    seal_audit()
    with pytest.raises(DatabaseError) as refused, acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(statement)
    assert refused.value.__cause__.sqlstate == "42501"
    assert verify_audit(SYSTEM).holds


@committing
def test_not_even_the_owner_rewrites_it_unawares():
    write(1)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("UPDATE access_auditentry SET event = 'a:b:c'")
        assert cursor.rowcount == 0  # forced row policies: the owner changes no row, and is not told
        cursor.execute("ALTER TABLE access_auditentry NO FORCE ROW LEVEL SECURITY")
        with pytest.raises(DatabaseError, match="append-only"):
            cursor.execute("UPDATE access_auditentry SET event = 'a:b:c'")
        transaction.set_rollback(True, using="owner")


def test_sealing_chains_what_is_committed_once():
    write(3)
    assert verify_audit(SYSTEM).unsealed == 3
    assert (seal_audit(), seal_audit()) == (3, 0)
    write(2)
    assert seal_audit() == 2
    report = verify_audit(SYSTEM)
    assert (report.sealed, report.unsealed, report.holds) == (5, 0, True)
    with acting_as(SYSTEM):
        assert report.head == visible(SYSTEM, AuditSeal).get(number=5).chain_hash


def test_an_empty_audit_holds():
    report = verify_audit(SYSTEM)
    assert (report.sealed, report.unsealed, report.head, report.holds) == (0, 0, "0" * 64, True)


@committing
@pytest.mark.parametrize(
    "change",
    [
        "event = 'x:y:z'",
        "recorded_at = recorded_at + interval '1 microsecond'",
        "user_id = '018f0000-0000-7000-8000-000000000000'",
        "detail = '{\"number\": 7}'",
        "purpose = 'x'",
        "object_id = 'x'",
    ],
)
def test_a_changed_entry_is_found(change):
    write(3)
    seal_audit()
    statement = f"UPDATE access_auditentry SET {change} WHERE id = %s"  # noqa: S608 - the six texts above
    as_intruder(statement, [entries()[1].pk])
    assert problems() == [(2, ALTERED)]


@committing
def test_a_removed_entry_is_found():
    write(3)
    seal_audit()
    as_intruder("DELETE FROM access_auditentry WHERE id = %s", [entries()[1].pk])
    assert problems() == [(2, MISSING)]


@committing
def test_a_removed_seal_is_found():
    write(3)
    seal_audit()
    as_intruder("DELETE FROM access_auditseal WHERE number = %s", [2])
    assert problems() == [(3, GAP), (3, UNLINKED)]


@committing
def test_a_rewritten_seal_is_found():
    write(3)
    seal_audit()
    as_intruder("UPDATE access_auditseal SET entry_hash = %s WHERE number = 2", ["0" * 64])
    assert problems() == [(2, ALTERED), (2, UNLINKED)]


def test_only_the_data_protection_officer_verifies():
    assert verify_audit(make_actor(Role.DATA_PROTECTION_OFFICER)).holds
    for role in (Role.SECRETARIAT, Role.DELEGATE):
        with pytest.raises(Forbidden):
            verify_audit(make_actor(role))
    with pytest.raises(Forbidden):
        verify_audit(ANONYMOUS)
