"""Public recommendations as files and as a feed: codes and texts, the same in every language of the site."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from mashura.access.public import ANONYMOUS
from mashura.consultation import recommendation_wording as wording
from mashura.consultation.models import Addressee, Recommendation, RecommendationVersion
from mashura.consultation.queries.recommendations import addressees_of, current_versions
from mashura.kit.reader import current_reader

COLUMNS = (
    "programme",
    "is_fictional",
    "ref",
    "state",
    "countries",
    "theme",
    "secondary_themes",
    "affected_groups",
    "action_strength",
    "source_kind",
    "source_symbol",
    "source_paragraph",
    "source_dated",
    "addressees",
    "original_language",
)
_BETWEEN = "; "


def recommendation_json(
    row: Recommendation, version: RecommendationVersion | None, addressees: Iterable[Addressee]
) -> dict[str, Any]:
    """One recommendation in codes, with its texts and how each stands to the original."""
    return {
        "programme": row.programme_id,
        "is_fictional": row.programme.is_fictional,
        "ref": row.ref,
        "state": row.state,
        "countries": list(row.countries),
        "theme": row.theme,
        "secondary_themes": list(row.secondary_themes),
        "affected_groups": list(row.affected_groups),
        "action_strength": row.action_strength,
        "source_kind": row.source_kind,
        "source_symbol": row.source_symbol,
        "source_paragraph": row.source_paragraph,
        "source_dated": row.source_dated.isoformat() if row.source_dated else None,
        "version": version.number if version else None,
        "original_language": version.text.original if version else "",
        "text": dict(version.text.localised) if version else {},
        "standing": {tag: version.text.standing(tag).value for tag in version.text} if version else {},
        "addressees": [
            {
                "class": one.addressee_class,
                "country": one.country,
                "role": one.role,
                "names": dict(wording.addressee_name(one)),
            }
            for one in addressees
        ],
    }


def public_rows(rows: Iterable[Recommendation]) -> Iterator[dict[str, Any]]:
    """`recommendation_json` of each, as the public sees it."""
    found = list(rows)
    versions, addressees = current_versions(ANONYMOUS, found), addressees_of(ANONYMOUS, found)
    return (recommendation_json(row, versions.get(row.pk), addressees.get(row.pk, [])) for row in found)


def recommendations_csv(rows: Iterable[Recommendation], languages: Iterable[str]) -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheets know it; a text and its standing for each language."""
    tags = list(languages)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(f"{kind}_{tag}" for tag in tags for kind in ("text", "standing"))])
    for row in public_rows(rows):
        told = {**row, "addressees": [f"{one['class']}/{one['country']}/{one['role']}" for one in row["addressees"]]}
        writer.writerow(
            [
                *(_cell(told[name]) for name in COLUMNS),
                *(told[kind].get(tag, "") for tag in tags for kind in ("text", "standing")),
            ]
        )
    return file.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return _BETWEEN.join(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def recommendations_feed(
    rows: Iterable[Recommendation], *, page: str, feed: str, address: Callable[[Recommendation], str]
) -> str:
    """Atom 1.0 of recommendations that became public, in the reader's language. Addresses are whole ones."""
    language = current_reader().language
    found = list(rows)
    versions = current_versions(ANONYMOUS, found)
    atom = Atom1Feed(
        title=_("Recommendations that became public"), link=page, description="", language=language, feed_url=feed
    )
    for row in found:
        version = versions.get(row.pk)
        shown = version.text.shown(language, row.programme.languages) if version else None
        atom.add_item(
            title=f"{row.ref} – {(row.programme.short_names or row.programme.names).shown(language).text}",
            link=address(row),
            unique_id=f"urn:uuid:{row.pk}",
            description=escape(shown.text) if shown else "",
            pubdate=row.public_from,
            updateddate=row.public_from,
        )
    return str(atom.writeString("utf-8"))
