"""Codes that stand where a country would, and the frame of a ranking by country."""

from collections.abc import Mapping
from typing import Any, Final

import ibis

REST: Final = "REST"
UNIDENTIFIED: Final = ("OOO", "OOS", "STL", "TIB", "UNK", "XCX", "XXA")
"""Codes of the sources that are no country of ISO 3166: never ranked, never mapped, always shown apart."""

PLACE_NAMES: Final[Mapping[str, Mapping[str, str]]] = {
    REST: {"en": "Other countries", "ar": "بلدان أخرى", "fr": "Autres pays"},
    "OOO": {
        "en": "Other or unknown origin",
        "ar": "منشأ آخر أو غير معروف",
        "fr": "Origine autre ou inconnue",
    },
    "OOS": {
        "en": "Sub-Saharan Africa, not specified",
        "ar": "أفريقيا جنوب الصحراء، دون تحديد",
        "fr": "Afrique subsaharienne, sans précision",
    },
    "STL": {"en": "Stateless", "ar": "عديمو الجنسية", "fr": "Apatrides"},
    "TIB": {"en": "Tibetan (as in the source)", "ar": "التبتيون (كما في المصدر)", "fr": "Tibétains (selon la source)"},
    "UNK": {"en": "Unknown", "ar": "غير معروف", "fr": "Inconnu"},
    "XCX": {
        "en": "Area without an ISO code",
        "ar": "منطقة ليس لها رمز آيزو",
        "fr": "Zone sans code ISO",
    },
    "XXA": {"en": "Stateless", "ar": "عديمو الجنسية", "fr": "Apatrides"},
}
"""What readers see for these codes, in the languages that the names of countries have."""


def ranked(table: Any, place: str, measures: tuple[str, ...], top: int) -> Any:
    """Sums by place, largest first by the first measure, equal ones by code; `position` says the rank from 1.

    After the first `top` countries one row holds all others (`REST`); codes that are no country follow it, each by
    itself. `share` is the percentage of everyone counted.
    """
    summed = table.group_by(place).aggregate(**{measure: table[measure].sum() for measure in measures})
    summed = summed.filter(summed[measures[0]] > 0)
    known = summed[place].notin(UNIDENTIFIED)
    order = ibis.window(group_by=known, order_by=[summed[measures[0]].desc(), summed[place]])
    numbered = summed.mutate(known=known, rank=ibis.row_number().over(order) + 1)
    is_named = numbered.known & (numbered["rank"] <= top)
    placed = numbered.mutate(
        position=ibis.cases((is_named, numbered["rank"]), (numbered.known, top + 1), else_=numbered["rank"] + top + 1),
        **{place: ibis.cases((numbered.known & ~is_named, REST), else_=numbered[place])},
    )
    merged = placed.group_by("position", place).aggregate(**{measure: placed[measure].sum() for measure in measures})
    return merged.mutate(share=merged[measures[0]] * 100 / merged[measures[0]].sum().over())


def listed(column: str, named: str, codes: Mapping[str, str]) -> Any:
    """A small table of the source's words in `column` with our code for each in `named`.

    Joined to sums it keeps and names the words wanted in one step. Filtering the rows before they are summed takes half
    as long again on ten million rows: the engine sums repeated words by their number in the file, until a filter has
    touched them.
    """
    words = ibis.literal(list(codes), type="array<string>").unnest().name(column).as_table()
    return words.mutate(**{named: words[column].cases(*codes.items())})


def percentage(part: float | None, whole: float | None) -> float | None:
    """`part` as a percentage of `whole`; nothing where there is no whole."""
    return 100 * part / whole if part is not None and whole else None


def change(now: float | None, before: float | None) -> float | None:
    """The change from `before` in percent; nothing where there was nothing before."""
    return 100 * (now - before) / before if now is not None and before else None
