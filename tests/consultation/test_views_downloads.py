"""Files and feeds of meetings, participants, practice notes and the study: what is public, and nothing else."""

import csv
import io
import xml.etree.ElementTree as ET

import pytest
from tests.consultation.factories_study import Desk, People
from tests.consultation.meetings import NAME, actor, delegation, held, secretariat, set_up
from tests.consultation.signing_in import signed_in

from mashura.access.public import SYSTEM, Role, acting_as, publish_material, release_material
from mashura.consultation import public
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ATOM = "{http://www.w3.org/2005/Atom}"
LIST = "/en/meetings/"
WORKSHOP = f"{LIST}made-up/workshop/"
NOTES = f"{LIST}practice-notes/"
STUDY = "/en/study/own/three-states/"


def rows(answer):
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def entries(answer):
    assert answer["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(answer.content).findall(f"{ATOM}entry")  # noqa: S314 - our own answer


def note(*, is_public, words="Clinics opened at night."):
    head = actor(Role.HEAD_OF_DELEGATION, "XAA")
    with acting_as(head):
        row = public.write_practice_note(
            actor=head,
            programme=held().programme,
            country="XAA",
            topic="S1",
            title=Expressions.of("en", "Night clinics", fr="Dispensaires de nuit"),
            text=Expressions.of("en", words),
        )
    if is_public:
        with acting_as(SYSTEM):
            release_material(actor=SYSTEM, row=row, country="XAA")
            publish_material(actor=SYSTEM, row=row)
    return row


@pytest.fixture
def programme(tmp_path):
    set_up(tmp_path)


def seated():
    row = delegation()
    who = secretariat()
    with acting_as(who):
        place = public.delegations(who, held(), "en")[0].institutions[0]
        public.seat_participant(
            actor=who,
            delegation=row,
            institution=place,
            capacity="head",
            rank="minister",
            name="Secretive Heron",
            post=NAME,
        )


def test_meetings_are_had_as_files_narrowed_as_the_list_is(client, programme):
    found = rows(client.get(f"{LIST}data.csv"))
    assert [one["key"] for one in found] == ["first", "workshop"]
    assert (found[0]["title_fr"], found[0]["starts"], found[0]["is_fictional"]) == ("Une chose", "2030-03-01", "true")
    told = client.get(f"{LIST}data.json?kind=national-workshop").json()["meetings"]
    assert [(one["key"], one["title"]["ar"]) for one in told] == [("workshop", "شيء واحد")]
    assert rows(client.get(f"{LIST}data.csv?country=EGY")) == []
    page = client.get(f"{LIST}?kind=national-workshop").content.decode()
    assert f'href="{LIST}data.csv?kind=national-workshop"' in page
    assert f'<link rel="alternate" type="application/atom+xml" href="{LIST}feed.atom"' in page


def test_the_feed_of_meetings_speaks_the_language_of_its_address(client, programme):
    for language, title in (("en", "One thing (fictional)"), ("fr", "Une chose (fictif)")):
        newest, oldest = entries(client.get(f"/{language}/meetings/feed.atom"))
        assert newest.find(f"{ATOM}title").text == title
        assert newest.find(f"{ATOM}updated").text.startswith("2030-03-01")
        assert oldest.find(f"{ATOM}link").get("href") == f"http://testserver/{language}/meetings/made-up/workshop/"
        assert "made-up/workshop" in oldest.find(f"{ATOM}id").text


@pytest.mark.parametrize("below", ["data.csv", "data.json", "feed.atom"])
def test_meetings_of_a_programme_that_is_not_released_are_in_no_file(client, tmp_path, below):
    set_up(tmp_path, is_released=False)
    for reader in (client, signed_in(Role.SECRETARIAT), signed_in(Role.DELEGATE, countries=["XAA"])):
        assert b"workshop" not in reader.get(f"{LIST}{below}").content
        assert reader.get(f"{WORKSHOP}participants.csv").status_code == 404
        assert reader.get(f"{WORKSHOP}participants.json").status_code == 404


def test_participants_are_told_by_institution_and_never_by_name(client, programme):
    seated()
    delegation(key="hosts", kind="international-organisation", country="", names=NAME, institutions=[NAME], people=3)
    for reader in (client, signed_in(Role.SECRETARIAT), signed_in(Role.HEAD_OF_DELEGATION, countries=["XAA"])):
        answer = reader.get(f"{WORKSHOP}participants.csv")
        assert b"Heron" not in answer.content
        assert [(one["delegation"], one["place"], one["seats"], one["people"]) for one in rows(answer)] == [
            ("xaa", "1", "1", ""),
            ("xaa", "2", "0", ""),
            ("hosts", "1", "0", "3"),
        ]
        answer = reader.get(f"{WORKSHOP}participants.json")
        assert b"Heron" not in answer.content
        first = answer.json()["delegations"][0]["institutions"][0]
        assert first["seats"] == [{"rank": {"en": "Minister", "ar": "وزير", "fr": "Ministre"}, "capacity": "head"}]
    page = client.get(WORKSHOP).content.decode()
    assert f'href="{WORKSHOP}participants.csv"' in page
    assert client.get(f"{LIST}made-up/nothing/participants.csv").status_code == 404


def test_a_delegation_without_institutions_has_a_row(client):
    public.load_bundled_programmes(actor=SYSTEM)
    found = rows(client.get(f"{LIST}north-africa/rabat-meeting/participants.csv"))
    assert [one["institution_en"] for one in found if one["country"] == "EGY"] == [""]


def test_practice_notes_are_had_once_they_are_public(client, programme):
    note(is_public=True, words="=HYPERLINK()")
    note(is_public=False, words="What Amarilia has not released.")
    own = signed_in(Role.HEAD_OF_DELEGATION, countries=["XAA"])
    for reader in (client, own, signed_in(Role.SECRETARIAT)):
        (row,) = rows(reader.get(f"{NOTES}data.csv"))
        assert (row["text_en"], row["title_fr"], row["country"]) == ("'=HYPERLINK()", "Dispensaires de nuit", "XAA")
        (told,) = reader.get(f"{NOTES}data.json?country=XAA").json()["practice_notes"]
        assert told["standing"] == {"en": "original"}
        assert reader.get(f"{NOTES}data.json?country=XBB").json() == {"practice_notes": []}
    assert f'href="{NOTES}data.json?country=XAA"' in client.get(f"{NOTES}?country=XAA").content.decode()


def test_the_study_is_had_with_its_released_parts_only(client):
    people = People()
    desk = Desk(people).write()
    address = f"{STUDY}data.json"
    assert client.get(address).status_code == 404
    author = Role.RESEARCHER
    people.sign_in(client, author)
    assert client.get(address).status_code == 404
    desk.publish()
    for role, country in ((author, ""), (Role.HEAD_OF_DELEGATION, "XBB"), (None, "")):
        client.logout()
        if role:
            people.sign_in(client, role, country)
        answer = client.get(address)
        told = answer.json()
        # Belvoria has not released its part: it is in the file of nobody, not even of its own delegation.
        assert [one["key"] for one in told["parts"]] == ["method", "amarilia"]
        assert b"schools" not in answer.content
    assert told["languages"]["ar"] == {"missing": 4}
    assert [one["number"] for part in told["parts"] for one in part["paragraphs"]] == [1, 2, 3, 4]
    paragraph = told["parts"][1]["paragraphs"][0]
    assert paragraph["text"] == {"en": "What clinics says about migrants."}
    assert paragraph["standing"] == {"en": "original"}
    assert told["stage"] == "draft-study"
    page = client.get(STUDY).content.decode()
    assert f'href="{address}"' in page
    assert f'href="{address}?version=1"' in client.get(f"{STUDY}?version=1").content.decode()
    for odd in ("?version=2", "?version=x", "?version=99999"):
        assert client.get(f"{address}{odd}").status_code == 404


@pytest.mark.parametrize(
    "address", [f"{LIST}data.csv", f"{LIST}feed.atom", f"{WORKSHOP}participants.json", f"{NOTES}data.json"]
)
def test_files_are_read_only(client, programme, address):
    assert signed_in(Role.SECRETARIAT).post(address).status_code == 405
