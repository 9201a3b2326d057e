"""Every scope, alone and together, on a table made for it: the product's own tables do not use all of them yet."""

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connections, models
from django.test.utils import isolate_apps
from tests.access.matrix import World, check_new_rows, check_rows_that_are_there

from mashura.access.actors import Role
from mashura.access.permissions import Action
from mashura.access.registry import Grant, declare, registry
from mashura.access.rls import apply_policies
from mashura.access.scopes import Scope
from mashura.kit.ids import new_id

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

with isolate_apps("mashura.access"):

    class Probe(models.Model):  # noqa: DJ008 - never shown
        id = models.UUIDField(primary_key=True, default=new_id)
        organisation_id = models.UUIDField()
        country = models.CharField(max_length=3)
        programmes = ArrayField(models.CharField(max_length=40))
        assigned_id = models.UUIDField(null=True)
        shared_with = ArrayField(models.UUIDField())
        author_id = models.UUIDField(null=True)
        is_released = models.BooleanField()

        class Meta:
            app_label = "access"
            db_table = "access_probe"


EVERYTHING = (Action.VIEW, Action.ADD, Action.CHANGE, Action.DELETE)
GRANTS = [
    Grant(Role.PUBLIC, Action.VIEW, Scope.RELEASED),
    *(Grant(Role.SECRETARIAT, action, Scope.ALL) for action in EVERYTHING),
    *(Grant(Role.HEAD_OF_DELEGATION, action, Scope.OWN_ORGANISATION) for action in EVERYTHING),
    *(Grant(Role.COUNTRY_MISSION, action, Scope.OWN_JURISDICTION) for action in EVERYTHING),
    *(Grant(Role.TRANSLATOR, action, Scope.OWN_PROGRAMME) for action in EVERYTHING),
    *(Grant(Role.CASE_WORKER, action, Scope.ASSIGNED) for action in EVERYTHING),
    *(Grant(Role.SERVICE_PROVIDER, action, Scope.SHARED_WITH) for action in EVERYTHING),
    *(Grant(Role.RESEARCHER, action, Scope.AUTHOR) for action in EVERYTHING),
    Grant(Role.DELEGATE, Action.VIEW, Scope.OWN_PROGRAMME),
    Grant(Role.DELEGATE, Action.CHANGE, Scope.OWN_PROGRAMME, Scope.AUTHOR),
    Grant(Role.CASE_SUPERVISOR, Action.VIEW, Scope.OWN_JURISDICTION, Scope.OWN_ORGANISATION),
    Grant(Role.CASE_SUPERVISOR, Action.VIEW, Scope.SHARED_WITH),
    Grant(Role.OBSERVER, Action.ADD, Scope.AUTHOR),
]


def probe(scope):
    return Probe(
        organisation_id=scope.organisation.pk,
        country=scope.country,
        programmes=["third", scope.programme],
        assigned_id=scope.post.pk,
        shared_with=[scope.shared_with.pk],
        author_id=scope.user.pk,
        is_released=scope.is_released,
    )


@pytest.fixture(scope="module", autouse=True)
def table(django_db_setup, django_db_blocker):
    owner = connections["owner"]
    declaration = declare(
        Probe,
        scope_columns={
            "organisation": "organisation_id",
            "country": "country",
            "programme": "programmes",
            "assigned": "assigned_id",
            "shared": "shared_with",
            "author": "author_id",
            "released": "is_released",
        },
        grants=GRANTS,
        system={Action.VIEW, Action.ADD, Action.CHANGE},
    )
    with django_db_blocker.unblock():
        with owner.schema_editor() as editor:
            editor.create_model(Probe)
        apply_policies(owner)
        yield declaration
        registry.remove(Probe)
        with owner.schema_editor() as editor:
            editor.delete_model(Probe)


def test_every_scope_agrees_on_rows_that_are_there(table):
    check_rows_that_are_there(World(), table, probe)


def test_every_scope_agrees_on_new_rows(table):
    check_new_rows(World(), table, probe)
