"""axe at the door: signing in, links that came by letter, the second step, refusals and errors."""

from typing import Final

import pytest
from tests.site.letters import link_in_letter
from tests.site.looking import LANGUAGES, look, look_in_every_language, press
from tests.site.signing_in import give_password

from mashura.access.actors import Role

pytestmark = pytest.mark.timeout(300)
# What links of the site lead to is read by `test_pages`; these are not linked.
READ: Final = {
    "sign-in/link/nobody-wrote-this/": 400,
    "invitation/nobody-wrote-this/": 400,
    "account/by-invitation/": 200,
    "account/closed/": 200,
    "account/password/new/1-used/": 200,
    "account/password/changed/": 200,
    "no-such-page/": 404,
    "posts/": 403,
}
SENT: Final = {
    "sign-in/": {"login": "nobody@example.org", "password": "not the password at all"},
    "sign-in/meeting/": {"email": "no address", "code": ""},
    "account/password/new/": {"email": "no address"},
}
MANY: Final = 5  # failures lock an account out


@pytest.fixture
def window(chromium):
    with chromium.new_context() as context:
        yield context.new_page()


def fill(window, **values):
    for name, value in values.items():
        window.locator(f"main [name={name}]").fill(value)
    press(window)


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_anybody_meets_at_the_door(site, window, code):
    found = {}
    for path, status in READ.items():
        assert window.goto(f"{site}/{code}/{path}").status == status, path
        found[path] = look(window)
    for path, values in SENT.items():
        window.goto(f"{site}/{code}/{path}")
        fill(window, **values)
        assert window.get_by_role("alert").is_visible(), path
        found[path, "refused"] = look(window)
    for path in ("sign-in/meeting/", "account/password/new/"):
        window.goto(f"{site}/{code}/{path}")
        fill(window, email="nobody@example.org", **({"code": "AAAA-AAAA"} if "meeting" in path else {}))
        assert window.locator("main form").count() == 0, path
        found[path, "sent"] = look(window)
    window.goto(f"{site}/{code}/sign-in/")
    window.context.clear_cookies()
    fill(window, login="nobody@example.org", password="not the password at all")
    found["a form that has expired"] = look(window)
    assert not any(found.values()), found


def test_an_account_that_is_locked_out(site, window):
    found = {}
    for code in LANGUAGES:
        for _ in range(MANY if code == LANGUAGES[0] else 1):
            window.goto(f"{site}/{code}/sign-in/")
            fill(window, login="locked@example.org", password="not the password at all")
        assert window.locator("main form").count() == 0
        found[code] = look(window)
    assert not any(found.values()), found


def test_an_invitation_to_somebody_new_and_to_somebody_known(served, chromium, accounts, signed_in, window):
    site = served.address
    found = {}
    with chromium.new_context(storage_state=signed_in(Role.SECRETARIAT)) as context:
        secretariat = context.new_page()
        secretariat.goto(f"{site}/ar/posts/")
        posts = secretariat.locator("tbody th a").evaluate_all("all => all.map(one => one.href)")[:2]
        links = []
        for post, email in zip(posts, ("new@example.org", accounts[Role.OBSERVER].email), strict=True):
            secretariat.goto(post)
            fill(secretariat, email=email)
            links.append(link_in_letter(served, email))
        found["a post with an invitation"] = look_in_every_language(secretariat)
        window.goto(links[0])
        found["somebody new"] = look_in_every_language(window)
        for code in LANGUAGES:
            window.goto(links[0].replace("/ar/", f"/{code}/"))
            fill(window, name="Somebody Invented", password="short")
            assert window.get_by_role("alert").is_visible()
            found["unfit", code] = look(window)
        window.goto(links[1])
        found["somebody known"] = look_in_every_language(window)
        with chromium.new_context(storage_state=signed_in(Role.OBSERVER)) as known:
            observer = known.new_page()
            observer.goto(links[1])
            found["somebody known and signed in"] = look_in_every_language(observer)
        for post in posts:
            secretariat.goto(post)
            with secretariat.expect_navigation():
                secretariat.locator("form[action$='/withdraw/'] button").click()
            assert secretariat.locator("form[action$='/withdraw/']").count() == 0
    assert not any(found.values()), found


def test_a_new_password_by_a_link(served, accounts, window):
    email = accounts[Role.DELEGATE].email
    window.goto(f"{served.address}/fr/account/password/new/")
    fill(window, email=email)
    window.goto(link_in_letter(served, email))
    address = window.url
    found = {"the link": look_in_every_language(window)}
    for code in LANGUAGES:
        window.goto(address.replace("/fr/", f"/{code}/"))
        fill(window, password1="seven unhurried tortoises", password2="six unhurried tortoises")
        assert window.get_by_role("alert").is_visible()
        found[("refused", code)] = look(window)
    assert not any(found.values()), found


def test_a_link_of_a_meeting_and_confirming_the_password_after_it(served, chromium, accounts, signed_in, window):
    account = accounts[Role.DELEGATE]
    with chromium.new_context(storage_state=signed_in(Role.SECRETARIAT)) as context:
        secretariat = context.new_page()
        secretariat.goto(f"{served.address}/en/meeting-codes/")
        secretariat.locator("[name=programme]").select_option(index=0)
        fill(secretariat, meeting="Regional meeting")
        code = secretariat.locator(".meeting-code code").inner_text()
    window.goto(f"{served.address}/ar/sign-in/meeting/")
    fill(window, email=account.email, code=code)
    window.goto(link_in_letter(served, account.email))
    found = {"the link": look_in_every_language(window)}
    press(window)
    assert "/desk/" in window.url
    window.goto(f"{served.address}/ar/account/second-step/set-up/")
    assert "/ar/account/confirm/" in window.url, "a link by letter is no password: the account asks for it"
    found["confirming"] = look_in_every_language(window)
    for language in LANGUAGES:
        window.goto(f"{served.address}/{language}/account/second-step/set-up/")
        fill(window, password="not the password at all")
        assert window.get_by_role("alert").is_visible()
        found[("refused", language)] = look(window)
    fill(window, password=account.password)
    assert "/account/second-step/set-up/" in window.url
    for language in LANGUAGES:
        window.goto(f"{served.address}/{language}/account/second-step/set-up/")
        fill(window, code="000000")
        assert window.get_by_role("alert").is_visible()
        found[("wrong code", language)] = look(window)
    assert not any(found.values()), found


def test_the_second_step_with_a_wrong_code_and_with_a_recovery_code(site, chromium, accounts, signed_in, window):
    role = Role.CASE_SUPERVISOR
    with chromium.new_context(storage_state=signed_in(role)) as context:
        codes = context.new_page()
        codes.goto(f"{site}/en/account/recovery-codes/")
        recovery = codes.locator(".codes code").first.inner_text()
        codes.goto(f"{site}/en/account/second-step/confirm/?next=/en/desk/")
        found = {"confirming": look_in_every_language(codes)}
    give_password(window, site, accounts[role], "ar")
    assert "/ar/account/second-step/code/" in window.url
    found["second step"] = look_in_every_language(window)
    for code in LANGUAGES:
        window.goto(f"{site}/{code}/account/second-step/code/")
        fill(window, code="000000")
        assert window.get_by_role("alert").is_visible()
        found[("wrong code", code)] = look(window)
    fill(window, code=recovery)
    assert "/desk/" in window.url
    assert not any(found.values()), found
