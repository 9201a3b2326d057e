"""The product as a visitor meets it: the demonstration, started once by its own command on a port of its own."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from tests.site.crawling import crawl, fetch

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PREPARED_WITHIN = 240


def _free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


@pytest.fixture(scope="session")
def site():
    """The address of a running demonstration, as `http://localhost:8123`."""
    folder = Path(tempfile.mkdtemp(prefix="mashura-site-", dir="/tmp"))
    folder.chmod(0o711)
    port = _free_port()
    hidden = {"DATABASE_URL", "DATABASE_OWNER_URL", "MASHURA_DATA_DIR", "DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in hidden}
    log = folder / "log"
    with log.open("wb") as output:
        command = [
            sys.executable,
            "-m",
            "mashura.site.cli",
            "demo",
            "--port",
            str(port),
            "--data-dir",
            str(folder / "data"),
        ]
        demo = subprocess.Popen(command, stdout=output, stderr=output, env=environment)
    address = f"http://localhost:{port}"
    try:
        _wait(address, demo, log)
        yield address
    finally:
        demo.terminate()  # not SIGINT: a shell that runs the tests in the background has it ignored
        try:
            demo.wait(60)
        except subprocess.TimeoutExpired:
            demo.kill()
            demo.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _wait(address, demo, log):
    until = time.monotonic() + PREPARED_WITHIN
    while time.monotonic() < until:
        if demo.poll() is not None:
            break
        try:
            if fetch(f"{address}/robots.txt").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.3)
    pytest.fail(f"the demonstration did not start:\n{log.read_text()[-4000:]}")


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
