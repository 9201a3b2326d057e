"""Message catalogues without the gettext programs: collected, merged and compiled through Babel.

Django's `templatize()` turns a template into what Babel's extractor for Python reads. Catalogues in text (.po) are
committed; compiled ones (.mo) are made at start in a folder of the installation. Django and allauth bring their own.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, read_po, write_po
from django.utils.translation.template import templatize

from mashura.errors import InputError, gettext_noop

# The package, and its one catalogue per language: read as files, whatever application they belong to.
SOURCE = Path(__file__).resolve().parents[1]
LOCALE = SOURCE / "site" / "locale"

_KEYWORDS: dict[str, Any] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_COMMENT_TAG = "Translators:"
_TEMPLATE_SUFFIXES = frozenset([".html", ".txt", ".xml"])
# Babel's Arabic forms come in another order than in the catalogues of Django and everybody else, which is:
# none, one, two, 3 to 10, 11 to 99, and the round hundreds.
_PLURAL_FORMS = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
_PROJECT = "mashura"
_WIDTH = 110


def plural_forms(language: str) -> str:
    """The `Plural-Forms` header that catalogues of this language carry."""
    return _PLURAL_FORMS.get(language) or str(get_plural(language).plural_forms)


def catalogue_path(locale: Path, language: str) -> Path:
    return locale / language / "LC_MESSAGES" / "django.po"


def committed_languages(locale: Path = LOCALE) -> list[str]:
    """The languages that have a catalogue, in order."""
    return sorted(path.parents[1].name for path in locale.glob("*/LC_MESSAGES/django.po"))


def key_of(message: Message) -> tuple[str, str | None]:
    """What tells two messages of a catalogue apart: the (singular) sentence and its context."""
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def messages_of(catalogue: Catalog) -> Iterator[Message]:
    """The messages of a catalogue, without the header."""
    return (message for message in catalogue if message.id)


def extract_messages(source: Path = SOURCE) -> Catalog:
    """Every message of the Python files and Django templates under `source`, sorted, with the files that use it.

    Templates are the .html, .txt and .xml files of `templates` folders; migrations are left out.

    Raises:
        InputError: a template that Django cannot cut into tags.
    """
    found: dict[tuple[str, str | None], tuple[Any, set[str], list[str]]] = {}
    for path in _sources(source):
        name = path.relative_to(source).as_posix()
        for _, message, comments, context in _extract_file(path, name):
            singular = message if isinstance(message, str) else message[0]
            known, files, notes = found.setdefault((singular, context), (message, set(), []))
            files.add(name)
            notes += [note for note in comments if note not in notes]
            if isinstance(known, str) and not isinstance(message, str):
                # The same sentence alone and as a singular: gettext knows one entry, the one with a plural.
                found[singular, context] = (message, files, notes)
    template = Catalog(project=_PROJECT, charset="utf-8", fuzzy=False)
    for (_, context), (message, files, notes) in sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or "")):
        locations = [(file, 0) for file in sorted(files)]
        template.add(message, locations=locations, auto_comments=notes, context=context)
    return template


def update_catalogues(
    languages: Iterable[str], *, source: Path = SOURCE, locale: Path = LOCALE, keep_unused: bool = False
) -> list[Path]:
    """Bring the catalogues of `languages` up to the sentences of `source`; returns the files that changed.

    Translations stay as they are, new sentences come in empty, unused ones go (or are kept as comments with
    `keep_unused`, from where they come back when a sentence does). The same input gives the same bytes.

    Raises:
        InputError: a catalogue or a template that cannot be read.
    """
    template = extract_messages(source)
    changed = []
    for language in languages:
        path = catalogue_path(locale, language)
        old = read_catalogue(path, language) if path.exists() else None
        content = _as_text(_merged(template, old, language, keep_unused=keep_unused))
        if old is None or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, content)
            changed.append(path)
    return changed


def read_catalogue(path: Path, language: str) -> Catalog:
    """The catalogue in this file.

    Raises:
        InputError: not a catalogue; the message names file and line.
    """
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, charset="utf-8", abort_invalid=True)
    except PoFileError as error:
        raise InputError(
            gettext_noop("%(file)s, line %(line)s: this is not a message catalogue (%(reason)s)."),
            file=path.name,
            line=error.lineno + 1,
            reason=str(error),
        ) from error
    except ValueError as error:
        raise InputError(
            gettext_noop("%(file)s: this is not a message catalogue (%(reason)s)."), file=path.name, reason=str(error)
        ) from error


def compile_catalogues(target: Path, *, locale: Path = LOCALE) -> list[str]:
    """Compile every catalogue of `locale` into `target`/<language>/LC_MESSAGES/django.mo; returns what was made.

    A compiled file carries the hash of its source, and is made again only when that differs. Files are moved
    into place whole, so that two starts at once, or one broken off, leave a usable one. Fuzzy translations are
    left out. Languages without a catalogue lose their compiled one.

    Raises:
        InputError: a catalogue that cannot be read.
        OSError: `target` cannot be written.
    """
    made = []
    languages = committed_languages(locale)
    for language in languages:
        source = catalogue_path(locale, language)
        content = source.read_bytes()
        version = hashlib.sha256(content).hexdigest()
        compiled = target / language / "LC_MESSAGES" / "django.mo"
        if _is_compiled(compiled, version):
            continue
        catalogue = read_catalogue(source, language)
        catalogue.project, catalogue.version = _PROJECT, version
        output = BytesIO()
        write_mo(output, catalogue)
        compiled.parent.mkdir(parents=True, exist_ok=True)
        _replace(compiled, output.getvalue())
        made.append(language)
    for compiled in target.glob("*/LC_MESSAGES/django.mo"):
        if compiled.parents[1].name not in languages:
            compiled.unlink(missing_ok=True)
    return made


def _is_compiled(compiled: Path, version: str) -> bool:
    try:
        return f"{_PROJECT} {version}".encode() in compiled.read_bytes()
    except FileNotFoundError:
        return False


def _sources(source: Path) -> list[Path]:
    paths = []
    for path in source.rglob("*"):
        folders = path.relative_to(source).parts[:-1]
        is_code = path.suffix == ".py" and "migrations" not in folders
        is_template = path.suffix in _TEMPLATE_SUFFIXES and "templates" in folders
        if is_code or is_template:
            paths.append(path)
    return sorted(paths)


def _extract_file(path: Path, name: str) -> list[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    code = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        try:
            code = templatize(code, origin=name)
        except SyntaxError as error:
            raise InputError(
                gettext_noop("%(file)s: the template cannot be read (%(reason)s)."), file=name, reason=str(error)
            ) from error
        # What is left of the markup would be read as Python's indentation.
        code = "\n".join(line.strip() for line in code.splitlines())
    return list(extract("python", BytesIO(code.encode()), _KEYWORDS, [_COMMENT_TAG], {"encoding": "utf-8"}))


def _merged(template: Catalog, old: Catalog | None, language: str, *, keep_unused: bool) -> Catalog:
    new = Catalog(locale=language, project=_PROJECT, charset="utf-8", fuzzy=False)
    # Babel's place-holders for addresses would look like somebody's.
    new.msgid_bugs_address = new.last_translator = new.language_team = ""
    new.header_comment = f"# Mashura in {language}; sentences are collected by `mashura messages --update`."
    new.mime_headers = [("Plural-Forms", plural_forms(language))]
    known: dict[tuple[str, str | None], Message] = {}
    if old is not None:
        new.creation_date, new.revision_date = old.creation_date, old.revision_date
        known = {key_of(message): message for message in [*old.obsolete.values(), *messages_of(old)]}
    for message in messages_of(template):
        before = known.pop(key_of(message), None)
        string, flags, notes = _carried(message, before)
        new.add(
            message.id,
            string,
            locations=message.locations,
            flags=flags,
            auto_comments=message.auto_comments,
            user_comments=notes,
            context=message.context,
        )
    if keep_unused:
        unused = (message for message in known.values() if any(_strings(message)))
        for message in sorted(unused, key=lambda message: key_of(message)[0]):
            message.locations = []
            new.obsolete[key_of(message)] = message
    return new


def _carried(message: Message, before: Message | None) -> tuple[Any, set[str], list[str]]:
    """Translation, flags and translator's notes that an earlier entry hands on to `message`."""
    if before is None:
        return None, set(), []
    fuzzy = {"fuzzy"} & set(before.flags)
    if bool(before.pluralizable) == bool(message.pluralizable):
        # A changed plural sentence with the same singular wants a second look.
        changed = {"fuzzy"} if before.id != message.id and any(_strings(before)) else set()
        return before.string, fuzzy | changed, before.user_comments
    return None, set(), before.user_comments


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def _as_text(catalogue: Catalog) -> bytes:
    output = BytesIO()
    # Without line numbers, or every edit of the source would change every catalogue.
    write_po(output, catalogue, width=_WIDTH, include_lineno=False)
    return output.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Write `path` whole or not at all, safe for two writers at once."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
