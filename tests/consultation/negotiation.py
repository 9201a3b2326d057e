"""Texts with brackets, made at random and by hand, for the tests of negotiated text."""

from hypothesis import strategies as st

from mashura.consultation.rules.negotiation.brackets import Alternative, Bracket, BracketedText, BracketKind, renamed
from mashura.consultation.rules.negotiation.clauses import Clause, ClauseKind, TextVersion

WORDS = (
    "States",
    "shall",
    "should",
    "protect",
    "migrants",
    "2030",
    "يجب",
    "حِمايَة",
    "المهاجرين",
    "doivent",
    "l'été",
    "،",
    ".",
)
runs = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@st.composite
def bracketed_texts(draw, depth=3, stem="k"):
    """A text whose brackets stand up to `depth` in one another, with keys of their own."""
    nodes = []
    for place in range(draw(st.integers(0, 3))):
        nodes.append(draw(runs) + " ")
        if depth and draw(st.booleans()):
            key = f"{stem}{place}"
            texts = draw(st.lists(bracketed_texts(depth - 1, f"{key}."), min_size=1, max_size=3))
            kind = BracketKind.CONTESTED if len(texts) == 1 else BracketKind.ALTERNATIVE_SET
            alternatives = tuple(
                Alternative(f"a{number}", renumbered(text, number)) for number, text in enumerate(texts, 1)
            )
            nodes += [Bracket(key, kind, alternatives), " "]
    return BracketedText(tuple(nodes))


def renumbered(text, number):
    return renamed(text, {key: f"{key}-{number}" for key in text.keys})


def text_of(*nodes):
    return BracketedText(nodes)


def bracket(key, *texts, kind=None):
    """A bracket with the alternatives a1, a2 ..."""
    told = tuple(
        Alternative(f"a{number}", text if isinstance(text, BracketedText) else BracketedText.of(text))
        for number, text in enumerate(texts, 1)
    )
    return Bracket(key, kind or (BracketKind.CONTESTED if len(told) == 1 else BracketKind.ALTERNATIVE_SET), told)


def clause(key, *, kind=ClauseKind.OPERATIVE, parent=None, reference="en", **texts):
    """A clause with plain texts by language."""
    words = {
        language: text if isinstance(text, BracketedText) else BracketedText.of(text)
        for language, text in texts.items()
    }
    return Clause.of(key, kind, reference, words, parent)


def version(*clauses):
    return TextVersion(clauses)
