"""Commands that start and stop the embedded database, as root and as an ordinary user."""

import os

import pytest
from tests.folders import short_folder
from tests.site.servers import (
    OrdinaryUser,
    eventually,
    home_of,
    mashura,
    processes_about,
    remove_with_databases,
)

pytestmark = pytest.mark.lifecycle


@pytest.fixture
def folder():
    made = short_folder()
    yield made
    remove_with_databases(made)


@pytest.fixture
def ordinary_user(folder):
    home = folder / "home"
    home.mkdir()
    return OrdinaryUser(home)


def sentence(done):
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr


def walk_through_start_and_stop(run, data):
    assert run("db", "status", "--data-dir", data).stdout == "not made yet\n"
    started = run("db", "start", "--data-dir", data)
    assert (started.returncode, started.stderr) == (0, "")
    assert started.stdout.startswith("postgresql://mashura_app@/mashura?host=/")
    status = run("db", "status", "--data-dir", data).stdout
    assert "PostgreSQL 18, running" in status
    assert started.stdout in status
    assert run("db", "start", "--data-dir", data).stdout == started.stdout
    home = home_of(data)
    assert processes_about(home) != []
    assert run("db", "stop", "--data-dir", data).stdout == "stopped\n"
    assert eventually(lambda: processes_about(home) == [])
    assert run("db", "status", "--data-dir", data).stdout == "not running\n"
    assert run("db", "stop", "--data-dir", data).stdout == "not running\n"


def test_this_user_starts_and_stops_the_database(folder):
    walk_through_start_and_stop(mashura, folder / "data")


def test_an_ordinary_user_starts_and_stops_the_database(ordinary_user):
    data = ordinary_user.home / "data"
    walk_through_start_and_stop(ordinary_user.mashura, data)
    owners = {path.stat().st_uid for path in [data, *data.rglob("*")]}
    assert owners == {ordinary_user.account.pw_uid}


def test_an_ordinary_user_needs_no_variable_at_all(ordinary_user):
    done = ordinary_user.mashura("db", "start")
    assert str(ordinary_user.home / ".local" / "share" / "mashura") in done.stdout, done.stderr
    assert ordinary_user.mashura("db", "stop").stdout == "stopped\n"


def test_an_unwritable_folder_is_told(ordinary_user):
    ordinary_user.home.chmod(0o555)
    said = sentence(ordinary_user.mashura("db", "start", "--data-dir", ordinary_user.home / "data"))
    assert str(ordinary_user.home / "data") in said
    assert "--data-dir" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a folder of another user")
def test_a_data_folder_made_by_root_is_not_taken_over(ordinary_user, folder):
    data = folder / "data"
    assert mashura("db", "status", "--data-dir", data).returncode == 0
    (data / "postgres").mkdir(parents=True)
    data.chmod(0o777)
    assert "belongs to another user" in sentence(ordinary_user.mashura("db", "start", "--data-dir", data))
    assert list((data / "postgres").iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="needs a folder of another user")
def test_root_does_not_take_over_an_ordinary_users_database(ordinary_user):
    data = ordinary_user.home / "data"
    assert ordinary_user.mashura("db", "start", "--data-dir", data).returncode == 0
    assert ordinary_user.mashura("db", "stop", "--data-dir", data).returncode == 0
    before = sorted(path.name for path in (data / "postgres").iterdir())
    assert "belongs to another user" in sentence(mashura("db", "start", "--data-dir", data))
    assert sorted(path.name for path in (data / "postgres").iterdir()) == before
