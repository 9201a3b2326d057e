"""axe in a real browser: no violation on any page, in any language, on a phone and on a desk."""

from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.site.looking import WIDTHS

pytestmark = pytest.mark.timeout(600)
# Run with its best-practice rules too; nothing is switched off.
BEGIN = "() => { window.violations = axe.run(document, {resultTypes: ['violations']}).then(found => found.violations) }"


@pytest.fixture
def windows(chromium):
    """A window per width, each a process of its own, so that axe reads both at the same time."""
    contexts = [chromium.new_context(viewport={"width": width, "height": 900}) for width in WIDTHS]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def every_kind(pages, code):
    """Pages without a query, in one language."""
    return sorted(
        page.address
        for page in pages
        if urlsplit(page.address).path.startswith(f"/{code}/") and "?" not in page.address
    )


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
def test_no_page_has_a_violation_and_none_scrolls_sideways(windows, pages, code):
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


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_colours_stand_out_in_both_schemes(chromium, site, scheme):
    with chromium.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900}) as context:
        window = context.new_page()
        for below in (
            "",
            "countries/EGY/",
            "evidence/deaths-at-sea/",
            "search/?q=migrants",
            "search/?q=zeppelin",
            "preferences/",
        ):
            window.goto(f"{site}/en/{below}")
            violations = Axe().run(window, options={"runOnly": ["color-contrast"]}).response["violations"]
            assert [node["html"] for one in violations for node in one["nodes"]] == [], below


def test_targets_are_thumb_sized_on_a_phone(chromium, site):
    with chromium.new_context(viewport={"width": 360, "height": 740}, has_touch=True) as context:
        window = context.new_page()
        window.goto(f"{site}/ar/")
        window.get_by_role("banner").wait_for()
        heights = window.eval_on_selector_all(
            ".masthead a, .nav--menu summary, .footer li a, .button",
            "all => all.filter(one => one.offsetParent).map(one => one.getBoundingClientRect().height)",
        )
        assert heights
        assert min(heights) >= 44
