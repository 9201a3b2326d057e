"""What waits for a post in publication, and where it works."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from mashura.access.public import Actor, Need, Owed, OwedKind, Permission, Place, can, needs, owed, places
from mashura.kit.beside import place_beside
from mashura.kit.languages import language_name
from mashura.kit.numbers import format_number
from mashura.kit.reader import current_reader
from mashura.publication.models import Edition
from mashura.publication.queries.editions import visible_editions
from mashura.publication.queries.release import edition_state, editions_to_clear
from mashura.publication.rules.release import EditionState

place_beside("figure", "publication/_beside_figure.html")
place_beside("vintage", "publication/_beside_vintage.html")


@needs
def editions_that_wait(actor: Actor) -> Iterator[Need]:
    """For a focal point those to clear; for the secretariat those that every country has cleared."""
    address = reverse("publication:editions")
    yield Need(_("Editions that wait for your clearance"), address, len(editions_to_clear(actor)))
    if can(actor, Permission.PROGRAMME_EDITION_RELEASE, Edition):
        own = visible_editions(actor, kind=None).filter(programme__in=sorted(actor.programmes), public_from=None)
        cleared = [edition for edition in own if edition_state(edition) is EditionState.CLEARED]
        yield Need(_("Editions that can be released"), address, len(cleared))


@owed
def editions_owed(actor: Actor) -> Iterator[Owed]:
    """The editions that wait for this focal point's clearance, each by its title."""
    for edition in editions_to_clear(actor):
        note = _("%(language)s, version %(version)s") % {
            "language": language_name(edition.language, reader_language=current_reader().language),
            "version": format_number(edition.version, language=current_reader().language),
        }
        yield Owed(OwedKind.CLEARANCE, edition.title, reverse("publication:desk", args=[edition.pk]), note)


@places
def editions_place(actor: Actor) -> Iterator[Place]:
    """The page of editions on their way."""
    if can(actor, Permission.PROGRAMME_EDITION_BUILD, Edition):
        purpose = _("Reports and press notes: build, clear, release, record where copies went.")
    elif can(actor, Permission.COUNTRY_EDITION_CLEAR, Edition):
        purpose = _("Each edition with a chapter on your country waits for you before it is public.")
    else:
        return
    yield Place(_("Editions on their way"), purpose, reverse("publication:editions"))
