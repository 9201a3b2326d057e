import psycopg
import pytest
from django.db import connection, connections, transaction
from tests.access.factories import make_actor, make_organisation

from mashura.access.actors import Actor, Kind
from mashura.access.models import Organisation
from mashura.access.public import ANONYMOUS, SYSTEM, Role, acting_as, actor_statement, current_actor, streamed, visible
from mashura.access.session import set_actor

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def setting(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_an_actor_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError):
        set_actor(SYSTEM)


def test_the_outer_actor_acts_again_after_an_inner_one():
    with acting_as(ANONYMOUS):
        with acting_as(SYSTEM):
            assert (current_actor(), setting("mashura.kind")) == (SYSTEM, "system")
        assert (current_actor(), setting("mashura.kind")) == (ANONYMOUS, "anonymous")
    assert (current_actor(), setting("mashura.kind")) == (None, "")


def test_the_outer_actor_acts_again_after_an_inner_failure():
    with acting_as(ANONYMOUS):
        with pytest.raises(RuntimeError), acting_as(SYSTEM):
            raise RuntimeError
        assert (current_actor(), setting("mashura.kind")) == (ANONYMOUS, "anonymous")


def test_what_fails_inside_is_rolled_back_alone():
    with acting_as(SYSTEM):
        make_organisation()

        def make_and_fail():
            make_organisation()
            raise RuntimeError

        with pytest.raises(RuntimeError), acting_as(SYSTEM):
            make_and_fail()
        assert visible(SYSTEM, Organisation).count() == 1


def test_an_abandoned_stream_gives_the_connection_back():
    make_organisation()
    make_organisation()
    rows = streamed(SYSTEM, lambda: visible(SYSTEM, Organisation))
    next(rows)
    rows.close()
    assert (current_actor(), setting("mashura.kind")) == (None, "")


@pytest.mark.parametrize("word", ["plain", "it's", 'quo"te', "back\\slash", "a,b", "{x}", "", "NULL", "العربية"])
def test_no_value_ends_its_setting_early(word):
    actor = Actor(kind=Kind.USER, programmes=frozenset({word}), purpose=word)
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('mashura.programmes')::text[], current_setting('mashura.purpose')")
        assert cursor.fetchone() == ([word], word)
        cursor.execute(actor_statement(actor))
        cursor.execute("SELECT current_setting('mashura.programmes')::text[], current_setting('mashura.purpose')")
        assert cursor.fetchone() == ([word], word)


def test_a_nul_character_is_refused():
    with pytest.raises(ValueError, match="NUL"):
        actor_statement(Actor(kind=Kind.USER, purpose="a\x00b"))


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_a_foreign_connection_sees_what_its_actor_may():
    """As an ADBC connection does: another driver's connection, one self-contained statement, autocommit off."""
    released, closed = make_organisation(is_released=True), make_organisation()
    secretariat = make_actor(Role.SECRETARIAT)
    parameters = connections["default"].get_connection_params()
    names = ("host", "port", "dbname", "user", "password")
    with psycopg.connect(**{name: parameters[name] for name in names if parameters.get(name)}) as foreign:
        query = "SELECT id FROM access_organisation"
        assert foreign.execute(query).fetchall() == []
        foreign.execute(actor_statement(ANONYMOUS))
        assert foreign.execute(query).fetchall() == [(released.pk,)]
        foreign.execute(actor_statement(secretariat))
        assert {(released.pk,), (closed.pk,)} <= set(foreign.execute(query).fetchall())
        foreign.commit()
        assert foreign.execute(query).fetchall() == []
