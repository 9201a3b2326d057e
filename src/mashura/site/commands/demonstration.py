"""The demonstration: everything on this machine, from an empty folder to a site that answers."""

import os
from argparse import Namespace

from mashura.errors import InputError, gettext_noop
from mashura.site.commands.serving import check_port, run_site
from mashura.site.commands.setting_up import ready
from mashura.site.commands.terminal import show
from mashura.site.database.locks import FileLock
from mashura.site.environment import data_folder

HOST = "127.0.0.1"
PREPARATION = 600  # seconds that one preparation may keep another waiting


def demonstrate(options: Namespace) -> None:
    """Prepare the demonstration, then serve it until interrupted (or only print where the editions are).

    Raises:
        InputError: the port is taken, or the database cannot be had.
    """
    if not options.prepare_only:
        check_port(HOST, options.port)
    # Accounts whose passwords are printed, and cookies in clear, exist here only: the site listens on loopback.
    os.environ["MASHURA_DEMO"] = "1"
    os.environ["MASHURA_INSECURE"] = "1"
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    with ready(options, owner=True):
        from mashura.site.commands.preparation import announcement, prepare  # noqa: PLC0415 # after Django is set up

        with FileLock(folder / "prepare.lock") as lock:
            if not lock.acquire(seconds=PREPARATION):
                raise InputError(
                    gettext_noop("Another command has been preparing %(folder)s for too long."), folder=folder
                )
            editions = prepare()
        if options.prepare_only:
            for path in editions:
                show(str(path))
            return
        run_site(host=HOST, port=options.port, workers=1, announce=announcement(options.port))
