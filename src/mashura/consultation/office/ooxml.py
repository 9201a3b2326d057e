"""Elements of WordprocessingML, made and named in short."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, Final

import regex
from lxml import etree

from mashura.kit.languages import Direction, primary

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
# Word knows its languages by country; these are what it calls the ones without.
_PROOFING: Final = {"ar": "ar-SA", "en": "en-GB", "fr": "fr-FR"}
# Words of the other direction with what stands between them: "SDG 10.7" in Arabic, an Arabic name in French. Brackets
# go with them when they stand around nothing else, so that both of a pair are of one direction.
_SIGNS: Final = r"\t()\[\]{}«»"
_LTR: Final = rf"\p{{bc=L}}(?:[^{_SIGNS}\p{{bc=R}}\p{{bc=AL}}]*[\p{{bc=L}}\p{{N}}\p{{M}}])?"
_RTL: Final = rf"[\p{{bc=R}}\p{{bc=AL}}](?:[^{_SIGNS}\p{{bc=L}}]*[\p{{bc=R}}\p{{bc=AL}}\p{{N}}\p{{M}}])?"
_OTHER: Final[dict[Direction, "regex.Pattern[str]"]] = {
    "rtl": regex.compile(rf"\({_LTR}\)|\[{_LTR}\]|{_LTR}"),
    "ltr": regex.compile(rf"\({_RTL}\)|\[{_RTL}\]|{_RTL}"),
}
_TABS: Final = re.compile("(\t)")


def w(name: str) -> str:
    """The full name of an element or attribute of WordprocessingML."""
    return f"{{{W}}}{name}"


def el(name: str, /, *children: Any, **attributes: str) -> Any:
    """An element `w:name`; attributes are of the same namespace, None among the children is passed over."""
    made = etree.Element(w(name), {w(key): value for key, value in attributes.items()})
    made.extend([child for child in children if child is not None])
    return made


def root(name: str, *children: Any) -> Any:
    """The root element of a part, with the namespaces that Word looks for."""
    names = {"w": W, "r": R, "w14": W14, "w15": W15, "mc": MC}
    made = etree.Element(w(name), {f"{{{MC}}}Ignorable": "w14 w15"}, nsmap=names)
    made.extend([child for child in children if child is not None])
    return made


def written(element: Any) -> bytes:
    """A part as bytes."""
    return bytes(etree.tostring(element, encoding="UTF-8", xml_declaration=True, standalone=True))


def proofing(language: str) -> str:
    """The tag under which Word looks for a dictionary."""
    return _PROOFING.get(language, language)


def stamp(moment: datetime) -> str:
    """A moment as Office writes it, in UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str | None) -> datetime | None:
    """What `stamp` wrote, or what an editor did; None for what is no date."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def runs(text: str, language: str, base: Direction, *, deleted: bool = False, bold: bool = False) -> list[Any]:
    """Runs of `text`, each of one direction: Word finds font and order by the run, not by the letter."""
    return [_run(part, language, way, deleted=deleted, bold=bold) for part, way in _by_direction(text, base)]


def _run(text: str, language: str, way: Direction, *, deleted: bool, bold: bool) -> Any:
    is_rtl = way == "rtl"
    tongue = el("lang", bidi=proofing(language)) if is_rtl else el("lang", val=proofing(_latin(language)))
    weight = [el("b"), el("bCs")] if bold else []
    look = el("rPr", *weight, el("rtl") if is_rtl else None, tongue)
    made = el("r", look)
    for part in _TABS.split(text):
        if part == "\t":
            made.append(el("tab"))
        elif part:
            words = el("delText" if deleted else "t")
            words.text = part
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(words)
    return made


def _latin(language: str) -> str:
    """The language of Latin words in a text: its own, but English in Arabic, where they mostly are names and codes."""
    return "en" if primary(language) == "ar" else language


def _by_direction(text: str, base: Direction) -> Iterator[tuple[str, Direction]]:
    """Stretches of one direction; signs and room go with the text around, figures with the word before them."""
    other: Direction = "ltr" if base == "rtl" else "rtl"
    at = 0
    for match in _OTHER[base].finditer(text):
        if match.start() > at:
            yield text[at : match.start()], base
        yield match.group(), other
        at = match.end()
    if at < len(text):
        yield text[at:], base
