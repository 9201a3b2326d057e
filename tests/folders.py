"""The one folder of a run, in which everything lies that its tests make; whoever began the run takes it away."""

import os
import tempfile
from pathlib import Path
from typing import Final

VARIABLE: Final = "MASHURA_TESTS_FOLDER"
# One of several processes that share the tests of a run; pytest-xdist names it before it reads any of our files.
WORKER: Final = os.environ.get("PYTEST_XDIST_WORKER")

if WORKER is None:
    os.environ[VARIABLE] = tempfile.mkdtemp(prefix="mashura-", dir="/tmp")  # a socket's path must be short
    Path(os.environ[VARIABLE]).chmod(0o711)  # under root the server runs as another account, which must pass through

RUN: Final = Path(os.environ[VARIABLE])


def short_folder() -> Path:
    """A folder whose path leaves room for a socket, which the server's account may pass through."""
    folder = Path(tempfile.mkdtemp(prefix="", dir=RUN))
    folder.chmod(0o711)
    return folder
