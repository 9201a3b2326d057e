"""Reading a study: what is public, two languages side by side, versions, and what another country may not learn."""

import re

import pytest
from tests.access.material import step_of
from tests.consultation.factories_study import Desk, People, make_finding

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation.actions import study as actions
from mashura.consultation.actions.translations import translate_text
from mashura.consultation.public import load_bundled_programmes

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
STUDY = "/en/study/own/three-states/"


@pytest.fixture
def people():
    return People()


@pytest.fixture
def desk(people):
    return Desk(people).write()


@pytest.fixture
def public(desk):
    """The study as the public reads it: Amarilia has released its chapter, Belvoria has not."""
    make_finding("F-1")
    make_finding("F-2", is_released=False)
    for ref in ("F-1", "F-2"):
        actions.cite_finding(actor=desk.people.author, paragraph=desk.paragraph("clinics"), ref=ref)
    for language, text in (("ar", "ما تقوله العيادات."), ("fr", "Ce que disent les centres de soins.")):
        translate_text(
            actor=desk.people.author,
            row=desk.paragraph("clinics"),
            field="text",
            language=language,
            text=text,
            reviewed=True,
        )
    translate_text(
        actor=desk.people.author,
        row=desk.paragraph("coast"),
        field="text",
        language="ar",
        text="الساحل.",
        reviewed=True,
    )
    actions.edit_paragraph(
        actor=desk.people.author, paragraph=desk.paragraph("coast"), language="en", text="The coast, corrected."
    )
    desk.publish()
    return desk


def html(response) -> str:
    return re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()


def plain(response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html(response)).split())


def numbers(response) -> list[str]:
    return re.findall(r'class="study__number".*?</span>\s*(\d+)</a>', html(response), re.DOTALL)


def test_contents_name_the_released_parts_and_their_paragraphs_only(client, public):
    text = plain(client.get(STUDY))
    assert "On method" in text
    assert "paragraphs 1 to 2" in text
    assert "paragraphs 3 to 4" in text
    assert "belvoria" not in text.lower()
    assert "schools" not in text
    assert "English: 4 originals" in text
    assert "Arabic: 1 reviewed, 1 of an earlier version, 2 missing" in text


def test_a_part_that_no_country_has_released_is_not_there(client, public):
    assert client.get(f"{STUDY}belvoria/").status_code == 404
    assert client.get(f"{STUDY}nowhere/").status_code == 404
    assert client.get(f"{STUDY}belvoria/?with=ar").status_code == 404
    following = html(client.get(f"{STUDY}amarilia/"))
    assert "belvoria" not in following.lower()


def test_paragraphs_are_numbered_and_have_anchors_of_their_own(client, public):
    page = client.get(f"{STUDY}amarilia/")
    assert numbers(page) == ["3", "4"]
    assert 'id="p-clinics"' in html(page)
    assert 'href="#p-clinics"' in html(page)


def test_a_part_that_a_reader_does_not_see_leaves_no_gap_in_the_numbers(client, desk):
    actions.move_part(actor=desk.people.author, part=desk.part("belvoria"), earlier=True)
    desk.publish()
    assert numbers(client.get(f"{STUDY}amarilia/")) == ["3", "4"]
    desk.release("belvoria", "XBB")
    assert numbers(client.get(f"{STUDY}amarilia/")) == ["4", "5"]


def test_findings_are_cited_as_far_as_they_may_be_seen(client, public):
    text = plain(client.get(f"{STUDY}amarilia/"))
    assert "Rests on F-1" in text
    assert "F-2" not in text


def test_a_study_of_which_nothing_is_public_is_not_there(client, desk):
    assert client.get(STUDY).status_code == 404
    assert client.get(f"{STUDY}versions/").status_code == 404
    assert "Three States" not in plain(client.get("/en/study/"))


