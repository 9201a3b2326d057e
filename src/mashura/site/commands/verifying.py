"""`mashura verify`: does every number of an edition still come out of its data?"""

import json
import re
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mashura.errors import InputError, gettext_noop
from mashura.site.commands.figures import database_exists, is_prepared
from mashura.site.commands.setting_up import ready, set_up_django
from mashura.site.commands.terminal import show

if TYPE_CHECKING:
    from mashura.publication.public import Verification

_EDITION = re.compile(r"([a-z][a-z0-9-]{1,39})(?::([A-Za-z0-9-]{2,16}))?(?::([1-9][0-9]{0,5}))?")


def verify(options: Namespace) -> int:
    """Check a file, or editions of this installation; 0 when every number holds, 1 when not.

    Raises:
        InputError: there is no such file or edition, or the file carries no record.
    """
    path = Path(options.what)
    named = None if path.exists() or path.suffix.lower() == ".pdf" else _EDITION.fullmatch(options.what)
    if named is None:
        with _stores(options) as store:
            from mashura.publication.public import verify_file  # noqa: PLC0415 # after Django is set up

            found = {path.name: verify_file(path, store)}
            return _tell(found, as_json=options.json)
    if not database_exists():
        raise InputError(
            gettext_noop("%(what)s is no file, and there is no database here that could hold an edition of that name."),
            what=options.what,
        )
    with ready(options):
        return _tell(_kept(named, options.what), as_json=options.json)


@contextmanager
def _stores(options: Namespace) -> Iterator[Any]:
    """Where vintages are looked for: the given folder, the database where there is one, what the package brings."""
    if database_exists():
        with ready(options):
            yield _chain(options.data, with_database=is_prepared())
    else:
        set_up_django(options.lang)
        yield _chain(options.data, with_database=False)


def _chain(folder: Path | None, *, with_database: bool) -> Any:
    from mashura.access.public import SYSTEM  # noqa: PLC0415 # after Django is set up
    from mashura.evidence.public import BundledStore, ReleasedStore  # noqa: PLC0415 # as above
    from mashura.publication.public import FilesStore, Stores  # noqa: PLC0415 # as above

    if folder is not None and not folder.is_dir():
        raise InputError(gettext_noop("There is no folder %(folder)s."), folder=str(folder))
    stores: list[Any] = [FilesStore(folder)] if folder is not None else []
    if with_database:
        stores.append(ReleasedStore(SYSTEM))
    return Stores([*stores, BundledStore()])


def _kept(named: "re.Match[str]", what: str) -> "dict[str, Verification]":
    """The editions of this database that the name stands for: the newest of each language where it names none."""
    from mashura.access.public import SYSTEM, acting_as  # noqa: PLC0415 # after Django is set up
    from mashura.publication.public import current_editions, verify_kept, visible_editions  # noqa: PLC0415 # as above

    programme, language, version = named.groups()
    with acting_as(SYSTEM):
        if version is not None:
            found = list(visible_editions(SYSTEM, programme=programme).filter(language=language, version=int(version)))
        else:
            found = [
                edition
                for edition in current_editions(SYSTEM, programme=programme)
                if language in {None, edition.language}
            ]
        if not found:
            raise InputError(gettext_noop("There is no edition %(what)s in this database."), what=what)
        return {str(edition): verify_kept(edition, actor=SYSTEM) for edition in found}


def _tell(found: "dict[str, Verification]", *, as_json: bool) -> int:
    if as_json:
        show(json.dumps({name: _as_json(one) for name, one in found.items()}, ensure_ascii=False, indent=2))
    else:
        for name, one in found.items():
            for line in _lines(name, one):
                show(line)
    return 0 if all(one.holds for one in found.values()) else 1


def _lines(name: str, found: "Verification") -> Iterator[str]:
    from django.utils.translation import gettext as _  # noqa: PLC0415 # after Django is set up

    from mashura.kit.messages import say  # noqa: PLC0415 # as above
    from mashura.publication.public import Verdict  # noqa: PLC0415 # as above

    words = {
        Verdict.SAME: _("holds"),
        Verdict.DIFFERENT: _("does not hold"),
        Verdict.NOT_CHECKABLE: _("not checkable"),
    }
    if found.file_changed:
        yield _("%(name)s: the file is not the one that was published.") % {"name": name}
    counts = {
        "name": name,
        "figures": len(found.figures),
        "same": found.count(Verdict.SAME),
        "different": found.count(Verdict.DIFFERENT),
        "unknown": found.count(Verdict.NOT_CHECKABLE),
    }
    yield (
        _("%(name)s: figures %(figures)s, hold %(same)s, do not hold %(different)s, not checkable %(unknown)s.")
        % counts
    )
    for figure in found.failed_figures:
        reason = f" {say(figure.reason)}" if figure.reason else ""
        yield f"  {figure.key}: {words[figure.verdict]}.{reason}"
    bad = found.failed_sentences
    yield (
        _("%(name)s: sentences with numbers %(sentences)s, do not hold or are not checkable %(bad)s.")
        % {"name": name, "sentences": len(found.sentences), "bad": len(bad)}
    )
    for sentence in bad:
        place = _("paragraph %(number)s") % {"number": sentence.paragraph or "?"}
        yield "  " + _("%(place)s, %(verdict)s: %(text)s") % {
            "place": place,
            "verdict": words[sentence.verdict],
            "text": sentence.text,
        }
        if sentence.problem:
            yield f"    {say(sentence.problem)}"
        for value in sentence.values:
            if value.again and value.verdict is Verdict.DIFFERENT:
                told = {"value": f"{value.figure}#{value.value}", "shown": value.shown, "again": value.again}
                yield "    " + _("%(value)s: stands as %(shown)s, computed again %(again)s") % told


def _as_json(found: "Verification") -> dict[str, Any]:
    return {
        "holds": found.holds,
        "edition": dict(found.edition),
        "file_changed": found.file_changed,
        "figures": [
            {
                "key": figure.key,
                "figure": figure.figure,
                "verdict": figure.verdict.value,
                "reason": str(figure.reason) if figure.reason else None,
            }
            for figure in found.figures
        ],
        "sentences": [
            {
                "paragraph": sentence.paragraph,
                "chapter": sentence.chapter,
                "text": sentence.text,
                "verdict": sentence.verdict.value,
                "problem": str(sentence.problem) if sentence.problem else None,
                "values": [
                    {
                        "figure": value.figure,
                        "value": value.value,
                        "shown": value.shown,
                        "again": value.again,
                        "verdict": value.verdict.value,
                    }
                    for value in sentence.values
                ],
            }
            for sentence in found.sentences
        ],
    }
