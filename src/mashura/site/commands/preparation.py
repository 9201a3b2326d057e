"""The steps that prepare a demonstration. Each changes nothing when its work is done already.

Imported once Django is set up.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as, create_demonstration_accounts, demonstration_accounts
from mashura.commitments.public import load_positions
from mashura.consultation.models import Programme
from mashura.consultation.public import (
    bundled_recommendations,
    load_bundled_programmes,
    load_recommendations,
    load_register,
    visible_meetings,
    visible_programmes,
)
from mashura.evidence.public import (
    CHART_WIDTHS,
    figure_chart,
    figure_names,
    load_bundle,
    load_findings,
    run_figure,
    visible_vintages,
)
from mashura.kit.reader import Reader, use_reader
from mashura.publication.public import build_editions, current_editions, edition_path
from mashura.reference.public import load_reference
from mashura.site.commands.terminal import in_columns, progress, show
from mashura.site.demonstration.story import play_story
from mashura.site.environment import data_folder
from mashura.site.search.actions import rebuild_search

PACKAGE = Path(__file__).resolve().parents[2]


def prepare() -> list[Path]:
    """Bring database and editions to the state of this version; returns the paths of the editions."""
    with progress(_("Tables, row policies and rights")):
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    for words, load in content():
        with progress(words):
            load()
    with acting_as(SYSTEM):
        programmes = list(visible_programmes(SYSTEM))
    editions = []
    # Those of the fictional programme are part of its story.
    for programme in [one for one in programmes if not one.is_fictional]:
        made_of = _made_of(programme)
        if not (paths := _made_already(programme, made_of)):
            with progress(_("Charts of every figure")):
                _draw_charts()
            with progress(_("Editions of the programme %(programme)s") % {"programme": programme.code}):
                paths = _make_editions(programme, made_of)
        editions += paths
    with progress(_("Search index")):
        rebuild_search(actor=SYSTEM)
    return editions


def content() -> Iterator[tuple[str, Callable[[], object]]]:
    """What a demonstration holds, in order: what to say while a part is loaded, and how to load it."""
    yield _("Countries, topics and other reference data"), partial(load_reference, actor=SYSTEM)
    yield _("Programmes"), partial(load_bundled_programmes, actor=SYSTEM)
    yield _("Published recommendations"), _load_published_recommendations
    yield _("Register of policies and practices"), partial(load_register, actor=SYSTEM)
    yield _("Datasets and their vintages"), partial(load_bundle, actor=SYSTEM)
    yield _("Findings from published data"), partial(load_findings, actor=SYSTEM)
    yield _("Demonstration accounts"), _open_accounts
    yield from play_story()


def _load_published_recommendations() -> None:
    load_recommendations(actor=SYSTEM)
    load_positions(actor=SYSTEM, files=bundled_recommendations())


def _open_accounts() -> None:
    with acting_as(SYSTEM):
        programmes = list(visible_programmes(SYSTEM))
    create_demonstration_accounts(
        actor=SYSTEM,
        programmes=[programme.code for programme in programmes],
        fictional=[programme.code for programme in programmes if programme.is_fictional],
    )


def _draw_charts() -> None:
    """Every figure's chart as the pages show it at first, so that no reader waits for one to be drawn."""
    with acting_as(ANONYMOUS):
        results = [run_figure(ANONYMOUS, name, {}) for name in figure_names()]
    for language, _name in settings.LANGUAGES:
        with use_reader(Reader(language)):
            for result in results:
                for width in CHART_WIDTHS:
                    figure_chart(result, width=width)


def _stamp(programme: Programme) -> Path:
    return data_folder() / "editions" / f"{programme.code}.made-of"


def _made_already(programme: Programme, made_of: str) -> list[Path]:
    """The editions of a programme when all are there and what they are made of has not changed; else nothing.

    `build_editions` would find that out too, but computes every figure to do so.
    """
    with acting_as(SYSTEM):
        there = {
            edition.language: edition_path(edition) for edition in current_editions(SYSTEM, programme=programme.code)
        }
    paths = [there[language] for language in programme.languages if language in there]
    is_whole = len(paths) == len(programme.languages) and all(path.is_file() for path in paths)
    stamp = _stamp(programme)
    return paths if is_whole and stamp.is_file() and stamp.read_text(encoding="ascii") == made_of else []


def _make_editions(programme: Programme, made_of: str) -> list[Path]:
    paths = [edition_path(edition) for edition in build_editions(actor=SYSTEM, programme=programme.code)]
    _stamp(programme).write_text(made_of, encoding="ascii")
    return paths


def _made_of(programme: Programme) -> str:
    """A hash over what goes into an edition: this package's files, vintages, programme, meetings."""
    files = {
        str(path.relative_to(PACKAGE)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with acting_as(SYSTEM):
        rows = [
            list(visible_vintages(SYSTEM).order_by("pk").values()),
            list(visible_programmes(SYSTEM).filter(pk=programme.pk).values()),
            list(visible_meetings(SYSTEM, programme.code).values()),
        ]
    return hashlib.sha256(json.dumps([files, rows], default=str, sort_keys=True).encode()).hexdigest()


def announcement(port: int) -> Callable[[], None]:
    """What to print when the site answers: the accounts, one per role, and the address."""

    def announce() -> None:
        language = get_language() or "en"
        show(_("Demonstration accounts: role, e-mail, password, organisation"))
        accounts = [
            (str(account.role.label), account.email, account.password, account.organisation.shown(language).text)
            for account in demonstration_accounts()
        ]
        for line in in_columns(accounts):
            show(f"  {line}")
        show()
        show(_("Open http://localhost:%(port)s. Ctrl-C stops everything.") % {"port": port})

    return announce
