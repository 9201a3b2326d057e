"""An author's pages: writing, previewing, opening, the next version; nobody else finds them."""

import re

import pytest
from tests.consultation.factories_study import Desk, People, make_finding

from mashura.access.public import Role
from mashura.consultation.rules.translations import reading_of

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
DESK = "/en/desk/studies/"
STUDY = f"{DESK}own/three-states/"


@pytest.fixture
def people():
    return People()


@pytest.fixture
def desk(people):
    return Desk(people).write()


@pytest.fixture
def author(client, people, desk):
    return people.sign_in(client, Role.RESEARCHER)


def plain(response) -> str:
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def paragraph(desk, key="clinics"):
    return f"{DESK}paragraph/{desk.paragraph(key).pk}/"


def test_a_researcher_begins_a_study(client, people, desk):
    people.sign_in(client, Role.RESEARCHER)
    given = {"programme": "own", "key": "second", "language": "fr", "title": "Une autre étude (fictive)"}
    assert client.post(DESK, given)["Location"] == f"{DESK}own/second/"
    assert "Une autre étude" in plain(client.get(DESK))
    refused = client.post(DESK, given)
    assert refused.status_code == 400
    assert "is taken" in plain(refused)


def test_the_version_in_work_is_written_part_by_part(author, desk):
    assert author.post(
        f"{STUDY}parts/", {"key": "corvania", "language": "en", "title": "On Corvania", "countries": ["XCC"]}
    )["Location"] == (f"{STUDY}parts/corvania/")
    text = plain(author.get(STUDY))
    assert "Not released by Corvania" in text
    assert "English: 5 originals" in text
    bad = author.post(f"{STUDY}parts/", {"key": "corvania", "language": "en", "title": "Again", "countries": ["XZZ"]})
    assert bad.status_code == 400
    assert "There is a problem" in plain(bad)


def test_a_paragraph_is_previewed_with_its_values_and_saved(author, desk):
    address = f"{STUDY}parts/method/"
    given = {"language": "en", "text": "Words of a new paragraph."}
    preview = author.post(address, given | {"do": "preview"})
    assert "Preview: not saved yet" in plain(preview)
    assert plain(author.get(address)).count("Words of a new paragraph.") == 0
    assert author.post(address, given | {"do": "add"}).status_code == 302
    assert plain(author.get(address)).count("Words of a new paragraph.") == 1


@pytest.mark.parametrize("do", ["save", "preview"])
def test_what_is_wrong_with_a_text_stands_beside_it(author, desk, do):
    refused = author.post(paragraph(desk), {"do": do, "language": "en", "text": "All {{of them}}."})
    assert refused.status_code == 400
    assert "names no value" in plain(refused)
    assert "{{of them}}" in plain(refused)


def test_an_edit_against_a_newer_text_is_refused_and_goes_through_once_it_was_read(author, desk):
    old = reading_of(desk.paragraph("clinics").text, "en")
    assert author.post(
        paragraph(desk), {"do": "save", "language": "en", "text": "The quicker one.", "reading": old}
    ).status_code == (302)
    given = {"do": "save", "language": "en", "text": "Both of us.", "reading": old}
    refused = author.post(paragraph(desk), given)
    assert refused.status_code == 400
    assert "It now reads: “The quicker one.”" in plain(refused)
    reading = re.search(r'name="reading" value="([^"]+)"', refused.content.decode()).group(1)
    assert author.post(paragraph(desk), given | {"reading": reading}).status_code == 302
    assert desk.paragraph("clinics").text["en"] == "Both of us."


def test_a_finding_is_cited_and_taken_away(author, desk):
    make_finding("F-1")
    assert author.post(paragraph(desk), {"do": "cite", "ref": "F-1"}).status_code == 302
    page = author.get(paragraph(desk))
    assert "Finding F-1 (fictional)." in plain(page)
    citation = re.search(r'name="citation" value="([^"]+)"', page.content.decode()).group(1)
    assert author.post(paragraph(desk), {"do": "uncite", "citation": citation}).status_code == 302
    assert "None yet" in plain(author.get(paragraph(desk)))
    assert author.post(paragraph(desk), {"do": "cite", "ref": "F-9"}).status_code == 400
    assert author.post(paragraph(desk), {"do": "uncite", "citation": "x"}).status_code == 404


def test_paragraphs_are_moved_and_removed(author, desk):
    author.post(paragraph(desk, "coast"), {"do": "earlier"})
    text = plain(author.get(f"{STUDY}parts/amarilia/"))
    assert text.index("What coast says") < text.index("What clinics says")
    author.post(paragraph(desk, "coast"), {"do": "remove"})
    assert "What coast says" not in plain(author.get(f"{STUDY}parts/amarilia/"))


def test_a_part_is_named_moved_and_opened(author, desk):
    address = f"{STUDY}parts/amarilia/"
    author.post(address, {"do": "title", "title": "On the coast"})
    author.post(address, {"do": "earlier"})
    author.post(address, {"do": "open", "open_to": ["XAA"]})
    part = desk.part("amarilia")
    assert (part.title["en"], part.open_to, part.position) == ("On the coast", ["XAA"], 1)
    assert author.post(address, {"do": "open", "open_to": ["XZZ"]}).status_code == 400
    assert author.post(address, {"do": "title", "title": ""}).status_code == 400


def test_the_author_is_told_that_a_release_lapses(author, desk):
    desk.open(amarilia="XAA")
    desk.release("amarilia", "XAA")
    assert "is asked again" in plain(author.get(paragraph(desk)))


def test_the_next_version_is_made_with_its_reason(author, desk):
    address = f"{STUDY}version/"
    assert author.post(address, {"stage": "after-workshops"}).status_code == 400
    assert author.post(address, {"stage": "published", "reason_en": "Why"}).status_code == 400
    assert author.post(address, {"stage": "after-workshops", "reason_en": "Workshops"}).status_code == 302
    assert "After the workshops" in plain(author.get(STUDY))


def test_what_is_public_is_shown_without_a_form_that_would_be_refused(author, desk):
    desk.publish()
    assert "does not change any more" in plain(author.get(paragraph(desk)))
    assert 'name="text"' not in author.get(paragraph(desk)).content.decode()
    assert 'value="add"' not in author.get(f"{STUDY}parts/amarilia/").content.decode()


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.TRANSLATOR, Role.HEAD_OF_DELEGATION])
def test_other_roles_find_no_desk_of_an_author(client, people, desk, role):
    people.sign_in(client, role)
    assert client.get(DESK).status_code == 403
    for address in (STUDY, f"{STUDY}parts/method/", paragraph(desk), f"{DESK}own/nowhere/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{STUDY}version/", {"stage": "after-workshops", "reason_en": "No"}).status_code == 404
    assert client.post(paragraph(desk), {"do": "remove"}).status_code == 404


def test_another_researcher_finds_none_of_it(client, desk):
    People().sign_in(client, Role.RESEARCHER)
    assert client.get(DESK).status_code == 200
    assert "Three States" not in plain(client.get(DESK))
    assert client.get(STUDY).status_code == 404
    assert client.get(paragraph(desk)).status_code == 404


def test_who_is_not_signed_in_is_asked_to(client, desk):
    for address in (DESK, STUDY, f"{STUDY}parts/method/", paragraph(desk)):
        assert "/sign-in/" in client.get(address)["Location"]


def test_the_desk_leads_here(author):
    page = author.get("/en/desk/").content.decode()
    assert f'href="{DESK}"' in page
    assert "/en/desk/translations/?standing=missing" in page