def test_the_list_shows_what_may_be_read_and_counts_nothing_else(client, public):
    text = plain(client.get("/en/study/"))
    assert "Three States (fictional)" in text
    assert "2 parts" in text
    assert "Fictional example" in text


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Migration in Egypt, Morocco and Tunisia", "15 December 2014", "English, Arabic", "not on this site"]),
        ("fr", ["15 décembre 2014"]),
        ("ar", ["15 ديسمبر 2014"]),
    ],
)
def test_of_the_real_report_only_the_known_facts_are_shown(client, language, expected):
    load_bundled_programmes(actor=SYSTEM)
    page = client.get(f"/{language}/study/")
    for words in expected:
        assert words in plain(page)
    assert f'href="/{language}/programme/north-africa/"' in html(page)
    assert "/study/north-africa/" not in html(page)


def test_without_programmes_the_list_leads_on(client):
    page = client.get("/en/study/")
    assert "No study yet" in plain(page)
    assert 'href="/en/evidence/"' in html(page)


def columns(page) -> list[tuple[str, str]]:
    return re.findall(r'<p lang="(\w+)" dir="(\w+)">', html(page))


def test_two_languages_stand_side_by_side_each_in_its_direction(client, public):
    page = client.get(f"{STUDY}amarilia/?with=ar")
    assert columns(page) == [("en", "ltr"), ("ar", "rtl")] * 2
    assert "study--aligned" in html(page)
    assert columns(client.get("/ar/study/own/three-states/amarilia/?with=fr"))[0] == ("ar", "rtl")


def test_what_is_behind_or_missing_says_so_in_its_place(client, public):
    aligned = plain(client.get(f"{STUDY}amarilia/?with=ar"))
    assert aligned.count("Translation of an earlier version") == 1
    aligned = plain(client.get(f"{STUDY}amarilia/?with=fr"))
    assert aligned.count("Not translated") == 1


def test_a_text_that_is_not_in_the_readers_language_is_shown_with_its_own(client, public):
    page = client.get("/fr/study/own/three-states/method/")
    assert ("en", "ltr") in columns(page)
    assert "(anglais)" in plain(page)


def test_a_language_that_the_programme_does_not_have_changes_nothing(client, public):
    for asked in ("es", "en", "<b>"):
        assert "study--aligned" not in html(client.get(f"{STUDY}amarilia/", {"with": asked}))


def test_a_delegate_reads_what_is_open_to_their_country_and_no_other(client, desk):
    desk.open(method="XAA XBB", amarilia="XAA", belvoria="XBB")
    desk.people.sign_in(client, Role.DELEGATE, "XBB")
    text = plain(client.get(STUDY))
    assert "On belvoria" in text
    assert "Not public" in text
    assert "amarilia" not in text.lower()
    assert numbers(client.get(f"{STUDY}belvoria/")) == ["3"]
    assert client.get(f"{STUDY}amarilia/").status_code == 404


def test_the_newest_public_version_is_shown_until_the_next_is_public(client, public):
    public.next_version()
    assert "Version 1" in re.sub("[\u2066-\u2069]", "", plain(client.get(STUDY)))
    assert client.get(f"{STUDY}?version=2").status_code == 404
    public.publish()
    assert "Version 2" in re.sub("[\u2066-\u2069]", "", plain(client.get(STUDY)))
    assert "Version 1" in re.sub("[\u2066-\u2069]", "", plain(client.get(f"{STUDY}?version=1")))


@pytest.mark.parametrize("asked", ["0", "9", "-1", "x", "99999999999"])
def test_a_version_that_is_not_there_is_not_found(client, public, asked):
    assert client.get(STUDY, {"version": asked}).status_code == 404


@pytest.fixture
def changed(public):
    """A second public version: a paragraph changed, one added, one removed, in Belvoria too."""
    public.next_version()
    author = public.people.author
    actions.edit_paragraph(
        actor=author, paragraph=public.paragraph("limits"), language="en", text="Other limits than before."
    )
    actions.remove_paragraph(actor=author, paragraph=public.paragraph("coast"))
    public.add("amarilia", "women", "What women say.")
    public.add("belvoria", "teachers", "What teachers say.")
    public.publish()
    return public


