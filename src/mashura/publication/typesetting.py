"""Setting a document: data and a template in, a tagged PDF out. Equal data gives equal bytes."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, Literal

import typst

from mashura.kit.typefaces import FONT_FOLDER

Kind = Literal["report", "press-note"]
"""What is set: one template per kind of document."""

TEMPLATE_FOLDER = Path(__file__).resolve().parent / "typst"
# PDF/UA-1: a screen reader can follow it. PDF/A-3a: an archive can keep it, with the provenance file inside.
STANDARDS: Final = ("ua-1", "a-3a")


class TypesettingError(RuntimeError):
    """A template and its data do not fit: a defect of ours, never of the reader."""


def typeset(document: Mapping[str, Any], *, kind: Kind = "report") -> bytes:
    """The PDF of `document`, with the fonts of the package and no others.

    Safe to call from several threads. A warning of the typesetter (a missing glyph, a font that is not there, a
    layout that does not settle) is an error, since nobody would read it.

    Raises:
        TypesettingError: the template refuses the data.
    """
    return _set(_as_json(document), kind)


def _set(data: str, kind: Kind) -> bytes:
    compiler = typst.Compiler(
        root=str(TEMPLATE_FOLDER), font_paths=[str(FONT_FOLDER)], ignore_system_fonts=True, sys_inputs={}
    )
    try:
        pdf, warnings = compiler.compile_with_warnings(
            str(TEMPLATE_FOLDER / f"{kind}.typ"), format="pdf", pdf_standards=list(STANDARDS), sys_inputs={"data": data}
        )
    except typst.TypstError as error:
        raise TypesettingError(f"{kind}.typ: {error}") from error
    if warnings:
        raise TypesettingError(f"{kind}.typ: {'; '.join(warning.message for warning in warnings)}")
    if not isinstance(pdf, bytes):
        raise TypesettingError(f"{kind}.typ: one file was expected")
    return pdf


def typeset_all(documents: Iterable[Mapping[str, Any]], *, kind: Kind = "report") -> list[bytes]:
    """The PDFs of several documents of a kind, in their order; one is set while the next is still being composed.

    Each is set by a process of its own: the typesetter holds Python's lock while it works, and keeps in memory what it
    has seen, which a server that runs for months must not.

    Raises:
        TypesettingError: the template refuses the data of one.
    """
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        setting = [pool.submit(_typeset_apart, document, kind) for document in documents]
        return [one.result() for one in setting]


def _typeset_apart(document: Mapping[str, Any], kind: Kind) -> bytes:
    done = subprocess.run(  # noqa: S603 - this module itself, by the interpreter that runs it
        [sys.executable, "-m", __name__, kind],
        input=_as_json(document).encode(),
        capture_output=True,
        check=False,
    )
    if done.returncode != 0:
        raise TypesettingError(done.stderr.decode(errors="replace").strip()[-2000:])
    return done.stdout


def _as_json(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


@cache
def house_sha256() -> str:
    """One hash over templates, fonts and the typesetter's version: what makes a page besides its data."""
    digest = hashlib.sha256(version("typst").encode())
    for folder, pattern in ((TEMPLATE_FOLDER, "*.typ"), (FONT_FOLDER, "*.ttf")):
        for file in sorted(folder.glob(pattern)):
            digest.update(file.name.encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


if __name__ == "__main__":
    _kind: Any = sys.argv[1]
    sys.stdout.buffer.write(_set(sys.stdin.buffer.read().decode(), _kind))
