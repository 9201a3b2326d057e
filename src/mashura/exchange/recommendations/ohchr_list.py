"""OHCHR's thematic list of recommendations (Word): one table, in three layouts that differ by their fourth column.

1. assessment of implementation in the fourth column, themes and affected persons in the third (UPR session 20);
2. as 1, with the goals of the 2030 Agenda ("SDGs:") in the third column as well;
3. the goals in a fourth column of their own, groups of persons in the third (UPR session 48).

A text "115.3 … (Portugal, Slovakia); Source of position: A/HRC/28/15/Add.1 - Para. 3" is taken apart into paragraph,
words, recommending States and source. One text stands under several themes: it is one recommendation.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

import docx
from docx.opc.exceptions import PackageNotFoundError

from mashura.consultation.public import IncomingRecommendation
from mashura.errors import InputError, gettext_noop
from mashura.exchange.recommendations.reading import ReadFile

UNREADABLE_CELL: Final = gettext_noop("no paragraph number and text could be found in it")
_CELLS: Final = 4
_TEXT: Final = re.compile(
    r"^\s*(?P<paragraph>\d+\.\d+)\.?\s+(?P<text>.*?)[\s;.]*(?:Source of position:\s*(?P<source>.*))?$",
    re.DOTALL | re.IGNORECASE,
)
# A State's official name may hold brackets of its own: "(Iran (Islamic Republic of))".
_STATES: Final = re.compile(r"\s*\((?P<states>(?:[^()]|\([^()]*\))+)\)\s*;?\s*$")
_HEADINGS: Final = {
    "sdgs": re.compile(r"^sdgs?\s*:?\s*$", re.IGNORECASE),
    "groups": re.compile(r"^(affected persons|groups of persons)\s*:?\s*$", re.IGNORECASE),
}
_BULLET: Final = re.compile(r"^[-–•\s]+")
_GOAL: Final = re.compile(r"^(\d{1,2}(?:\.[0-9a-d]+)?)\b")


def read_ohchr_list(content: bytes, *, file: str, country: str, language: str = "en") -> ReadFile:
    """The recommendations of a list; `country` is the State under review, which the table itself does not name.

    Raises:
        InputError: not a Word document, or one without such a table.
    """
    table = _table(content, file)
    layout = _layout(table)
    found = ReadFile()
    seen: dict[str, IncomingRecommendation] = {}
    theme = ""
    for number, cells in _rows(table):
        if number == 1:
            continue
        if len(set(cells)) == 1:
            theme = re.sub(r"^Theme:\s*", "", cells[0])
            continue
        found.rows += 1
        incoming = _incoming(cells, row=number, layout=layout, country=country, language=language, theme=theme)
        if incoming is None:
            found.refuse(number, "1", cells[0], UNREADABLE_CELL)
        elif incoming.key in seen:
            continue
        else:
            seen[incoming.key] = incoming
            found.usable.append(incoming)
    return found


def _table(content: bytes, file: str) -> Any:
    try:
        document = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise InputError(gettext_noop("%(file)s cannot be read as a Word document."), file=file) from error
    for table in document.tables:
        if len(table.columns) == _CELLS and "recommendation" in table.rows[0].cells[0].text.lower():
            return table
    raise InputError(
        gettext_noop("%(file)s holds no table of recommendations with four columns, as OHCHR's lists have."), file=file
    )


def _layout(table: Any) -> int:
    heading = table.rows[0].cells[3].text.lower()
    if "sdg" in heading:
        return 3
    return 2 if any("\nsdgs" in f"\n{row.cells[2].text.lower()}" for row in table.rows[1:60]) else 1


def _rows(table: Any) -> Iterator[tuple[int, list[str]]]:
    """Each row's texts; `table.rows[i].cells` is quadratic in python-docx, a row's own cells are not."""
    for number, row in enumerate(table._tbl.tr_lst, start=1):  # noqa: SLF001 - the fast way that its authors name
        cells = ["\n".join(_paragraphs(cell)) for cell in row.tc_lst]
        spans = [cell.grid_span for cell in row.tc_lst]
        yield number, [_clean(text) for text, span in zip(cells, spans, strict=True) for _ in range(span)]


def _paragraphs(cell: Any) -> Iterator[str]:
    for paragraph in cell.p_lst:
        yield "".join(
            "\n" if node.tag.endswith("}br") else (node.text or "")
            for node in paragraph.iter()
            if node.tag.endswith(("}t", "}br"))
        )


def _clean(text: str) -> str:
    # "&amp;nbsp;" stands there too: what was escaped twice is taken back twice.
    plain = html.unescape(html.unescape(text)).replace("\u00a0", " ")
    return "\n".join(re.sub(r"[ \t]+", " ", line).strip() for line in plain.splitlines()).strip()


def _incoming(
    cells: list[str], *, row: int, layout: int, country: str, language: str, theme: str
) -> IncomingRecommendation | None:
    taken = _TEXT.match(cells[0]) if len(cells) == _CELLS else None
    if taken is None or not taken["text"].strip():
        return None
    text, states = _states_of(" ".join(taken["text"].split()))
    source = " ".join((taken["source"] or "").split())
    themes, groups, goals = _themes(cells[2])
    if layout == 3:
        goals += [_BULLET.sub("", line) for line in cells[3].splitlines()]
    return IncomingRecommendation(
        key=f"ohchr-list:{country}:{taken['paragraph']}:{source.split(' - ')[0] or 'session'}",
        row=row,
        text=text,
        language=language,
        country=country,
        source_kind="upr",
        proposers=states,
        symbol=source.split(" - ")[0],
        paragraph=taken["paragraph"],
        position=" ".join(cells[1].split()),
        position_source=source,
        theme_labels=tuple(dict.fromkeys(themes or [theme])),
        group_labels=tuple(dict.fromkeys(groups)),
        sdgs=tuple(dict.fromkeys(match[1] for goal in goals if (match := _GOAL.match(goal)))),
        assessment=cells[3] if layout < 3 else "",
    )


def _states_of(text: str) -> tuple[str, tuple[str, ...]]:
    """The words without the States in brackets behind them: "(Maldives) (Portugal)" or "(Portugal, Slovakia)"."""
    states: list[str] = []
    words = text.rstrip(" ;.")
    while (match := _STATES.search(words)) and match.start() > 0:
        states[:0] = [state.strip() for state in re.split(r"[,;](?![^()]*\))", match["states"]) if state.strip()]
        words = words[: match.start()].rstrip(" ;")
    return (words, tuple(dict.fromkeys(states))) if states else (text.rstrip(" ;"), ())


def _themes(cell: str) -> tuple[list[str], list[str], list[str]]:
    parts: dict[str, list[str]] = {"themes": [], "groups": [], "sdgs": []}
    part = "themes"
    for line in cell.splitlines():
        heading = next((name for name, pattern in _HEADINGS.items() if pattern.match(line)), "")
        if heading:
            part = heading
        elif plain := _BULLET.sub("", line).strip():
            parts[part].append(plain)
    return parts["themes"], parts["groups"], parts["sdgs"]
