"""axe behind signing in: each language, on a phone and on a desk, in the posts that have pages of their own."""

import re
from typing import Final

import pypdfium2
import pytest
from tests.site.looking import WIDTHS, look, press, problems

from mashura.access.actors import Role

pytestmark = pytest.mark.timeout(600)
MEETING: Final = "meetings/fictional-example/regional-meeting/"
PAGES: Final = {
    Role.SECRETARIAT: (
        "posts/",
        "meeting-codes/",
        "data/",
        "data/missing-migrants/",
        "data/missing-migrants/import/",
        "account/second-step/",
        "account/second-step/remove/",
        "account/recovery-codes/",
        "account/recovery-codes/new/",
        "account/password/",
        "sign-out/",
        "programme/fictional-example/rules/set-up/",
        "study/fictional-example/three-states/comments/1/",
        "study/fictional-example/three-states/comments/2/",
        f"{MEETING}day/",
        f"{MEETING}day/2/",
        f"{MEETING}day/2/notes/",
        f"{MEETING}room/?still",
    ),
    Role.DATA_PROTECTION_OFFICER: ("audit/",),
    Role.DELEGATE: (
        "posts/",
        "account/second-step/set-up/",
        "study/fictional-example/three-states/",
        "study/fictional-example/three-states/comments/2/",
        f"{MEETING}day/",
        f"{MEETING}day/2/",
        f"{MEETING}room/?still",
    ),
}


@pytest.mark.parametrize("code", ["ar", "en", "fr"])
@pytest.mark.parametrize("role", list(PAGES), ids=str)
def test_no_signed_in_page_has_a_violation_and_none_scrolls_sideways(site, chromium, signed_in, role, code):
    found = {}
    with chromium.new_context(storage_state=signed_in(role)) as context:
        window = context.new_page()
        window.goto(f"{site}/{code}/posts/")
        post = window.locator("tbody th a").first.get_attribute("href").removeprefix(f"/{code}/")
        for path in (*PAGES[role], post, f"{post}brief/"):
            answer = window.goto(f"{site}/{code}/{path}")
            assert (answer.status, answer.url) == (200, f"{site}/{code}/{path}")
            if wrong := look(window):
                found[path] = wrong
    assert not found


def test_refusals_of_a_form_are_accessible_too(site, chromium, signed_in):
    with chromium.new_context(
        storage_state=signed_in(Role.SECRETARIAT), viewport={"width": 360, "height": 740}
    ) as context:
        window = context.new_page()
        window.goto(f"{site}/ar/meeting-codes/")
        press(window)
        assert window.get_by_role("alert").is_visible()
        assert problems(window) == []


def test_a_meeting_code_fills_the_screen_it_is_projected_on(site, chromium, signed_in):
    with chromium.new_context(storage_state=signed_in(Role.SECRETARIAT)) as context:
        window = context.new_page()
        window.goto(f"{site}/en/meeting-codes/")
        window.get_by_label("Meeting").fill("Regional meeting")
        press(window)
        shares = {}
        for width in WIDTHS:
            window.set_viewport_size({"width": width, "height": 900})
            shares[width] = window.locator(".meeting-code code").bounding_box()["width"] / width
            assert problems(window) == []
        assert min(shares.values()) > 0.5


def test_every_target_of_the_desk_is_thumb_sized_on_a_phone(site, chromium, signed_in):
    with chromium.new_context(
        storage_state=signed_in(Role.SECRETARIAT), viewport={"width": 360, "height": 740}
    ) as context:
        window = context.new_page()
        for path in ("desk/", "posts/", "account/second-step/"):
            window.goto(f"{site}/ar/{path}")
            heights = window.eval_on_selector_all(
                "main a, main button, .account a",
                "all => all.filter(one => one.offsetParent).map(one => one.getBoundingClientRect().height)",
            )
            assert heights
            assert min(heights) >= 44, path


def letters(text):
    """The text without spaces and without the marks that isolate directions, which no print has."""
    return re.sub(r"[\s\u2066-\u2069]", "", text)


def test_a_brief_is_printed_whole_on_two_pages_without_the_ways_around_the_site(site, chromium, signed_in):
    with chromium.new_context(storage_state=signed_in(Role.SECRETARIAT)) as context:
        window = context.new_page()
        window.goto(f"{site}/en/desk/")
        window.get_by_role("link", name="Brief of this post").click()
        window.get_by_role("heading", level=1).wait_for()
        said = [letters(one) for one in window.locator("main li").all_inner_texts()]
        printed = pypdfium2.PdfDocument(window.pdf(format="A4", prefer_css_page_size=True))
        words = "".join(letters(page.get_textpage().get_text_range()) for page in printed)
        assert len(printed) <= 2
        assert len(said) > 5
        assert [one for one in said if one not in words] == []
        assert "Signout" not in words
