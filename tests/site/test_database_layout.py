"""Where the embedded server lives: in the data folder, or under root in a folder that its account can reach."""

import itertools
import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.folders import short_folder

from mashura.errors import InputError
from mashura.site.database import account, binaries, layout
from mashura.site.database.layout import layout_at, layout_of

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="this is what happens under root")


@pytest.fixture
def system_folder(monkeypatch):
    folder = short_folder()
    monkeypatch.setattr(layout, "SYSTEM_FOLDER", folder / "mashura")
    monkeypatch.setattr(binaries, "SYSTEM_FOLDER", folder / "mashura")
    yield folder / "mashura"
    shutil.rmtree(folder)


@as_root
def test_under_root_the_data_folder_keeps_a_pointer_only(system_folder, tmp_path):
    found = layout_of(tmp_path / "data")
    found.make_home()
    found.make_sockets()
    assert found.home.parent == system_folder
    assert found.account.switched
    assert (tmp_path / "data" / "postgres-folder").read_text(encoding="utf-8").strip() == str(found.home)
    assert found.sockets.stat().st_uid == found.account.uid


@as_root
def test_a_moved_data_folder_keeps_its_cluster(system_folder, tmp_path):
    before = layout_of(tmp_path / "data").home
    (tmp_path / "data").rename(tmp_path / "moved")
    assert layout_of(tmp_path / "moved").home == before


@as_root
def test_the_cluster_of_a_deleted_data_folder_is_set_aside_not_lost(system_folder, tmp_path):
    for _ in range(2):
        old = layout_of(tmp_path / "data")
        old.make_home()
        (old.home / "cluster").mkdir()
        shutil.rmtree(tmp_path / "data")
    new = layout_of(tmp_path / "data")
    assert not new.cluster.exists()
    assert sorted(path.name for path in system_folder.iterdir()) == [f"{new.home.name}.old{n}" for n in (1, 2)]


@as_root
def test_commands_that_begin_at_once_point_at_one_folder(system_folder, tmp_path, monkeypatch):
    together = threading.Barrier(4)
    delays = itertools.count(0, 0.05)
    digest = layout._digest

    def one_after_the_other(folder):
        time.sleep(next(delays))
        return digest(folder)

    def begin(_):
        together.wait()
        found = layout_of(tmp_path / "data")
        found.make_home()
        return found.home

    monkeypatch.setattr(layout, "_digest", one_after_the_other)
    with ThreadPoolExecutor(4) as pool:
        (home,) = set(pool.map(begin, range(4)))
    assert list(system_folder.iterdir()) == [home]


@as_root
def test_no_parent_changes_its_mode(system_folder, tmp_path):
    tmp_path.chmod(0o700)
    found = layout_of(tmp_path / "data")
    found.make_home()
    found.make_sockets()
    assert tmp_path.stat().st_mode & 0o777 == 0o700
    assert system_folder.parent.stat().st_mode & 0o777 == 0o711


@as_root
def test_programs_that_the_account_cannot_reach_are_copied_once(system_folder, tmp_path):
    tmp_path.chmod(0o700)
    source = binaries.installations()[max(binaries.installations())]
    hidden = tmp_path / source.name
    shutil.copytree(source, hidden, symlinks=True, ignore=shutil.ignore_patterns("include"))
    server = account.server_account()
    copied = binaries.programs(hidden, server)
    assert copied.is_relative_to(system_folder / "programs")
    assert server.run([copied / "postgres", "--version"]).returncode == 0
    made = (copied / "postgres").stat().st_mtime_ns
    assert binaries.programs(hidden, server) == copied
    assert (copied / "postgres").stat().st_mtime_ns == made
    assert [path.name for path in (system_folder / "programs").iterdir()] == [copied.parent.name]


def test_programs_are_used_where_they_are_if_the_account_can_run_them():
    version, folder = max(binaries.installations().items())
    own = account.Account("me", os.geteuid(), os.getegid(), "me")
    assert binaries.programs(folder, own) == folder / "bin"
    assert version >= binaries.OLDEST_MAJOR


def test_without_programs_the_sentence_names_the_way_out(monkeypatch):
    monkeypatch.setattr(binaries, "WHEEL", "no_such_wheel")
    with pytest.raises(InputError, match="set DATABASE_URL"):
        binaries.installations.__wrapped__()


def test_as_an_ordinary_user_everything_is_in_the_data_folder(monkeypatch, tmp_path):
    me = account.Account("me", os.geteuid(), os.getegid(), "me")
    monkeypatch.setattr(layout, "server_account", lambda: me)
    found = layout_of(tmp_path)
    assert found.home == tmp_path / "postgres"
    found.make_home()
    assert found.home.stat().st_mode & 0o077 == 0
    assert [path.name for path in tmp_path.iterdir()] == ["postgres"]


def test_a_user_without_a_name_is_refused(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 4_000_000)
    with pytest.raises(InputError, match="user id 4000000 has no name"):
        account.server_account()


def test_root_without_any_other_account_is_refused(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(account, "CANDIDATES", ("no-such-account",))
    with pytest.raises(InputError, match="may not run as root"):
        account.server_account()


@pytest.mark.parametrize("folder", ["/srv/mashura", "/srv/with a space", "/srv/équipe"])
def test_an_address_survives_any_folder_name(folder, tmp_path):
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 # only here

    address = layout.Layout(tmp_path, tmp_path / folder.lstrip("/"), account.server_account()).address("role")
    assert conninfo_to_dict(address)["host"] == str(tmp_path / folder.lstrip("/"))


def test_two_homes_with_long_paths_do_not_share_a_socket_folder(tmp_path):
    homes = [tmp_path / ("long" * 30) / name for name in ("one", "two")]
    sockets = {layout_at(home).sockets for home in homes}
    assert len(sockets) == 2
    assert all(len(os.fsencode(folder)) < 80 for folder in sockets)
