"""Office files as ZIP archives of XML parts: packed to the same bytes every time, opened as files of a stranger.

What comes from outside may be made to harm: archives that unpack to gigabytes, XML with entities, programs. Such files
are refused before any part of them is looked at more closely.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from mashura.errors import InputError, gettext_noop

MAX_BYTES: Final = 20 * 1024 * 1024
# Unpacked: a text of a thousand pages has 20 megabytes of XML; pictures are never unpacked.
MAX_PART: Final = 64 * 1024 * 1024
MAX_PARTS: Final = 2000
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
# What Word and Excel write before 2007, and what they wrap a file with a password in.
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = 0x1
# The only ones that office files may have.
_COMPRESSIONS: Final = frozenset([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
_DOCTYPE: Final = re.compile(
    rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|<\x00?!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y"
)
_DECLARED: Final = re.compile(rb"[^<]{0,3}<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
_ENCODINGS: Final = frozenset([b"utf-8", b"us-ascii", b"ascii"])
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as a ZIP archive in the order given, with no trace of when or where it was made."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, part, compresslevel=6)
    return content.getvalue()


def unpacked(content: bytes, *, file: str) -> dict[str, bytes]:
    """The XML parts of an archive by name; pictures and other parts stay packed.

    Raises:
        InputError: too large, not an archive, locked with a password, with programs in it, or made to harm.
    """
    if len(content) > MAX_BYTES:
        raise InputError(
            gettext_noop("%(file)s is larger than %(limit)s megabytes. Take the pictures out and send it again."),
            file=file,
            limit=MAX_BYTES // (1024 * 1024),
        )
    if content.startswith(_OLE):
        raise InputError(
            gettext_noop(
                "%(file)s has a password or the form of Office before 2007. "
                "Open it, take the password off, and save it as .docx or .xlsx."
            ),
            file=file,
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _parts(archive, file)
    except InputError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _unreadable(file) from error


def _parts(archive: zipfile.ZipFile, file: str) -> dict[str, bytes]:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    is_usual = all(entry.compress_type in _COMPRESSIONS and not entry.flag_bits & _ENCRYPTED for entry in entries)
    if not is_usual or len(entries) > MAX_PARTS or len(set(names)) != len(names):
        raise _unreadable(file)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise InputError(
            gettext_noop("%(file)s has programs (macros) in it. Save it as .docx or .xlsx, without macros."), file=file
        )
    left = MAX_PART
    found: dict[str, bytes] = {}
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels")):
            # The size that the archive claims is not to be believed: what counts is what comes out.
            with archive.open(entry) as part:
                found[entry.filename] = read = part.read(left + 1)
            left -= len(read)
            if left < 0:
                raise InputError(
                    gettext_noop("%(file)s unpacks to more than %(limit)s megabytes. Save it anew and send it again."),
                    file=file,
                    limit=MAX_PART // (1024 * 1024),
                )
    return found


def parsed(part: bytes, *, file: str) -> Any:
    """The root element of an XML part.

    Raises:
        InputError: not XML, nested too deep, or what `refuse_types` refuses.
    """
    refuse_types(part, file=file)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except etree.XMLSyntaxError as error:
        raise _unreadable(file) from error


def refuse_types(part: bytes, *, file: str) -> None:
    """Refuse XML with a document type, hence with entities; office files never have one.

    Raises:
        InputError: it has one, or is in an encoding in which one could hide.
    """
    declared = _DECLARED.match(part)
    if _DOCTYPE.search(part) or (declared and declared[1].lower() not in _ENCODINGS):
        raise _unreadable(file)


def printable(text: str) -> str:
    """`text` without what XML cannot hold, its line ends as line feeds."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _unreadable(file: str) -> InputError:
    return InputError(
        gettext_noop("%(file)s cannot be read. Open it in Word or LibreOffice, save it as .docx or .xlsx, send that."),
        file=file,
    )
