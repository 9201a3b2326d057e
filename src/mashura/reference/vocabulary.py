"""Topic tree, crosswalk, addressees and affected groups of the pack: pure, cached, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mashura.errors import InputError, gettext_noop
from mashura.reference import pack


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic (on top) or a theme (under a topic, `parent` is the topic's code).

    `crosswalk` maps a framework's code to the codes of its entries that come close; proposed, never confirmed here.
    """

    code: str
    parent: str
    position: int
    title: pack.Texts
    crosswalk: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FrameworkEntry:
    """One line of a code list, with a short paraphrase as its label."""

    framework: str
    code: str
    position: int
    label: pack.Texts


@dataclass(frozen=True, slots=True)
class Framework:
    """A code list of another body; `country` is empty unless it belongs to one State."""

    code: str
    title: pack.Texts
    country: str
    entries: Mapping[str, FrameworkEntry]


@dataclass(frozen=True, slots=True)
class ClassEntry:
    """A class of addressees or a group of affected people; `group` is the broad class of addressees ("" for groups)."""

    code: str
    group: str
    position: int
    title: pack.Texts


def _named(path: Path, kind: str, code: str) -> InputError:
    return InputError(
        gettext_noop("The file %(file)s has no usable entry for “%(code)s” under “%(field)s”."),
        file=pack.file_name(path),
        field=kind,
        code=code,
    )


def read_frameworks(path: Path) -> dict[str, Framework]:
    """The code lists of the file; InputError naming file and field."""
    found: dict[str, Framework] = {}
    for data in pack.required(pack.read_yaml(path), path, "frameworks"):
        code = pack.required(data, path, "code")
        entries: dict[str, FrameworkEntry] = {}
        for position, line in enumerate(pack.required(data, path, "entries"), start=1):
            name = str(pack.required(line, path, "code"))
            if name in entries:
                raise _named(path, code, name)
            entries[name] = FrameworkEntry(
                code, name, position, pack.texts(line.get("label"), path, f"{code}.{name}.label")
            )
        found[code] = Framework(
            code, pack.texts(data.get("title"), path, f"{code}.title"), data.get("country", ""), entries
        )
    return found


def read_topics(path: Path, frameworks: Mapping[str, Framework]) -> dict[str, TopicEntry]:
    """The tree of the file, topics before their themes; InputError when a code is used twice or leads nowhere."""
    found: dict[str, TopicEntry] = {}

    def add(data: Mapping[str, Any], parent: str, position: int) -> TopicEntry:
        code = str(pack.required(data, path, "code"))
        if code in found:
            raise _named(path, "code", code)
        crosswalk: dict[str, tuple[str, ...]] = {}
        for framework, codes in (data.get("crosswalk") or {}).items():
            known = frameworks[framework].entries if framework in frameworks else {}
            for target in codes:
                if target not in known:
                    raise _named(path, f"{code}.crosswalk.{framework}", str(target))
            crosswalk[framework] = tuple(codes)
        found[code] = TopicEntry(
            code, parent, position, pack.texts(data.get("title"), path, f"{code}.title"), crosswalk
        )
        return found[code]

    for position, data in enumerate(pack.required(pack.read_yaml(path), path, "topics"), start=1):
        topic = add(data, "", position)
        for place, theme in enumerate(pack.required(data, path, "themes"), start=1):
            add(theme, topic.code, place)
    return found


def read_classes(path: Path, kind: str) -> dict[str, ClassEntry]:
    """One list of vocabularies.yaml by code, in its order."""
    found: dict[str, ClassEntry] = {}
    for position, line in enumerate(pack.required(pack.read_yaml(path), path, kind), start=1):
        code = pack.required(line, path, "code")
        if code in found:
            raise _named(path, kind, code)
        found[code] = ClassEntry(
            code, line.get("group", ""), position, pack.texts(line.get("title"), path, f"{kind}.{code}.title")
        )
    return found


@cache
def frameworks() -> Mapping[str, Framework]:
    """The code lists that themes are compared with, by code."""
    return read_frameworks(pack.FOLDERS[0] / "frameworks.yaml")


@cache
def topics() -> Mapping[str, TopicEntry]:
    """Topics and themes by code; each topic stands before its themes."""
    return read_topics(pack.FOLDERS[0] / "topics.yaml", frameworks())


def top_topics() -> list[TopicEntry]:
    """The topics of the first level, in order."""
    return [topic for topic in topics().values() if not topic.parent]


def themes_of(topic: str) -> list[TopicEntry]:
    """The themes under the topic, in order; empty for a theme."""
    return [theme for theme in topics().values() if theme.parent == topic]


@cache
def addressee_groups() -> Mapping[str, ClassEntry]:
    """Governments, international organisations, civil society and the rest."""
    return read_classes(pack.FOLDERS[0] / "vocabularies.yaml", "addressee_groups")


@cache
def addressee_classes() -> Mapping[str, ClassEntry]:
    """Whom a recommendation may be addressed to, by code."""
    return read_classes(pack.FOLDERS[0] / "vocabularies.yaml", "addressee_classes")


@cache
def affected_groups() -> Mapping[str, ClassEntry]:
    """Whom a recommendation is about, by code; never mixed with themes."""
    return read_classes(pack.FOLDERS[0] / "vocabularies.yaml", "affected_groups")
