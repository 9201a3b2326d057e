"""Checking an edition: its figures are computed again over the very vintages it names.

Every value is written again from the result, and every sentence looked for on the pages. Needs no database: a store of
vintages is enough.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from mashura.access.public import Actor
from mashura.errors import InputError, gettext_noop
from mashura.evidence.public import ReleasedStore, code_label, figure_names, place_name
from mashura.kit.bidi import strip_isolates
from mashura.kit.reader import Reader, use_reader
from mashura.publication.files import edition_path
from mashura.publication.models import Edition
from mashura.publication.printed import Printed, printed_text
from mashura.publication.provenance import read_provenance
from mashura.publication.sentences.account import Account
from mashura.stats.engine import sha256_of
from mashura.stats.figures import MissingVintageError, OpenVintage, Result, VintageStore, compute_again, registry


class Verdict(StrEnum):
    """What came of checking a figure, a value or a sentence."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_CHECKABLE = "not checkable"


@dataclass(frozen=True, slots=True)
class CheckedFigure:
    """A figure of an edition, by its key there, and what came of computing it again; `reason` why it could not be."""

    key: str
    figure: str
    verdict: Verdict
    reason: InputError | None = None


@dataclass(frozen=True, slots=True)
class CheckedValue:
    """A value in a sentence: how it is written there, and how it is written from the data ("" where it cannot be)."""

    figure: str
    value: str
    shown: str
    again: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence with values, and where it stands (`paragraph` is None in editions of before their numbering)."""

    paragraph: int | None
    chapter: str
    text: str
    values: tuple[CheckedValue, ...]
    verdict: Verdict
    problem: InputError | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    """All that was checked of one edition."""

    edition: Mapping[str, Any]
    figures: tuple[CheckedFigure, ...]
    sentences: tuple[CheckedSentence, ...]
    file_changed: bool = False

    @property
    def holds(self) -> bool:
        """Whether every number of it does."""
        return not (self.file_changed or self.failed_figures or self.failed_sentences)

    @property
    def failed_sentences(self) -> list[CheckedSentence]:
        return [sentence for sentence in self.sentences if sentence.verdict is not Verdict.SAME]

    @property
    def failed_figures(self) -> list[CheckedFigure]:
        return [figure for figure in self.figures if figure.verdict is not Verdict.SAME]

    def count(self, verdict: Verdict) -> int:
        """How many figures came to this."""
        return sum(figure.verdict is verdict for figure in self.figures)


class FilesStore:
    """Parquet files of a folder and those below it, each known by its own hash: a changed file is another vintage."""

    def __init__(self, folder: Path) -> None:
        self._files = {sha256_of(path): path for path in sorted(folder.rglob("*.parquet")) if path.is_file()}

    def latest(self, dataset: str) -> OpenVintage:
        """A folder of files knows no newest one: MissingVintageError."""
        raise MissingVintageError(gettext_noop("There is no data of the dataset %(dataset)s here."), dataset=dataset)

    def exactly(self, dataset: str, sha256: str) -> OpenVintage:
        """The file of that hash, whatever its name. MissingVintageError when there is none."""
        path = self._files.get(sha256)
        if path is None:
            raise MissingVintageError(
                gettext_noop("The vintage %(sha256)s of the dataset %(dataset)s is not here."),
                dataset=dataset,
                sha256=sha256[:12],
            )
        return OpenVintage(dataset=dataset, sha256=sha256, path=path)


class Stores:
    """Several stores, asked one after the other."""

    def __init__(self, stores: Iterable[VintageStore]) -> None:
        self._stores = tuple(stores)

    def latest(self, dataset: str) -> OpenVintage:
        return self._stores[0].latest(dataset)

    def exactly(self, dataset: str, sha256: str) -> OpenVintage:
        """From the first store that has it; the last one's MissingVintageError when none has."""
        for store in self._stores[:-1]:
            try:
                return store.exactly(dataset, sha256)
            except MissingVintageError:
                continue
        return self._stores[-1].exactly(dataset, sha256)


def verify_edition(path: Path, *, actor: Actor) -> Verification:
    """Check the edition at `path` over the vintages that `actor` may read.

    Raises:
        InputError: the file is no edition.
    """
    return verify_file(path, ReleasedStore(actor))


def verify_kept(edition: Edition, *, actor: Actor) -> Verification:
    """Check an edition that this installation keeps; its file must be the very one that was published.

    Raises:
        InputError: its file has been removed or is no edition.
    """
    path = edition_path(edition)
    if not path.is_file():
        raise InputError(gettext_noop("There is no file %(file)s."), file=path.name)
    changed = sha256_of(path) != edition.file_sha256
    try:
        found = verify_edition(path, actor=actor)
    except InputError:
        if not changed:
            raise
        # What is left in the database says what the file should have said.
        found = _verify(edition.provenance, ReleasedStore(actor), Printed(frozenset()))
    return replace(found, file_changed=changed)


def verify_file(path: Path, store: VintageStore) -> Verification:
    """Check the edition at `path` over the vintages of `store`. Needs no database.

    A figure is not checkable where a vintage is missing or is not the file it was, or where this installation computes
    it in another version.

    Raises:
        InputError: the file is no edition.
    """
    record = read_provenance(path)
    return _verify(record, store, printed_text(path))


@dataclass(frozen=True, slots=True)
class _Checking:
    """What sentences are checked against."""

    reader: Reader
    figures: Mapping[str, CheckedFigure]
    results: Mapping[str, Result]
    paragraphs: Mapping[int, str]
    printed: Printed


