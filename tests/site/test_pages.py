"""Every public page, in every language, as served by the demonstration: whole, light, linked, its own, accessible."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from django.utils.translation import override
from tests.site.crawling import LANGUAGES, fetch
from tests.site.looking import WIDTHS

pytestmark = pytest.mark.timeout(600)
HEAVIEST = 150_000
# Run with its best-practice rules too; nothing is switched off.
BEGIN = "() => { window.violations = axe.run(document, {resultTypes: ['violations']}).then(found => found.violations) }"


def language_of(answer):
    return urlsplit(answer.address).path.split("/")[1]


def test_every_link_leads_somewhere(crawled):
    broken = {
        address: f"{answer.status}, linked from {answer.came_from}"
        for address, answer in crawled.items()
        if answer.status >= 400
    }
    assert not broken
    assert len(crawled) > 100


def test_every_language_has_the_same_pages(pages):
    paths = {
        code: {urlsplit(page.address).path[4:] for page in pages if language_of(page) == code} for code in LANGUAGES
    }
    assert paths["ar"] == paths["en"] == paths["fr"]


def test_every_page_says_its_language_and_direction(pages):
    for page in pages:
        root = page.one("html").attributes
        code = language_of(page)
        assert (root["lang"], root["dir"]) == (code, "rtl" if code == "ar" else "ltr"), page.address


def test_every_page_has_one_heading_a_title_and_a_way_past_the_navigation(pages):
    for page in pages:
        assert page.one("h1").text.strip(), page.address
        assert page.all("title")[0].text.strip(), page.address
        skip = page.all("a")[0].attributes
        assert skip["href"] == "#content", page.address
        assert page.one("main").attributes["id"] == "content", page.address


def test_titles_tell_pages_apart(pages):
    """A programme has an address of its own beside that of the site's programme: the same page, with the same title."""
    for code in LANGUAGES:
        told = {}
        for page in pages:
            if language_of(page) == code and "?" not in page.address:
                told.setdefault(page.all("title")[0].text, set()).add(page.one("main").text)
        assert [title for title, texts in told.items() if len(texts) > 1] == []


def test_no_page_holds_code_or_style(pages):
    for page in pages:
        for element in page.elements:
            where = f"{page.address}: <{element.tag} {element.attributes}>"
            assert element.tag != "style", where
            assert element.tag != "script" or ("src" in element.attributes and not element.text.strip()), where
            handlers = [name for name in element.attributes if name == "style" or name.startswith("on")]
            assert not handlers, where
            assert not element.attributes.get("href", "").strip().lower().startswith(("javascript:", "data:")), where


def test_no_page_asks_another_host_for_anything(pages, site):
    for page in pages:
        for part in page.parts():
            assert part.startswith(f"{site}/"), f"{page.address} fetches {part}"


def test_style_sheets_name_no_other_file_and_no_side(pages):
    sheets = {part for page in pages for part in page.parts() if ".css" in part}
    physical = re.compile(
        r"(?<![\w-])(margin|padding|border)-(left|right|top|bottom)|(?<![\w-])(left|right|float)\s*:|text-align:\s*(left|right)"
    )
    assert sheets
    for sheet in sheets:
        text = fetch(sheet).body.decode()
        assert "url(" not in text, sheet
        assert "@import" not in text, sheet
        assert not physical.search(text), (sheet, physical.search(text))


def test_every_page_is_light(pages):
    sizes = {}
    weights = {}
    for page in pages:
        for part in page.parts():
            if part not in sizes:
                sizes[part] = fetch(part).size
        weights[page.address] = page.size + sum(sizes[part] for part in set(page.parts()))
    heavy = {address: weight for address, weight in weights.items() if weight > HEAVIEST}
    assert not heavy


