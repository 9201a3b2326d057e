"""Where the files of documents lie: one file per SHA-256 in the data folder. Only PDF and Word files get there.

What a file is, is read from its content, not from its name: a Word file is a ZIP archive with the parts of one.
"""

import hashlib
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

from mashura.errors import InputError, gettext_noop

MAX_BYTES: Final = 20 * 1024 * 1024
PDF: Final = "application/pdf"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES: Final = {".pdf": PDF, ".docx": WORD}
# A Word document that carries programs is another kind of file, and no document to hand out.
_MACROS: Final = "vbaProject.bin"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_UNFIT_FOR_A_NAME = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was brought: its hash, the name it came under, its size in bytes."""

    sha256: str
    name: str
    bytes: int


def path_of(sha256: str) -> Path:
    """The place of the file with this hash, whether it is there or not."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError("a file is known by 64 hexadecimal digits")
    return _folder() / sha256


def is_kept(sha256: str) -> bool:
    """Whether the file with this hash is in the data folder."""
    return path_of(sha256).is_file()


def size_of(sha256: str) -> int:
    """Its size in bytes."""
    return path_of(sha256).stat().st_size


def media_type_of(name: str) -> str:
    """The media type of a file that was accepted under this name."""
    return MEDIA_TYPES[Path(name).suffix.lower()]


def keep_file(chunks: Iterable[bytes], *, name: str) -> KeptFile:
    """Keep a PDF or Word file under its hash.

    Raises:
        InputError: it is neither, does not hold what its name says, is empty or larger than `MAX_BYTES`.
    """
    shown = _UNFIT_FOR_A_NAME.sub("", Path(name.replace("\\", "/")).name).strip()[-200:]
    suffix = Path(shown).suffix.lower()
    if suffix not in MEDIA_TYPES:
        raise InputError(gettext_noop("The file %(file)s is neither a PDF nor a Word file (.docx)."), file=shown)
    _folder().mkdir(parents=True, exist_ok=True)
    descriptor, part_name = tempfile.mkstemp(dir=_folder(), suffix=".part")
    part = Path(part_name)
    try:
        with os.fdopen(descriptor, "wb") as written:
            sha256, size = _copy(chunks, written, shown)
        with part.open("rb") as content:
            if size == 0 or not (_is_pdf(content) if suffix == ".pdf" else _is_word(content)):
                raise InputError(gettext_noop("The file %(file)s does not hold what its name says."), file=shown)
        part.chmod(0o444)
        part.replace(path_of(sha256))
    finally:
        part.unlink(missing_ok=True)
    return KeptFile(sha256, shown, size)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "documents"


def _copy(chunks: Iterable[bytes], written: BinaryIO, name: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_BYTES:
            raise InputError(
                gettext_noop("The file %(file)s is larger than %(limit)s megabytes."),
                file=name,
                limit=MAX_BYTES // (1024 * 1024),
            )
        digest.update(chunk)
        written.write(chunk)
    return digest.hexdigest(), size


def _is_pdf(content: BinaryIO) -> bool:
    return content.read(5) == b"%PDF-"


def _is_word(content: BinaryIO) -> bool:
    try:
        with zipfile.ZipFile(content) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    has_parts = {"[Content_Types].xml", "word/document.xml"} <= names
    return has_parts and not any(name.endswith(_MACROS) for name in names)
