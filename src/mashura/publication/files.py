"""Where editions lie: `DATA_DIR/editions/<name>.pdf`, each written whole or not at all."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from mashura.publication.models import Edition


def edition_path(edition: Edition) -> Path:
    """Where the file of `edition` lies, whether it is there or not."""
    return Path(settings.DATA_DIR) / "editions" / file_name(edition)


def file_name(edition: Edition) -> str:
    """The name under which readers save the edition: "north-africa-ar-2.pdf"."""
    return f"{edition}.pdf"


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` so that a reader sees the old file or the new one, never a part; survives a power cut.

    Raises:
        OSError: the folder cannot be written or the disk is full; nothing is left behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(0o644)
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