def _verify(record: Mapping[str, Any], store: VintageStore, printed: Printed) -> Verification:
    figures, results = [], {}
    for entry in record["figures"]:
        checked, result = _figure(entry, store)
        figures.append(checked)
        if result is not None:
            results[checked.key] = result
    edition = record.get("edition", {})
    checking = _Checking(
        reader=Reader(language=str(edition.get("language", "en")), digits=edition.get("digits")),
        figures={figure.key: figure for figure in figures},
        results=results,
        paragraphs={one["number"]: one["text"] for one in record.get("paragraphs", ())},
        printed=printed,
    )
    with use_reader(checking.reader):
        sentences = tuple(_sentence(entry, checking) for entry in record.get("sentences", ()) if entry["values"])
    return Verification(edition=edition, figures=tuple(figures), sentences=sentences)


def _figure(entry: Mapping[str, Any], store: VintageStore) -> tuple[CheckedFigure, Result | None]:
    key, name = str(entry["key"]), str(entry["figure"])
    known = set(figure_names())
    found = registry().get(name) if name in known else None
    if found is None or found.version != entry["version"]:
        reason = InputError(
            gettext_noop("Version %(version)s of the figure %(figure)s is no longer part of this software."),
            figure=name,
            version=entry["version"],
        )
        return CheckedFigure(key, name, Verdict.NOT_CHECKABLE, reason), None
    hashes: Mapping[str, str] = entry["vintages"]
    opened: dict[str, OpenVintage] = {}

    def vintage_of(dataset: str) -> OpenVintage:
        vintage = store.exactly(dataset, hashes.get(dataset, ""))
        if sha256_of(vintage.path) != vintage.sha256:
            raise MissingVintageError(
                gettext_noop(
                    "The file of the dataset %(dataset)s has been changed: it is not the vintage %(sha256)s any more."
                ),
                dataset=dataset,
                sha256=vintage.sha256[:12],
            )
        opened[dataset] = vintage
        return vintage

    try:
        result = compute_again(found, entry["params"], vintage_of)
    except (MissingVintageError, OSError) as error:
        reason = error if isinstance(error, InputError) else InputError(gettext_noop("A data file cannot be read."))
        return CheckedFigure(key, name, Verdict.NOT_CHECKABLE, reason), None
    except InputError as error:
        # The parameters it states do not fit the data it states: it cannot have come from there.
        return CheckedFigure(key, name, Verdict.DIFFERENT, error), None
    same = result.provenance["result_sha256"] == entry["result_sha256"]
    return CheckedFigure(key, name, Verdict.SAME if same else Verdict.DIFFERENT), result


def _sentence(entry: Mapping[str, Any], checking: _Checking) -> CheckedSentence:
    text, number = str(entry["text"]), entry.get("paragraph")
    values = tuple(_value(use, checking) for use in entry["values"])
    found = {value.verdict for value in values}
    problem = _problem_of_text(text, values) or _problem_of_place(text, number, checking)
    verdict = Verdict.NOT_CHECKABLE if Verdict.NOT_CHECKABLE in found else Verdict.SAME
    if problem is not None or Verdict.DIFFERENT in found:
        verdict = Verdict.DIFFERENT
    return CheckedSentence(number, str(entry.get("chapter", "")), text, values, verdict, problem)


def _value(use: Mapping[str, Any], checking: _Checking) -> CheckedValue:
    key, name, shown = str(use["figure"]), str(use["value"]), str(use["shown"])
    result, figure = checking.results.get(key), checking.figures.get(key)
    if figure is None:
        return CheckedValue(key, name, shown, "", Verdict.DIFFERENT)
    if result is None:
        return CheckedValue(key, name, shown, "", figure.verdict)
    if result.values.get(name) is None:
        return CheckedValue(key, name, shown, "", Verdict.DIFFERENT)
    account = Account(
        key=key,
        result=result,
        values=registry()[result.name].values,
        reader=checking.reader,
        code_name=lambda value, code: code_label(value.rsplit("_", 1)[-1], code),
        place_name=place_name,
    )
    again = account.shown(name)
    same = strip_isolates(again) == strip_isolates(shown)
    return CheckedValue(key, name, shown, again, figure.verdict if same else Verdict.DIFFERENT)


def _problem_of_text(text: str, values: Iterable[CheckedValue]) -> InputError | None:
    """Every value stands in the sentence, and no number does that is none of them."""
    left = strip_isolates(text)
    for shown in sorted((strip_isolates(value.shown) for value in values), key=len, reverse=True):
        if shown not in strip_isolates(text):
            return InputError(gettext_noop("The value %(shown)s does not stand in the sentence."), shown=shown)
        left = left.replace(shown, " ", 1)
    if re.search(r"\d", left):
        return InputError(gettext_noop("A number in the sentence comes from no figure."))
    return None


def _problem_of_place(text: str, number: int | None, checking: _Checking) -> InputError | None:
    """The sentence belongs to its paragraph, and the paragraph stands on the pages with its number."""
    if number is None:
        return None
    paragraph = checking.paragraphs.get(number, "")
    if text not in paragraph:
        return InputError(gettext_noop("The sentence does not belong to the paragraph that it names."))
    if not checking.printed.holds(paragraph, number):
        return InputError(gettext_noop("The pages of the document do not say what its record says they do."))
    return None
