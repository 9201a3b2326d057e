"""Words about the study and about translations, for pages in the reader's language."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mashura.access.public import Actor
from mashura.consultation.queries.translations import filled
from mashura.consultation.rules.study import Change, Stage
from mashura.evidence.models import Finding
from mashura.evidence.public import FilledValue
from mashura.kit.bidi import isolate
from mashura.kit.expressions import Expressions, Standing
from mashura.kit.languages import direction, language_name
from mashura.kit.numbers import MISSING, format_number
from mashura.kit.reader import current_reader
from mashura.stats.inline import pieces

STAGES: Final[Mapping[str, Promise]] = {
    Stage.DRAFT_STUDY: gettext_lazy("Draft study"),
    Stage.AFTER_WORKSHOPS: gettext_lazy("After the workshops"),
    Stage.PUBLISHED: gettext_lazy("Published study"),
}
CHANGES: Final[Mapping[str, Promise]] = {
    Change.ADDED: gettext_lazy("Added"),
    Change.REMOVED: gettext_lazy("Removed"),
    Change.MOVED: gettext_lazy("Moved"),
    Change.CHANGED: gettext_lazy("Changed"),
    Change.SAME: gettext_lazy("Unchanged"),
}
CHANGE_BADGES: Final[Mapping[str, str]] = {
    Change.ADDED: "good",
    Change.REMOVED: "bad",
    Change.MOVED: "calm",
    Change.CHANGED: "warn",
    Change.SAME: "",
}
STANDINGS: Final[Mapping[str, Promise]] = {
    Standing.ORIGINAL: gettext_lazy("Original"),
    Standing.REVIEWED: gettext_lazy("Reviewed"),
    Standing.TO_REVIEW: gettext_lazy("To review"),
    Standing.STALE: gettext_lazy("Translation of an earlier version"),
    Standing.MISSING: gettext_lazy("Not translated"),
}
STANDING_BADGES: Final[Mapping[str, str]] = {
    Standing.ORIGINAL: "",
    Standing.REVIEWED: "good",
    Standing.TO_REVIEW: "calm",
    Standing.STALE: "warn",
    Standing.MISSING: "bad",
}
# What kind of text a table holds; a table that is not named here is called by Django's name for it.
KINDS: Final[Mapping[str, Promise]] = {
    "commitments.assessment": gettext_lazy("Assessment"),
    "commitments.commitmentversion": gettext_lazy("Commitment"),
    "commitments.commitmentaction": gettext_lazy("Action under a commitment"),
    "commitments.reportingduty": gettext_lazy("Reason for waiving a report"),
    "commitments.response": gettext_lazy("Answer to a recommendation"),
    "commitments.progressreport": gettext_lazy("Progress report"),
    "consultation.recommendation": gettext_lazy("Why a recommendation was withdrawn, closed, split or replaced"),
    "consultation.recommendationversion": gettext_lazy("Recommendation"),
    "consultation.study": gettext_lazy("Title of a study"),
    "consultation.studyparagraph": gettext_lazy("Paragraph of a study"),
    "consultation.studypart": gettext_lazy("Title of a part"),
    "evidence.finding": gettext_lazy("Finding"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a text; one that is a figure's value has the address of its figure."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in one language, ready to be shown in that language's direction."""

    language: str
    standing: Standing
    pieces: list[Piece]

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def label(self) -> Promise:
        return STANDINGS[self.standing]

    @property
    def kind(self) -> str:
        return STANDING_BADGES[self.standing]

    @property
    def is_worth_a_mark(self) -> bool:
        return self.standing.needs_work


def words_in(actor: Actor, text: Expressions, language: str) -> Words:
    """The text in `language` with its values filled in; without pieces where it is missing."""
    standing = text.standing(language)
    if standing is Standing.MISSING:
        return Words(language, standing, [])
    return Words(language, standing, filled_pieces(actor, text[language], language))


def plain_words(actor: Actor, text: Expressions, language: str) -> str:
    """The text in `language` with its values filled in, as plain text; "" where it is missing."""
    return "".join(piece.text for piece in words_in(actor, text, language).pieces)


def words_for_reader(actor: Actor, text: Expressions, order: list[str]) -> Words:
    """The text in the reader's language, or the original where there is none."""
    shown = text.shown(current_reader().language, order)
    return words_in(actor, text, shown.language)


def filled_pieces(actor: Actor, text: str, language: str) -> list[Piece]:
    """The runs of a text in its order. A value that cannot be computed now is a dash."""
    found = filled(actor, text, language)
    if found is None:
        return [Piece(piece if isinstance(piece, str) else MISSING) for piece in pieces(text)]
    return [_value(piece) if isinstance(piece, FilledValue) else Piece(piece) for piece in found.pieces]


def _value(value: FilledValue) -> Piece:
    address = reverse("evidence:figure", args=[value.named.figure])
    return Piece(value.shown, f"{address}?{urlencode(value.named.params)}" if value.named.params else address)


def finding_address(finding: Finding) -> str:
    """The public page of a finding; empty where this installation has none."""
    try:
        return reverse("evidence:finding", args=[finding.programme, finding.ref])
    except NoReverseMatch:
        return ""


def standing_sentence(language: str, counts: Counter[Standing]) -> str:
    """How the texts stand in a language: "Arabic: 40 reviewed, 3 stale, 2 missing"."""
    said = []
    for standing, words in (
        (Standing.ORIGINAL, _original),
        (Standing.REVIEWED, _reviewed),
        (Standing.TO_REVIEW, _to_review),
        (Standing.STALE, _stale),
        (Standing.MISSING, _missing),
    ):
        if number := counts[standing]:
            said.append(words(number) % {"number": written(number)})
    name = language_name(language, reader_language=current_reader().language)
    return _("%(language)s: %(standings)s") % {"language": name, "standings": _(", ").join(said) or "–"}


def _original(number: int) -> str:
    return ngettext("%(number)s original", "%(number)s originals", number)


def _reviewed(number: int) -> str:
    return ngettext("%(number)s reviewed", "%(number)s reviewed", number)


def _to_review(number: int) -> str:
    return ngettext("%(number)s to review", "%(number)s to review", number)


def _stale(number: int) -> str:
    return ngettext("%(number)s of an earlier version", "%(number)s of an earlier version", number)


def _missing(number: int) -> str:
    return ngettext("%(number)s missing", "%(number)s missing", number)


def written(number: int) -> str:
    """A number in the reader's digits."""
    reader = current_reader()
    return format_number(number, language=reader.language, digits=reader.shown_digits)


def paragraph_range(first: int | None, last: int | None) -> str:
    """The numbers of a part's paragraphs: "paragraphs 4 to 8"."""
    if first is None or last is None:
        return _("no paragraphs yet")
    if first == last:
        return _("paragraph %(number)s") % {"number": written(first)}
    return _("paragraphs %(first)s to %(last)s") % {"first": written(first), "last": written(last)}


def version_name(number: int, stage: str) -> str:
    """A version by number and stage: "Version 2, after the workshops"."""
    return _("Version %(number)s: %(stage)s") % {"number": isolate(written(number)), "stage": STAGES[stage]}
