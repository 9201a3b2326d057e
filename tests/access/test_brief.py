"""The brief of a post says everything that waits and is owed, however much it is."""

import html
import re
from datetime import date, timedelta

import pytest
from tests.access.factories import make_actor
from tests.commitments.factories import World, said, sign_in_as
from tests.consultation.factories_register import make_entry

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.commitments.actions import reports
from mashura.consultation.models import PracticeNote
from mashura.kit.clock import now, stopped_at
from mashura.publication.models import Edition

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def world():
    return World()


def brief(client, actor, language="en"):
    sign_in_as(client, actor)
    answer = client.get(f"/{language}/posts/{actor.post_id}/brief/")
    assert answer.status_code == 200
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split()))


def test_everything_that_an_institution_owes_stands_in_its_brief(client, world):
    for number in range(2, 9):
        world.recommend(f"R-{number}", {"XAA": world.health})
    rows = [world.active() for _number in range(7)]
    reports.schedule_reports(actor=world.secretariat, commitment=rows[0], starts=date(2031, 1, 1), every_months=3)
    text = brief(client, world.minister)
    assert "Recommendations to answer (8)" in text
    assert all(f"R-{number}" in text for number in range(1, 9))
    assert "Commitments under way (7)" in text
    assert all(row.ref in text for row in rows)
    duties = int(re.search(r"Reports to hand in \((\d+)\)", text)[1])
    assert duties > 5
    assert text.count("31 December 2033") >= 7, "each commitment says its day"


def test_what_is_done_is_not_owed_any_more(client, world):
    row = world.active()
    world.answer()
    assert "Recommendations to answer" not in brief(client, world.minister)
    assert "Commitments under way (1)" in brief(client, world.minister)
    with acting_as(SYSTEM):
        type(row).objects.filter(pk=row.pk).update(status="withdrawn")
    assert "Commitments under way" not in brief(client, world.minister)


def test_every_text_and_edition_that_waits_for_a_focal_point_is_listed(client, world):
    for _number in range(7):
        make_entry(world.programme)
    world.active()
    with acting_as(SYSTEM):
        for number in range(6):
            PracticeNote.objects.create(
                programme=world.programme,
                topic="S1",
                title=said(f"Note {number} (fictional)"),
                text=said(),
                countries=["XAA"],
                open_to=["XAA"],
            )
        for version in range(1, 8):
            Edition.objects.create(
                programme=world.programme,
                language="en",
                version=version,
                dated="2031-05-01",
                title="A report (fictional)",
                content_sha256=f"{version}" * 64,
                file_sha256="b" * 64,
                file_bytes=10,
                pages=2,
                provenance="{}",
                countries=["XAA"],
                asked_of=["XAA"],
            )
    text = brief(client, world.head)
    assert "Texts to release for your country (14)" in text
    assert all(f"Note {number} (fictional)" in text for number in range(6))
    assert text.count("Clinics Act (fictional)") >= 7
    assert "Editions to clear (7)" in text
    assert "English, version 7" in text
    assert "An entry of the register to release for your country (7)" in text, "each kind of need once, with its count"


def test_what_changed_is_counted_by_kind_and_the_rest_is_one_list(client, world):
    for number in range(60):
        make_entry(world.programme, key=f"xaa-{number}")
    text = brief(client, world.head)
    assert "Entry of the register (60)" in text
    assert "and 57 more" in text
    address = f"/en/posts/{world.head.post_id}/brief/changes/"
    pages = [client.get(f"{address}?page={page}").content.decode() for page in (1, 2)]
    assert sum(page.count("register/own/xaa-") for page in pages) == 60
    with stopped_at(now() + timedelta(days=200)):
        sign_in_as(client, world.head)
        assert "Nothing came or changed" in client.get(address).content.decode()


def test_the_work_of_a_post_is_for_who_acts_in_it(client, world):
    world.recommend("R-2", {"XAA": world.health})
    sign_in_as(client, world.secretariat)
    shown = client.get(f"/en/posts/{world.minister.post_id}/brief/")
    assert shown.status_code == 200
    assert "Recommendations to answer" not in shown.content.decode()
    assert client.get(f"/en/posts/{world.minister.post_id}/brief/changes/").status_code == 404
    client.logout()
    for below in ("", "changes/"):
        assert client.get(f"/en/posts/{world.minister.post_id}/brief/{below}").status_code in {403, 404}


def test_a_post_for_which_nothing_waits_reads_so(client):
    actor = make_actor(Role.OBSERVER)
    assert "everything that was asked of the post is done" in brief(client, actor)


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_it_opens_in_every_language(client, world, language):
    world.active()
    assert world.recommendation.ref in brief(client, world.minister, language)
