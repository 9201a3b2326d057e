"""Takes fields out of a file, strictly, and names file and field in every refusal."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from mashura.errors import InputError, gettext_noop
from mashura.kit.localised import Localised
from mashura.reference.public import topics

# "new" stands where a key would in the addresses of forms.
SLUG = re.compile(r"(?!new$)[a-z][a-z0-9-]{1,39}")
_BREAKS = re.compile(r"[ \t\r\n]+")


class Reader:
    """Takes fields out of one mapping of the file and knows how to name it in a refusal."""

    def __init__(
        self, data: Any, *, file: str, where: str = "", languages: tuple[str, ...] = (), is_complete: bool = True
    ) -> None:
        self.file, self.where, self.languages, self.is_complete = file, where, languages, is_complete
        if not isinstance(data, Mapping):
            raise InputError(
                gettext_noop("The field “%(field)s” in %(file)s must hold named fields."),
                file=file,
                field=where or "(file)",
            )
        self.data = dict(data)
        self.known: set[str] = set()

    def name(self, field: str) -> str:
        return f"{self.where}.{field}" if self.where else field

    def wrong(self, field: str, value: object) -> InputError:
        return InputError(
            gettext_noop("The field “%(field)s” in %(file)s has a value that cannot be used: “%(value)s”."),
            file=self.file,
            field=self.name(field),
            value=value,
        )

    def lacks(self, field: str) -> InputError:
        return InputError(
            gettext_noop("The file %(file)s lacks the field “%(field)s”."), file=self.file, field=self.name(field)
        )

    def get(self, field: str, *, is_needed: bool = True) -> Any:
        self.known.add(field)
        value = self.data.get(field)
        if is_needed and (value is None or value in ("", [], {})):
            raise self.lacks(field)
        return value

    def word(self, field: str, pattern: re.Pattern[str] | None = None, *, is_needed: bool = True) -> str:
        value = self.get(field, is_needed=is_needed)
        if value is None:
            return ""
        if not isinstance(value, str) or (pattern and not pattern.fullmatch(value)):
            raise self.wrong(field, value)
        return value

    def words(self, field: str, *, is_needed: bool = True) -> tuple[str, ...]:
        value = self.get(field, is_needed=is_needed) or []
        if not isinstance(value, list) or len(set(map(str, value))) != len(value):
            raise self.wrong(field, value)
        for item in value:
            if not isinstance(item, str):
                raise self.wrong(field, item)
        return tuple(value)

    def number(self, field: str) -> int:
        value = self.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.wrong(field, value)
        return value

    def flag(self, field: str, *, default: bool) -> bool:
        value = self.get(field, is_needed=False)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.wrong(field, value)
        return value

    def day(self, field: str) -> date:
        value = self.get(field)
        if type(value) is not date:
            raise self.wrong(field, value)
        return value

    def text(self, field: str, *, is_needed: bool = True) -> Localised:
        return self.localised(self.get(field, is_needed=is_needed), field)

    def localised(self, value: Any, field: str) -> Localised:
        if value is None:
            return Localised()
        if not isinstance(value, Mapping):
            raise self.wrong(field, value)
        if strange := set(value) - set(self.languages):
            raise InputError(
                gettext_noop(
                    "The field “%(field)s” in %(file)s has a text in “%(language)s”, no language of the programme."
                ),
                file=self.file,
                field=self.name(field),
                language=min(map(str, strange)),
            )
        for language in self.languages:
            if language not in value and value and not self.is_complete:
                continue
            if not isinstance(value.get(language), str) or not value[language].strip():
                raise InputError(
                    gettext_noop("The field “%(field)s” in %(file)s has no text in the language “%(language)s”."),
                    file=self.file,
                    field=self.name(field),
                    language=language,
                )
        # One line each; no-break spaces, which French puts before some marks, stay what they are.
        return Localised(
            {language: _BREAKS.sub(" ", value[language]) for language in self.languages if language in value}
        )

    def inner(self, field: str, *, is_needed: bool = True) -> "Reader | None":
        value = self.get(field, is_needed=is_needed)
        if value is None:
            return None
        return self._below(value, self.name(field))

    def each(self, field: str, *, is_needed: bool = False) -> "list[Reader]":
        value = self.get(field, is_needed=is_needed) or []
        if not isinstance(value, list):
            raise self.wrong(field, value)
        readers = [self._below(item, f"{self.name(field)}[{place}]") for place, item in enumerate(value, start=1)]
        keys = [reader.data.get("key") for reader in readers]
        for reader, key in zip(readers, keys, strict=True):
            if key is not None and keys.count(key) > 1:
                raise reader.wrong("key", key)
        return readers

    def _below(self, value: Any, where: str) -> "Reader":
        return Reader(value, file=self.file, where=where, languages=self.languages, is_complete=self.is_complete)

    def finish(self) -> None:
        """Refuse fields that nobody asked for: a misspelt name must not pass as silence."""
        if strange := set(self.data) - self.known:
            raise InputError(
                gettext_noop("The file %(file)s has a field that is not known: “%(field)s”."),
                file=self.file,
                field=self.name(min(map(str, strange))),
            )


def source_of(reader: Reader, keys: set[str]) -> str:
    """The key of one of the programme's sources."""
    key = reader.word("source")
    if key not in keys:
        raise reader.wrong("source", key)
    return key


def top_topics_of(reader: Reader) -> tuple[str, ...]:
    """Codes of the first level of the topic tree."""
    codes = reader.words("topics", is_needed=False)
    for code in codes:
        if code not in topics() or topics()[code].parent:
            raise reader.wrong("topics", code)
    return codes
