"""Text with figure values in it, filled for the current reader; what was filled in stays on record."""

from collections.abc import Iterable
from dataclasses import dataclass

from mashura.access.public import Actor
from mashura.errors import InputError, gettext_noop
from mashura.evidence import figures
from mashura.evidence.store import ReleasedStore
from mashura.evidence.wording import write_value
from mashura.kit.expressions import Expressions, Standing
from mashura.kit.numbers import MISSING
from mashura.kit.reader import Reader, current_reader
from mashura.stats.figures import Result, VintageStore, find, run
from mashura.stats.inline import InlineValue, pieces


@dataclass(frozen=True, slots=True)
class FilledValue:
    """A value of a figure as it stands in a text. `shown` is how this reader reads it."""

    named: InlineValue
    shown: str
    result: Result


@dataclass(frozen=True, slots=True)
class FilledText:
    """A text in its order: words, and values that open to their figure."""

    pieces: tuple[str | FilledValue, ...]

    @property
    def text(self) -> str:
        """The plain text."""
        return "".join(piece if isinstance(piece, str) else piece.shown for piece in self.pieces)

    @property
    def values(self) -> list[FilledValue]:
        return [piece for piece in self.pieces if isinstance(piece, FilledValue)]


def fill_text(
    actor: Actor, text: str, *, reader: Reader | None = None, store: VintageStore | None = None
) -> FilledText:
    """`text` with each `{{figure?parameter=value#value}}` computed over the newest released vintages.

    `reader` is the current one unless given (an expression is filled in its own language); a value that the data do
    not have is shown as "–". `store` gives other vintages, for checking.

    Raises:
        InputError: the text names no figure, parameter or value that there is.
    """
    reader = reader or current_reader()
    store = store or ReleasedStore(actor)
    return FilledText(
        tuple(piece if isinstance(piece, str) else _filled(piece, reader, store) for piece in pieces(text))
    )


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text in several languages as the current reader gets it: the words in `language`, its values filled in."""

    filled: FilledText
    language: str
    is_fallback: bool
    standing: Standing


def read_text(
    actor: Actor, text: Expressions, *, order: Iterable[str] = (), store: VintageStore | None = None
) -> ReadText:
    """The expression for the current reader, with its values.

    A value that cannot be computed here and now (its data is not there) is shown as "–": the words stay readable.
    """
    reader = current_reader()
    shown = text.shown(reader.language, order)
    own = reader if not shown.is_fallback else Reader(shown.language)
    store = store or ReleasedStore(actor)
    return ReadText(_read(shown.text, own, store), shown.language, shown.is_fallback, text.standing(shown.language))


def _read(text: str, reader: Reader, store: VintageStore) -> FilledText:
    read: list[str | FilledValue] = []
    try:
        parts = list(pieces(text))
    except InputError:
        parts = [text]
    for piece in parts:
        try:
            read.append(piece if isinstance(piece, str) else _filled(piece, reader, store))
        except InputError:
            read.append(MISSING)
    return FilledText(tuple(read))


def _filled(named: InlineValue, reader: Reader, store: VintageStore) -> FilledValue:
    assert figures.__all__  # noqa: S101 - importing the package registers the figures
    declared = {value.name: value for value in find(named.figure).values}
    if named.value not in declared:
        raise InputError(
            gettext_noop("The figure %(figure)s has no value %(value)s. Its values are: %(known)s."),
            figure=named.figure,
            value=named.value,
            known=", ".join(sorted(declared)),
        )
    result = run(named.figure, dict(named.params), store)
    value = result.values[named.value]
    shown = MISSING if value is None else write_value(declared[named.value], value, reader)
    return FilledValue(named, shown, result)
