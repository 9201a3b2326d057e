"""Public recommendations as files and as a feed: codes and texts, the same in every language of the site."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mashura.access.public import ANONYMOUS
from mashura.consultation import recommendation_wording as wording
from mashura.consultation.models import Addressee, Recommendation, RecommendationVersion
from mashura.consultation.queries.recommendations import addressees_of, current_versions
from mashura.kit.downloads import FeedEntry, csv_file, in_columns
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
    """One row for each; a text and its standing for each language."""
    tags = list(languages)
    columns = [*COLUMNS, *(f"{kind}_{tag}" for tag in tags for kind in ("text", "standing"))]
    told = (
        in_columns(row, ("text", "standing"), tags)
        | {"addressees": [f"{one['class']}/{one['country']}/{one['role']}" for one in row["addressees"]]}
        for row in public_rows(rows)
    )
    return csv_file(columns, told, between="; ")


def feed_entries(rows: Iterable[Recommendation], address: Callable[[Recommendation], str]) -> Iterator[FeedEntry]:
    """Recommendations that became public, in the reader's language; addresses are whole ones."""
    language = current_reader().language
    found = list(rows)
    versions = current_versions(ANONYMOUS, found)
    for row in found:
        version = versions.get(row.pk)
        shown = version.text.shown(language, row.programme.languages) if version else None
        yield FeedEntry(
            title=f"{row.ref} – {(row.programme.short_names or row.programme.names).shown(language).text}",
            address=address(row),
            key=f"urn:uuid:{row.pk}",
            summary=shown.text if shown else "",
            moment=row.public_from,
        )
