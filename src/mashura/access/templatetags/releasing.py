"""The controls of releasing, the same for every kind of material about countries."""

from typing import Any

from django import template
from django.template.context import Context

from mashura.access.actors import Actor
from mashura.access.decisions import can
from mashura.access.permissions import Permission
from mashura.access.release_steps import countries_to_release, release_steps
from mashura.access.releasing import CountryMaterial

register = template.Library()


@register.inclusion_tag("access/_releasing.html", takes_context=True)
def release_controls(context: Context, row: CountryMaterial) -> dict[str, Any]:
    """`{% release_controls finding %}`: how far its release is, with the buttons that this actor may press.

    Nothing for whoever has nothing to do with it: a reader of what is public sees no machinery.
    """
    request: Any = context["request"]
    actor: Actor = request.actor
    may_publish = can(actor, Permission.PROGRAMME_TEXT_PUBLISH, row)
    may_release = can(actor, Permission.COUNTRY_TEXT_RELEASE, row)
    steps = release_steps(row)
    is_settled = steps.is_settled(row)
    return {
        "request": request,
        "row": row,
        "label": row._meta.label_lower,  # noqa: SLF001 - documented API
        "next": request.get_full_path(),
        "countries": [{"code": code, "is_released": code in row.released_by} for code in sorted(row.countries)],
        "to_release": countries_to_release(actor, row),
        "is_settled": is_settled,
        "note": steps.note,
        "may_publish": may_publish and is_settled and not row.is_released,
        "may_withdraw": may_publish and row.public_from is not None,
        "is_shown": may_publish or may_release or (actor.is_signed_in and not row.is_released),
        "csrf_token": context.get("csrf_token"),
    }
