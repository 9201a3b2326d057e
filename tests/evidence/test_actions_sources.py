"""Registering sources: published ones for the programme, field sources for their researcher alone."""

import pytest
from tests.access.factories import make_actor
from tests.evidence.findings import interview, researcher, source

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, Role, acting_as, publish_material, visible
from mashura.errors import InputError
from mashura.evidence.models import FieldSource, Source

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def count(actor, model):
    with acting_as(actor):
        return visible(actor, model).count()


def test_a_source_is_its_programmes_until_it_is_released():
    author = researcher()
    made = source(author)
    assert count(author, Source) == 1
    assert count(researcher(programmes=["other"]), Source) == count(ANONYMOUS, Source) == 0
    publish_material(actor=SYSTEM, row=made)
    assert count(ANONYMOUS, Source) == 1


def test_a_key_is_taken_once_and_what_is_collected_in_confidence_is_no_published_source():
    author = researcher()
    source(author)
    with pytest.raises(InputError, match="key report already"):
        source(author)
    with pytest.raises(InputError, match="field source"):
        source(author, key="other", kind="interview")
    with pytest.raises(InputError, match="published source"):
        interview(author, kind="document")
    with pytest.raises(InputError, match="published source"):
        interview(author, kind="gossip")


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.DELEGATE, Role.HEAD_OF_DELEGATION])
def test_other_roles_register_nothing(role):
    actor = make_actor(role)
    with pytest.raises(Forbidden):
        source(actor)
    with pytest.raises(Forbidden):
        interview(actor)


def test_not_even_the_secretariat_or_the_system_interviews():
    with pytest.raises(Forbidden):
        interview(make_actor(Role.SECRETARIAT))
    with pytest.raises(ValueError, match="the person who collected"):
        interview(SYSTEM)
    with pytest.raises(Forbidden):
        interview(ANONYMOUS)


def test_nobody_else_reads_a_field_source():
    author = researcher()
    interview(author)
    assert count(author, FieldSource) == 1
    for other in (researcher(), make_actor(Role.SECRETARIAT), make_actor(Role.DATA_PROTECTION_OFFICER), ANONYMOUS):
        assert count(other, FieldSource) == 0
