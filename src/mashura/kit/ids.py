"""Identifiers made in Python, so that a row's id is known before it is written (RFC 9562, UUID version 7)."""

import os
import secrets
import threading
import time
from uuid import UUID

_COUNTER_BITS = 12
_RANDOM_BITS = 62
_VERSION = 7
_VARIANT = 0b10


class _Sequence:
    """The last (millisecond, counter) given out; every next one is greater."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.millisecond = 0
        self.counter = 0

    def step(self) -> tuple[int, int]:
        millisecond = time.time_ns() // 1_000_000
        with self.lock:
            if millisecond > self.millisecond:
                self.millisecond = millisecond
                # Half of the range stays free for ids of the same millisecond (RFC 9562, section 6.2, method 1).
                self.counter = secrets.randbits(_COUNTER_BITS - 1)
            else:
                # Same millisecond, or the system's clock went back: keep counting from where we were.
                self.counter += 1
                if self.counter >> _COUNTER_BITS:
                    self.millisecond += 1
                    self.counter = 0
            return self.millisecond, self.counter


_sequence = _Sequence()


def _renew_lock() -> None:
    # A child process forked while another thread held the lock would wait for ever.
    _sequence.lock = threading.Lock()


os.register_at_fork(after_in_child=_renew_lock)


def new_id() -> UUID:
    """A new UUID version 7: sortable by time of making, strictly increasing within one process.

    The last 62 bits are random, so ids of different processes do not meet. The first 48 bits tell the
    millisecond of making: never use one as a secret.
    """
    millisecond, counter = _sequence.step()
    value = millisecond << 80
    value |= _VERSION << 76
    value |= counter << 64
    value |= _VARIANT << _RANDOM_BITS
    value |= secrets.randbits(_RANDOM_BITS)
    return UUID(int=value)
