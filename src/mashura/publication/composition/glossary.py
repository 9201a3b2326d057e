"""The glossary at the end of an edition: one term per concept, in the programme's languages side by side."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from mashura.kit.languages import direction, language
from mashura.kit.text import sort_key
from mashura.publication.composition import blocks
from mashura.publication.composition.blocks import Block
from mashura.publication.composition.writing import Writer
from mashura.reference.public import glossary

# Stands after a form that no native editor has confirmed.
_UNCONFIRMED = "\u00a0*"


def glossary_chapter(languages: Sequence[str], writer: Writer) -> Block:
    """Terms by section, ordered by the term in the language of the edition, which stands first."""
    own_first = [writer.language, *(code for code in languages if code != writer.language)]
    return blocks.chapter(_("Glossary"), _blocks(own_first, writer), numbered=False)


def _blocks(languages: Sequence[str], writer: Writer) -> Iterator[Block]:
    content = glossary()
    yield blocks.lead(_("Terms that this edition uses, one for each concept, in the languages of the programme."))
    yield blocks.paragraph(
        _("An asterisk marks a form that a native editor has yet to confirm. Official names keep their own words.")
    )
    for section, titles in content.sections.items():
        rows = [(term.main, term.review) for term in content.terms if term.section == section]
        yield blocks.heading(titles.get(writer.language, titles["en"]))
        yield _terms(rows, languages)
    yield blocks.heading(_("Official names"))
    yield _terms([(name.names, name.review) for name in content.official], languages)


def _terms(rows: Sequence[tuple[Mapping[str, str], frozenset[str]]], languages: Sequence[str]) -> Block:
    first = languages[0]
    ordered = sorted(rows, key=lambda row: sort_key(row[0].get(first, ""), first))
    return {
        "type": "glossary",
        "headers": [_cell(language(code).endonym, code) for code in languages],
        "rows": [
            [_cell(_form(names.get(code, ""), unconfirmed=code in review), code) for code in languages]
            for names, review in ordered
            if names.get(first)
        ],
    }


def _form(text: str, *, unconfirmed: bool) -> str:
    return text + _UNCONFIRMED if text and unconfirmed else text or "–"


def _cell(text: str, code: str) -> Mapping[str, str]:
    return {"text": text, "language": code, "direction": direction(code)}
