"""Why something cannot be done to a negotiated text: names for programs, sentences for readers."""

from enum import StrEnum
from typing import Any, Final

from mashura.errors import InputError, gettext_noop


class Refusal(StrEnum):
    """The names of refusals; they are stored and translated, so they do not change."""

    NO_SUCH_CLAUSE = "no-such-clause"
    KEY_TAKEN = "key-taken"
    BASE_CHANGED = "base-changed"
    WRONG_PLACE = "wrong-place"
    HAS_SUBCLAUSES = "has-subclauses"
    NO_TEXT = "no-text"
    NO_SUCH_SPAN = "no-such-span"
    SPLITS_SIGN = "splits-sign"
    CROSSES_BRACKET = "crosses-bracket"
    NO_SUCH_BRACKET = "no-such-bracket"
    NO_SUCH_ALTERNATIVE = "no-such-alternative"
    SEVERAL_ALTERNATIVES = "several-alternatives"
    ALTERNATIVE_TAKEN = "alternative-taken"
    LANGUAGES_DIFFER = "languages-differ"
    NOT_EDITORIAL = "not-editorial"
    NOT_ONE_LANGUAGE = "not-one-language"


MESSAGES: Final = {
    Refusal.NO_SUCH_CLAUSE: gettext_noop("The text has no clause %(clause)s."),
    Refusal.KEY_TAKEN: gettext_noop("The key %(clause)s belongs to another clause, now or formerly."),
    Refusal.BASE_CHANGED: gettext_noop(
        "Clause %(clause)s has changed since the proposal was made. Carry the proposal over to the present text first."
    ),
    Refusal.WRONG_PLACE: gettext_noop("Clause %(clause)s cannot stand there."),
    Refusal.HAS_SUBCLAUSES: gettext_noop(
        "Clause %(clause)s has sub-clauses. Move them or take them out before the clause itself."
    ),
    Refusal.NO_TEXT: gettext_noop("Clause %(clause)s has no text in this language: %(language)s."),
    Refusal.NO_SUCH_SPAN: gettext_noop("The passage from sign %(start)s to sign %(end)s is not in the text."),
    Refusal.SPLITS_SIGN: gettext_noop("The passage begins or ends between a letter and its mark."),
    Refusal.CROSSES_BRACKET: gettext_noop(
        "The passage begins inside a square bracket and ends outside of it. Choose the whole bracket or a part inside."
    ),
    Refusal.NO_SUCH_BRACKET: gettext_noop("The text has no open square bracket %(bracket)s."),
    Refusal.NO_SUCH_ALTERNATIVE: gettext_noop("Square bracket %(bracket)s has no alternative %(alternative)s."),
    Refusal.SEVERAL_ALTERNATIVES: gettext_noop(
        "Square bracket %(bracket)s holds several alternatives. Choose one of them."
    ),
    Refusal.ALTERNATIVE_TAKEN: gettext_noop("Square bracket %(bracket)s has an alternative %(alternative)s already."),
    Refusal.LANGUAGES_DIFFER: gettext_noop("Say where in each language of clause %(clause)s this is to happen."),
    Refusal.NOT_EDITORIAL: gettext_noop(
        "This changes words of clause %(clause)s, not only how they are written. Propose it as a change of the text."
    ),
    Refusal.NOT_ONE_LANGUAGE: gettext_noop("A correction of one language of clause %(clause)s names one language."),
}


class Refused(InputError):  # noqa: N818 - reads as what happened: the change was refused
    """A change that cannot be made, with the name of the reason."""

    def __init__(self, refusal: Refusal, **params: Any) -> None:
        self.refusal = refusal
        super().__init__(MESSAGES[refusal], **params)
