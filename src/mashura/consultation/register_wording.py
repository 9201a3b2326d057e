"""The register in the words of a reader: labels of its codes, titles with what is official about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mashura.consultation import wording
from mashura.consultation.models import RegisterEntry
from mashura.kit.languages import primary
from mashura.kit.localised import Shown
from mashura.kit.reader import current_reader
from mashura.reference.public import country_name, topics

KINDS: Final[Mapping[str, Promise]] = {
    "law": _("Law"),
    "strategy": _("Strategy"),
    "institution": _("Institution"),
    "practice": _("Practice"),
    "agreement": _("Agreement"),
}
KINDS_TOGETHER: Final[Mapping[str, Promise]] = {
    "law": _("Laws"),
    "strategy": _("Strategies"),
    "institution": _("Institutions"),
    "practice": _("Practices"),
    "agreement": _("Agreements"),
}
STATUSES: Final[Mapping[str, Promise]] = {
    "draft": pgettext_lazy("state of an entry of the register", "Draft"),
    "adopted": pgettext_lazy("state of an entry of the register", "Adopted"),
    "in-force": pgettext_lazy("state of an entry of the register", "In force"),
    "repealed": pgettext_lazy("state of an entry of the register", "Repealed"),
    "established": pgettext_lazy("state of an entry of the register", "Established"),
    "ongoing": pgettext_lazy("state of an entry of the register", "Ongoing"),
    "ended": pgettext_lazy("state of an entry of the register", "Ended"),
}
STATES: Final[Mapping[str, Promise]] = {
    "requested": pgettext_lazy("state of a request for assistance", "Requested"),
    "agreed": pgettext_lazy("state of a request for assistance", "Agreed"),
    "delivered": pgettext_lazy("state of a request for assistance", "Delivered"),
    "declined": pgettext_lazy("state of a request for assistance", "Declined"),
}


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as a list shows it. `official` is the title in its own words where another language leads."""

    row: RegisterEntry
    title: Shown
    official: Shown | None
    country: str
    kind: Promise
    status: Promise
    years: str
    themes: list[str]


def shown(row: RegisterEntry) -> ShownEntry:
    """The entry for the current reader: an unofficial translation leads where there is one in their language."""
    reader = current_reader()
    title = row.title.shown(reader.language, [row.title_language])
    is_official = primary(title.language) == primary(row.title_language)
    official = None if is_official else Shown(row.title[row.title_language], row.title_language, is_fallback=True)
    return ShownEntry(
        row,
        title,
        official,
        country_name(row.country, reader.language),
        KINDS[row.kind],
        STATUSES[row.status],
        years(row.first_year, row.last_year),
        theme_titles(row.themes),
    )


def years(first: int | None, last: int | None) -> str:
    """One year or a span of years; nothing for what has none."""
    return wording.years(first, last or first) if first else ""


def theme_titles(codes: list[str]) -> list[str]:
    """The titles of themes in the reader's language, in the order of the topic tree."""
    language, known = current_reader().language, topics()
    return [known[code].title.shown(language, ["en"]).text for code in known if code in codes]
