"""How kinds of material take the steps: the shared way in asks each kind, and nothing goes out unsettled."""

import pytest
from tests.access.factories import make_actor

from mashura.access import release_steps as steps
from mashura.access.public import SYSTEM, Forbidden, Role, acting_as, release_material
from mashura.errors import InputError
from mashura.evidence.models import Finding
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def finding():
    with acting_as(SYSTEM):
        return Finding.objects.create(
            programme="own",
            ref="F-1",
            kind="descriptive",
            theme="S1",
            statement=Expressions.of("en", "A statement (fictional)."),
            countries=["XAA"],
            open_to=["XAA"],
        )


@pytest.fixture
def unsettled(monkeypatch):
    declared = dict(steps._of_model)
    monkeypatch.setattr(steps, "_of_model", declared)
    steps.declare_release_steps(Finding, steps.ReleaseSteps(is_settled=lambda _row: False))


def head(country="XAA"):
    return make_actor(Role.HEAD_OF_DELEGATION, countries=[country])


def test_what_waits_is_told_to_those_whose_step_it_is(finding):
    secretariat = make_actor(Role.SECRETARIAT)
    assert steps.countries_to_release(head(), finding) == ["XAA"]
    for other in (head("XBB"), make_actor(Role.DELEGATE), secretariat):
        assert steps.countries_to_release(other, finding) == []
    assert not steps.waits_for_publication(secretariat, finding)
    release_material(actor=head(), row=finding, country="XAA")
    assert steps.countries_to_release(head(), finding) == []
    assert steps.waits_for_publication(secretariat, finding)
    assert not steps.waits_for_publication(head(), finding)
    steps.take_publication(actor=secretariat, row=finding)
    assert not steps.waits_for_publication(secretariat, finding)


@pytest.mark.usefixtures("unsettled")
def test_nothing_unsettled_is_released_or_published(finding):
    secretariat = make_actor(Role.SECRETARIAT)
    assert steps.countries_to_release(head(), finding) == []
    with pytest.raises(InputError, match="may still change"):
        steps.take_release(actor=head(), row=finding, country="XAA")
    with pytest.raises(InputError, match="may still change"):
        steps.take_publication(actor=secretariat, row=finding)
    with pytest.raises(Forbidden):
        steps.take_publication(actor=head(), row=finding)


def test_a_kind_takes_its_steps_in_its_own_way(finding, monkeypatch):
    monkeypatch.setattr(steps, "_of_model", {})
    taken = []
    own = {
        name: lambda name=name, **given: taken.append((name, given["row"]))
        for name in ("release", "publish", "withdraw")
    }
    steps.declare_release_steps(Finding, steps.ReleaseSteps(**own))
    secretariat = make_actor(Role.SECRETARIAT)
    steps.take_release(actor=head(), row=finding, country="XAA")
    steps.take_publication(actor=secretariat, row=finding)
    steps.take_withdrawal(actor=secretariat, row=finding)
    assert taken == [("release", finding), ("publish", finding), ("withdraw", finding)]
