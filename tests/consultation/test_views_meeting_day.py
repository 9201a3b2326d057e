"""Pages of a meeting's day: who sees them, asking from a phone, presiding, the room, two versions of a note."""

import re

import pytest
from tests.consultation.meeting_days import item, states
from tests.consultation.meetings import set_up
from tests.consultation.signing_in import signed_in
from tests.consultation.test_views_meetings import plain

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation.models import AgendaItem, AgendaNote, SpeakerEvent
from mashura.consultation.queries import meeting_day as queries

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MEETING = "/en/meetings/made-up/workshop/"
DAY, ROOM = f"{MEETING}day/", f"{MEETING}room/"
FLOOR, NOTES = f"{DAY}1/", f"{DAY}1/notes/"


@pytest.fixture(autouse=True)
def programme(tmp_path):
    set_up(tmp_path)


@pytest.fixture
def chair():
    return signed_in(Role.SECRETARIAT)


def delegate(country="XAA", role=Role.DELEGATE):
    return signed_in(role, countries=[country])


def listed(row):
    with acting_as(SYSTEM):
        return queries.floor(SYSTEM, row).listed


def ask(client, delegation, **changes):
    return client.post(FLOOR, {"do": "ask", "delegation": str(delegation.pk), "kind": "statement"} | changes)


@pytest.mark.parametrize("address", [DAY, ROOM, FLOOR])
def test_the_day_is_for_posts_of_the_programme(client, address):
    item()
    assert client.get(address).status_code == 404
    assert signed_in(Role.DELEGATE, countries=["XAA"], programme="another").get(address).status_code == 404
    for role in (Role.DELEGATE, Role.OBSERVER, Role.TRANSLATOR, Role.SECRETARIAT):
        assert delegate(role=role).get(address).status_code == 200
    assert "The day of the meeting" not in plain(client.get(MEETING))
    assert "The day of the meeting" in plain(delegate().get(MEETING))


@pytest.mark.parametrize("below", ["day/9/", "day/9/notes/", "day/1/notes/7/"])
def test_what_there_is_not_is_not_found(chair, below):
    item()
    assert chair.get(f"{MEETING}{below}").status_code == 404
    assert chair.get(f"/en/meetings/made-up/nothing/{below}").status_code == 404


def test_a_delegate_asks_from_a_phone_and_withdraws():
    row, (ours,) = item(), states("XAA")
    client = delegate()
    page = client.get(FLOOR)
    assert "Ask for the floor" in plain(page)
    for word in ("Give the floor", "Close the list", "Give time"):
        assert word not in plain(page)
    assert (
        "You are on the list of speakers."
        in client.post(
            FLOOR, {"do": "ask", "delegation": str(ours.pk), "kind": "statement", "language": "en"}, follow=True
        ).content.decode()
    )
    again = ask(client, ours)
    assert again.status_code == 400
    assert "on the list already" in plain(again)
    assert client.post(FLOOR, {"do": "withdraw", "request": "1"}).status_code == 302
    assert listed(row).waiting == []


def test_who_has_no_delegation_is_offered_nothing_and_refused():
    row, (ours,) = item(), states("XAA")
    for client in (delegate("XBB"), delegate(role=Role.TRANSLATOR)):
        assert "Ask for the floor" not in plain(client.get(FLOOR))
        assert ask(client, ours).status_code == 403
    client = delegate()
    ask(client, ours)
    for do in ("begin", "close-list", "give-time"):
        assert client.post(FLOOR, {"do": do, "request": "1", "seen": "1"}).status_code == 403
    assert len(listed(row).waiting) == 1


@pytest.mark.parametrize(
    "given",
    [{"do": "nothing"}, {"do": "begin", "request": "x"}, {"do": "ask", "kind": "?"}, {"do": "give-time"}, {}],
)
def test_bad_input_is_said_beside_and_changes_nothing(chair, given):
    row, _found = item(), states("XAA")
    page = chair.post(FLOOR, given)
    assert page.status_code == 400
    assert 'role="alert"' in page.content.decode()
    assert listed(row).requests == ()


def test_the_secretariat_presides(chair):
    row, (ours, theirs) = item(), states("XAA", "XBB")
    ask(chair, ours)
    ask(chair, theirs)
    do = lambda **given: chair.post(FLOOR, given)  # noqa: E731 - said four times below
    assert do(do="move", request="2", place="1", seen="2").status_code == 302
    assert do(do="begin", request="2", seen="3").status_code == 302
    late = do(do="begin", request="1", seen="3")
    assert late.status_code == 400
    assert "has changed" in plain(late)
    assert do(do="give-time", for_delegation=str(ours.pk), minutes="5").status_code == 302
    assert do(do="pause", request="2", seen="99").status_code == 302
    assert do(do="close-list", seen="99").status_code == 302
    text = plain(chair.get(FLOOR))
    for said in ("paused after", "The list of speakers is closed", "left", "Go on"):
        assert said in text
    assert listed(row).speaking is None


