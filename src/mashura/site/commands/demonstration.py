"""The demonstration: everything on this machine, from an empty folder to a site that answers."""

import os
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mashura.errors import InputError, gettext_noop
from mashura.site.commands.serving import check_port, run_site
from mashura.site.commands.setting_up import ready
from mashura.site.commands.terminal import progress, show
from mashura.site.database.locks import FileLock
from mashura.site.environment import data_folder

HOST = "127.0.0.1"
PREPARATION = 600  # seconds that one preparation may keep another waiting


@dataclass(frozen=True)
class Step:
    """One part of the preparation: a title to show, and work that changes nothing when it is done already."""

    title: Callable[[], str]
    work: Callable[[], None]


def demonstrate(options: Namespace) -> None:
    """Prepare the demonstration, then serve it until interrupted (or only print where the editions are)."""
    if not options.prepare_only:
        check_port(HOST, options.port)
    # Accounts whose passwords are printed, and cookies in clear, exist here only: the site listens on loopback.
    os.environ["MASHURA_DEMO"] = "1"
    os.environ["MASHURA_INSECURE"] = "1"
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "prepare.lock") as preparing, ready(options, owner=True):
        if not preparing.acquire(seconds=PREPARATION):
            raise InputError(gettext_noop("Another command has been preparing %(folder)s for too long."), folder=folder)
        for step in STEPS:
            with progress(step.title()):
                step.work()
        preparing.release()
        if options.prepare_only:
            return
        run_site(host=HOST, port=options.port, workers=1, announce=lambda: _announce(options.port))


def _migrate() -> None:
    from django.core.management import call_command  # noqa: PLC0415 # after Django is set up

    call_command("migrate", database="owner", interactive=False, verbosity=0)


STEPS = [
    Step(lambda: _("Tables and row policies"), _migrate),
]


def _announce(port: int) -> None:
    show(_("Open http://localhost:%(port)s. Ctrl-C stops everything.") % {"port": port})
