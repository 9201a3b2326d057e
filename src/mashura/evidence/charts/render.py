"""Specifications become SVG, once per result, reader and width."""

import functools
import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Any, Final

import vl_convert
from django.conf import settings
from django.utils import translation
from django.utils.translation import to_locale

from mashura.evidence.charts.plans import plan
from mashura.evidence.charts.style import Look, Spec
from mashura.kit.catalogues import LOCALE
from mashura.kit.reader import current_reader
from mashura.kit.typefaces import FONT_FOLDER
from mashura.stats.figures import Result

VERSION: Final = 4
"""Raised with every change of how charts look, so that no old picture is taken from the cache."""

WIDTHS: Final = (340, 720)
_LONG_NUMBER: Final = re.compile(r"(\d+\.\d\d)\d+")


def figure_chart(result: Result, *, width: int = 720, digits: str | None = None) -> str:
    """The picture of a result for the current reader as SVG; `width` in CSS pixels, `digits` other than the reader's.

    Cached by result, language, digits and width in `DATA_DIR/cache/charts`; a cache that cannot be written is no error.
    """
    reader = current_reader()
    look = Look(language=reader.language, digits=digits or reader.shown_digits, width=width)  # type: ignore[arg-type] # checked by format_number
    place = _cached_at(result, look)
    try:
        return place.read_text(encoding="utf-8")
    except OSError:
        pass
    with translation.override(reader.language):
        svg = to_svg(plan(result, look), look)
    _keep(place, svg)
    return svg


def to_svg(spec: Spec, look: Look) -> str:
    """The drawing, numbers cut to what a screen can show and the language said."""
    _prepare()
    svg = str(vl_convert.vegalite_to_svg(spec, format_locale=look.format_locale))
    return _LONG_NUMBER.sub(r"\1", svg).replace("<svg ", f'<svg xml:lang="{look.language}" ', 1)


def to_png(svg: str, *, scale: float = 1.0) -> bytes:
    """The drawing as pixels, with the fonts of the package."""
    _prepare()
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


@functools.cache
def _prepare() -> None:
    vl_convert.register_font_directory(str(FONT_FOLDER))


def _cached_at(result: Result, look: Look) -> Path:
    named: tuple[Any, ...] = (
        VERSION,
        result.name,
        result.version,
        sorted(result.params.items()),
        result.provenance["result_sha256"],
        look.language,
        look.digits,
        look.width,
        _words_of(look.language),
    )
    key = hashlib.sha256(repr(named).encode()).hexdigest()
    return Path(settings.DATA_DIR) / "cache" / "charts" / key[:2] / f"{key}.svg"


@functools.cache
def _words_of(language: str) -> str:
    """The hash of the catalogue that the words of a picture come from; a new translation draws it anew."""
    catalogue = LOCALE / to_locale(language) / "LC_MESSAGES" / "django.po"
    return hashlib.sha256(catalogue.read_bytes()).hexdigest() if catalogue.is_file() else ""


def _keep(place: Path, svg: str) -> None:
    """Written whole or not at all: another process may read it at the same time."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=place.parent, suffix=".part")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(svg)
        Path(draft).replace(place)
    except OSError:
        return
