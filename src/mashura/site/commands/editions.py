"""`mashura edition`: a programme's report or press note as a PDF file."""

from argparse import Namespace

from mashura.errors import InputError, gettext_noop
from mashura.site.commands.setting_up import check_tables, ready
from mashura.site.commands.terminal import show


def write_edition(options: Namespace) -> None:
    """Build the edition if its data changed since, and write it to the given file.

    Raises:
        InputError: there is no such programme, or it has no edition in that language.
    """
    with ready(options):
        check_tables()
        from mashura.access.public import ANONYMOUS, SYSTEM, acting_as  # noqa: PLC0415 # after Django is set up
        from mashura.consultation.public import visible_programmes  # noqa: PLC0415 # as above
        from mashura.publication.public import build_edition, build_press_notes, write_edition  # noqa: PLC0415 # as above

        with acting_as(ANONYMOUS):
            known = sorted(programme.code for programme in visible_programmes(ANONYMOUS))
        if options.programme not in known:
            raise InputError(
                gettext_noop("There is no programme “%(programme)s” in this database; there are: %(known)s."),
                programme=options.programme,
                known=", ".join(known) or "-",
            )
        language = options.lang or "en"
        if options.kind == "press-note":
            (edition,) = build_press_notes(
                actor=SYSTEM, programme=options.programme, languages=[language], embargo_until=options.embargo
            )
        elif options.embargo is not None:
            raise InputError(gettext_noop("Only a press note prints an embargo."))
        else:
            edition = build_edition(actor=SYSTEM, programme=options.programme, language=language)
        write_edition(edition, options.out)
        show(str(options.out))
