"""Reads of the dissemination record."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet, Sum

from mashura.access.models import Post
from mashura.access.public import Actor, visible
from mashura.publication.models import Dissemination, Edition


def visible_disseminations(actor: Actor, *, edition: Edition | None = None) -> QuerySet[Dissemination]:
    """Entries that the actor may see, newest first, with their organisations."""
    rows = visible(actor, Dissemination).select_related("organisation", "edition")
    return rows if edition is None else rows.filter(edition=edition)


@dataclass(frozen=True, slots=True)
class Copies:
    """How many copies in one language went to one kind of recipient, in all forms."""

    recipient_kind: str
    kind_label: str
    language: str
    copies: int


def copies_by_kind(actor: Actor, *, programme: str) -> list[Copies]:
    """How many copies in which language went to which kind of recipient; kinds in the order of the form."""
    order = {code: (place, str(label)) for place, (code, label) in enumerate(_kinds())}
    found = (
        visible(actor, Dissemination)
        .filter(programme=programme)
        .order_by()
        .values("recipient_kind", "language")
        .annotate(total=Sum("copies"))
    )
    rows = [
        Copies(row["recipient_kind"], order[row["recipient_kind"]][1], row["language"], row["total"]) for row in found
    ]
    return sorted(rows, key=lambda one: (order[one.recipient_kind][0], one.language))


def _kinds() -> Iterable[tuple[str, object]]:
    choices = Dissemination._meta.get_field("recipient_kind").choices  # noqa: SLF001 - documented API
    return [(str(code), label) for code, label in choices or ()]


CSV_COLUMNS = (
    "edition",
    "sent_on",
    "organisation",
    "recipients",
    "recipient_kind",
    "country",
    "language",
    "form",
    "copies",
)


def disseminations_csv(rows: Iterable[Dissemination], language: str) -> str:
    """The record as CSV, without notes; names of organisations in `language`. A cell never starts a formula."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    for row in rows:
        name = row.organisation.names.shown(language).text if row.organisation else ""
        cells = [
            str(row.edition),
            row.sent_on.isoformat(),
            name,
            row.recipients,
            row.recipient_kind,
            row.country,
            row.language,
            row.form,
            str(row.copies),
        ]
        writer.writerow([f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in cells])
    return file.getvalue()


def posts_to_write_to(actor: Actor, edition: Edition) -> list[Post]:
    """The open posts of the edition's programme that the actor may see."""
    posts = visible(actor, Post).filter(is_open=True, programmes__contains=[edition.programme_id])
    return list(posts.select_related("organisation"))
