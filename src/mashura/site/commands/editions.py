"""`mashura edition`: a programme's report as a PDF file."""

from argparse import Namespace

from mashura.site.commands.setting_up import ready
from mashura.site.commands.terminal import show


def write_edition(options: Namespace) -> None:
    """Build the edition if its data changed since, and write it to the given file.

    Raises:
        InputError: there is no such programme, or it has no edition in that language.
    """
    with ready(options):
        from mashura.access.public import SYSTEM  # noqa: PLC0415 # after Django is set up
        from mashura.publication.public import build_edition, write_edition  # noqa: PLC0415 # as above

        edition = build_edition(actor=SYSTEM, programme=options.programme, language=options.lang or "en")
        write_edition(edition, options.out)
        show(str(options.out))
