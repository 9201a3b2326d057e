"""axe while a file is imported in the browser: its columns, its report with bad rows, waiting for the task worker."""

import os
import signal
from pathlib import Path
from typing import Final

import pytest
from tests.site.looking import LANGUAGES, look, look_in_every_language, press

from mashura.access.actors import Role

pytestmark = pytest.mark.timeout(300)
DATASET: Final = "ucdp-battle-deaths"
HEADER: Final = "country,year,low,best,high\n"
BAD: Final = "EGY,2019,many,خمسة,12\nQQQ,this is the year 2019,1,2,-3\nMAR,1990,,1,1\n"
BAD_CELLS: Final = 5
MORE_THAN_AT_ONCE: Final = 1024 * 1024


@pytest.fixture
def window(chromium, signed_in):
    with chromium.new_context(storage_state=signed_in(Role.SECRETARIAT)) as context:
        yield context.new_page()


@pytest.fixture
def no_tasks(served):
    """The task worker of the demonstration stands still, until it is told to go on."""
    (worker,) = (pid for pid in children_of(served.pid) if b"tasks" in words_of(pid))
    os.kill(worker, signal.SIGSTOP)
    yield lambda: os.kill(worker, signal.SIGCONT)
    os.kill(worker, signal.SIGCONT)


def words_of(pid):
    return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")


def children_of(pid):
    return [
        int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()
    ]


def bring(window, site, name, content):
    window.goto(f"{site}/ar/data/{DATASET}/import/")
    window.locator("[name=file]").set_input_files({"name": name, "mimeType": "text/csv", "buffer": content.encode()})
    press(window)
    assert "/import/" in window.url


def test_a_file_with_bad_rows_is_matched_and_reported(site, window):
    found = {}
    for code in LANGUAGES:
        window.goto(f"{site}/{code}/data/{DATASET}/import/")
        press(window)
        assert window.get_by_role("alert").is_visible()
        found["no file", code] = look(window)
    bring(window, site, "ضحايا النزاعات.csv", HEADER.replace("\n", ",note\n") + BAD.replace("\n", ",\n"))
    upload = window.url
    found["matching"] = look_in_every_language(window)
    for code in LANGUAGES:
        window.goto(upload.replace("/ar/", f"/{code}/"))
        window.locator("[name=high]").select_option("low")
        press(window)
        assert window.get_by_role("alert").is_visible()
        found["chosen twice", code] = look(window)
    window.goto(upload)
    press(window)
    assert window.locator("main tbody tr").count() == BAD_CELLS
    found["report"] = look_in_every_language(window)
    window.goto(f"{site}/ar/data/{DATASET}/")
    found["dataset with a file brought"] = look_in_every_language(window)
    assert not any(found.values()), found


def test_a_file_that_is_here_already_and_one_that_is_new(site, window):
    window.goto(f"{site}/ar/data/{DATASET}/")
    vintage = window.locator("main tbody a.code").last.get_attribute("href")
    rows = window.request.get(f"{site}{vintage}data.csv").text()
    bring(window, site, "same.csv", rows)
    press(window)
    assert window.locator("main .notice--calm").is_visible()
    found = {"here already": look_in_every_language(window)}
    bring(window, site, "shorter.csv", "\n".join(rows.splitlines()[:-1]) + "\n")
    press(window)
    found["new"] = look_in_every_language(window)
    window.locator("main .notice--good + .actions a").click()
    window.get_by_role("heading", level=1).wait_for()
    found["its vintage"] = look_in_every_language(window)
    assert not any(found.values()), found


def test_a_large_file_waits_for_the_task_worker(site, window, no_tasks):
    bring(window, site, "large.csv", HEADER + BAD * (MORE_THAN_AT_ONCE // len(BAD)))
    press(window)
    waiting = window.locator("#progress")
    assert waiting.is_visible()
    found = {"waiting": look_in_every_language(window)}
    no_tasks()
    waiting.wait_for(state="detached", timeout=60_000)
    assert window.locator("main tbody tr").count() == 100
    assert "un nombre entier est attendu" in window.get_by_role("alert").inner_text(), "not in the worker's language"
    found["after waiting"] = look(window)
    assert not any(found.values()), found
