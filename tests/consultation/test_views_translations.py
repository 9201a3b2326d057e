"""The work list of translations and the page on which any text is translated."""

import re

import pytest
from tests.access.factories import make_actor
from tests.consultation.factories_study import Desk, People, make_finding

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation.actions.study import edit_paragraph
from mashura.consultation.actions.translations import translate_text
from mashura.consultation.models import StudyParagraph
from mashura.consultation.rules.translations import reading_of

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
LIST = "/en/desk/translations/"


@pytest.fixture
def people():
    return People()


@pytest.fixture
def desk(people):
    return Desk(people).write()


@pytest.fixture
def translator(client, people, desk):
    return people.sign_in(client, Role.TRANSLATOR)


def html(response) -> str:
    return re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()


def plain(response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html(response)).split())


def address(desk, key="clinics", language="ar", kind="consultation.studyparagraph", field="text"):
    return f"{LIST}{kind}/{desk.paragraph(key).pk}/{field}/{language}/"


def count(page) -> int:
    return int(re.search(r"<h2>\D*(\d+) texts?</h2>", html(page)).group(1))


def test_every_kind_of_text_is_listed_in_every_language_it_lacks(translator, desk):
    make_finding()
    page = translator.get(LIST)
    # One title of the study, three of parts, five paragraphs, one finding: in Arabic and French.
    assert count(page) == 2 * (1 + 3 + 5 + 1)
    text = plain(page)
    for words in (
        "Finding (2)",
        "Paragraph of a study (10)",
        "Title of a part (6)",
        "Arabic (10)",
        "Not translated (20)",
    ):
        assert words in text


def test_the_list_is_filtered_by_links_that_keep_each_other(translator, desk):
    row = desk.paragraph("clinics")
    translate_text(actor=desk.people.translator, row=row, field="text", language="ar", text="العيادات.")
    page = translator.get(LIST, {"language": "ar", "standing": "to-review"})
    assert count(page) == 1
    assert 'href="?language=ar&amp;standing=missing"' in html(page)
    edit_paragraph(actor=desk.people.author, paragraph=row, language="en", text="Other words.")
    assert count(translator.get(LIST, {"standing": "stale"})) == 1
    nothing = translator.get(LIST, {"standing": "to-review"})
    assert "No text waits under these filters." in plain(nothing)


def test_the_list_has_pages(translator, desk):
    for number in range(12):
        desk.add("method", f"more-{number}")
    assert "Page 1 of 2" in plain(translator.get(LIST))
    assert count(translator.get(LIST, {"page": "2"})) == 42


def test_what_is_frozen_is_not_listed(translator, desk):
    before = count(translator.get(LIST))
    desk.next_version()
    assert count(translator.get(LIST)) == before


def test_the_page_shows_the_original_and_the_glossary_beside_the_translation(translator, desk):
    edit_paragraph(
        actor=desk.people.author,
        paragraph=desk.paragraph("clinics"),
        language="en",
        text="Migrants in an irregular situation fear trafficking in persons.",
    )
    page = translator.get(address(desk))
    text = plain(page)
    assert "Migrants in an irregular situation fear trafficking in persons." in text
    assert "المهاجرون في وضع غير نظامي" in text
    assert "الاتجار بالأشخاص" in text
    assert re.search(r'<textarea[^>]*lang="ar"[^>]*dir="rtl"', html(page)) or re.search(
        r'<textarea[^>]*dir="rtl"[^>]*lang="ar"', html(page)
    )


def test_a_stale_translation_shows_the_original_it_was_made_from(translator, desk):
    row = desk.paragraph("clinics")
    translate_text(actor=desk.people.translator, row=row, field="text", language="ar", text="العيادات.")
    edit_paragraph(actor=desk.people.author, paragraph=row, language="en", text="Other words.")
    text = plain(translator.get(address(desk)))
    assert "The original from which the translation was made" in text
    assert row.text["en"] in text


def test_a_translation_is_saved_and_warned_about_but_not_blocked(translator, desk):
    given = {"do": "save", "text": "الهجرة غير الشرعية", "reading": reading_of(desk.paragraph("clinics").text, "ar")}
    saved = translator.post(address(desk), given, follow=True)
    assert "The glossary says otherwise" in plain(saved)
    assert desk.paragraph("clinics").text["ar"] == "الهجرة غير الشرعية"


def test_a_translator_is_offered_no_review_of_their_own_work(translator, desk):
    translator.post(address(desk), {"do": "save", "text": "العيادات."})
    page = html(translator.get(address(desk)))
    assert 'value="reviewed"' not in page
    assert 'value="review"' not in page
    translator.post(address(desk), {"do": "review"})
    translator.post(address(desk), {"do": "reviewed", "text": "العيادات."})
    assert not desk.paragraph("clinics").text.is_concordant(["ar"])


