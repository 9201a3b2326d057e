"""Role x table x action x row: the policy in Python, the ORM filter and PostgreSQL must give one answer.

The expected answer is worked out once more (`matrix.expected`) from the grants and from how each row was made, so that
three equal renderings of a wrong rule would be found too.
"""

import pytest
from tests.access.matrix import World, check_new_rows, check_rows_that_are_there, store
from tests.access.rows import declared_models, makers

from mashura.access.actors import SYSTEM
from mashura.access.registry import registry
from mashura.access.session import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MODELS = declared_models()


def label(model):
    return model._meta.label


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_table_has_a_row_maker(model):
    assert model in makers(), f"register a maker for {model.__name__} in tests/{model._meta.app_label}/rows.py"


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_policy_filter_and_database_agree_on_rows_that_are_there(world, model):
    check_rows_that_are_there(world, registry.get(model), makers()[model])


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_policy_and_database_agree_on_new_rows(world, model):
    check_new_rows(world, registry.get(model), makers()[model])


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_without_an_actor_the_application_sees_nothing(world, model):
    with acting_as(SYSTEM):
        store(makers()[model](world.scope({"released": True})))
        assert model._base_manager.exists()
    assert not model._base_manager.exists()
