import pytest
from django.db import connections
from tests.access.factories import make_organisation

from mashura.access.migrating import UnexpectedRowCountError, change_as_system
from mashura.access.models import Organisation
from mashura.access.public import SYSTEM, acting_as, visible

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


def released():
    return Organisation.objects.using("owner").update(is_released=True)


def all_of_them():
    return Organisation.objects.using("owner").count()


def state():
    with acting_as(SYSTEM):
        return set(visible(SYSTEM, Organisation).values_list("is_released", flat=True))


def test_without_an_actor_the_owner_silently_changes_nothing():
    make_organisation()
    assert released() == 0
    assert state() == {False}


def test_as_the_system_every_row_is_changed():
    make_organisation()
    make_organisation()
    with connections["owner"].schema_editor() as editor:
        assert change_as_system(editor, released, expected=all_of_them) == 2
    assert state() == {True}


def test_fewer_rows_than_expected_undo_the_migration():
    make_organisation()
    with (
        pytest.raises(UnexpectedRowCountError, match="1 rows were changed where 2"),
        connections["owner"].schema_editor() as editor,
    ):
        change_as_system(editor, released, expected=lambda: 2)
    assert state() == {False}
