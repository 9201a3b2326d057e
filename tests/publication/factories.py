"""Editions for tests, built from what ships with the package."""

from mashura.access.public import SYSTEM, acting_as
from mashura.consultation.models import Programme
from mashura.consultation.public import load_bundled_programmes
from mashura.evidence.public import load_bundle
from mashura.kit.localised import Localised
from mashura.publication.models import Edition
from mashura.publication.public import build_edition, build_editions
from mashura.reference.public import load_reference

PROGRAMME = "north-africa"


def build_all() -> dict[str, Edition]:
    """Load what ships and build the programme's editions; by language."""
    load_reference(actor=SYSTEM)
    load_bundled_programmes(actor=SYSTEM)
    load_bundle(actor=SYSTEM)
    return {edition.language: edition for edition in build_editions(actor=SYSTEM, programme=PROGRAMME)}


def change_the_programme() -> None:
    """Another summary: the next build has something new to say."""
    with acting_as(SYSTEM):
        programme = Programme.objects.get(pk=PROGRAMME)
        programme.summary = Localised(en="Another summary.", ar="ملخص آخر.", fr="Un autre résumé.")
        programme.save()


FICTIONAL = "fictional-example"


def load_programmes() -> None:
    """What documents of the fictional programme need: reference data and the programmes, no data sets."""
    load_reference(actor=SYSTEM)
    load_bundled_programmes(actor=SYSTEM)


def composed(language: str = "en") -> Edition:
    """A report of the fictional programme that nobody has cleared."""
    load_programmes()
    return build_edition(actor=SYSTEM, programme=FICTIONAL, language=language, is_released=False)
