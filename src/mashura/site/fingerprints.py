"""Static addresses that change with the content of the file, without a copy of the files being made first."""

import functools
import hashlib
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@functools.cache
def fingerprint(path: str) -> str:
    """Twelve hexadecimal digits of the SHA-256 of the file at `path`."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12]


class FingerprintedStorage(StaticFilesStorage):
    """Appends `?v=<fingerprint>`, so that a browser may keep a file for a year and still never shows an old one.

    Style sheets therefore name no other file: an address inside one would go without its fingerprint.
    """

    def url(self, name: str | None) -> str:
        """The address of a static file; a name that no app ships is a defect and fails."""
        found = finders.find(name or "")
        if not isinstance(found, str):
            raise FileNotFoundError(f"no static file {name!r}")
        return f"{super().url(name)}?v={fingerprint(found)}"
