"""axe behind signing in: each language, on a phone and on a desk, in the posts that have pages of their own."""

from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import override_settings
from tests.access.accounts import present_code

from mashura.access.actors import Role
from mashura.access.demonstration import demonstration_accounts
from mashura.access.rules import needs_second_factor

pytestmark = pytest.mark.timeout(600)
WIDTHS: Final = (360, 1440)
PAGES: Final = {
    Role.SECRETARIAT: (
        "desk/",
        "posts/",
        "meeting-codes/",
        "data/",
        "data/missing-migrants/",
        "data/missing-migrants/import/",
        "account/second-step/",
        "account/second-step/remove/",
        "account/recovery-codes/",
        "account/password/",
        "sign-out/",
    ),
    Role.DATA_PROTECTION_OFFICER: ("desk/", "audit/"),
    Role.DELEGATE: ("desk/", "posts/", "account/second-step/set-up/"),
}


@pytest.fixture(scope="module")
def signed_in(site, prepared, chromium):
    """The browser state of somebody who signed in, by role: with the second step where the role asks for one."""
    with override_settings(SECRET_KEY=(prepared[0] / "secret-key").read_text().strip()):
        accounts = {account.role: account for account in demonstration_accounts()}
    states = {}

    def state(role):
        if role not in states:
            with chromium.new_context() as context:
                window = context.new_page()
                window.goto(f"{site}/en/sign-in/")
                window.get_by_label("Your e-mail address").fill(accounts[role].email)
                window.get_by_label("Password").fill(accounts[role].password)
                press(window)
                if needs_second_factor([role]):
                    window.goto(f"{site}/en/account/second-step/set-up/")
                    key = window.locator("main code").inner_text()
                    window.get_by_label("Six digits from the app").fill(present_code(key))
                    press(window)
                states[role] = context.storage_state()
        return states[role]

    return state


def press(window):
    window.locator("main form button[type=submit]").click()


def problems(window):
    """What axe finds, and whether the page is wider than the window."""
    violations = Axe().run(window, options={"resultTypes": ["violations"]}).response["violations"]
    found = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in violations]
    overflow = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, ("scrolls sideways", overflow)] if overflow > 0 else found


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
            for width in WIDTHS:
                window.set_viewport_size({"width": width, "height": 900})
                if wrong := problems(window):
                    found[path, width] = wrong
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


def test_a_brief_is_printed_on_two_pages_at_most(site, chromium, signed_in):
    with chromium.new_context(storage_state=signed_in(Role.SECRETARIAT)) as context:
        window = context.new_page()
        window.goto(f"{site}/en/desk/")
        window.get_by_role("link", name="Brief of this post").click()
        window.get_by_role("heading", level=1).wait_for()
        printed = window.pdf(format="A4", prefer_css_page_size=True)
        assert 1 <= printed.count(b"/Type /Page\n") <= 2
