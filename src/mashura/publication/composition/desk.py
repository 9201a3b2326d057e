"""The desk on which an edition is composed: computes figures, records what was used, hands out blocks."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mashura.access.public import Actor
from mashura.evidence.public import (
    ReadText,
    ReleasedStore,
    Source,
    code_label,
    figure_chart,
    figure_sources,
    figure_text,
    place_name,
    read_text,
    result_text,
    run_figure,
)
from mashura.kit.expressions import Expressions, Standing
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block, Piece
from mashura.publication.composition.tables import table_block
from mashura.publication.composition.writing import Writer, in_a_row
from mashura.publication.provenance import Origin, Record
from mashura.publication.sentences.account import Account, Sentence, Use
from mashura.reference.public import map_disclaimer
from mashura.stats.figures import Result, registry

# CSS pixels for the 160 mm of a text block: labels of 12 px come out at about 9 pt.
CHART_WIDTH = 600
MAPS = frozenset(["flow-map"])
_STANDINGS = {
    Standing.STALE: gettext_lazy("translation of an earlier version"),
    Standing.TO_REVIEW: gettext_lazy("translation not yet reviewed"),
}


@dataclass(slots=True)
class Desk:
    """One edition being composed for one language. `actor` is who the edition is for: the public."""

    actor: Actor
    writer: Writer
    record: Record = field(default_factory=Record)
    sources: dict[str, Source] = field(default_factory=dict)
    _store: ReleasedStore = field(init=False)
    _drawn: list[str] = field(default_factory=list)
    _said: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._store = ReleasedStore(self.actor)

    def open_chapter(self, title: str) -> str:
        """A caveat is said once in a chapter: forget what the one before said; returns the title."""
        self._said.clear()
        return title

    def account(self, name: str, params: Mapping[str, str], *, key: str = "") -> Account:
        """Compute a figure and put it on record under `key` (its own name where it is computed once)."""
        result = run_figure(self.actor, name, params, self._store)
        self.record.figures[key or name] = result
        self.sources.update({source.dataset: source for source in figure_sources(self.actor, result, self._store)})
        return Account(
            key=key or name,
            result=result,
            values=registry()[name].values,
            reader=self.writer.reader,
            code_name=lambda value, code: code_label(value.rsplit("_", 1)[-1], code),
            place_name=place_name,
        )

    def paragraph(self, sentences: Iterable[Sentence | None], shown: Account | None = None) -> Iterator[Block]:
        """One paragraph of the sentences that could be said (none without any), naming the figure that shows it."""
        said = [sentence for sentence in sentences if sentence is not None]
        if said:
            text = " ".join(sentence.text for sentence in said)
            yield blocks.paragraph(text, *(self._reference(shown) if shown else ()), said=said)

    def read(self, text: Expressions) -> ReadText:
        """A text as this edition shows it, over the vintages that all of the edition is computed over."""
        return read_text(self.actor, text, store=self._store)

    def prose(
        self,
        text: ReadText,
        origin: Origin,
        *,
        title: str = "",
        cited: Sequence[str] = (),
        remarks: Iterable[str] = (),
        note: Sequence[Piece] = (),
    ) -> Iterator[Block]:
        """One paragraph of a text with figure values in it, each put on record; nothing for an empty text.

        `origin` is the row whose text it is. `title` stands before it, what is `cited` in brackets behind it, `remarks`
        on a smaller line below, `note` in a footnote. A text in another language says so, and a translation that is
        stale or was not reviewed.
        """
        filled = text.filled
        if not filled.text:
            return
        uses = tuple(Use(self._key(value.result), value.named.value, value.shown) for value in filled.values)
        said = self.writer.told(filled.text, text.language)
        pieces: list[Piece] = [_("%(title)s: %(text)s") % {"title": title, "text": said} if title else said]
        if cited:
            pieces.append(f" ({in_a_row(cited)})")
        if note:
            pieces.append(blocks.note(note))
        all_remarks = [remark for remark in remarks if remark]
        if (standing := _STANDINGS.get(text.standing)) is not None:
            all_remarks.append(str(standing))
        if all_remarks:
            pieces.append(blocks.aside(" · ".join(all_remarks)))
        yield blocks.paragraph(*pieces, said=[Sentence(filled.text, uses)], origin=origin)

    def _key(self, result: Result) -> str:
        """The key of a figure within the edition that a text brought along."""
        sha256 = result.provenance["result_sha256"]
        for key, known in self.record.figures.items():
            if known.name == result.name and known.params == result.params:
                return key
        key = f"{result.name}-{sha256[:8]}"
        self.record.figures[key] = result
        self.sources.update({source.dataset: source for source in figure_sources(self.actor, result, self._store)})
        return key

    def figure(self, account: Account) -> Iterator[Block]:
        """The chart of a figure with its finding, its caveat and its sources; nothing when it has no rows."""
        result = account.result
        if not result.rows:
            return
        self._drawn.append(account.key)
        said, standing = result_text(result), figure_text(result.name)
        # A caveat that holds for several figures of a chapter stands under the first; that of maps under each.
        caveats = [caveat for caveat in standing.caveats if caveat not in self._said]
        self._said.update(caveats)
        if result.name in MAPS:
            caveats.append(map_disclaimer(self.writer.language))
        yield blocks.figure(
            key=account.key,
            title=said.title,
            finding=said.finding,
            subtitle=said.subtitle,
            chart=(chart := figure_chart(result, width=CHART_WIDTH)),
            breadth=_breadth(chart),
            alt=said.alt,
            note=" ".join(caveats),
            credit=self._credit(account),
        )

    @property
    def has_drawn(self) -> bool:
        """Whether any figure has been drawn so far."""
        return bool(self._drawn)

    def tables(self) -> Iterator[Block]:
        """The values behind every figure that was drawn, in the order of the figures."""
        for key in self._drawn:
            result = self.record.figures[key]
            if result.name not in MAPS:
                yield table_block(f"table-{key}", result, self.writer)

    def _reference(self, account: Account) -> list[Piece]:
        return [" (", blocks.figure_reference(account.key), ")"] if account.result.rows else []

    def _credit(self, account: Account) -> str:
        used = account.result.provenance["vintages"]
        names = [self.writer.text(self.sources[code].title) for code in used if code in self.sources]
        return _("Source: %(sources)s. Figure “%(name)s”, result %(hash)s.") % {
            "sources": self.writer.listed(names),
            "name": account.result.name,
            "hash": account.result.provenance["result_sha256"][:12],
        }


def _breadth(chart: str) -> float:
    """The share of the text block that the drawing takes, so that all charts have letters of one size."""
    width = re.search(r'<svg [^>]*\bwidth="([0-9.]+)', chart)
    return round(min(float(width[1]) / CHART_WIDTH, 1.0), 3) if width else 1.0
