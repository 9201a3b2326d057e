"""The desk on which an edition is composed: it computes figures, keeps the record of what was used, and hands out blocks."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from mashura.access.public import Actor
from mashura.evidence.public import (
    Source,
    code_label,
    figure_chart,
    figure_sources,
    figure_text,
    place_name,
    result_text,
    run_figure,
)
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block, Piece
from mashura.publication.composition.tables import table_block
from mashura.publication.composition.writing import Writer
from mashura.publication.provenance import Cited, Record
from mashura.publication.sentences.account import Account, Sentence, joined
from mashura.reference.public import map_disclaimer
from mashura.stats.figures import registry

# CSS pixels for the 160 mm of a text block: labels of 12 px come out at about 9 pt.
CHART_WIDTH = 600
MAPS = frozenset(["flow-map"])


@dataclass(slots=True)
class Desk:
    """One edition being composed for one language. `actor` is who the edition is for: the public."""

    actor: Actor
    writer: Writer
    record: Record = field(default_factory=Record)
    sources: dict[str, Source] = field(default_factory=dict)
    _chapter: str = ""

    def open_chapter(self, title: str) -> str:
        """Say where the sentences that follow stand; returns the title."""
        self._chapter = title
        return title

    def account(self, name: str, params: Mapping[str, str], *, key: str = "") -> Account:
        """Compute a figure and put it on record under `key` (its own name where it is computed once)."""
        result = run_figure(self.actor, name, params)
        self.record.figures[key or name] = result
        for source in figure_sources(self.actor, result):
            self.sources[source.dataset] = source
        return Account(
            key=key or name,
            result=result,
            values=registry()[name].values,
            reader=self.writer.reader,
            code_name=lambda value, code: code_label(value.rsplit("_", 1)[-1], code),
            place_name=place_name,
        )

    def cite(self, sentence: Sentence) -> str:
        """Put a sentence on record; returns its text."""
        self.record.sentences.append(Cited(self._chapter, sentence))
        return sentence.text

    def paragraph(self, sentences: Iterable[Sentence | None], *after: Piece) -> Iterator[Block]:
        """One paragraph of the sentences that could be said, none when there are none."""
        said = joined(*sentences)
        if said is not None:
            yield blocks.paragraph(self.cite(said), *after)

    def figure(self, account: Account) -> Iterator[Block]:
        """The chart of a figure with its finding, its caveat and its sources; nothing when it has no rows."""
        result = account.result
        if not result.rows:
            return
        said, standing = result_text(result), figure_text(result.name)
        caveats = list(standing.caveats)
        if result.name in MAPS:
            caveats.append(map_disclaimer(self.writer.language))
        yield blocks.figure(
            key=account.key,
            title=said.title,
            finding=said.finding,
            subtitle=said.subtitle,
            chart=figure_chart(result, width=CHART_WIDTH),
            alt=said.alt,
            note=" ".join(caveats),
            credit=self._credit(account),
        )

    def tables(self) -> Iterator[Block]:
        """The values behind every figure of the edition, in the order of the figures."""
        for key, result in self.record.figures.items():
            if result.rows and result.name not in MAPS:
                yield table_block(f"table-{key}", result, self.writer)

    def _credit(self, account: Account) -> str:
        names = [self.writer.text(source.title) for source in figure_sources(self.actor, account.result)]
        return _("Source: %(sources)s. Figure “%(name)s”, result %(hash)s.") % {
            "sources": self.writer.listed(names),
            "name": account.result.name,
            "hash": account.result.provenance["result_sha256"][:12],
        }
