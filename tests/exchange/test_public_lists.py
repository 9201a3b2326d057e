"""Meetings, studies, commitments, the register and editions for machines: what is public, whoever asks."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.commitments.actions.test_indicators import BY_HAND, DEATHS, declare
from tests.commitments.factories import TODAY, WHY, World, sign_in_as
from tests.consultation.factories_register import make_entry, source
from tests.consultation.factories_register import make_programme as make_register_programme
from tests.consultation.factories_study import Desk, People
from tests.consultation.meetings import WORDS, delegation, held, secretariat, set_up

from mashura.access.public import SYSTEM, Role, acting_as, publish_material, release_material
from mashura.commitments.actions.indicators import observe_by_hand
from mashura.consultation import public
from mashura.consultation.actions import register as register_actions
from mashura.kit.clock import now
from mashura.publication.models import Edition

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LISTS = ("meetings", "studies", "commitments", "register", "editions")
NOUNS = {"register": "entries"} | {name: name for name in LISTS if name != "register"}


def asked(client, address):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.content.decode()
    return answer.json()


@pytest.fixture
def study():
    return Desk(People()).write()


@pytest.fixture
def world():
    return World()


@pytest.mark.parametrize("name", LISTS)
def test_where_nothing_is_public_a_list_is_empty(client, name):
    assert asked(client, name) == {"count": 0, NOUNS[name]: []}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("offset=-1", "offset"),
        ("colour=blue", "colour"),
        ("programme=never-heard-of", "programme"),
        ("programme=%00", "programme"),
    ],
)
def test_a_bad_parameter_is_named(client, name, query, named):
    answer = client.get(f"/api/v1/{name}?{query}")
    assert answer.status_code == 400
    assert f"“{named}”" in answer.json()["message"]


@pytest.mark.parametrize(
    ("address", "named"),
    [
        ("meetings?kind=party", "kind"),
        ("meetings?country=ZZZ", "country"),
        ("commitments?country=xaa", "country"),
        ("commitments?theme=none", "theme"),
        ("commitments?status=done", "status"),
        ("commitments?owner=everybody", "owner"),
        ("register?topic=none", "topic"),
        ("register?kind=rumour", "kind"),
        ("register?status=unknown", "status"),
        ("editions?kind=poem", "kind"),
        ("editions?language=xx", "language"),
    ],
)
@pytest.mark.usefixtures("world")
def test_a_value_that_there_is_not_is_named_with_those_there_are(client, address, named):
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 400
    message = answer.json()["message"]
    assert f"“{named}”" in message
    assert "Use one of:" in message


@pytest.mark.parametrize(
    "address",
    [
        "meetings/made-up/none",
        "meetings/made-up/%00",
        "studies/own/none",
        "studies/own/none/paragraphs",
        "commitments/own/C-99",
        "register/made-up/none",
        "editions/north-africa/report/en/99",
        "editions/north-africa/report/en/x",
    ],
)
def test_what_there_is_not_is_not_found(client, address):
    assert client.get(f"/api/v1/{address}").status_code == 404


@pytest.mark.parametrize("name", LISTS)
def test_nothing_can_be_written(client, name):
    assert client.post(f"/api/v1/{name}", {}).status_code == 405


def test_meetings_by_page_with_conclusions_that_are_public_alone(client, tmp_path):
    set_up(tmp_path)
    delegation(institutions=[WORDS.localised])
    with acting_as(SYSTEM):
        rows = [
            public.add_conclusion(actor=secretariat(), meeting=held(), text=WORDS, topic="S1") for _number in range(2)
        ]
        release_material(actor=SYSTEM, row=rows[0], country="XAA")
        publish_material(actor=SYSTEM, row=rows[0])
    whole = asked(client, "meetings?programme=made-up")
    assert whole["count"] == 2
    assert [one["key"] for one in whole["meetings"]] == [
        asked(client, f"meetings?limit=1&offset={place}")["meetings"][0]["key"] for place in range(2)
    ]
    assert asked(client, "meetings?kind=regional-meeting")["count"] == 1
    one = asked(client, "meetings/made-up/workshop")
    assert set(one["title"]) == {"ar", "en", "fr"}
    assert one["delegations"][0]["country"] == "XAA"
    [conclusion] = one["conclusions"]
    assert (conclusion["number"], conclusion["original_language"]) == (1, "en")
    assert conclusion["text"]["ar"] == "العيادات مفتوحة للجميع."
    assert conclusion["standing"]["en"] == "original"


def test_meetings_of_a_programme_that_is_not_public_are_not_there(client, tmp_path):
    set_up(tmp_path, is_released=False)
    assert asked(client, "meetings")["count"] == 0
    assert client.get("/api/v1/meetings?programme=made-up").status_code == 400
    assert client.get("/api/v1/meetings/made-up/workshop").status_code == 404


def test_a_study_by_parts_and_paragraphs_as_far_as_they_are_public(client, study):
    study.publish()
    [listed] = asked(client, "studies")["studies"]
    assert (listed["key"], listed["parts"], listed["paragraphs"]) == ("three-states", 2, 4)
    one = asked(client, "studies/own/three-states")
    assert [part["key"] for part in one["parts"]] == ["method", "amarilia"]
    assert one["title"]["standing"] == {"en": "original", "ar": "missing", "fr": "missing"}
    address = "studies/own/three-states/paragraphs"
    whole = asked(client, address)
    assert (whole["count"], whole["version"]) == (4, 1)
    assert [row["key"] for row in whole["paragraphs"]] == ["question", "limits", "clinics", "coast"]
    assert [row["number"] for row in whole["paragraphs"]] == [1, 2, 3, 4]
    assert asked(client, f"{address}?limit=2&offset=2")["paragraphs"] == whole["paragraphs"][2:]
    assert asked(client, f"{address}?part=amarilia")["count"] == 2
    for query, named in (("part=belvoria", "part"), ("version=9", "version"), ("version=x", "version")):
        refused = client.get(f"/api/v1/{address}?{query}")
        assert refused.status_code == 400
        assert f"“{named}”" in refused.json()["message"]
    assert "schools" not in client.get(f"/api/v1/{address}").content.decode()


def test_an_unreleased_study_is_not_there_even_for_its_author(client, study):
    study.open(amarilia="XAA")
    for role, country in ((Role.RESEARCHER, ""), (Role.HEAD_OF_DELEGATION, "XAA"), (Role.SECRETARIAT, "")):
        study.people.sign_in(client, role, country)
        assert asked(client, "studies")["count"] == 0
        assert client.get("/api/v1/studies/own/three-states").status_code == 404
        assert client.get("/api/v1/studies/own/three-states/paragraphs").status_code == 404


def test_commitments_with_the_current_value_of_each_indicator(client, world):
    row = world.active()
    by_hand = declare(world, row, measure=BY_HAND)
    declare(world, row, measure=DEATHS)
    for days, value in ((40, "50"), (0, "61.5")):
        on = TODAY - timedelta(days)
        observe_by_hand(actor=world.minister, indicator=by_hand, on=on, value=value, source=WHY)
    assert asked(client, "commitments")["count"] == 0, "nobody has released it"
    world.public(row)
    answer = asked(client, "commitments?programme=own&country=XAA")
    [one] = answer["commitments"]
    assert (answer["count"], one["ref"], one["owner"]) == (1, row.ref, {"en": "Ministry of Health (fictional)"})
    assert one["recommendations"] == ["R-1"]
    assert (one["text"]["fr"], one["standing"]["en"]) == ("Des mots (fictifs).", "original")
    measured, waiting = one["indicators"]
    assert (measured["current"]["value"], measured["current"]["source"]) == (61.5, dict(WHY))
    assert (measured["baseline"]["value"], measured["targets"][0]["value"]) == (40, 80)
    assert round(Decimal(str(measured["achieved"])), 4) == Decimal("0.5375")
    assert (waiting["figure"], waiting["current"]) == ("deaths-at-sea", None)
    assert asked(client, f"commitments/own/{row.ref}") == one
    assert asked(client, "commitments?offset=1") == {"count": 1, "commitments": []}


def test_an_unreleased_commitment_is_not_there_even_for_its_owner(client, world):
    row = world.active()
    for who in (world.minister, world.head, world.secretariat):
        sign_in_as(client, who)
        assert asked(client, "commitments")["count"] == 0
        assert client.get(f"/api/v1/commitments/own/{row.ref}").status_code == 404


def test_entries_of_the_register_with_their_sources(client):
    programme = make_register_programme()
    first = make_entry(programme)
    register_actions.add_source(actor=SYSTEM, entry=first, source=source())
    release_material(actor=SYSTEM, row=first, country="XAA")
    publish_material(actor=SYSTEM, row=first)
    make_entry(programme, "XBB", kind="practice", status="ongoing", is_public=True)
    make_entry(programme, "XBB", key="secret-bill")
    whole = asked(client, "register")
    assert (whole["count"], [one["country"] for one in whole["entries"]]) == (2, ["XAA", "XBB"])
    assert whole["entries"][0]["sources"][0]["checked_on"] == "2030-01-02"
    assert whole["entries"][0]["title"]["ar"] == "قانون العيادات (خيالي)"
    assert asked(client, "register?limit=1&offset=1")["entries"] == whole["entries"][1:]
    for query, count in (("country=XBB", 1), ("kind=law", 1), ("topic=S1", 2), ("status=ongoing", 1), ("topic=T2", 0)):
        assert asked(client, f"register?{query}")["count"] == count, query
    assert asked(client, "register/made-up/xaa-law-1") == whole["entries"][0]
    assert client.get("/api/v1/register/made-up/secret-bill").status_code == 404
    assert "secret-bill" not in client.get("/api/v1/register").content.decode()


def test_editions_by_version_with_hash_and_address(client):
    programme = make_register_programme()
    with acting_as(SYSTEM):
        made = [
            Edition.objects.create(
                programme=programme,
                language=language,
                version=version,
                dated="2031-05-01",
                title="A report (fictional)",
                content_sha256=f"{version}" * 64,
                file_sha256="b" * 64,
                file_bytes=10,
                pages=2,
                provenance="{}",
                public_from=now() if is_released else None,
                is_released=is_released,
            )
            for language, version, is_released in (("en", 1, True), ("en", 2, True), ("en", 3, False), ("fr", 1, True))
        ]
    whole = asked(client, "editions")
    assert [(one["language"], one["version"]) for one in whole["editions"]] == [("en", 2), ("en", 1), ("fr", 1)]
    assert asked(client, "editions?language=en&limit=1&offset=1") == {"count": 2, "editions": whole["editions"][1:2]}
    assert asked(client, "editions?kind=press-note")["count"] == 0
    one = asked(client, "editions/made-up/report/en/2")
    assert one == whole["editions"][0]
    assert one["address"].endswith("/made-up/en/2.pdf")
    assert client.get(f"/api/v1/editions/made-up/report/en/{made[2].version}").status_code == 404
