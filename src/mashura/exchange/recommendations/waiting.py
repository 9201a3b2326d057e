"""Files that wait between their trial and their import, by their hash, in the data folder; a day at most."""

import hashlib
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from django.conf import settings

from mashura.errors import InputError, gettext_noop

MAX_BYTES: Final = 20 * 1024 * 1024
_DAY: Final = 24 * 3600
_HASH: Final = re.compile(r"[0-9a-f]{64}")


def keep_waiting(chunks: Iterable[bytes], *, size: int) -> str:
    """Keep a file until it is imported; returns its SHA-256, by which it is asked for again.

    Raises:
        InputError: it is larger than a browser should bring.
    """
    if size > MAX_BYTES:
        raise InputError(
            gettext_noop(
                "The file is larger than %(megabytes)s MB. Import it on the command line: "
                "mashura manage import_recommendations."
            ),
            megabytes=MAX_BYTES // 1024 // 1024,
        )
    content = b"".join(chunks)
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        if old.stat().st_mtime < time.time() - _DAY:
            old.unlink(missing_ok=True)
    sha256 = hashlib.sha256(content).hexdigest()
    (folder / sha256).write_bytes(content)
    return sha256


def waiting_file(sha256: str) -> Path:
    """The file of that hash. InputError when it waits no longer."""
    path = _folder() / sha256
    if not _HASH.fullmatch(sha256) or not path.is_file():
        raise InputError(gettext_noop("This file waits no longer. Bring it again."))
    return path


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "incoming"
