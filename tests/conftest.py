"""The ground under every test: a private data folder and an embedded PostgreSQL, made on demand and taken away.

With `DATABASE_URL` and `DATABASE_OWNER_URL` in the environment the tests use that server (PostgreSQL 15 in CI).
Everything a setting can see is decided here, before Django reads it: that is why `DJANGO_SETTINGS_MODULE` is not
in pyproject.toml (pytest-django would load the settings before this file).
"""

import os
import shutil
import tempfile
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connections

from mashura.kit.catalogues import compile_catalogues
from mashura.site.database.layout import APPLICATION, OWNER, Layout, layout_at
from mashura.site.database.server import EmbeddedServer

FOLDER = Path(tempfile.mkdtemp(prefix="mashura-", dir="/tmp"))  # a socket's path must be short
FOLDER.chmod(0o711)  # under root the server runs as another account, which must pass through
GIVEN = "DATABASE_URL" in os.environ
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def _settle_environment() -> Layout:
    layout = layout_at(FOLDER / "pg")
    data = FOLDER / "data"
    (data / "static").mkdir(parents=True)
    os.environ["MASHURA_DATA_DIR"] = str(data)
    if not GIVEN:
        os.environ["DATABASE_URL"] = layout.address(APPLICATION)
        os.environ["DATABASE_OWNER_URL"] = layout.address(OWNER)
    os.environ.setdefault("MASHURA_INSECURE", "1")
    for name in ("MASHURA_DEMO", "MASHURA_DEBUG", "MASHURA_HOSTS", "MASHURA_SECRET_KEY", "MASHURA_NODE"):
        os.environ.pop(name, None)
    os.environ["DJANGO_SETTINGS_MODULE"] = "mashura.site.settings"
    return layout


LAYOUT = _settle_environment()


def pytest_configure(config):
    # Reading one setting loads them all; pytest-django then sets Django up.
    assert settings.DATA_DIR.is_relative_to(FOLDER), "the settings were read before tests/conftest.py"
    compile_catalogues(settings.DATA_DIR / "locale")
    # No time limit for each example: the first one loads CLDR, and the machine may be busy.
    hypothesis.settings.register_profile("mashura", hypothesis.settings(), deadline=None)
    hypothesis.settings.load_profile("mashura")


def pytest_unconfigure(config):
    shutil.rmtree(FOLDER, ignore_errors=True)
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


@pytest.fixture(scope="session")
def embedded_server():
    """The server under this session's tests, started when the first of them asks; None where one was given."""
    if GIVEN:
        yield None
        return
    with EmbeddedServer(LAYOUT, durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def django_db_modify_db_settings(embedded_server):
    """pytest-django's hook before it creates the test database: have a server by then."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """pytest-django's test database, left by both roles before it is dropped."""
    yield
    with django_db_blocker.unblock():
        connections.close_all()
