"""What waits for a post in evidence, where it works, and what came."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
)
from mashura.evidence.findings_shown import finding_address, theme_title
from mashura.evidence.forms.findings import site_languages
from mashura.evidence.models import FieldSource, Finding
from mashura.evidence.queries.findings import visible_findings, waiting_for_release


@needs
def finding_needs(actor: Actor) -> Iterator[Need]:
    """Findings to release, to publish, to translate."""
    address = reverse("evidence:desk_findings")
    if can(actor, Permission.COUNTRY_TEXT_RELEASE, Finding):
        yield Need(
            _("Findings about your country that wait for your release"), address, len(waiting_for_release(actor))
        )
    if can(actor, Permission.PROGRAMME_TEXT_PUBLISH, Finding):
        released = [
            one for one in visible_findings(actor) if one.countries and one.public_from is None and not one.waits_for
        ]
        yield Need(_("Findings that their countries have released, to be published"), address, len(released))
    if can(actor, Action.CHANGE, Finding) and not can(actor, Permission.PROGRAMME_TEXT_PUBLISH, Finding):
        unfinished = [
            one
            for one in visible_findings(actor)
            if one.programme in actor.programmes
            and any(one.statement.standing(language).needs_work for language in site_languages())
        ]
        yield Need(_("Findings with a translation to make or to review"), address, len(unfinished))


@owed
def findings_owed(actor: Actor) -> Iterator[Owed]:
    """The findings that a focal point may release, each by its theme and reference."""
    for one in waiting_for_release(actor):
        if countries_to_release(actor, one):
            note = _("Finding %(ref)s") % {"ref": one.ref}
            yield Owed(OwedKind.RELEASE, theme_title(one.theme), finding_address(one), note)


@places
def finding_places(actor: Actor) -> Iterator[Place]:
    """Where findings are written and field sources registered."""
    if can(actor, Action.CHANGE, Finding) or can(actor, Permission.COUNTRY_TEXT_RELEASE, Finding):
        yield Place(
            _("Findings"),
            _("Write, translate and release what the evidence says."),
            reverse("evidence:desk_findings"),
        )
    if can(actor, Action.ADD, FieldSource):
        yield Place(
            _("Your field sources"),
            _("Interviews and observations that you alone see."),
            reverse("evidence:desk_field_sources"),
        )


@changes
def finding_changes(actor: Actor, moment: datetime) -> Iterator[Change]:
    """New findings that the actor may see."""
    for one in visible_findings(actor).filter(made_at__gte=moment):
        yield Change(one.made_at, _("Finding"), theme_title(one.theme), finding_address(one))
