"""What is missing or wrong in a catalogue, so that a half-translated interface never ships."""

import gettext
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message

from mashura.errors import InputError
from mashura.kit.catalogues import (
    LOCALE,
    SOURCE,
    catalogue_path,
    committed_languages,
    extract_messages,
    key_of,
    messages_of,
    plural_forms,
    read_catalogue,
)

_PERCENT = re.compile(r"%(?:\((?P<name>\w+)\))?[-#0 +]*(?:\d+)?(?:\.\d+)?(?P<kind>[a-zA-Z%])")
_VALUE = re.compile(r"%(?:\(\w+\)|[sd])")
_BRACES = re.compile(r"\{(\w*)[^{}]*\}")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
# Forms for none, one and two may leave out the number that they say in a word ("migrant", "مهاجران").
_SMALL_FORMS = 3


class Problem(NamedTuple):
    """One thing to put right before a catalogue is complete.

    `kind` is "file", "header", "untranslated", "fuzzy", "unused", "not collected", "placeholders", "markup" or
    "plural forms"; `sentence` is the message in the source language, empty when the whole file is meant.
    """

    language: str
    kind: str
    sentence: str
    detail: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.language, self.kind, self.sentence, self.detail) if part)


def check(languages: Iterable[str] | None = None, *, source: Path = SOURCE, locale: Path = LOCALE) -> list[Problem]:
    """Every problem of the catalogues of `languages` (all committed ones by default); empty when they are complete.

    Raises:
        InputError: a template of `source` that cannot be read.
    """
    template = extract_messages(source)
    chosen = committed_languages(locale) if languages is None else languages
    return [problem for language in chosen for problem in _problems(language, template, locale)]


def missing(language: str, *, source: Path = SOURCE, locale: Path = LOCALE) -> list[str]:
    """The sentences of `source` that readers of `language` would see untranslated, in order."""
    lacking = ("file", "untranslated", "fuzzy", "not collected")
    problems = check([language], source=source, locale=locale)
    if any(problem.kind == "file" for problem in problems):
        return [key_of(message)[0] for message in messages_of(extract_messages(source))]
    return sorted({problem.sentence for problem in problems if problem.kind in lacking})


def _problems(language: str, template: Catalog, locale: Path) -> Iterator[Problem]:
    path = catalogue_path(locale, language)
    try:
        catalogue = read_catalogue(path, language)
    except FileNotFoundError:
        yield Problem(language, "file", "", "there is no catalogue")
        return
    except InputError as error:
        yield Problem(language, "file", "", str(error))
        return
    if not _same_plurals(catalogue, language):
        yield Problem(language, "header", "", f"Plural-Forms must be {plural_forms(language)}")
    wanted = {key_of(message): message for message in messages_of(template)}
    present = {key_of(message): message for message in messages_of(catalogue)}
    for key in wanted.keys() - present.keys():
        yield Problem(language, "not collected", key[0], "update the catalogues")
    for key in present.keys() - wanted.keys():
        yield Problem(language, "unused", key[0], "update the catalogues")
    for message in catalogue.obsolete.values():
        yield Problem(language, "unused", key_of(message)[0], "remove the obsolete entry")
    for key, message in present.items():
        if key in wanted:
            yield from _problems_of(language, message, wanted[key], catalogue.num_plurals)


def _problems_of(language: str, message: Message, wanted: Message, forms: int) -> Iterator[Problem]:
    sentence = key_of(message)[0]
    if message.id != wanted.id:
        yield Problem(language, "not collected", sentence, "the plural changed, update the catalogues")
        return
    strings = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
    if not any(strings):
        yield Problem(language, "untranslated", sentence, "")
        return
    if message.fuzzy:
        yield Problem(language, "fuzzy", sentence, "")
    if message.pluralizable and (len(strings) != forms or not all(strings)):
        filled = sum(map(bool, strings))
        yield Problem(language, "plural forms", sentence, f"{filled} of {forms} forms are there")
    for index, string in enumerate(strings):
        if string:
            yield from _problems_of_form(language, message, string, small=index < min(_SMALL_FORMS, forms - 1))


def _problems_of_form(language: str, message: Message, string: str, *, small: bool) -> Iterator[Problem]:
    sentences = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    if _is_formatted(sentences) and (fault := _misfit(sentences, string, small=small)):
        yield Problem(language, "placeholders", sentences[0], f"{fault}: {string}")
    elif message.python_brace_format and _braces(string) != _braces(sentences[-1]):
        yield Problem(language, "placeholders", sentences[0], f"other placeholders: {string}")
    if not any(_tags(string) == _tags(sentence) for sentence in sentences):
        yield Problem(language, "markup", sentences[0], f"other tags: {string}")
    if string[:1].isspace() != sentences[0][:1].isspace() or string[-1:].isspace() != sentences[0][-1:].isspace():
        yield Problem(language, "markup", sentences[0], f"other white space at the ends: {string!r}")


def _is_formatted(sentences: tuple[str, ...]) -> bool:
    """Whether values are put in with `%`; Babel takes "100% of all" for such a sentence too."""
    return any("%%" in sentence or _VALUE.search(sentence) for sentence in sentences)


def _misfit(sentences: tuple[str, ...], string: str, *, small: bool) -> str:
    """What is wrong with the placeholders of a translation, or nothing."""
    given = {name: kind for sentence in sentences for name, kind in _placeholders(sentence)}
    used = dict(_placeholders(string))
    if "%" in _PERCENT.sub("", string):
        return "a percent sign stands alone (write %%)"
    if unknown := sorted(set(used) - set(given)):
        return f"unknown placeholder {', '.join(unknown)}"
    if wrong := sorted(name for name, kind in used.items() if kind != given[name]):
        return f"another conversion of {', '.join(wrong)}"
    lacking = sorted(set(given) - set(used))
    may_lack = 1 if small and len(sentences) > 1 else 0
    return f"without placeholder {', '.join(lacking)}" if len(lacking) > may_lack else ""


def _placeholders(sentence: str) -> list[tuple[str, str]]:
    found = [match for match in _PERCENT.finditer(sentence) if match["kind"] != "%"]
    # Placeholders without a name are told apart by their place.
    return [(match["name"] or f"number {index}", match["kind"]) for index, match in enumerate(found, start=1)]


def _braces(sentence: str) -> Counter[str]:
    return Counter(_BRACES.findall(sentence))


def _tags(sentence: str) -> Counter[str]:
    return Counter(_MARKUP.findall(sentence))


def _same_plurals(catalogue: Catalog, language: str) -> bool:
    """Whether a catalogue counts as its language does, however the rule is written."""
    expected = Catalog(charset="utf-8")
    expected.mime_headers = [("Plural-Forms", plural_forms(language))]
    wanted, used = gettext.c2py(expected.plural_expr), gettext.c2py(catalogue.plural_expr)
    return catalogue.num_plurals == expected.num_plurals and all(wanted(n) == used(n) for n in range(1000))
