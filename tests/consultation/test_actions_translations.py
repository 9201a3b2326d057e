"""Translations: by whom, of what, and what two people writing at once lose (nothing)."""

import threading

import pytest
from django.db import connections
from tests.access.factories import make_actor
from tests.consultation.factories_study import Desk, People, make_finding

from mashura.access.public import SYSTEM, Forbidden, NotHere, Role, acting_as, visible
from mashura.consultation.actions.study import edit_paragraph
from mashura.consultation.actions.translations import review_translation, translate_text
from mashura.consultation.models import StudyParagraph, TranslationRecord
from mashura.consultation.rules.translations import reading_of
from mashura.errors import InputError
from mashura.kit.expressions import Standing

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
VALUE = "{{deaths-at-sea?year=2016#dead_and_missing}}"


@pytest.fixture
def people():
    return People()


@pytest.fixture
def desk(people):
    return Desk(people).write()


def translate(desk, text="نص", *, actor=None, key="clinics", language="ar", **given):
    return translate_text(
        actor=actor or desk.people.translator,
        row=desk.paragraph(key),
        field="text",
        language=language,
        text=text,
        **given,
    )


def review(desk, actor, **given):
    return review_translation(actor=actor, row=desk.paragraph("clinics"), field="text", language="ar", **given)


def test_a_translation_is_to_be_reviewed_and_reviewed_by_somebody_else(desk):
    assert translate(desk).standing("ar") is Standing.TO_REVIEW
    with pytest.raises(InputError, match="somebody else reviews it"):
        review(desk, desk.people.translator)
    with pytest.raises(InputError, match="somebody else reviews it"):
        translate(desk, reviewed=True)
    other = make_actor(Role.TRANSLATOR)
    assert review(desk, other).standing("ar") is Standing.REVIEWED


def test_the_author_answers_for_what_they_translate_themselves(desk):
    assert translate(desk, actor=desk.people.author, reviewed=True).standing("ar") is Standing.REVIEWED


def test_a_stale_translation_is_made_anew_before_it_is_reviewed(desk):
    translate(desk)
    edit_paragraph(actor=desk.people.author, paragraph=desk.paragraph("clinics"), language="en", text="New words.")
    with pytest.raises(InputError, match="no translation of the present original"):
        review(desk, desk.people.author)
    assert translate(desk).standing("ar") is Standing.TO_REVIEW  # the same words still hold


def test_saving_what_is_there_changes_nothing(desk):
    translate(desk)
    review(desk, desk.people.author)
    assert translate(desk).standing("ar") is Standing.REVIEWED


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.RESEARCHER])
def test_who_neither_wrote_it_nor_translates_writes_no_language(desk, role):
    with pytest.raises(Forbidden):
        translate(desk, actor=make_actor(role))


def test_the_secretariat_may_publish_a_part_and_not_word_its_title(desk):
    secretariat = desk.people.actor(Role.SECRETARIAT)
    with pytest.raises(Forbidden):
        translate_text(actor=secretariat, row=desk.part("method"), field="title", language="ar", text="المنهج")


def test_a_translator_of_another_programme_does_not_learn_of_it(desk):
    with pytest.raises(NotHere):
        translate(desk, actor=make_actor(Role.TRANSLATOR, programmes=["other"]))


def test_the_secretariat_translates_a_finding_which_is_nobodys_study(desk):
    finding = make_finding()
    text = translate_text(
        actor=desk.people.actor(Role.SECRETARIAT), row=finding, field="statement", language="fr", text="Un constat."
    )
    assert text.standing("fr") is Standing.TO_REVIEW


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"language": "en"}, "another language"),
        ({"language": "es"}, "does not work in"),
        ({"text": " "}, "Write the translation"),
    ],
)
def test_a_translation_is_a_text_in_another_language_of_the_programme(desk, given, message):
    with pytest.raises(InputError, match=message):
        translate(desk, **given)


def test_the_values_of_the_original_stand_in_the_translation(desk):
    with acting_as(SYSTEM):
        row = StudyParagraph.objects.get(key="clinics")
        row.text = row.text.with_original("en", f"In all {VALUE} people.")
        row.save(update_fields=["text"])
    with pytest.raises(InputError, match="lacks values of the original"):
        translate(desk, "مجموعهم كثير.")
    with pytest.raises(InputError, match="values that the original does not"):
        translate(desk, f"{VALUE} {{{{other#value}}}}")
    assert translate(desk, f"مجموعهم {VALUE}.").standing("ar") is Standing.TO_REVIEW


def test_an_original_that_changed_meanwhile_is_named(desk):
    reading = reading_of(desk.paragraph("clinics").text, "ar")
    edit_paragraph(actor=desk.people.author, paragraph=desk.paragraph("clinics"), language="en", text="New words.")
    with pytest.raises(InputError, match=r"The original has changed.*“New words.”"):
        translate(desk, reading=reading)


def test_a_translation_that_somebody_else_wrote_meanwhile_is_named(desk):
    reading = reading_of(desk.paragraph("clinics").text, "ar")
    translate(desk, "كان غيري أسرع", actor=make_actor(Role.TRANSLATOR))
    with pytest.raises(InputError, match=r"Somebody has changed this translation.*كان غيري أسرع"):
        translate(desk, reading=reading)
    translate(desk, "Un texte", language="fr", reading=reading_of(desk.paragraph("clinics").text, "fr"))


def test_a_frozen_text_is_not_translated_any_more(desk):
    row = desk.paragraph("clinics")
    desk.next_version()
    with pytest.raises(InputError, match="closed"):
        translate_text(actor=desk.people.translator, row=row, field="text", language="ar", text="نص")


def test_everybody_sees_their_own_records_alone(desk):
    translate(desk)
    for actor, number in ((desk.people.translator, 1), (desk.people.author, 0), (make_actor(Role.SECRETARIAT), 0)):
        with acting_as(actor):
            assert visible(actor, TranslationRecord).count() == number


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_two_who_translate_one_paragraph_at_once_lose_nothing():
    """Two real connections: the second waits for the first, then writes into what the first has written."""
    desk = Desk(People()).write()
    others = {"ar": desk.people.translator, "fr": make_actor(Role.TRANSLATOR)}
    row = desk.paragraph("clinics")
    reading = {language: reading_of(row.text, language) for language in others}
    held, waiting = threading.Event(), threading.Event()
    failures = []

    def write(language):
        try:
            if language == "fr":
                held.wait(30)
                waiting.set()
            with acting_as(others[language]):
                translate_text(
                    actor=others[language],
                    row=row,
                    field="text",
                    language=language,
                    text=f"In {language}",
                    reading=reading[language],
                )
                if language == "ar":
                    # The row is held here; the other one reads and wants to write before this is committed.
                    held.set()
                    waiting.wait(30)
        except Exception as error:  # noqa: BLE001 - told to the test's own thread
            failures.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=write, args=(language,)) for language in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []
    text = desk.paragraph("clinics").text
    assert {language: text[language] for language in others} == {"ar": "In ar", "fr": "In fr"}
