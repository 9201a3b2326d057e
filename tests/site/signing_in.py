"""Signing in to the served demonstration in a browser, with the second step where the role asks for one."""

import time
from typing import Final

from tests.access.accounts import present_code
from tests.site.looking import press

from mashura.access.rules import needs_second_factor

# Pages that change an account's protection ask for the password again when five minutes have passed.
FRESH: Final = 180  # seconds
HALF_MINUTE: Final = 30
TYPING: Final = 4  # seconds in which a code must still be good


_given = set()


def lasting_code(key):
    """A code that stays good while it is typed, and was not given before: each opens the door once."""
    left = HALF_MINUTE - time.time() % HALF_MINUTE
    if left < TYPING or (key, present_code(key)) in _given:
        time.sleep(left)
    code = present_code(key)
    _given.add((key, code))
    return code


def give_password(window, site, account, code="en"):
    """Fill the sign-in page and send it."""
    window.goto(f"{site}/{code}/sign-in/")
    window.locator("[name=login]").fill(account.email)
    window.locator("[name=password]").fill(account.password)
    press(window)


class SignedIn:
    """The browser state of somebody who signed in a moment ago, by role; made when it is asked for."""

    def __init__(self, chromium, site, accounts):
        self.chromium, self.site, self.accounts = chromium, site, accounts
        self.keys, self._states = {}, {}

    def __call__(self, role):
        state, at = self._states.get(role, (None, 0.0))
        if time.monotonic() - at > FRESH:
            with self.chromium.new_context() as context:
                self._sign_in(context.new_page(), role)
                state = context.storage_state()
            self._states[role] = (state, time.monotonic())
        return state

    def _sign_in(self, window, role):
        give_password(window, self.site, self.accounts[role])
        if role in self.keys:
            assert "/account/second-step/code/" in window.url
            window.locator("[name=code]").fill(lasting_code(self.keys[role]))
            press(window)
        elif needs_second_factor([role]):
            window.locator("main a.onward").click()
            self.keys[role] = window.locator("main code").inner_text()
            window.locator("[name=code]").fill(lasting_code(self.keys[role]))
            press(window)
        assert window.goto(f"{self.site}/en/desk/").url == f"{self.site}/en/desk/"
