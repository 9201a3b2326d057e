"""Figures as other pages show them: title, picture, finding and the way to the whole figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from mashura.access.public import Actor
from mashura.evidence.public import result_text, run_figure
from mashura.stats.figures import Result

# The width in CSS pixels of the picture that fits a phone.
NARROW = 340


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One figure on a page about something wider. `address` and `image` are absolute paths."""

    id: str
    title: str
    subtitle: str
    finding: str
    alternative: str
    address: str
    image: str
    narrow_image: str


def show_figure(actor: Actor, name: str, params: Mapping[str, str] | None = None) -> tuple[ShownFigure, Result]:
    """The figure computed now, with its texts for the current reader. InputError when its data is not there."""
    given = dict(params or {})
    result = run_figure(actor, name, given)
    text = result_text(result)
    query = f"?{urlencode(given)}" if given else ""
    shown = ShownFigure(
        id=f"figure-{name}",
        title=text.title,
        subtitle=text.subtitle,
        finding=text.finding,
        alternative=text.alt,
        address=reverse("evidence:figure", args=[name]) + query,
        image=reverse("evidence:chart", args=[name]) + query,
        narrow_image=reverse("evidence:chart_of_width", args=[name, NARROW]) + query,
    )
    return shown, result
