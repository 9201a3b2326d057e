"""The product as a visitor meets it: one demonstration, prepared once by its own command, and served from copies."""

import json
import os
import shutil
import subprocess

import pytest
from django.test import override_settings
from tests.folders import RUN
from tests.site.crawling import crawl
from tests.site.servers import PREPARED_WITHIN, demonstration_of, mashura

from mashura.site.database.locks import FileLock

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def prepared():
    """A data folder on which the demonstration was prepared, and what the command said; to be copied, not used.

    Prepared once for all workers, by the first that asks; it stays until the end of the run.
    """
    data, told = RUN / "prepared", RUN / "prepared.json"
    with FileLock(RUN / "prepared.lock") as lock:
        if not lock.acquire(seconds=PREPARED_WITHIN):
            pytest.fail("another worker is preparing the demonstration for too long")
        if not told.exists():
            done = mashura("demo", "--prepare-only", "--data-dir", data, seconds=PREPARED_WITHIN)
            told.write_text(json.dumps([done.args, done.returncode, done.stdout, done.stderr]), encoding="utf-8")
    done = subprocess.CompletedProcess(*json.loads(told.read_text(encoding="utf-8")))
    if done.returncode:
        pytest.fail(f"the demonstration was not prepared:\n{done.stderr}")
    return data, done


@pytest.fixture(scope="session")
def served(prepared):
    """The demonstration, served from a copy of what was prepared."""
    with demonstration_of(prepared[0]) as served:
        yield served


@pytest.fixture(scope="session")
def site(served):
    """The address of a running demonstration."""
    return served.address


@pytest.fixture(scope="session")
def crawled(site):
    """Every answer that links lead to, by address."""
    return crawl(site)


@pytest.fixture(scope="session")
def pages(crawled):
    """The HTML pages among them."""
    return [answer for answer in crawled.values() if answer.is_page and answer.status == 200]


@pytest.fixture(scope="session")
def chromium():
    """A real browser; skipped where there is none, but never in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs it")
        pytest.skip("needs Chromium, which is not installed here")
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 # starts a process of its own

    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def accounts(prepared):
    """What the demonstration prints of its accounts, by role."""
    from mashura.access.demonstration import demonstration_accounts  # noqa: PLC0415 # Django is set up by then

    with override_settings(SECRET_KEY=(prepared[0] / "secret-key").read_text().strip()):
        return {account.role: account for account in demonstration_accounts()}


@pytest.fixture(scope="session")
def signed_in(chromium, site, accounts):
    """The browser state of each role's account."""
    from tests.site.signing_in import SignedIn  # noqa: PLC0415 # Django is set up by then

    return SignedIn(chromium, site, accounts)
