"""What stands behind the chapters: the values of the figures, and the sources with licences and fingerprints."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from mashura.evidence.public import Source
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.writing import Writer


def tables_chapter(desk: Desk) -> Block:
    """The values behind every figure."""
    return blocks.chapter(_("Annex: the values behind the figures"), _tables(desk), numbered=False)


def _tables(desk: Desk) -> Iterator[Block]:
    yield blocks.paragraph(
        _(
            "Each table holds the values of one figure, in the order of the figures. A dash stands where the source "
            "has no value. Maps show values of these tables."
        )
    )
    yield from desk.tables()


def sources_chapter(desk: Desk) -> Block:
    """Every data set used, with publisher, licence, citation and fingerprint, and every computation with its result."""
    return blocks.chapter(_("Sources"), _sources(desk), numbered=False)


def _sources(desk: Desk) -> Iterator[Block]:
    yield blocks.paragraph(
        _(
            "The figures are computed from these data sets. The fingerprint (SHA-256) is that of the very file used: "
            "who has the same file can compute every number again."
        )
    )
    yield {
        "type": "sources",
        "entries": [_entry(source, desk.writer) for _code, source in sorted(desk.sources.items())],
    }
    yield blocks.heading(_("Computations"))
    yield blocks.table(
        key="computations",
        title=_("Figures of this edition, how they were computed, and the fingerprints of their results"),
        headers=[_("Figure"), _("Version of the computation"), _("Parameters"), _("Fingerprint of the result")],
        rows=[
            [
                result.name,
                desk.writer.amount(result.version),
                ", ".join(f"{name}={value}" for name, value in result.params.items()),
                result.provenance["result_sha256"][:16],
            ]
            for result in desk.record.figures.values()
        ],
        alignments=["left", "end", "left", "left"],
        widths=[3, 2, 6, 3],
    )


def _entry(source: Source, writer: Writer) -> Mapping[str, Any]:
    rows: list[list[Any]] = [
        [_("Publisher"), writer.text(source.publisher)],
        [_("Licence"), [{"link": source.licence_url, "text": source.licence_name}]],
        [_("Citation"), source.citation],
        [_("Retrieved"), writer.day(source.retrieved_on)],
    ]
    if source.published_on is not None:
        rows.append([_("Published"), writer.day(source.published_on)])
    caveats = writer.text(source.caveats)
    if caveats:
        rows.append([_("Mind"), caveats])
    return {"title": writer.text(source.title), "rows": rows, "sha256": source.sha256}