def test_every_page_leads_to_itself_in_the_other_languages(pages):
    for page in pages:
        address = urlsplit(page.address)
        below = address.path[3:] + (f"?{address.query}" if address.query else "")
        offered = {
            link.attributes["hreflang"]: link.attributes["href"]
            for link in page.all("a")
            if "hreflang" in link.attributes and "lang" in link.attributes
        }
        for code in LANGUAGES:
            assert offered[code].split("?")[0] == f"/{code}{below}".split("?")[0], page.address
            assert ("?" in offered[code]) == bool(address.query), page.address


def test_pages_of_one_language_differ_from_those_of_another(pages):
    """A page that came out in English under /ar/ would have the same heading."""
    headings = {}
    for page in pages:
        headings.setdefault(urlsplit(page.address).path[3:], {})[language_of(page)] = page.one("h1").text
    same = [path for path, by_language in headings.items() if by_language["ar"] == by_language["en"]]
    assert not same


def test_the_root_follows_the_browser_language(site):
    for asked, code in [("ar-EG,ar;q=0.9,en;q=0.5", "ar"), ("fr-MA", "fr"), ("de,en;q=0.7", "en")]:
        answer = fetch(f"{site}/", **{"Accept-Language": asked})
        assert (answer.status, answer.headers["location"]) == (302, f"/{code}/")


def test_an_unknown_language_gets_a_page_that_offers_the_known_ones(site):
    answer = fetch(f"{site}/de/evidence/")
    assert answer.status == 404
    offered = {link.attributes.get("hreflang") for link in answer.all("a")}
    assert set(LANGUAGES) <= offered


def test_the_sitemap_lists_pages_that_exist(site):
    listing = fetch(f"{site}/sitemap.xml")
    addresses = re.findall(r"<loc>([^<]+)</loc>", listing.body.decode())
    assert len(addresses) > 30
    assert [address for address in addresses if fetch(address).status != 200] == []


def test_robots_and_icon_are_there(site):
    assert b"Sitemap: " in fetch(f"{site}/robots.txt").body
    moved = fetch(f"{site}/favicon.ico")
    icon = fetch(site + moved.headers["location"])
    assert icon.headers["content-type"] == "image/svg+xml"


@pytest.fixture
def windows(chromium):
    """A window per width, each a process of its own, so that axe reads both at the same time."""
    contexts = [chromium.new_context(viewport={"width": width, "height": 900}) for width in WIDTHS]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def kind_of(address):
    """What a page is one of: the name of its URL. A new name is a new kind, and read as soon as a link leads to it."""
    path = urlsplit(address).path
    with override(path.split("/")[1]):
        return resolve(path).view_name


def parts_of(page):
    """The parts of which a page is built, each once, however many facts fill them."""
    names = ("class", "role", "type")
    return {(element.tag, *map(element.attributes.get, names)) for element in page.elements}


def every_kind(pages, code):
    """Pages without a query, in one language: of each kind the longest, and others only while they show new parts.

    So the time is set by how many kinds of pages there are, not by how many figures and texts are published.
    """
    kinds = {}
    for page in pages:
        if urlsplit(page.address).path.startswith(f"/{code}/") and "?" not in page.address:
            kinds.setdefault(kind_of(page.address), []).append(page)
    chosen = []
    for alike in kinds.values():
        shown = set()
        for page in sorted(alike, key=lambda page: (-len(page.body), page.address)):
            if not parts_of(page) <= shown:
                chosen.append(page.address)
                shown |= parts_of(page)
    return chosen


@pytest.mark.long
@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_no_kind_of_page_has_a_violation_or_scrolls_sideways(windows, pages, code):
    found = {}
    for address in every_kind(pages, code):
        for window in windows:
            window.goto(address)
            window.evaluate(Axe().axe_script)
            window.evaluate(BEGIN)
        for width, window in zip(WIDTHS, windows, strict=True):
            for one in window.evaluate("window.violations"):
                nodes = [node["html"][:160] for node in one["nodes"][:3]]
                found.setdefault((address, width), []).append((one["id"], nodes))
            overflow = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            if overflow > 0:
                found.setdefault((address, width), []).append(("scrolls sideways", overflow))
    assert not found
