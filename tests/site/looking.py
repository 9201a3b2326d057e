"""What a page must be in a real browser: without a violation of axe's rules, and no wider than its window."""

import re
from typing import Final

from axe_playwright_python.sync_playwright import Axe

LANGUAGES: Final = ("ar", "en", "fr")
WIDTHS: Final = (360, 1440)
RUN: Final = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"


def press(window):
    """Send the form of the page, and have the answer."""
    with window.expect_navigation():
        window.locator("main form button[type=submit]").first.click()


def problems(window):
    """What axe finds, its best-practice rules included, and whether the page is wider than the window."""
    if not window.evaluate("'axe' in window"):
        window.evaluate(Axe().axe_script)
    violations = window.evaluate(RUN)
    found = [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in violations]
    overflow = window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, ("scrolls sideways", overflow)] if overflow > 0 else found


def look(window):
    """The problems of one loaded page at each width, by width; of a page in the language of its address."""
    code = re.search(r"://[^/]+/(\w+)/", window.url)[1]
    assert window.locator("html").get_attribute("lang").startswith(code)
    found = {}
    for width in WIDTHS:
        window.set_viewport_size({"width": width, "height": 900})
        if wrong := problems(window):
            found[width] = wrong
    return found


def look_in_every_language(window, status=200):
    """The problems of a page that can be read again, by language and width."""
    address = window.url
    found = {}
    for code in LANGUAGES:
        answer = window.goto(re.sub(r"(://[^/]+)/\w+/", rf"\1/{code}/", address))
        assert answer.status == status, answer.url
        if wrong := look(window):
            found[code, window.url] = wrong
    return found
