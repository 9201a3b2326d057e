"""Notes of an item: versions of which none is lost, whoever writes at once."""

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.consultation.meeting_days import at_once, item
from tests.consultation.meetings import actor, secretariat, set_up

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as
from mashura.consultation.actions import agenda_notes as actions
from mashura.consultation.models import AgendaNote
from mashura.consultation.queries import meeting_day as queries
from mashura.consultation.rules import agenda_notes as rules
from mashura.errors import InputError
from mashura.kit.redline import Agreed

BASE = "The item was opened.\nAmarilia spoke of clinics.\nThe meeting took note.\n"
FIRST = BASE.replace("was opened", "was opened at nine")
SECOND = BASE.replace("took note", "agreed")
OTHER = BASE.replace("was opened", "was opened at ten")

with_database = pytest.mark.django_db(databases=["default", "owner"])
committing = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


@pytest.fixture
def row(tmp_path, db):
    set_up(tmp_path)
    return item()


def keep(row, text, made_from, who=None):
    who = who or secretariat()
    with acting_as(who):
        return actions.keep_note(actor=who, item=row, text=text, made_from=made_from)


def settle(row, aside, saved, choices):
    who = secretariat()
    with acting_as(who):
        return actions.settle_note(actor=who, item=row, aside=aside, saved=saved, choices=choices)


def texts(row):
    """Every version by number."""
    with acting_as(SYSTEM):
        return dict(AgendaNote.objects.filter(item=row).order_by("number").values_list("number", "text"))


def note(row):
    with acting_as(SYSTEM):
        return queries.note(SYSTEM, row)


@with_database
def test_a_version_after_the_other(row):
    assert keep(row, BASE.replace("\n", "\r\n"), 0).version.number == 1
    assert keep(row, FIRST, 1).version.number == 2
    # What changes nothing makes no version.
    assert keep(row, FIRST, 2).version.number == 2
    assert texts(row) == {1: BASE, 2: FIRST}


@with_database
def test_words_that_do_not_touch_go_in_and_say_so(row):
    keep(row, BASE, 0)
    keep(row, FIRST, 1)
    kept = keep(row, SECOND, 1)
    assert kept.has_met_another
    assert kept.waits is None
    assert kept.version.text == FIRST.replace("took note", "agreed")
    assert texts(row) == {1: BASE, 2: FIRST, 3: SECOND, 4: kept.version.text}
    assert note(row).waiting == []
    # Who changed nothing loses nobody's words, and adds none.
    assert keep(row, BASE, 1).version.number == 4


@with_database
@pytest.mark.parametrize(
    ("choice", "said"),
    [("saved", "at nine"), ("aside", "at ten"), ("both", "at nine at ten")],
)
def test_a_collision_waits_for_a_choice_and_loses_nothing(row, choice, said):
    keep(row, BASE, 0)
    keep(row, FIRST, 1)
    kept = keep(row, OTHER, 1)
    assert (kept.version.number, kept.waits.number) == (2, 3)
    assert note(row).present.number == 2
    with pytest.raises(InputError, match="every place"):
        settle(row, 3, 2, {})
    made = settle(row, 3, 2, {0: rules.Choice(choice)})
    assert said in made.text
    assert (made.made_from, made.brings_in) == (2, 3)
    assert note(row).waiting == []
    assert set(texts(row).values()) >= {BASE, FIRST, OTHER, made.text}
    with pytest.raises(NotHere):
        settle(row, 3, 4, {0: rules.Choice.SAVED})


@with_database
def test_a_choice_made_before_another_version_asks_again(row):
    keep(row, BASE, 0)
    keep(row, FIRST, 1)
    keep(row, OTHER, 1)
    keep(row, FIRST + "The chair thanked all.\n", 2)
    with pytest.raises(InputError, match="meanwhile"):
        settle(row, 3, 2, {0: rules.Choice.ASIDE})
    made = settle(row, 3, 4, {0: rules.Choice.ASIDE})
    assert "at ten" in made.text
    assert "thanked all" in made.text


@with_database
def test_notes_are_for_the_secretariat_alone(row):
    keep(row, BASE, 0)
    for who in (ANONYMOUS, actor(Role.DELEGATE, "XAA"), actor(Role.RESEARCHER), actor(Role.HEAD_OF_DELEGATION, "XAA")):
        with pytest.raises(Forbidden):
            keep(row, FIRST, 1, who)
        with acting_as(who):
            assert not queries.note_versions(who, row).exists()
            assert not AgendaNote.objects.filter(item=row).exists()
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(SYSTEM):
        AgendaNote.objects.filter(item=row).update(text="")


@with_database
@pytest.mark.parametrize(
    ("text", "made_from", "says"),
    [(" ", 0, "first"), (BASE, 7, "no version 7"), ("x" * (rules.LONGEST + 1), 0, "longer")],
)
def test_what_cannot_be_kept_says_why(row, text, made_from, says):
    with pytest.raises(InputError, match=says):
        keep(row, text, made_from)
    assert texts(row) == {}


@committing
def test_two_notes_at_once_on_two_connections_lose_nothing(tmp_path):
    set_up(tmp_path)
    row = item()
    keep(row, BASE, 0)
    writers = secretariat(), secretariat()
    said = at_once(
        *(
            (who, lambda who=who, text=text: keep(row, text, 1, who))
            for who, text in zip(writers, (FIRST, SECOND), strict=True)
        )
    )
    assert said[0].version.number == 2
    assert said[1].has_met_another
    assert said[1].version.text == FIRST.replace("took note", "agreed")
    assert list(texts(row)) == [1, 2, 3, 4]


@committing
def test_two_first_notes_at_once_wait_for_a_choice(tmp_path):
    set_up(tmp_path)
    row, writers = item(), (secretariat(), secretariat())
    said = at_once(
        *(
            (who, lambda who=who, text=text: keep(row, text, 0, who))
            for who, text in zip(writers, ("One says this.\n", "Another says that.\n"), strict=True)
        )
    )
    assert said[0].version.number == 1
    assert set(texts(row).values()) >= {"One says this.\n", "Another says that.\n"}


LINES = st.lists(st.sampled_from(["One.\n", "Two words.\n", "Three more words.\n", "ثلاث كلمات.\n"]), max_size=5)


@given(LINES, LINES, LINES)
def test_a_choice_for_every_place_reads_one_version_out(base, saved, aside):
    before, one, other = ("".join(lines) for lines in (base, saved, aside))
    merged = rules.merged_notes(before, saved=one, aside=other)
    places = len(merged.collisions)
    kept = rules.settled(merged, dict.fromkeys(range(places), rules.Choice.SAVED))
    taken = rules.settled(merged, dict.fromkeys(range(places), rules.Choice.ASIDE))
    both = rules.settled(merged, dict.fromkeys(range(places), rules.Choice.BOTH))
    if merged.is_clean:
        assert kept == taken == both == merged.text
    for stretch in merged.stretches:
        if not isinstance(stretch, Agreed):
            assert rules.reading(stretch, rules.SAVED) in both
            assert rules.reading(stretch, rules.ASIDE) in both
