"""The steps that prepare a demonstration. Each changes nothing when its work is done already.

Imported once Django is set up.
"""

from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mashura.access.public import SYSTEM, acting_as, create_demonstration_accounts, demonstration_accounts
from mashura.consultation.public import load_bundled_programmes, visible_programmes
from mashura.evidence.public import load_bundle
from mashura.publication.public import build_edition, edition_path
from mashura.reference.public import load_reference
from mashura.site.commands.terminal import in_columns, progress, show
from mashura.site.search.actions import rebuild_search


def prepare() -> list[Path]:
    """Bring database and editions to the state of this version; returns the paths of the editions."""
    with progress(_("Tables, row policies and rights")):
        call_command("migrate", database="owner", interactive=False, verbosity=0)
    with progress(_("Countries, topics and other reference data")):
        load_reference(actor=SYSTEM)
    with progress(_("Programmes")):
        load_bundled_programmes(actor=SYSTEM)
        with acting_as(SYSTEM):
            programmes = list(visible_programmes(SYSTEM))
    with progress(_("Datasets and their vintages")):
        load_bundle(actor=SYSTEM)
    with progress(_("Demonstration accounts")):
        create_demonstration_accounts(actor=SYSTEM, programmes=[programme.code for programme in programmes])
    editions: list[Path] = []
    # The fictional example shows that another programme's files load; no figure is about its States.
    for programme in [one for one in programmes if not one.is_fictional]:
        for language in [*programme.authoritative_languages, *programme.working_languages]:
            title = _("Edition of %(programme)s, %(language)s") % {"programme": programme.code, "language": language}
            with progress(title):
                edition = build_edition(actor=SYSTEM, programme=programme.code, language=language)
            editions.append(edition_path(edition))
    with progress(_("Search index")):
        rebuild_search(actor=SYSTEM)
    return editions


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
