"""What axe is not asked on every kind of page (`test_pages`): both colour schemes, and the size of targets."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import RequestFactory
from django.utils.translation import override
from tests.site.looking import LANGUAGES, look

from mashura.site.views.errors import server_error

pytestmark = pytest.mark.timeout(300)


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


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_that_says_something_went_wrong(chromium, site, code):
    """Nothing on the site fails on purpose: the page is put in the place of one that is there."""
    address = f"{site}/{code}/failing/"
    with override(code):
        failed = server_error(RequestFactory().get(address))
    with chromium.new_context() as context:
        window = context.new_page()
        window.route(
            address, lambda route: route.fulfill(status=500, content_type="text/html", body=failed.content.decode())
        )
        assert window.goto(address).status == 500
        window.evaluate("document.fonts.ready")
        assert window.locator("link[rel=stylesheet]").count()
        assert look(window) == {}
