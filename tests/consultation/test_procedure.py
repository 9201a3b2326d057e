"""Setting the rules of procedure of a programme, in the browser and by action, and pinning them for a meeting."""

import pytest
from django.db import IntegrityError, ProgrammingError, connections, transaction
from django.test import Client
from tests.consultation.factories import make_programme
from tests.consultation.meetings import actor, held, secretariat, set_up
from tests.consultation.signing_in import signed_in

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, Role, acting_as
from mashura.consultation.actions.procedure import pin_rules, set_rules
from mashura.consultation.actions.programmes import withdraw_programme
from mashura.consultation.models import Meeting, RulesVersion
from mashura.consultation.queries.procedure import rules_of, rules_versions
from mashura.consultation.queries.programmes import programme
from mashura.consultation.rules.procedure import DecisionMode, RulesOfProcedure
from mashura.errors import InputError

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PAGE = "/en/programme/made-up/rules/"
SILENCE = {
    "decision_modes": ["consensus", "silence"],
    "calendars": {"XAA": {"zone": "Etc/GMT-2", "weekend": ["friday", "saturday"]}},
}


@pytest.fixture(autouse=True)
def made_up(tmp_path):
    set_up(tmp_path)


def given(**changes):
    """What a browser sends: the form as it stands, changed."""
    form = {
        "decision_modes": ["consensus", "chair-summary"],
        "comment_days": "10",
        "correction_days": "5",
        "silence_hours": "72",
        "attribution": "none",
        "fate": "dropped",
        "gate_discussion": "nothing",
        "gate_tabling": "nothing",
        "gate_adoption": "reviewed",
    }
    for name in ("may_comment", "may_table", "may_block"):
        form |= {f"{name}_kinds": ["state"], f"{name}_capacities": ["head", "member"]}
    return form | changes


def test_rules_are_set_in_versions_and_the_same_rules_make_none():
    first = set_rules(actor=secretariat(), programme="made-up", given={})
    assert set_rules(actor=secretariat(), programme="made-up", given={}) == first
    second = set_rules(actor=secretariat(), programme="made-up", given=SILENCE)
    assert (first.number, second.number) == (1, 2)
    with acting_as(ANONYMOUS):
        assert [one.number for one in rules_versions(ANONYMOUS, programme(ANONYMOUS, "made-up"))] == [2, 1]


def test_a_meeting_goes_by_what_it_pinned_whatever_is_set_later():
    first = set_rules(actor=secretariat(), programme="made-up", given={})
    pin_rules(actor=secretariat(), meeting=held(), version=first)
    set_rules(actor=secretariat(), programme="made-up", given=SILENCE)
    with acting_as(ANONYMOUS):
        assert rules_of(ANONYMOUS, held()) == RulesOfProcedure()
        assert rules_of(ANONYMOUS, held("first")).has_silence
    pin_rules(actor=secretariat(), meeting=held(), version=None)
    with acting_as(ANONYMOUS):
        assert DecisionMode.SILENCE in rules_of(ANONYMOUS, held()).decision_modes


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"languages": ["de"]}, "languages"),
        ({"calendars": {"XCC": {"zone": "Etc/GMT-1", "weekend": ["sunday"]}}}, "calendars"),
        ({"silence_hours": "some"}, "silence_hours"),
        ({"decision_modes": ["silence"]}, "calendars"),
    ],
)
def test_what_does_not_fit_is_refused_by_field_and_makes_no_version(changes, field):
    with pytest.raises(InputError) as refused:
        set_rules(actor=secretariat(), programme="made-up", given=changes)
    assert refused.value.params["field"] == field
    with acting_as(SYSTEM):
        assert not RulesVersion.objects.exists()


@pytest.mark.parametrize("role", [Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.OBSERVER, Role.RESEARCHER])
def test_only_the_secretariat_sets_and_pins(role):
    version = set_rules(actor=secretariat(), programme="made-up", given={})
    who = actor(role, "XAA")
    with pytest.raises(Forbidden):
        set_rules(actor=who, programme="made-up", given=SILENCE)
    with pytest.raises(Forbidden):
        pin_rules(actor=who, meeting=held(), version=version)


