"""The study and translations on the desk."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from mashura.access.public import (
    Action,
    Actor,
    Change,
    Need,
    Owed,
    OwedKind,
    Permission,
    Place,
    can,
    changes,
    countries_to_release,
    needs,
    owed,
    places,
    visible,
)
from mashura.consultation.models import Study, StudyPart
from mashura.consultation.queries.study import studies_changed_since
from mashura.consultation.queries.translations import may_translate_anything, translation_work
from mashura.consultation.study_wording import version_name
from mashura.kit.expressions import Standing


@needs
def translations_waiting(actor: Actor) -> Iterator[Need]:
    """Texts that are missing, stale or to be reviewed, each kind of work with its number."""
    if not may_translate_anything(actor):
        return
    address = reverse("consultation:translations")
    counts = translation_work(actor).by_standing
    for standing, text in (
        (Standing.STALE, _("Translations of an earlier version of the text")),
        (Standing.MISSING, _("Texts not yet translated")),
        (Standing.TO_REVIEW, _("Translations to review")),
    ):
        yield Need(text, f"{address}?standing={standing}", counts[standing])


@needs
def parts_to_release(actor: Actor) -> Iterator[Need]:
    """Parts of a study about the actor's country that it has not released."""
    for one in parts_owed(actor):
        yield Need(_("A part of the study about your country waits for its release"), one.address)


@owed
def parts_owed(actor: Actor) -> Iterator[Owed]:
    """The same parts, each by its title."""
    if not can(actor, Permission.COUNTRY_TEXT_RELEASE, StudyPart):
        return
    for part in visible(actor, StudyPart).filter(is_frozen=False).select_related("version__study"):
        if countries_to_release(actor, part):
            study = part.version.study
            address = reverse("consultation:study_part", args=[part.programme, study.key, part.key])
            address = f"{address}?version={part.version.number}"
            yield Owed(OwedKind.RELEASE, part.title.localised, address, _("Part of a study"))


@places
def places_of_study(actor: Actor) -> Iterator[Place]:
    """Writing a study, and the work list of translations."""
    if can(actor, Action.ADD, Study):
        yield Place(
            _("Study"),
            _("Write your study, open its parts, make its next version."),
            reverse("consultation:desk_studies"),
        )
    if may_translate_anything(actor):
        yield Place(
            _("Translations"),
            _("Texts to translate and to review, with the glossary."),
            reverse("consultation:translations"),
        )


@changes
def versions_made(actor: Actor, moment: datetime) -> Iterator[Change]:
    """Versions of a study."""
    for version in studies_changed_since(actor, moment):
        study = version.study
        address = reverse("consultation:study", args=[study.programme_id, study.key])
        kind = version_name(version.number, version.stage)
        yield Change(
            version.made_at,
            kind,
            study.title.localised,
            f"{address}?version={version.number}",
            group=_("Versions of a study"),
        )
