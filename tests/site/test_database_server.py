"""The embedded server's life: shared, left, stopped; nothing lost and nothing left by whatever is killed."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from tests.folders import short_folder
from tests.site.servers import environment, eventually, processes_about

from mashura.errors import InputError
from mashura.site.database.layout import APPLICATION, OWNER, layout_at
from mashura.site.database.server import EmbeddedServer

pytestmark = pytest.mark.lifecycle

USER = """
import sys, time
from pathlib import Path
from mashura.site.database.layout import layout_at
from mashura.site.database.server import EmbeddedServer
with EmbeddedServer(layout_at(Path(sys.argv[1])), durable=False) as server:
    print(server.state().pid, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder():
    made = short_folder()
    yield made
    eventually(lambda: not processes_about(made))
    for pid in processes_about(made):
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def server(folder):
    return EmbeddedServer(layout_at(folder / "pg"), durable=False)


def another_command(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", USER, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
    )


def answers(server, role=APPLICATION, question="select current_user"):
    with psycopg.connect(server.layout.address(role)) as connection:
        return connection.execute(question).fetchone()[0]


def keeper_of(server):
    return server._note()["pid"]


def write_a_row(server):
    with psycopg.connect(server.layout.address(OWNER)) as connection:
        connection.execute("create table if not exists kept (what text)")
        connection.execute("insert into kept values ('committed')")


def test_it_runs_for_the_length_of_its_use(server, folder):
    with server:
        assert answers(server) == APPLICATION
        assert server.state().running
    assert not server.state().running
    assert processes_about(folder) == []


def test_it_keeps_its_data_and_speaks_utf8_with_plain_byte_order(server):
    with server:
        write_a_row(server)
    with server:
        assert answers(server, OWNER, "select what from kept") == "committed"
        assert answers(server, question="show server_encoding") == "UTF8"
        assert answers(server, question="select datcollate from pg_database where datname = 'mashura'") == "C"


def test_nothing_listens_on_the_network(server):
    with server:
        assert answers(server, question="show listen_addresses") == ""
        assert server.layout.sockets.stat().st_mode & 0o077 == 0


def test_the_last_user_stops_it_not_the_first(server):
    with another_command(server.layout.home) as other:
        other.stdout.readline()
        with server:
            pid = server.state().pid
            other.communicate()
            assert server.state().pid == pid
            assert answers(server) == APPLICATION
    assert not server.state().running


def test_a_joining_command_does_not_stop_it_under_the_first(server):
    with server:
        with another_command(server.layout.home) as other:
            assert int(other.stdout.readline()) == server.state().pid
            other.communicate()
        assert answers(server) == APPLICATION


def test_two_starts_at_once_share_one_server(server, folder):
    both = [another_command(server.layout.home) for _ in range(2)]
    pids = {command.stdout.readline() for command in both}
    told = [command.communicate() for command in both]
    assert len(pids) == 1, told
    assert pids != {""}
    for command, (_, said) in zip(both, told, strict=True):
        assert (command.returncode, said) == (0, "")
    assert eventually(lambda: processes_about(folder) == [])


def test_it_stays_when_told_until_it_is_stopped(server):
    with server:
        server.stay()
    assert server.state().stays
    with server:
        pass
    assert answers(server) == APPLICATION
    assert server.stop()
    assert not server.state().running
    assert not server.stop()


def test_it_is_not_stopped_under_a_command_that_uses_it(server):
    with another_command(server.layout.home) as other:
        other.stdout.readline()
        with pytest.raises(InputError, match="Another Mashura command is using"):
            server.stop()
        other.communicate()
    assert other.returncode == 0


def test_it_stops_when_its_only_user_is_killed(server, folder):
    with another_command(server.layout.home) as other:
        other.stdout.readline()
        write_a_row(server)
        other.kill()
    assert eventually(lambda: processes_about(folder) == [])
    with server:
        assert answers(server, OWNER, "select what from kept") == "committed"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that its parent has died")
def test_it_stops_when_its_keeper_is_killed_and_starts_again(server, folder):
    with server:
        write_a_row(server)
        os.kill(keeper_of(server), signal.SIGKILL)
        assert eventually(lambda: processes_about(folder) == [])
    with server:
        assert answers(server, OWNER, "select what from kept") == "committed"


def test_it_recovers_when_everything_was_killed_at_once(folder):
    server = EmbeddedServer(layout_at(folder / "pg"))
    server.use()
    write_a_row(server)
    os.kill(keeper_of(server), signal.SIGSTOP)
    for pid in processes_about(folder):
        os.kill(pid, signal.SIGKILL)
    assert eventually(lambda: processes_about(folder) == [])
    server.leave()
    assert (server.layout.cluster / "postmaster.pid").exists()
    with server:
        assert answers(server, OWNER, "select what from kept") == "committed"


def test_a_stale_lock_whose_number_now_belongs_to_another_process_does_not_block(server):
    with server:
        write_a_row(server)
    # A living process that is no server of this cluster: the parent of the tests.
    (server.layout.cluster / "postmaster.pid").write_text(f"{os.getppid()}\n{server.layout.cluster}\n")
    with server:
        assert answers(server, OWNER, "select what from kept") == "committed"


def test_an_unfinished_cluster_is_made_anew(server):
    server.layout.make_home()
    (server.layout.home / "cluster.new77" / "base").mkdir(parents=True)
    with server:
        assert answers(server) == APPLICATION
    assert not list(server.layout.home.glob("cluster.new*"))


@pytest.mark.parametrize("version", ["9.6", "14", "99"])
def test_a_cluster_of_another_major_version_is_refused_and_left_alone(server, version):
    with server:
        pass
    (server.layout.cluster / "PG_VERSION").write_text(f"{version}\n")
    before = sorted(path.name for path in server.layout.cluster.iterdir())
    with pytest.raises(InputError, match=f"made by PostgreSQL {version.split('.')[0]}"):
        server.use()
    assert sorted(path.name for path in server.layout.cluster.iterdir()) == before
    assert not server.state().running


def test_a_server_that_does_not_start_says_why_in_one_sentence(server, folder):
    with server:
        pass
    (server.layout.cluster / "postgresql.conf").write_text("shared_buffers = 'many'\n")
    with pytest.raises(InputError, match="does not start") as refusal:
        server.use()
    assert "\n" not in str(refusal.value)
    assert eventually(lambda: processes_about(folder) == [])


def test_a_full_disk_is_told_and_leaves_no_half_made_cluster(folder):
    small = folder / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m,mode=0711", "tmpfs", str(small)], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("making a small disk needs the right to mount")
    try:
        server = EmbeddedServer(layout_at(small / "pg"), durable=False)
        with pytest.raises(InputError, match="is full"):
            server.use()
        assert not list(server.layout.home.glob("cluster*"))
        assert processes_about(folder) == []
    finally:
        subprocess.run(["umount", str(small)], check=True)


def test_a_folder_of_somebody_else_is_refused(server, folder):
    if os.geteuid() != 0:
        pytest.skip("giving a folder away needs root")
    home = folder / "pg"
    home.mkdir()
    os.chown(home, 12345, 12345)
    with pytest.raises(InputError, match="belongs to another user"):
        server.use()
    assert list(home.iterdir()) == []


def test_a_long_path_gets_a_private_socket_folder_elsewhere(folder):
    home = folder / ("a-very-long-name-" * 6) / "pg"
    home.parent.mkdir(mode=0o711)
    server = EmbeddedServer(layout_at(home), durable=False)
    try:
        with server:
            assert answers(server) == APPLICATION
            assert home not in server.layout.sockets.parents
            assert server.layout.sockets.stat().st_mode & 0o077 == 0
    finally:
        shutil.rmtree(server.layout.sockets, ignore_errors=True)


def test_another_account_of_the_machine_cannot_connect(server):
    if os.geteuid() != 0:
        pytest.skip("acting as another account needs root")
    # Even with the socket folder open: PostgreSQL asks the system who is calling.
    question = f"import psycopg; psycopg.connect({server.layout.address(OWNER)!r})"
    with server:
        server.layout.home.chmod(0o755)
        server.layout.sockets.chmod(0o755)
        (server.layout.sockets / ".s.PGSQL.5432").chmod(0o777)
        code = f"import os; os.setgroups([]); os.setgid(65534); os.setuid(65534)\n{question}"
        tried = subprocess.run(
            [sys.executable, "-c", "import psycopg\n" + code], capture_output=True, text=True, check=False
        )
    assert "authentication failed" in tried.stderr
