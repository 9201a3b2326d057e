"""The ground under every test: a private data folder and an embedded PostgreSQL, made on demand and taken away.

Two workers share a run of everything (pytest-xdist), a module of tests each at a time. They have a data folder and a
test database each, on one server: the first that needs it starts it, the last stops it. What is made once in a run
lies in its folder (`tests/folders.py`) behind a lock. The process that began the run takes all of it away at its end,
also when a worker died or somebody pressed Ctrl-C.

With `DATABASE_URL` and `DATABASE_OWNER_URL` in the environment the tests use that server (PostgreSQL 15 in CI).
Everything a setting can see is decided here, before Django reads it: that is why `DJANGO_SETTINGS_MODULE` is not
in pyproject.toml (pytest-django would load the settings before this file).
"""

import os
import shutil
from collections import defaultdict
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connections
from django.utils import translation
from tests.folders import RUN, WORKER
from tests.site.servers import remove_with_databases

from mashura.kit.catalogues import compile_catalogues
from mashura.site.database.layout import APPLICATION, OWNER, layout_at
from mashura.site.database.server import EmbeddedServer

WORKERS = 2
LAYOUT = layout_at(RUN / "pg")
# A worker finds the address of the run's own server in the environment that it inherits.
GIVEN = os.environ.get("DATABASE_URL", LAYOUT.address(APPLICATION)) != LAYOUT.address(APPLICATION)
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def _settle_environment() -> None:
    data = RUN / (WORKER or "data")
    (data / "static").mkdir(parents=True)
    os.environ["MASHURA_DATA_DIR"] = str(data)
    if not GIVEN:
        os.environ["DATABASE_URL"] = LAYOUT.address(APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = LAYOUT.address(OWNER)
    os.environ.setdefault("MASHURA_INSECURE", "1")
    for name in ("MASHURA_DEMO", "MASHURA_DEBUG", "MASHURA_HOSTS", "MASHURA_SECRET_KEY", "MASHURA_NODE"):
        os.environ.pop(name, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "mashura.site.settings"


_settle_environment()


def pytest_xdist_auto_num_workers(config):
    """Workers for everything and for folders; none where files or tests are named, which begins at once."""
    return WORKERS if _whole_folders(config) else 0


def _whole_folders(config):
    return all(Path(named).is_dir() for named in config.args)


def pytest_configure(config):
    if not config.option.markexpr and _whole_folders(config):
        # Who names a file gets all of it; who runs everything leaves the longest to .ci/run.
        config.option.markexpr = "not long"
    # Reading one setting loads them all; pytest-django then sets Django up.
    assert RUN / (WORKER or "data") == settings.DATA_DIR, "the settings were read before tests/conftest.py"
    if not WORKER:
        # A worker that inherits it reads the settings before this file, and would share this process's data folder.
        del os.environ["DJANGO_SETTINGS_MODULE"]
    compile_catalogues(settings.DATA_DIR / "locale")
    # No time limit for each example: the first one loads CLDR, and the machine may be busy.
    hypothesis.settings.register_profile("mashura", hypothesis.settings(), deadline=None)
    hypothesis.settings.load_profile("mashura")


def pytest_unconfigure(config):
    if WORKER:
        return
    remove_with_databases(RUN)
    if LAYOUT.home not in LAYOUT.sockets.parents:
        shutil.rmtree(LAYOUT.sockets, ignore_errors=True)


def pytest_collection_modifyitems(items):
    for item in items:
        asked = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & asked:
            item.add_marker(pytest.mark.database)
        if "prepared" in asked:
            item.add_marker(pytest.mark.lifecycle)
        if "chromium" in asked:
            item.add_marker(pytest.mark.browser)
    if WORKER:
        items.sort(key=_order(items))


def _order(items):
    """The place of each module: database, browser and served demonstration, the rest; in each what may take long first.

    No test may ask Django for the database once its process runs a browser, whose event loop Django takes for its own.
    What may take long says so with its time limit. While the first worker prepares the demonstration, the second one
    goes through the life of database servers. The rest is short, so that both end at the same time.
    """
    marks, limits = defaultdict(set), defaultdict(int)
    for item in items:
        marks[item.path] |= {mark.name for mark in item.iter_markers()} | ({"prepared"} & set(item.fixturenames))
        limit = item.get_closest_marker("timeout")
        limits[item.path] = max(limits[item.path], limit.args[0] if limit else 0)
    first = max((path for path in marks if "prepared" in marks[path]), key=limits.get, default=None)

    def place(item):
        has = marks[item.path]
        if "prepared" not in has and "browser" not in has:
            phase = 0 if "database" in has else 2 if "lifecycle" in has else 4
        else:
            phase = 1 if item.path == first else 3
        return phase, -limits[item.path], item.path

    return place


@pytest.fixture(autouse=True)
def no_language_left():
    """A request leaves its language behind in the thread; the next test begins without one."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def embedded_server():
    """The server under this run's tests, started when the first of them asks; None where one was given."""
    if GIVEN:
        yield None
        return
    with EmbeddedServer(LAYOUT, durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def django_db_modify_db_settings(embedded_server, django_db_modify_db_settings_parallel_suffix):
    """pytest-django's hook before it creates the test database: have a server by then, and a name for each worker."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """pytest-django's test database, left by both roles before it is dropped."""
    yield
    with django_db_blocker.unblock():
        connections.close_all()