def test_items_are_opened_and_concluded_by_the_secretariat(chair):
    row = item(is_open=False)
    client = delegate()
    assert "Conclude" not in plain(client.get(DAY))
    assert client.post(f"{FLOOR}standing/", {"standing": "opened"}).status_code == 403
    assert client.get(f"{FLOOR}standing/").status_code == 405
    chair.post(f"{FLOOR}standing/", {"standing": "opened"})
    text = plain(chair.get(DAY))
    assert "Open now" in text
    assert "asks" not in text
    assert (
        "not where you saw it"
        in chair.post(f"{FLOOR}standing/", {"standing": "nonsense"}, follow=True).content.decode()
    )
    chair.post(f"{FLOOR}standing/", {"standing": "concluded"})
    with acting_as(SYSTEM):
        assert AgendaItem.objects.get(pk=row.pk).standing == "concluded"


def test_the_day_says_who_is_here(chair):
    assert "None yet." in plain(chair.get(DAY))
    states("XAA")
    text = plain(chair.get(DAY))
    assert "Not noted yet" in text
    assert "The rules of procedure ask for no quorum." in text


def test_the_room_shows_who_speaks_in_every_language_and_asks_again(chair):
    assert "No item is open now." in plain(chair.get(ROOM))
    _row, (ours, theirs) = item(), states("XAA", "XBB")
    ask(chair, ours)
    ask(chair, theirs, kind="right-of-reply")
    chair.post(FLOOR, {"do": "begin", "request": "1", "seen": "2"})
    page = chair.get(ROOM)
    assert page["Refresh"] == "5"
    assert "Refresh" not in chair.get(f"{ROOM}?still")
    html = page.content.decode()
    assert 'lang="ar" dir="rtl"' in html
    text = plain(page)
    assert text.index("Amarilia") < text.index("Belvoria")
    assert "Right of reply" in text
    assert re.search(r"\b0:0\d", text)


def test_notes_are_for_the_secretariat_alone(chair):
    item()
    assert chair.get(NOTES).status_code == 200
    for client in (delegate(), delegate(role=Role.HEAD_OF_DELEGATION), delegate(role=Role.OBSERVER)):
        assert client.get(NOTES).status_code == 403
        assert client.post(NOTES, {"text": "x", "made_from": "0"}).status_code == 403
        assert "Notes" not in plain(client.get(DAY))


def test_two_who_write_at_once_merge_or_are_asked(client, chair):
    item()
    assert client.get(NOTES).status_code == 404
    assert chair.post(NOTES, {"text": "x", "made_from": "no"}).status_code == 400
    assert chair.post(NOTES, {"text": "", "made_from": "0"}).status_code == 400
    base = "The item was opened.\nAmarilia spoke.\nThe meeting took note.\n"
    chair.post(NOTES, {"text": base, "made_from": "0"})
    chair.post(NOTES, {"text": base.replace("opened", "opened at nine"), "made_from": "1"})
    merged = chair.post(NOTES, {"text": base.replace("took note", "agreed"), "made_from": "1"}, follow=True)
    assert "the note now holds both" in merged.content.decode()
    collided = chair.post(NOTES, {"text": base.replace("opened", "opened at ten"), "made_from": "1"}, follow=True)
    text = plain(collided)
    assert "Two versions of a note" in text
    assert "at nine" in text
    assert "at ten" in text
    assert "Words that are not in the note yet" in plain(chair.get(NOTES))
    address = collided.redirect_chain[-1][0]
    assert chair.post(address, {"saved": "4"}).status_code == 400
    done = chair.post(address, {"saved": "4", "place_0": "aside"}, follow=True)
    assert "what you chose" in done.content.decode()
    with acting_as(SYSTEM):
        assert AgendaNote.objects.count() == 6
        assert AgendaNote.objects.order_by("number").last().text == base.replace("opened", "opened at ten").replace(
            "took note", "agreed"
        )


def test_what_the_meeting_dealt_with_is_not_taken_out(chair):
    _row, (ours,) = item(), states("XAA")
    ask(chair, ours)
    page = chair.post(f"{MEETING}agenda/1/", {"remove": "1"}, follow=True)
    assert "stays on the agenda" in page.content.decode()
    page = chair.post(f"{MEETING}delegations/xaa/change/", {"remove": "1"}, follow=True)
    assert "it stays" in page.content.decode()
    with acting_as(SYSTEM):
        assert SpeakerEvent.objects.count() == 1
