"""A process that must not outlive the one that started it."""

import os
import signal
import threading
import time

LOOK = 0.5  # seconds
GRACE = 20  # seconds for an orderly end


def follow_parent() -> None:
    """End this process, orderly, soon after its parent has ended, even by `kill -9`."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(LOOK)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE)
        os._exit(1)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()
