"""The buttons of releasing: who has them, what they do, and where they lead back to."""

import uuid

import pytest
from django.test import Client
from tests.access.accounts import PASSWORD, holder, set_up_second_factor

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.evidence.models import Finding
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PAGE = "/en/evidence/findings/own/F-1/"


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


def signed_in(role, *, country="XAA"):
    email = f"{uuid.uuid4().hex[:12]}@example.org"
    user, _post = holder(role, email, countries=[country], programmes=["own"])
    client = Client()
    if role in {Role.SECRETARIAT, Role.RESEARCHER}:
        code = set_up_second_factor(user)
        client.post("/en/sign-in/", {"login": user.email, "password": PASSWORD})
        client.post("/en/account/second-step/code/", {"code": code()})
    else:
        client.post("/en/sign-in/", {"login": user.email, "password": PASSWORD})
    return client


def address(finding, step, label="evidence.finding"):
    return f"/en/desk/material/{label}/{finding.pk}/{step}/"


def state(finding):
    with acting_as(SYSTEM):
        return Finding.objects.get(pk=finding.pk)


def test_a_focal_point_releases_and_the_secretariat_publishes(client, finding):
    focal_point = signed_in(Role.HEAD_OF_DELEGATION)
    assert address(finding, "release") in focal_point.get(PAGE).content.decode()
    done = focal_point.post(address(finding, "release"), {"country": "XAA", "next": PAGE})
    assert (done.status_code, done["Location"]) == (302, PAGE)
    assert state(finding).released_by == ["XAA"]
    assert address(finding, "release") not in focal_point.get(PAGE).content.decode()
    assert client.get(PAGE).status_code == 404
    secretariat = signed_in(Role.SECRETARIAT)
    page = secretariat.get(PAGE).content.decode()
    assert address(finding, "publish") in page
    assert address(finding, "release") not in page
    secretariat.post(address(finding, "publish"), {"next": PAGE})
    assert client.get(PAGE).status_code == 200
    assert "desk/material" not in client.get(PAGE).content.decode(), "a reader of what is public sees no machinery"
    secretariat.post(address(finding, "withdraw"), {"next": PAGE})
    assert client.get(PAGE).status_code == 404


def test_an_embargo_is_a_day(finding):
    secretariat = signed_in(Role.SECRETARIAT)
    secretariat.post(address(finding, "publish"), {"public_from": "2999-05-01"})
    assert state(finding).public_from.isoformat() == "2999-05-01T00:00:00+00:00"
    refused = secretariat.post(address(finding, "publish"), {"public_from": "soon", "next": PAGE}, follow=True)
    assert "soon is not a day" in refused.content.decode()
    assert state(finding).public_from.year == 2999


def test_another_country_gets_a_reason_or_nothing_at_all(client, finding):
    neighbour = signed_in(Role.HEAD_OF_DELEGATION, country="XBB")
    assert neighbour.post(address(finding, "release"), {"country": "XBB"}).status_code == 404
    focal_point = signed_in(Role.HEAD_OF_DELEGATION)
    refused = focal_point.post(address(finding, "release"), {"country": "XBB", "next": PAGE}, follow=True)
    assert "not about XBB" in refused.content.decode()
    assert focal_point.post(address(finding, "publish")).status_code == 403
    assert client.post(address(finding, "release"), {"country": "XAA"}).status_code == 404
    assert state(finding).released_by == []


def test_a_wrong_role_is_refused(finding):
    assert signed_in(Role.DELEGATE).post(address(finding, "release"), {"country": "XAA"}).status_code == 403
    researcher = signed_in(Role.RESEARCHER)
    assert researcher.post(address(finding, "publish")).status_code == 403
    assert researcher.post(address(finding, "withdraw")).status_code == 403


@pytest.mark.parametrize("label", ["evidence.vintage", "access.user", "no.such", "finding"])
def test_what_is_no_material_is_not_found(finding, label):
    assert signed_in(Role.SECRETARIAT).post(address(finding, "publish", label)).status_code == 404


@pytest.mark.parametrize("to", ["https://example.org/", "//example.org/", "javascript:alert(1)", "", "evidence/"])
def test_it_leads_back_to_pages_of_this_site_only(finding, to):
    done = signed_in(Role.SECRETARIAT).post(address(finding, "withdraw"), {"next": to})
    assert done["Location"] == "/en/desk/"


def test_steps_are_taken_by_post_only(finding):
    for step in ("release", "publish", "withdraw"):
        assert signed_in(Role.SECRETARIAT).get(address(finding, step)).status_code == 405
