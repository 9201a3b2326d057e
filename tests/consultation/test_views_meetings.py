"""Pages of meetings: what everybody sees, what a delegation does, what the secretariat sets up."""

import html
import re

import pytest
from django.test import Client
from tests.access.material import step_of
from tests.consultation.meetings import NAME, WORDS, actor, delegation, held, secretariat, set_up
from tests.consultation.signing_in import signed_in

from mashura.access.public import SYSTEM, Role, acting_as, needs_of, places_of, publish_material, release_material
from mashura.consultation import public
from mashura.consultation.models import (
    AgendaItem,
    Delegation,
    MeetingConclusion,
    Participant,
    ParticipantName,
    PracticeNote,
)
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WORKSHOP = "/en/meetings/made-up/workshop/"


@pytest.fixture(autouse=True)
def programme(tmp_path):
    set_up(tmp_path)


def plain(response) -> str:
    """The text of the page's main part, without markup and with single spaces."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", main)).split())


def seated(name="Secretive Heron"):
    row = delegation()
    who = secretariat()
    with acting_as(who):
        place = public.delegations(who, held(), "en")[0].institutions[0]
        public.seat_participant(
            actor=who, delegation=row, institution=place, capacity="head", rank="minister", name=name, post=NAME
        )
    return row


def concluded(key="workshop", *, is_public=False):
    with acting_as(SYSTEM):
        row = public.add_conclusion(actor=SYSTEM, meeting=held(key), text=WORDS, topic="S1")
        if is_public:
            for iso3 in row.countries:
                release_material(actor=SYSTEM, row=row, country=iso3)
            publish_material(actor=SYSTEM, row=row)
    return row


def test_the_list_shows_meetings_newest_first_and_filters_by_links(client):
    page = client.get("/en/meetings/")
    text = plain(page)
    assert "2 meetings" in text
    assert "Fictional example" in text
    addresses = re.findall(r'href="(/en/meetings/made-up/[^"]+)"', page.content.decode())
    assert addresses == ["/en/meetings/made-up/first/", WORKSHOP]
    assert "1 meeting" in plain(client.get("/en/meetings/?kind=national-workshop"))
    assert "No meeting fits" in plain(client.get("/en/meetings/?country=EGY"))


def test_meetings_of_an_unreleased_programme_are_not_there(client, tmp_path):
    set_up(tmp_path, is_released=False)
    assert "No meeting has been published" in plain(client.get("/en/meetings/"))
    assert client.get(WORKSHOP).status_code == 404
    assert client.get("/en/meetings/made-up/nothing/").status_code == 404
    assert signed_in(Role.DELEGATE, countries=["XAA"]).get(WORKSHOP).status_code == 200


def test_the_public_sees_institutions_and_ranks_and_never_a_name(client):
    seated()
    text = plain(client.get(WORKSHOP))
    assert "Republic of Amarilia" in text
    assert "Minister · Head of delegation" in text
    for reader in (client, signed_in(Role.DELEGATE, countries=["XBB"]), signed_in(Role.OBSERVER, countries=["XAA"])):
        assert "Secretive Heron" not in reader.get(WORKSHOP).content.decode()


@pytest.mark.parametrize(("language", "order"), [("en", "EGY MAR TUN"), ("fr", "EGY MAR TUN"), ("ar", "TUN EGY MAR")])
def test_delegations_stand_in_the_order_of_the_readers_language(client, language, order):
    public.load_bundled_programmes(actor=SYSTEM)
    names = {
        "en": ["Arab Republic of Egypt", "Kingdom of Morocco", "Republic of Tunisia"],
        "fr": ["République arabe d'Égypte", "Royaume du Maroc", "République tunisienne"],
        "ar": ["الجمهورية التونسية", "جمهورية مصر العربية", "المملكة المغربية"],
    }[language]
    text = plain(client.get(f"/{language}/meetings/north-africa/rabat-meeting/"))
    places = [text.index(name) for name in names]
    assert places == sorted(places)
    assert order.split()[0] == ("TUN" if language == "ar" else "EGY")
    assert "28" in text


def stored(model):
    """The only row of a table."""
    with acting_as(SYSTEM):
        return model.objects.get()


def test_unreleased_conclusions_are_for_their_state_alone(client):
    concluded()
    own = signed_in(Role.HEAD_OF_DELEGATION, countries=["XAA"])
    assert "Clinics are open to all." in plain(own.get(WORKSHOP))
    assert own.get(f"{WORKSHOP}conclusions/1/").status_code == 200
    for other in (client, signed_in(Role.HEAD_OF_DELEGATION, countries=["XBB"])):
        assert "Clinics" not in other.get(WORKSHOP).content.decode()
        assert other.get(f"{WORKSHOP}conclusions/1/").status_code == 404
        assert other.post(step_of(stored(MeetingConclusion), "release"), {"country": "XAA"}).status_code == 404


def test_a_focal_point_releases_and_the_secretariat_publishes(client):
    concluded()
    head, who = signed_in(Role.HEAD_OF_DELEGATION, countries=["XAA"]), signed_in(Role.SECRETARIAT)
    address = f"{WORKSHOP}conclusions/1/"
    row = stored(MeetingConclusion)
    assert "Release for Amarilia" in plain(head.get(address))
    assert step_of(row, "publish") not in head.get(address).content.decode()
    assert head.post(step_of(row, "publish")).status_code == 403
    assert who.post(step_of(row, "release"), {"country": "XAA"}).status_code == 403
    assert head.post(step_of(row, "release"), {"country": "XAA"}).status_code == 302
    assert client.get(address).status_code == 404
    assert who.post(step_of(row, "publish")).status_code == 302
    assert "Clinics are open to all." in plain(client.get(address))
    assert who.post(step_of(row, "withdraw")).status_code == 302
    assert client.get(address).status_code == 404


def test_conclusions_are_written_in_all_languages_and_stale_ones_say_so(client):
    who = signed_in(Role.SECRETARIAT)
    address = f"{WORKSHOP}conclusions/"
    given = {"original": "en", "topic": "S1", "text_en": "One", "text_fr": "Un"}
    assert who.post(f"{address}new/", given)["Location"] == f"{address}1/"
    bad = who.post(f"{address}new/", given | {"original": "ar"})
    assert bad.status_code == 400
    assert "original language" in bad.content.decode()
    assert who.post(f"{address}1/change/", given | {"text_en": "Two"}).status_code == 302
    with acting_as(SYSTEM):
        row = MeetingConclusion.objects.get()
    assert row.text["en"] == "Two"
    assert "stale" in row.text.standing("fr")
    assert who.post(f"{address}1/remove/").status_code == 302
    with acting_as(SYSTEM):
        assert not MeetingConclusion.objects.exists()


@pytest.mark.parametrize("below", ["conclusions/new/", "set-up/", "delegations/new/", "agenda/new/", "attendance/"])
def test_only_the_secretariat_finds_the_pages_of_setting_up(client, below):
    assert client.get(f"{WORKSHOP}{below}").status_code == 403
    assert signed_in(Role.HEAD_OF_DELEGATION, countries=["XAA"]).get(f"{WORKSHOP}{below}").status_code == 403
    assert signed_in(Role.SECRETARIAT).get(f"{WORKSHOP}{below}").status_code == 200


def test_the_secretariat_sets_a_meeting_up_in_the_browser():
    who = signed_in(Role.SECRETARIAT)
    given = {
        "key": "amarilia",
        "kind": "state",
        "country": "XAA",
        **{f"names_further_{language}": f"Health {language}" for language in ("en", "ar", "fr")},
    }
    assert who.post(f"{WORKSHOP}delegations/new/", given).status_code == 302
    again = who.post(f"{WORKSHOP}delegations/new/", given)
    assert "has this word already" in again.content.decode()
    stateless = who.post(f"{WORKSHOP}delegations/new/", given | {"key": "other", "country": ""})
    assert "Choose the State." in stateless.content.decode()
    item = {"title_en": "Opening", "day": "2030-02-01", "starts": "09:30"}
    assert who.post(f"{WORKSHOP}agenda/new/", item).status_code == 302
    assert who.post(f"{WORKSHOP}agenda/new/", item | {"day": "2031-02-01"}).status_code == 400
    document = {"key": "agenda", "title_en": "Agenda", "dated": "2030-02-01", "is_public": "on"}
    made = who.post("/en/programme/made-up/set-up/documents/new/?meeting=workshop", document)
    assert made["Location"] == "/en/programme/made-up/set-up/documents/agenda/"
    with acting_as(SYSTEM):
        row = Delegation.objects.get()
        assert row.country == "XAA"
        assert AgendaItem.objects.get().starts.hour == 9
    assert who.post(f"{WORKSHOP}attendance/", {f"present-{row.pk}": "on", f"people-{row.pk}": "4"}).status_code == 302
    text = plain(Client().get(WORKSHOP))
    assert "4 people took part" in text
    assert "Health en" in text
    assert "1 February 2030" in text.replace("\xa0", " ")
    setting_up = plain(who.get(f"{WORKSHOP}set-up/"))
    assert "Nobody heads it yet." in setting_up
    assert who.post(f"{WORKSHOP}agenda/1/", {"remove": "1"}).status_code == 302
    assert who.post(f"{WORKSHOP}delegations/amarilia/change/", {"remove": "1"}).status_code == 302
    with acting_as(SYSTEM):
        assert not Delegation.objects.exists()
        assert not AgendaItem.objects.exists()


def seat_data(row, **changes):
    with acting_as(SYSTEM):
        place = row.delegationinstitutions.order_by("position").first()
    return {
        "name": "Fictional Heron",
        "post": "Head of unit",
        "institution": str(place.pk),
        "rank": "director",
        "capacity": "head",
    } | changes


def test_a_head_of_delegation_names_changes_and_takes_out_members(client):
    row = delegation()
    head = signed_in(Role.HEAD_OF_DELEGATION, countries=["XAA"])
    address = f"{WORKSHOP}delegations/xaa/"
    assert f'href="{address}"' in head.get(WORKSHOP).content.decode()
    assert head.post(address, seat_data(row)).status_code == 302
    assert "Fictional Heron" in plain(head.get(address))
    second = head.post(address, seat_data(row))
    assert second.status_code == 400
    assert "head already" in second.content.decode()
    with acting_as(SYSTEM):
        seat = Participant.objects.get()
        assert ParticipantName.objects.get().post == {"en": "Head of unit"}
    changed = head.post(f"{address}{seat.pk}/", seat_data(row, name="Another Heron", capacity="member"))
    assert changed.status_code == 302
    assert "Nobody heads it yet." in plain(head.get(address))
    assert head.post(f"{address}{seat.pk}/", {"remove": "1"}).status_code == 302
    with acting_as(SYSTEM):
        assert not Participant.objects.exists()


def test_others_find_no_names_and_name_nobody(client):
    row = seated()
    address = f"{WORKSHOP}delegations/xaa/"
    with acting_as(SYSTEM):
        seat = Participant.objects.get()
    for other in (
        client,
        signed_in(Role.HEAD_OF_DELEGATION, countries=["XBB"]),
        signed_in(Role.OBSERVER, countries=["XAA"]),
    ):
        assert other.get(address).status_code == 403
        assert other.post(address, seat_data(row)).status_code == 403
        assert other.post(f"{address}{seat.pk}/", {"remove": "1"}).status_code == 403
    delegate = signed_in(Role.DELEGATE, countries=["XAA"])
    page = delegate.get(address)
    assert "Secretive Heron" in page.content.decode()
    assert "Name a member" not in page.content.decode()
    assert delegate.post(address, seat_data(row)).status_code == 403
    assert client.get(f"{WORKSHOP}delegations/nothing/").status_code == 404


NOTE = {
    "place": "made-up/XAA",
    "topic": "S2",
    "original": "fr",
    "title_fr": "Inscrire d’abord",
    "text_fr": "Ce que nous avons appris.",
}


def test_a_delegation_writes_a_note_and_its_focal_point_releases_it(client):
    delegate = signed_in(Role.DELEGATE, countries=["XAA"])
    assert "Write a practice note" in plain(delegate.get("/en/meetings/practice-notes/"))
    made = delegate.post("/en/meetings/practice-notes/new/", NOTE)
    address = made["Location"]
    assert "Amarilia (fictional): waits for its focal point" in plain(delegate.get(address))
    row = stored(PracticeNote)
    head, who = signed_in(Role.HEAD_OF_DELEGATION, countries=["XAA"]), signed_in(Role.SECRETARIAT)
    others = (client, signed_in(Role.DELEGATE, countries=["XBB"]))
    assert all(one.get(address).status_code == 404 for one in others)
    assert delegate.post(step_of(row, "release"), {"country": "XAA"}).status_code == 403
    assert head.post(step_of(row, "release"), {"country": "XAA"}).status_code == 302
    assert all(one.get(address).status_code == 404 for one in others)
    assert who.post(step_of(row, "publish")).status_code == 302
    shown = plain(client.get(address))
    assert "Inscrire d’abord (French)" in shown
    assert "1 note" in plain(client.get("/en/meetings/practice-notes/?topic=3"))
    assert "No note fits" in plain(client.get("/en/meetings/practice-notes/?country=XBB"))
    refused = delegate.post(f"{address}change/", NOTE | {"text_fr": "Autre chose."})
    assert refused.status_code == 400
    assert "withdraw it first" in refused.content.decode()
    translated = delegate.post(f"{address}change/", NOTE | {"text_en": "What we learned.", "title_en": "Enrol first"})
    assert translated.status_code == 302
    assert "Enrol first" in plain(client.get(address))


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title_fr": ""}, "original language"),
        ({"topic": ""}, "required"),
        ({"place": "made-up/XBB"}, "Select a valid choice"),
    ],
)
def test_a_wrong_note_is_refused_beside_its_field(changes, message):
    answer = signed_in(Role.DELEGATE, countries=["XAA"]).post("/en/meetings/practice-notes/new/", NOTE | changes)
    assert answer.status_code == 400
    assert message in answer.content.decode()
    with acting_as(SYSTEM):
        assert not PracticeNote.objects.exists()


def test_others_write_no_notes(client):
    assert client.get("/en/meetings/practice-notes/new/").status_code == 403
    assert signed_in(Role.OBSERVER, countries=["XAA"]).post("/en/meetings/practice-notes/new/", NOTE).status_code == 403


def test_a_note_that_was_not_released_is_taken_out_by_its_delegation():
    delegate = signed_in(Role.DELEGATE, countries=["XAA"])
    address = delegate.post("/en/meetings/practice-notes/new/", NOTE)["Location"]
    assert delegate.post(f"{address}remove/").status_code == 302
    assert delegate.get(address).status_code == 404


def asked_of(who):
    with acting_as(who):
        return sorted(str(need.text) for need in needs_of(who) if "/meetings/" in need.address)


def test_the_desk_says_what_waits_for_whom():
    concluded()
    concluded("first")
    delegate = actor(Role.DELEGATE, "XAA")
    with acting_as(delegate):
        public.write_practice_note(
            actor=delegate,
            programme=public.programme(delegate, "made-up"),
            country="XAA",
            topic="S2",
            title=WORDS,
            text=Expressions.of("en", "Words."),
        )
    assert asked_of(actor(Role.HEAD_OF_DELEGATION, "XAA")) == [
        "A conclusion of a meeting to release for your country",
        "A practice note to release for your country",
    ]
    assert asked_of(secretariat()) == ["A conclusion of a meeting to publish"]
    assert asked_of(actor(Role.HEAD_OF_DELEGATION, "XBB")) == []


def test_the_desk_leads_where_one_works():
    for role, address in ((Role.SECRETARIAT, "/programme/new/"), (Role.DELEGATE, "/practice-notes/new/")):
        who = actor(role, "XAA")
        with acting_as(who):
            assert any(address in place.address for place in places_of(who))
