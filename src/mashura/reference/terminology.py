"""The glossary as data, and the check of texts against it: pure, cached, no database."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mashura.errors import InputError, gettext_noop
from mashura.kit.languages import primary
from mashura.kit.localised import Localised
from mashura.reference import pack

# What a check must not see as our own words: quotations, and elements that mark a title or a quotation.
_QUOTATION = re.compile(r"“[^”]*”|«[^»]*»|„[^“”]*[“”]|\"[^\"]*\"|<(q|cite|blockquote)\b[^>]*>.*?</\1>", re.DOTALL)
# Vowel marks, tatweel and invisible direction marks may stand inside a word without making it another word.
_MARKS = re.compile("[\u064b-\u0652\u0670\u0640\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term: the form to use in each language, other accepted forms, and languages whose form is not yet confirmed."""

    key: str
    section: str
    main: pack.Texts
    accepted: Mapping[str, tuple[str, ...]]
    review: frozenset[str]


@dataclass(frozen=True, slots=True)
class OfficialName:
    """The name of a body, law or strategy in its own words; it may lack a language in which it has no name."""

    key: str
    names: pack.Texts
    review: frozenset[str]


@dataclass(frozen=True, slots=True)
class Avoided:
    """A pattern that our own text does not use, and what it says instead."""

    language: str
    pattern: re.Pattern[str]
    use: str


@dataclass(frozen=True, slots=True)
class Glossary:
    """Everything of glossary.yaml."""

    sections: Mapping[str, pack.Texts]
    terms: tuple[GlossaryTerm, ...]
    official: tuple[OfficialName, ...]
    avoid: tuple[Avoided, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that the text should not use: what stands there, and what the glossary says instead."""

    found: str
    use: str


def read_glossary(path: Path) -> Glossary:
    """The glossary in the file; InputError naming file and field."""
    data = pack.read_yaml(path)
    sections = {
        key: pack.texts(title, path, f"sections.{key}") for key, title in pack.required(data, path, "sections").items()
    }
    terms = []
    for line in pack.required(data, path, "terms"):
        key = pack.required(line, path, "key")
        if line.get("section") not in sections:
            raise InputError(
                gettext_noop("The file %(file)s has no usable entry for “%(code)s” under “%(field)s”."),
                file=pack.file_name(path),
                field="section",
                code=key,
            )
        terms.append(
            GlossaryTerm(
                key,
                line["section"],
                pack.texts(line.get("main"), path, f"terms.{key}"),
                {language: tuple(forms) for language, forms in line.get("accepted", {}).items()},
                frozenset(line.get("review", [])),
            )
        )
    official = tuple(
        OfficialName(line["key"], Localised(line["names"]), frozenset(line.get("review", [])))
        for line in pack.required(data, path, "official")
    )
    avoid = tuple(
        Avoided(line["language"], re.compile(line["pattern"], re.IGNORECASE), line["use"])
        for line in pack.required(data, path, "avoid")
    )
    return Glossary(sections, tuple(terms), official, avoid)


@cache
def glossary() -> Glossary:
    """The glossary of the pack."""
    return read_glossary(pack.FOLDERS[0] / "glossary.yaml")


@cache
def _official_names(language: str) -> re.Pattern[str]:
    names = [name.names[language] for name in glossary().official if language in name.names]
    forms = sorted({variant for name in names for variant in _spellings(name)}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, forms)), re.IGNORECASE)


def _spellings(name: str) -> Iterator[str]:
    yield name
    yield name.replace("’", "'")


def check(text: str, language: str) -> list[Finding]:
    """The words of `text` that the glossary of the language rules out, in order of appearance.

    Quotations (in quotation marks, `<q>`, `<cite>`, `<blockquote>`) and the official names of the glossary keep their
    own words and are passed over: whoever quotes marks the quotation. A confusion of smuggling and trafficking is
    found only where the words themselves show it ("trafic de personnes", "traite de migrants", "تهريب البشر").
    """
    code = primary(language)
    plain = " ".join(_MARKS.sub("", text).split())
    own = _official_names(code).sub(" · ", _QUOTATION.sub(" · ", plain)) if code in pack.LANGUAGES else plain
    found = [
        (match.start(), Finding(match.group(), rule.use))
        for rule in glossary().avoid
        if rule.language == code
        for match in rule.pattern.finditer(own)
    ]
    return [finding for _start, finding in sorted(found, key=lambda one: one[0])]
