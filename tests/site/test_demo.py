"""The demonstration from an empty folder to a site that answers, and back to nothing running."""

import contextlib
import http.client
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from tests.folders import short_folder
from tests.site.servers import (
    OrdinaryUser,
    copy_data,
    environment,
    eventually,
    free_port,
    home_of,
    mashura,
    processes_about,
    remove_with_databases,
)

from mashura.access.public import Role
from mashura.site.database.layout import OWNER, layout_at
from mashura.site.database.server import EmbeddedServer

pytestmark = [pytest.mark.lifecycle, pytest.mark.timeout(600)]


@pytest.fixture(scope="module", autouse=True)
def ctrl_c_is_heard():
    """A shell that runs the tests in the background has SIGINT ignored, which every process below would inherit."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="module")
def folder():
    made = short_folder()
    yield made
    for pid in everything_about(made):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    remove_with_databases(made)


@pytest.fixture(scope="module")
def data(prepared, folder):
    """A prepared data folder that these tests may use and change."""
    return copy_data(prepared[0], folder / "data")


def everything_about(folder: Path) -> list[int]:
    """Processes that name the folder or its cluster, or that were told of it by their environment."""
    found = set(processes_about(folder))
    for pointer in folder.glob("*/postgres-folder"):
        found |= set(processes_about(Path(pointer.read_text(encoding="utf-8").strip())))
    told = f"MASHURA_DATA_DIR={folder}".encode()
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if entry.name.isdigit() and told in (entry / "environ").read_bytes():
                found.add(int(entry.name))
    return sorted(found)


@contextlib.contextmanager
def serving(data: Path, *command: str):
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "mashura.site.cli", *command, "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(MASHURA_DATA_DIR=str(data)),
        start_new_session=True,
    )
    try:
        printed = []
        for line in process.stdout:
            printed.append(line)
            if "http://" in line:
                break
        else:
            pytest.fail(process.stderr.read())
        yield process, port, "".join(printed)
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=60)


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": f"localhost:{port}"})
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


def test_preparing_builds_an_edition_per_language_and_stops_the_database(prepared):
    data, done = prepared
    files = [Path(line) for line in done.stdout.splitlines()]
    assert len(files) == 3
    for file in files:
        assert file.is_relative_to(data)
        assert file.read_bytes().startswith(b"%PDF-")
    assert processes_about(home_of(data)) == []


def test_preparing_shows_each_step_with_its_time(prepared):
    steps = [line for line in prepared[1].stderr.splitlines() if line.startswith("  ")]
    assert len(steps) >= 6
    assert all(line.endswith(" s") for line in steps)


def snapshot(data):
    """Every file of the data folder by content, and every row of our tables."""
    files = {
        str(path.relative_to(data)): path.stat().st_mtime_ns
        for path in data.rglob("*")
        if path.is_file() and "postgres" not in path.relative_to(data).parts[0] and path.suffix != ".lock"
    }
    with (
        EmbeddedServer(layout_at(home_of(data))) as server,
        psycopg.connect(server.layout.address("postgres", database="mashura")) as connection,
    ):
        names = connection.execute(
            "select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1"
        ).fetchall()
        rows = {
            name: connection.execute(
                f"select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from \"{name}\" t"  # noqa: S608 # names from the catalogue
            ).fetchone()[0]
            for (name,) in names
        }
    return files, rows


def test_a_second_run_changes_nothing(prepared, data):
    before = snapshot(data)
    again = mashura("demo", "--prepare-only", "--data-dir", data)
    assert again.returncode == 0, again.stderr
    assert again.stdout == prepared[1].stdout.replace(str(prepared[0]), str(data))
    assert snapshot(data) == before


def test_it_serves_pages_and_stops_everything_on_ctrl_c(data, folder):
    with serving(data, "demo") as (process, port, printed):
        assert f"http://localhost:{port}" in printed
        assert printed.count("@") == len(Role) - 1  # an account per role; the public has none
        for language in ("ar", "en", "fr"):
            status, page = get(port, f"/{language}/")
            assert status == 200
            assert f'lang="{language}"'.encode() in page
        os.kill(process.pid, signal.SIGINT)
        assert process.wait(60) == 130
        assert "Traceback" not in process.stderr.read()
    assert everything_about(folder) == []


def test_a_kill_leaves_no_orphan_and_the_next_start_recovers(data, folder):
    with serving(data, "demo") as (process, _port, _printed):
        process.kill()
        process.wait(10)
        assert eventually(lambda: everything_about(folder) == [], seconds=40)
    with serving(data, "demo") as (_process, port, _printed):
        assert get(port, "/en/")[0] == 200
    assert eventually(lambda: everything_about(folder) == [])


def test_two_demonstrations_at_once_share_the_database(data, folder):
    with serving(data, "demo") as (first, first_port, _), serving(data, "demo") as (second, second_port, _):
        second.send_signal(signal.SIGINT)
        assert second.wait(60) == 130
        time.sleep(1)  # long enough for a server that were stopped to be gone
        assert get(first_port, "/en/")[0] == 200
        assert first.poll() is None
        assert first_port != second_port
    assert eventually(lambda: everything_about(folder) == [])


def test_a_web_server_that_dies_ends_the_command_with_a_sentence(data, folder):
    with serving(data, "demo") as (process, _port, _printed):
        for pid in everything_about(folder):
            with contextlib.suppress(OSError):
                words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
                if b"mashura.site.processes" in words and b"web" in words:
                    os.kill(pid, signal.SIGKILL)
        assert process.wait(60) == 2
        assert "web server ended" in process.stderr.read()
    assert eventually(lambda: everything_about(folder) == [], seconds=40)


def test_an_edition_is_written_to_the_file_asked_for(data, folder):
    out = folder / "ar.pdf"
    done = mashura("edition", "north-africa", "--lang", "ar", "--out", out, "--data-dir", data)
    assert (done.returncode, done.stdout) == (0, f"{out}\n"), done.stderr
    assert out.read_bytes() == (data / "editions" / "north-africa-ar-1.pdf").read_bytes()


def test_an_edition_of_an_unknown_programme_is_refused(data, folder):
    done = mashura("edition", "atlantis", "--out", folder / "none.pdf", "--data-dir", data)
    assert done.returncode == 2
    assert done.stderr.startswith("There is no programme “atlantis” in this database; there are: ")
    assert not (folder / "none.pdf").exists()


def test_serve_refuses_demonstration_accounts(data):
    done = mashura("serve", "--data-dir", data, "--port", str(free_port()))
    assert done.returncode == 2
    assert "demonstration accounts" in done.stderr
    assert processes_about(home_of(data)) == []


@pytest.mark.parametrize("command", [["serve"], ["edition", "north-africa", "--out", "x.pdf"], ["audit", "verify"]])
def test_a_database_that_is_not_prepared_is_refused(folder, command):
    port = ["--port", str(free_port())] if command == ["serve"] else []
    done = mashura(*command, *port, "--data-dir", folder / "empty")
    assert (done.returncode, done.stderr) == (2, "The database is not prepared: run `mashura migrate` first.\n")


@pytest.mark.parametrize("role", [OWNER, "postgres"])
def test_serve_refuses_a_role_that_row_policies_do_not_bind(data, role):
    layout = layout_at(home_of(data))
    with EmbeddedServer(layout):
        address = layout.address(role, database="mashura")
        done = mashura("serve", "--data-dir", data, "--port", str(free_port()), DATABASE_URL=address)
    assert done.returncode == 2
    assert "row policies do not bind" in done.stderr


def test_serve_serves_a_prepared_database(folder):
    data = folder / "public"
    assert mashura("migrate", "--data-dir", data).returncode == 0
    with serving(data, "serve") as (process, port, _printed):
        assert get(port, "/en/")[0] == 200
        process.terminate()
        assert process.wait(60) == 143
    assert eventually(lambda: everything_about(folder) == [])


def test_the_demonstration_works_on_a_given_server(prepared, folder):
    """The server is given, the data folder beside it holds files only."""
    layout = layout_at(home_of(copy_data(prepared[0], folder / "given")))
    beside = folder / "beside"
    shutil.copytree(prepared[0] / "editions", beside / "editions")
    with EmbeddedServer(layout, durable=False):
        addresses = {
            "DATABASE_URL": layout.address("mashura_app"),
            "DATABASE_OWNER_URL": layout.address(OWNER),
        }
        done = mashura("demo", "--prepare-only", "--data-dir", beside, **addresses)
    assert done.returncode == 0, done.stderr
    assert done.stdout == prepared[1].stdout.replace(str(prepared[0]), str(beside))
    assert not (beside / "postgres").exists()
    assert not (beside / "postgres-folder").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="the other tests run as an ordinary user then")
@pytest.mark.long
def test_the_demonstration_works_as_an_ordinary_user(folder):
    home = folder / "home"
    home.mkdir()
    done = OrdinaryUser(home).mashura("demo", "--prepare-only")
    assert done.returncode == 0, done.stderr
    files = [Path(line) for line in done.stdout.splitlines()]
    assert all(file.is_relative_to(home / ".local" / "share" / "mashura") for file in files)
    assert len(files) == 3
    assert processes_about(home) == []
