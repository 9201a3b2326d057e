"""Commands of the administrator: database, migrations, catalogues, generated documents, audit, Django's own."""

from argparse import Namespace
from pathlib import Path

from mashura.errors import InputError, gettext_noop
from mashura.site.commands.terminal import show
from mashura.site.database.layout import APPLICATION, layout_of
from mashura.site.database.opening import is_given
from mashura.site.database.server import EmbeddedServer
from mashura.site.environment import data_folder

TRANSLATED = ("ar", "fr")  # English is the language of the source


def start_database(_: Namespace) -> None:
    """Start the embedded server, to run on after this command."""
    server = _own_server()
    with server:
        server.stay()
    show(server.layout.address(APPLICATION))


def stop_database(_: Namespace) -> None:
    """Stop the embedded server."""
    show("stopped" if _own_server().stop() else "not running")


def show_database(_: Namespace) -> None:
    """Say how the embedded server is."""
    server = _own_server()
    state = server.state()
    if not state.running:
        show("not running" if state.version else "not made yet")
        return
    until = "until `mashura db stop`" if state.stays else "while a command uses it"
    show(f"PostgreSQL {state.version}, running (process {state.pid}) {until}")
    show(server.layout.address(APPLICATION))


def _own_server() -> EmbeddedServer:
    if is_given():
        raise InputError(
            gettext_noop("DATABASE_URL names a server of its own: the embedded database is not used, unset it first.")
        )
    return EmbeddedServer(layout_of(data_folder()))


def migrate(options: Namespace) -> None:
    """Create and change tables as the owner, apply row policies and rights (after each run), load reference data."""
    from mashura.site.commands.setting_up import ready  # noqa: PLC0415 # loads Django

    with ready(options, owner=True):
        from django.core.management import call_command  # noqa: PLC0415 # loads Django

        call_command("migrate", database="owner", interactive=False)
        from mashura.access.public import SYSTEM  # noqa: PLC0415 # as above
        from mashura.reference.public import load_reference  # noqa: PLC0415 # as above

        load_reference(actor=SYSTEM)


def manage(options: Namespace) -> None:
    """Hand over to Django's own command line."""
    from mashura.site.commands.setting_up import ready  # noqa: PLC0415 # loads Django

    with ready(options, owner=True):
        from django.core.management import execute_from_command_line  # noqa: PLC0415 # loads Django

        execute_from_command_line(["mashura manage", *options.rest])


def messages(options: Namespace) -> int:
    """Collect the sentences of the source into the catalogues, or say what they lack."""
    from mashura.site.commands.setting_up import set_up_django  # noqa: PLC0415 # loads Django

    set_up_django()
    from mashura.kit.catalogue_checks import check  # noqa: PLC0415 # after Django is set up
    from mashura.kit.catalogues import LOCALE, update_catalogues  # noqa: PLC0415 # as above

    if options.update:
        repository()
        for path in update_catalogues(TRANSLATED):
            show(str(path.relative_to(LOCALE)))
        return 0
    problems = check(TRANSLATED)
    for problem in problems:
        show(str(problem))
    return 1 if problems else 0


def access_documents(options: Namespace) -> int:
    """Write the documents that the access declarations make, or say which are stale."""
    from mashura.site.commands.setting_up import set_up_django  # noqa: PLC0415 # loads Django

    set_up_django()
    from mashura.access.public import stale_documents, write_documents  # noqa: PLC0415 # after Django is set up

    found = stale_documents(repository()) if options.check else write_documents(repository())
    for path in found:
        show(path)
    return 1 if options.check and found else 0


def verify_audit(options: Namespace) -> int:
    """Recompute the chain of the audit; its head is printed to be noted elsewhere."""
    from mashura.site.commands.setting_up import check_tables, ready  # noqa: PLC0415 # loads Django

    with ready(options):
        check_tables()
        from django.utils.translation import gettext as _  # noqa: PLC0415 # after Django is set up

        from mashura.access.public import SYSTEM, verify_audit  # noqa: PLC0415 # as above

        report = verify_audit(SYSTEM)
        for found in report.breaks:
            show(f"{found.number}: {_(found.problem)}")
        if report.holds:
            show(_("The chain holds: %(sealed)s entries sealed.") % {"sealed": report.sealed})
        show(_("Not sealed yet: %(unsealed)s entries.") % {"unsealed": report.unsealed})
        show(_("Head of the chain: %(head)s") % {"head": report.head})
        return 0 if report.holds else 1


def repository() -> Path:
    """The checkout that these sources belong to.

    Raises:
        InputError: they are installed without one.
    """
    root = Path(__file__).resolve().parents[4]
    if not (root / "pyproject.toml").exists():
        raise InputError(gettext_noop("This command belongs to development: run it in a checkout of Mashura."))
    return root