def test_somebody_else_reviews_it(client, desk):
    translate_text(
        actor=make_actor(Role.TRANSLATOR), row=desk.paragraph("clinics"), field="text", language="ar", text="العيادات."
    )
    desk.people.sign_in(client, Role.TRANSLATOR)
    assert 'value="review"' in html(client.get(address(desk)))
    client.post(address(desk), {"do": "review", "reading": reading_of(desk.paragraph("clinics").text, "ar")})
    assert desk.paragraph("clinics").text.is_concordant(["ar"])


def test_the_author_saves_as_reviewed(client, desk):
    desk.people.sign_in(client, Role.RESEARCHER)
    assert 'value="reviewed"' in html(client.get(address(desk)))
    client.post(address(desk), {"do": "reviewed", "text": "العيادات."})
    assert desk.paragraph("clinics").text.is_concordant(["ar"])


def test_what_changed_meanwhile_is_named_and_the_same_form_goes_through_afterwards(translator, desk):
    given = {"do": "save", "text": "نص", "reading": reading_of(desk.paragraph("clinics").text, "ar")}
    edit_paragraph(actor=desk.people.author, paragraph=desk.paragraph("clinics"), language="en", text="Other words.")
    refused = translator.post(address(desk), given)
    assert refused.status_code == 400
    assert "The original has changed" in plain(refused)
    reading = re.search(r'name="reading" value="([^"]+)"', html(refused)).group(1)
    assert translator.post(address(desk), given | {"reading": reading}).status_code == 302


@pytest.mark.parametrize("text", ["", "  ", "{{of them}}", "{{deaths-at-sea#dead_and_missing}}"])
def test_bad_input_stands_beside_the_field(translator, desk, text):
    refused = translator.post(address(desk), {"do": "save", "text": text})
    assert refused.status_code == 400
    assert "There is a problem" in plain(refused)


def test_a_closed_text_says_so_and_has_no_form(translator, desk):
    row = desk.paragraph("clinics")
    desk.next_version()
    page = translator.get(f"{LIST}consultation.studyparagraph/{row.pk}/text/ar/")
    assert "closed" in plain(page)
    assert "<textarea" not in html(page)


@pytest.mark.parametrize(
    "changed",
    [
        {"language": "en"},
        {"language": "es"},
        {"kind": "access.user"},
        {"kind": "evidence.finding", "field": "statement"},
        {"field": "earlier_text"},
        {"kind": "nothing.at-all"},
    ],
)
def test_what_is_no_text_to_translate_is_not_found(translator, desk, changed):
    assert translator.get(address(desk, **changed)).status_code == 404


def test_a_key_that_is_none_is_not_found(translator, desk):
    assert translator.get(f"{LIST}consultation.studyparagraph/x/text/ar/").status_code == 404


def test_another_programmes_texts_are_neither_listed_nor_found(client, desk):
    with acting_as(SYSTEM):
        row = StudyParagraph.objects.first()
    other = make_actor(Role.TRANSLATOR, programmes=["other"])
    people = People()
    people.holdings[Role.TRANSLATOR, ""] = _holding(other)
    people.sign_in(client, Role.TRANSLATOR)
    assert "Everything is in step" in plain(client.get(LIST))
    assert client.get(f"{LIST}consultation.studyparagraph/{row.pk}/text/ar/").status_code == 404


def _holding(actor):
    from mashura.access.models import Holding  # noqa: PLC0415 - one look-up of one test

    with acting_as(SYSTEM):
        return Holding.objects.select_related("user", "post").get(user_id=actor.user_id)


def test_the_secretariat_finds_no_study_in_its_list(client, desk):
    make_finding()
    desk.people.sign_in(client, Role.SECRETARIAT)
    assert count(client.get(LIST)) == 2
    assert client.get(address(desk)).status_code == 404
    part = desk.part("method")
    assert client.get(f"{LIST}consultation.studypart/{part.pk}/title/ar/").status_code == 404


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OBSERVER, Role.HEAD_OF_DELEGATION])
def test_who_does_not_write_the_study_finds_nothing_of_it_in_the_list_and_learns_nothing(client, desk, role):
    desk.open(amarilia="XAA", belvoria="XBB")
    desk.people.sign_in(client, role, "XAA")
    assert count(client.get(LIST)) == 0
    for key in ("clinics", "schools"):
        assert client.get(address(desk, key)).status_code == 404
        assert client.post(address(desk, key), {"do": "save", "text": "نص"}).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client, desk):
    for where in (LIST, address(desk)):
        assert "/sign-in/" in client.get(where)["Location"]