def test_no_version_changes_and_no_meeting_goes_by_those_of_another_programme():
    version = set_rules(actor=secretariat(), programme="made-up", given={})
    with acting_as(SYSTEM):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            RulesVersion.objects.update(number=9)
        other = RulesVersion.objects.create(
            programme=make_programme("other"), number=1, content=version.content, sha256=version.sha256
        )
    with pytest.raises(InputError):
        pin_rules(actor=secretariat(), meeting=held(), version=other)
    with acting_as(SYSTEM):
        Meeting.objects.filter(pk="made-up/workshop").update(rules=other)
        with pytest.raises(IntegrityError), transaction.atomic():
            connections["default"].check_constraints()
        Meeting.objects.filter(pk="made-up/workshop").update(rules=None)


def test_everybody_reads_them_once_they_are_set():
    assert Client().get(PAGE).status_code == 404
    set_rules(actor=secretariat(), programme="made-up", given=SILENCE)
    page = Client().get(PAGE).content.decode()
    assert "one objection breaks it" in page
    assert "Set the rules" not in page
    assert PAGE in Client().get("/en/programme/made-up/").content.decode()
    assert Client().get(f"{PAGE}?version=7").status_code == 404


def test_they_are_out_of_public_view_with_their_programme():
    set_rules(actor=secretariat(), programme="made-up", given={})
    who = secretariat()
    with acting_as(who):
        withdraw_programme(actor=who, code="made-up")
    assert Client().get(PAGE).status_code == 404
    with acting_as(ANONYMOUS):
        assert not RulesVersion.objects.exists()
    assert signed_in(Role.DELEGATE, countries=["XAA"]).get(PAGE).status_code == 200


def test_they_are_set_and_pinned_in_the_browser():
    client = signed_in(Role.SECRETARIAT)
    assert "Nothing was set" in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}set-up/").status_code == 200
    calendar = {"zone_XAA": "Etc/GMT-2", "weekend_XAA": ["friday"], "holidays_XAA": "2031-04-10..2031-04-11 Gazette 14"}
    answer = client.post(f"{PAGE}set-up/", given(decision_modes=["silence"], quorum_share="2/3", **calendar))
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?version=1")
    with acting_as(SYSTEM):
        version = RulesVersion.objects.get()
    assert version.content["calendars"]["XAA"]["holidays"] == [
        {"first": "2031-04-10", "last": "2031-04-11", "source": "Gazette 14"}
    ]
    assert "2031-04-10..2031-04-11 Gazette 14" in client.get(f"{PAGE}set-up/").content.decode()
    assert client.post(f"{PAGE}pin/workshop/", {"version": "1"}).status_code == 302
    assert held().rules_id == version.pk
    assert client.post(f"{PAGE}pin/workshop/", {"version": ""}).status_code == 302
    assert held().rules_id is None
    assert client.post(f"{PAGE}pin/workshop/", {"version": "9"}).status_code == 404
    assert client.post(f"{PAGE}pin/nowhere/", {"version": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("changes", "beside"),
    [
        ({"quorum_share": "two"}, "id_quorum_share"),
        ({"decision_modes": ["silence"]}, "id_zone_XAA"),
        ({"zone_XAA": "Nowhere/Town", "weekend_XAA": ["friday"]}, "id_zone_XAA"),
        ({"zone_XAA": "Etc/GMT-2", "weekend_XAA": ["friday"], "holidays_XAA": "soon"}, "id_holidays_XAA"),
        ({"may_block_capacities": ["observer"]}, "id_may_block"),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_nothing_is_lost(changes, beside):
    answer = signed_in(Role.SECRETARIAT).post(f"{PAGE}set-up/", given(comment_days="12", **changes))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert f'href="#{beside}' in page
    assert 'value="12"' in page
    with acting_as(SYSTEM):
        assert not RulesVersion.objects.exists()


@pytest.mark.parametrize("role", [Role.HEAD_OF_DELEGATION, Role.RESEARCHER, Role.TRANSLATOR])
def test_nobody_else_sets_them_in_the_browser(role):
    set_rules(actor=secretariat(), programme="made-up", given={})
    client = signed_in(role, countries=["XAA"])
    assert client.get(PAGE).status_code == 200
    assert client.get(f"{PAGE}set-up/").status_code == 403
    assert client.post(f"{PAGE}set-up/", given()).status_code == 403
    assert client.post(f"{PAGE}pin/workshop/", {"version": "1"}).status_code == 403
    assert Client().get(f"{PAGE}set-up/").status_code == 403
