import os
import threading
import time
from uuid import RFC_4122

from mashura.kit import ids
from mashura.kit.ids import new_id


def test_an_id_is_a_version_7_uuid_of_this_moment():
    before = time.time_ns() // 1_000_000
    made = new_id()
    after = time.time_ns() // 1_000_000
    assert made.version == 7
    assert made.variant == RFC_4122
    assert before <= made.int >> 80 <= after + 1


def test_ids_grow_strictly_within_one_process():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)


def test_ids_of_many_threads_never_meet():
    made = []

    def work():
        made.extend([new_id() for _ in range(2_000)])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 8_000


def test_ids_keep_growing_when_the_system_clock_goes_back(monkeypatch):
    monkeypatch.setattr(ids, "_sequence", ids._Sequence())
    first = new_id()
    monkeypatch.setattr(ids.time, "time_ns", lambda: 1_000_000_000)
    assert new_id() > first


def test_a_full_counter_borrows_the_next_millisecond(monkeypatch):
    sequence = ids._Sequence()
    monkeypatch.setattr(ids, "_sequence", sequence)
    monkeypatch.setattr(ids.time, "time_ns", lambda: 5_000_000)
    made = [new_id() for _ in range(10_000)]
    assert made == sorted(made)
    assert made[-1].int >> 80 > 5


def test_a_forked_child_can_make_ids_while_the_parent_held_the_lock():
    with ids._sequence.lock:
        child = os.fork()
        if child == 0:
            new_id()
            os._exit(0)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        finished, status = os.waitpid(child, os.WNOHANG)
        if finished:
            assert os.waitstatus_to_exitcode(status) == 0
            return
        time.sleep(0.01)
    os.kill(child, 9)
    os.waitpid(child, 0)
    raise AssertionError("the child waits for a lock that nobody releases")
