"""The pages inside: building, clearance, embargo, release, sharing, dissemination, by kind of actor."""

from datetime import date

import pytest
from procrastinate.contrib.django import procrastinate_app
from procrastinate.testing import InMemoryConnector
from tests.access.factories import make_holding, make_organisation, make_post
from tests.evidence.factories import open_session
from tests.publication.factories import FICTIONAL, composed

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.publication.models import Dissemination, Edition
from mashura.publication.public import clear_edition, request_clearance, visible_editions
from mashura.publication.tasks import build_ordered, publish_editions_that_are_due

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.usefixtures("unset")]


@pytest.fixture
def edition(about_states):
    return composed()


def sign_in(client, role, **post):
    values = {"programmes": [FICTIONAL], "countries": ["XAA"]} | post
    holding = make_holding(post=make_post(role=role.value, **values))
    open_session(client, holding)
    return holding


def desk(edition):
    return f"/en/editions/{edition.pk}/"


def fresh(edition):
    with acting_as(SYSTEM):
        return Edition.objects.get(pk=edition.pk)


def clear_all(edition):
    for country in edition.countries:
        from tests.access.factories import make_actor  # noqa: PLC0415 - one use

        head = make_actor(Role.HEAD_OF_DELEGATION, programmes=[FICTIONAL], countries=[country])
        clear_edition(actor=head, edition=edition, country=country)


def test_from_the_desk_to_the_public(client, edition):
    sign_in(client, Role.SECRETARIAT)
    assert "Ask the focal points" in client.get(desk(edition)).content.decode()
    assert client.post(f"{desk(edition)}ask/").status_code == 302
    page = client.get(desk(edition)).content.decode()
    assert "Waits for its focal point" in page
    assert "Release it now" not in page
    clear_all(fresh(edition))
    assert "Release it now" in client.get(desk(edition)).content.decode()
    assert client.post(f"{desk(edition)}release/").status_code == 302
    assert fresh(edition).is_released
    assert "Withdraw this version" in client.get(desk(edition)).content.decode()
    client.post(f"{desk(edition)}withdraw/")
    assert fresh(edition).withdrawn_at is not None


def test_an_embargo_is_set_and_the_past_releases_at_once(client, edition):
    sign_in(client, Role.SECRETARIAT)
    request_clearance(actor=SYSTEM, edition=edition)
    clear_all(edition)
    bad = client.post(f"{desk(edition)}embargo/", {"public_from": "tomorrow"})
    assert bad.status_code == 400
    assert 'href="#id_public_from"' in bad.content.decode()
    client.post(f"{desk(edition)}embargo/", {"public_from": "2099-01-01T08:00"})
    page = client.get(desk(edition)).content.decode()
    assert "Under embargo" in page
    assert not fresh(edition).is_released
    assert publish_editions_that_are_due(0) == 0


def test_a_focal_point_clears_their_own_country_in_one_click(client, edition):
    sign_in(client, Role.HEAD_OF_DELEGATION)
    assert client.get(desk(edition)).status_code == 404
    request_clearance(actor=SYSTEM, edition=edition)
    assert "Editions that wait for your clearance" in client.get("/en/desk/").content.decode()
    page = client.get(desk(edition)).content.decode()
    assert "Clear this edition" in page
    assert "Belvoria" not in page.split("Clearance by country")[1].split("</section>")[0]
    assert client.post(f"{desk(edition)}clear/XBB/").status_code == 302
    assert fresh(edition).cleared_by == []
    assert client.post(f"{desk(edition)}clear/XAA/").status_code == 302
    assert fresh(edition).cleared_by == ["XAA"]
    assert "Clear this edition" not in client.get(desk(edition)).content.decode()


@pytest.mark.parametrize("role", [None, Role.DELEGATE, Role.OBSERVER, Role.RESEARCHER])
def test_others_find_nothing_there(client, edition, role):
    if role is not None:
        sign_in(client, role)
    expected = 302 if role is None else 404
    assert client.get(desk(edition)).status_code == expected
    for step in ("ask", "release", "withdraw", "share", "embargo", "clear/XAA", "dispatch"):
        assert client.post(f"{desk(edition)}{step}/").status_code == expected
    assert client.get("/en/editions/").status_code == (302 if role is None else 403)
    assert fresh(edition).asked_of == []


def test_a_secretariat_of_another_programme_is_an_outsider(client, edition):
    sign_in(client, Role.SECRETARIAT, programmes=["another"])
    assert client.get(desk(edition)).status_code == 404
    assert client.post(f"{desk(edition)}ask/").status_code == 404
    assert client.get(f"/en/editions/build/{FICTIONAL}/").status_code == 403


def test_who_it_is_shared_with_reads_it_and_does_nothing(client, edition):
    friend = make_organisation()
    sign_in(client, Role.SECRETARIAT)
    bad = client.post(f"{desk(edition)}share/", {"organisations": ["nobody"]})
    assert bad.status_code == 400
    client.post(f"{desk(edition)}share/", {"organisations": [str(friend.pk)]})
    sign_in(client, Role.OBSERVER, organisation=friend)
    page = client.get(desk(edition)).content.decode()
    assert "Withdraw" not in page
    assert client.post(f"{desk(edition)}withdraw/").status_code == 403


def test_a_build_is_ordered_and_done_by_the_worker(client, edition, django_capture_on_commit_callbacks):
    sign_in(client, Role.SECRETARIAT)
    address = f"/en/editions/build/{FICTIONAL}/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"kind": "report"}).status_code == 400
    wrong = client.post(address, {"kind": "report", "languages": ["fr"], "embargo_until": "2099-01-01T08:00"})
    assert wrong.status_code == 400
    assert "Only a press note prints an embargo" in wrong.content.decode()
    with procrastinate_app.current_app.replace_connector(InMemoryConnector()) as app:
        with django_capture_on_commit_callbacks(execute=True):
            given = {"kind": "press-note", "languages": ["fr"], "embargo_until": "2099-01-01T08:00"}
            assert client.post(address, given).status_code == 302
        (job,) = app.connector.jobs.values()
    build_ordered(**job["args"])
    with acting_as(SYSTEM):
        (note,) = visible_editions(SYSTEM, kind="press-note")
    assert (note.language, note.is_released, note.embargo_until.year) == ("fr", False, 2099)


def test_the_record_of_copies_is_kept_in_the_browser(client, edition):
    sign_in(client, Role.SECRETARIAT)
    address = f"{desk(edition)}dissemination/"
    request_clearance(actor=SYSTEM, edition=edition)
    clear_all(edition)
    client.post(f"{desk(edition)}release/")
    assert "No copy is on record yet" in client.get(address).content.decode()
    given = {"recipients": "Members of parliament", "recipient_kind": "parliament", "form": "print", "copies": "40"}
    bad = client.post(address, given | {"sent_on": "someday"})
    assert bad.status_code == 400
    assert client.post(address, given | {"sent_on": "2025-06-01"}).status_code == 302
    with acting_as(SYSTEM):
        row = Dissemination.objects.get()
    assert (row.copies, row.sent_on) == (40, date(2025, 6, 1))
    assert "Members of parliament" in client.get(address).content.decode()
    csv = client.get(f"/en/report/{FICTIONAL}/dissemination.csv").content.decode()
    assert "Members of parliament" in csv
    client.post(f"{address}{row.pk}/remove/")
    with acting_as(SYSTEM):
        assert not Dissemination.objects.exists()
    assert client.post(f"{desk(edition)}dispatch/").status_code == 400
