"""What axe is not asked on every kind of page (`test_pages`): both colour schemes, and the size of targets."""

import pytest
from axe_playwright_python.sync_playwright import Axe

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