def test_versions_say_where_the_text_comes_from(client, changed):
    text = plain(client.get(f"{STUDY}versions/"))
    assert "The workshops discussed it." in text
    assert f'href="{STUDY}versions/1/2/"' in html(client.get(f"{STUDY}versions/"))


def test_what_changed_is_told_by_paragraph_with_both_texts(client, changed):
    text = plain(client.get(f"{STUDY}versions/1/2/"))
    assert "What limits says about migrants." in text
    assert "Other limits than before." in text
    assert "What women say." in text
    assert "The coast, corrected." in text
    assert "Added (1)" in text
    assert "Removed (1)" in text
    assert "Changed (1)" in text
    assert "teachers" not in text
    only = plain(client.get(f"{STUDY}versions/1/2/?show=added"))
    assert "What women say." in only
    assert "Other limits" not in only


def test_a_part_that_is_public_in_one_version_only_was_neither_added_nor_removed(client, changed):
    changed.release("belvoria", "XBB")
    text = plain(client.get(f"{STUDY}versions/1/2/"))
    assert "schools" not in text
    assert "Added (1)" in text


@pytest.mark.parametrize("pair", ["2/1", "1/1", "1/9"])
def test_there_is_nothing_between_versions_that_do_not_follow(client, changed, pair):
    assert client.get(f"{STUDY}versions/{pair}/").status_code == 404


def test_the_focal_point_releases_the_part_about_their_country(client, desk):
    desk.open(amarilia="XAA")
    address = f"{STUDY}amarilia/"
    desk.people.sign_in(client, Role.HEAD_OF_DELEGATION, "XAA")
    assert "Release for Amarilia" in plain(client.get(address))
    release = step_of(desk.part("amarilia"), "release")
    assert client.post(release, {"country": "XAA"}).status_code == 302
    assert desk.part("amarilia").released_by == ["XAA"]
    assert "Release for" not in plain(client.get(address))


@pytest.mark.parametrize("country", ["XBB", "", "x"])
def test_nothing_is_released_for_another_country(client, desk, country):
    desk.open(amarilia="XAA")
    desk.people.sign_in(client, Role.HEAD_OF_DELEGATION, "XAA")
    client.post(step_of(desk.part("amarilia"), "release"), {"country": country})
    assert desk.part("amarilia").released_by == []


@pytest.mark.parametrize(("role", "status"), [(Role.DELEGATE, 403), (Role.SECRETARIAT, 403), (None, 404)])
def test_nobody_else_releases_it(client, desk, role, status):
    desk.open(amarilia="XAA")
    if role is not None:
        desk.people.sign_in(client, role, "XAA")
    assert client.post(step_of(desk.part("amarilia"), "release"), {"country": "XAA"}).status_code == status
    assert desk.part("amarilia").released_by == []


def test_the_secretariat_publishes_a_version(client, desk):
    desk.people.sign_in(client, Role.SECRETARIAT)
    with acting_as(SYSTEM):
        version = desk.version()
    assert "the others at once" in plain(client.get(STUDY))
    assert client.post(step_of(version, "publish")).status_code == 302
    client.logout()
    assert "On method" in plain(client.get(STUDY))
    desk.people.sign_in(client, Role.SECRETARIAT)
    assert client.post(step_of(version, "withdraw")).status_code == 302
    with acting_as(SYSTEM):
        assert not type(desk.part("amarilia")).objects.filter(public_from__isnull=False).exists()
    client.logout()
    assert client.get(STUDY).status_code == 404


@pytest.mark.parametrize(("role", "status"), [(Role.RESEARCHER, 403), (Role.TRANSLATOR, 403), (None, 404)])
def test_nobody_else_publishes_it(client, desk, role, status):
    if role is not None:
        desk.people.sign_in(client, role)
    with acting_as(SYSTEM):
        version = desk.version()
    assert client.post(step_of(version, "publish")).status_code == status
    with acting_as(SYSTEM):
        assert not desk.version().is_released


def test_pages_only_read(client, public):
    for address in (STUDY, f"{STUDY}versions/", f"{STUDY}amarilia/", "/en/study/"):
        assert client.post(address).status_code == 405
