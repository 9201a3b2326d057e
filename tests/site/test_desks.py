"""The desk of each role, in a browser: signed in for real, its own places, and nothing offered that would refuse."""

import re
from typing import Final

import pytest
from tests.site.crawling import Answer
from tests.site.looking import look_in_every_language, press
from tests.site.servers import demonstration_of
from tests.site.signing_in import SignedIn, give_password, lasting_code

from mashura.access.actors import Role

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]
ROLES: Final = [role for role in Role if role is not Role.PUBLIC]
EVERYBODY: Final = {"posts/", "account/second-step/", "sign-out/"}
BESIDES: Final = {
    Role.SECRETARIAT: {
        "commitments/mine/",
        "data/",
        "desk/findings/",
        "desk/translations/",
        "editions/",
        "meeting-codes/",
        "programme/new/",
        "programme/fictional-example/set-up/",
        "programme/north-africa/draft-recommendation/",
        "programme/north-africa/set-up/",
        "recommendations/import/",
        "register/",
    },
    Role.COUNTRY_MISSION: {"commitments/mine/", "desk/translations/"},
    Role.RESEARCHER: {
        "data/",
        "desk/field-sources/",
        "desk/findings/",
        "desk/studies/",
        "desk/translations/",
        "programme/north-africa/draft-recommendation/",
    },
    Role.HEAD_OF_DELEGATION: {
        "commitments/mine/",
        "desk/findings/",
        "desk/translations/",
        "editions/",
        "meetings/practice-notes/new/",
        "register/",
    },
    Role.DELEGATE: {"commitments/mine/", "desk/translations/", "meetings/practice-notes/new/", "register/"},
    Role.OBSERVER: {"commitments/mine/", "desk/translations/"},
    Role.TRANSLATOR: {"desk/findings/", "desk/translations/"},
    Role.DATA_PROTECTION_OFFICER: {"audit/"},
}
FORM: Final = re.compile(r"<form[^>]*method=\"post\".*?</form>", re.DOTALL)
# What a person types or chooses; a form of buttons and boxes alone acts at once when sent empty, and is left alone.
FIELD: Final = re.compile(r"<(?:input type=\"(?!hidden|checkbox)|select|textarea)")


@pytest.fixture(scope="module")
def site(prepared):
    """A demonstration of this module's own: sending its forms changes it."""
    with demonstration_of(prepared[0]) as served:
        yield served.address


@pytest.fixture(scope="module")
def signed_in(chromium, site, accounts):
    return SignedIn(chromium, site, accounts)


def read(context, address, came_from=""):
    got = context.request.get(address)
    return Answer(address, got.status, got.headers, got.body(), came_from)


def main_of(page):
    """The page's own part, without what stands on every page."""
    main = page.body.decode().partition("<main")[2].partition("</main>")[0]
    return Answer(page.address, page.status, page.headers, main.encode())


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_each_role_finds_its_own_desk(site, chromium, accounts, signed_in, role):
    with chromium.new_context(storage_state=signed_in(role)) as context:
        window = context.new_page()
        window.goto(f"{site}/ar/desk/")
        kicker = window.locator("main .kicker").inner_text()
        assert accounts[role].title["ar"] in kicker
        assert accounts[role].organisation["ar"] in kicker
        places = window.locator("main h2:last-of-type + ul a").evaluate_all("all => all.map(one => one.pathname)")
        assert set(places) == {f"/ar/{below}" for below in EVERYBODY | BESIDES.get(role, set())}
        assert look_in_every_language(window) == {}


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_nothing_that_is_offered_to_a_role_refuses_it(site, chromium, signed_in, role):
    """Every link of the desk, every link of the pages that the desk leads to, and every form on all of them."""
    with chromium.new_context(storage_state=signed_in(role)) as context:
        desk = read(context, f"{site}/ar/desk/")
        seen = {desk.address: desk}
        for link in desk.links():
            seen.setdefault(link, read(context, link, desk.address))
        for address in main_of(desk).links():
            for link in main_of(seen[address]).links():
                if link not in seen:
                    seen[link] = read(context, link, address)
        assert [(one.address, one.status, one.came_from) for one in seen.values() if one.status != 200] == []
        refused = [
            (page.address, status)
            for page in list(seen.values())
            if page.is_page
            for status in send_forms(context, page)
            if status not in {200, 400}
        ]
        assert refused == []


def send_forms(context, page):
    """The statuses of a page's forms, sent empty: a refusal of what was typed, never of who typed it."""
    for form in FORM.findall(page.body.decode()):
        if FIELD.search(form):
            action = re.search(r"<form[^>]*action=\"([^\"]+)\"", form)
            token = re.search(r"name=\"csrfmiddlewaretoken\" value=\"(\w+)\"", form)[1]
            address = page.address if action is None else re.sub(r"(://[^/]+)/.*", rf"\1{action[1]}", page.address)
            yield context.request.post(address, multipart={"csrfmiddlewaretoken": token}).status


def test_who_has_an_authenticator_signs_in_with_its_code(site, chromium, accounts, signed_in):
    role = Role.TRANSLATOR
    signed_in(role)
    with chromium.new_context() as context:
        window = context.new_page()
        give_password(window, site, accounts[role], "ar")
        assert "/ar/account/second-step/code/" in window.url
        window.locator("[name=code]").fill(lasting_code(signed_in.keys[role]))
        press(window)
        assert window.url == f"{site}/ar/desk/"
        assert accounts[role].title["ar"] in window.locator("main .kicker").inner_text()
