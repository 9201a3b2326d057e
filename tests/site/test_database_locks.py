"""Locks between processes, and the notes that their holders leave."""

import json
import threading

import pytest

from mashura.site.database.locks import FileLock, is_held


def test_a_lock_is_held_by_one_and_shared_by_many(tmp_path):
    with FileLock(tmp_path / "lock") as first, FileLock(tmp_path / "lock") as second:
        assert first.acquire(shared=True)
        assert second.acquire(shared=True)
        assert not first.acquire()
        first.release()
        assert second.acquire()
        assert not first.acquire(shared=True)
        assert is_held(tmp_path / "lock")
    assert not is_held(tmp_path / "lock")


def test_only_the_holder_leaves_a_note(tmp_path):
    with pytest.raises(RuntimeError, match="only the holder"):
        FileLock(tmp_path / "lock").write("{}")


def test_a_shorter_note_leaves_nothing_of_a_longer_one(tmp_path):
    with FileLock(tmp_path / "lock") as lock:
        lock.acquire()
        for note in ({"stays": False}, {"stays": True}, {}):
            lock.write(json.dumps(note))
            assert json.loads((tmp_path / "lock").read_text()) == note


def test_a_reader_finds_a_note_while_it_is_written_again(tmp_path):
    """A server that was told to stay must not look for a moment as if it had not been."""
    done = threading.Event()

    def write_again(lock):
        while not done.is_set():
            lock.write(json.dumps({"stays": True}))

    with FileLock(tmp_path / "lock") as lock:
        lock.acquire()
        lock.write(json.dumps({"stays": True}))
        writer = threading.Thread(target=write_again, args=(lock,))
        writer.start()
        try:
            found = {(tmp_path / "lock").read_text() for _ in range(2_000)}
        finally:
            done.set()
            writer.join()
    assert found == {'{"stays": true}'}
