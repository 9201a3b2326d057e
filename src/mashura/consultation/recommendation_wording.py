"""Words for what recommendations hold in codes, and their names and places, for the current reader."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from mashura.consultation.models import Addressee, Programme, Recommendation, RecommendationLink, RecommendationVersion
from mashura.consultation.rules.recommendations import STRENGTHS, Unit
from mashura.kit import numbers
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.reference.public import (
    addressee_classes,
    addressee_groups,
    affected_groups,
    country_name,
    is_country,
    topics,
)

_EXCERPT: Final = 90
STATES: Final[Mapping[str, Promise]] = {
    Recommendation.State.DRAFT: pgettext_lazy("recommendation", "Draft"),
    Recommendation.State.PROPOSED: pgettext_lazy("recommendation", "Proposed"),
    Recommendation.State.CONSOLIDATED: pgettext_lazy("recommendation", "Consolidated"),
    Recommendation.State.ADOPTED: pgettext_lazy("recommendation", "Adopted"),
    Recommendation.State.ISSUED: pgettext_lazy("recommendation", "Issued"),
    Recommendation.State.CLOSED: pgettext_lazy("recommendation", "Closed"),
    Recommendation.State.WITHDRAWN: pgettext_lazy("recommendation", "Withdrawn"),
    Recommendation.State.SUPERSEDED: pgettext_lazy("recommendation", "Superseded"),
    Recommendation.State.MERGED: pgettext_lazy("recommendation", "Merged into another"),
    Recommendation.State.SPLIT: pgettext_lazy("recommendation", "Split"),
}
SOURCE_KINDS: Final[Mapping[str, Promise]] = {
    Recommendation.SourceKind.STUDY: _("Study"),
    Recommendation.SourceKind.WORKSHOP: _("National workshop"),
    Recommendation.SourceKind.REGIONAL_MEETING: _("Regional meeting"),
    Recommendation.SourceKind.UPR: _("Universal Periodic Review"),
    Recommendation.SourceKind.TREATY_BODY: _("Treaty body"),
    Recommendation.SourceKind.SPECIAL_PROCEDURE: _("Special procedure"),
    Recommendation.SourceKind.OTHER: _("Other source"),
}
STAGES: Final[Mapping[str, Promise]] = {
    RecommendationVersion.Stage.DRAFT_STUDY: _("Draft study"),
    RecommendationVersion.Stage.NATIONAL_WORKSHOP: _("National workshop"),
    RecommendationVersion.Stage.REGIONAL_MEETING: _("Regional meeting"),
    RecommendationVersion.Stage.PUBLISHED_REPORT: _("Published report"),
}
ROLES: Final[Mapping[str, Promise]] = {
    Addressee.Role.LEAD: _("Lead"),
    Addressee.Role.CO: _("Partner"),
    Addressee.Role.CONSULTED: _("To be consulted"),
}
UNITS: Final[Mapping[Unit, Promise]] = {
    Unit.RECOMMENDATION: _("Recommendations (numbered paragraphs)"),
    Unit.DISTINCT_TEXT: _("Different texts"),
    Unit.RECOMMENDER_TEXT: _("Recommenders by text"),
}
FILTERS: Final[Mapping[str, Promise]] = {
    "programme": _("Programme"),
    "addressee": _("Addressed to"),
    "topic": _("Topic"),
    "theme": _("Theme"),
    "service": _("Service, also as a second theme"),
    "country": _("Country"),
    "group": _("People concerned"),
    "source": _("Made in"),
    "state": _("State of the recommendation"),
}
STEPS: Final[Mapping[str, Promise]] = {
    "propose": _("Put before the workshops"),
    "consolidate": _("Consolidate for the regional meeting"),
    "adopt": _("Record that the meeting adopted it"),
    "issue": _("Issue it"),
    "close": _("Close its follow-up"),
    "withdraw": pgettext_lazy("recommendation", "Withdraw it"),
    "supersede": _("Let another take its place"),
    "merge": _("Merge it into another"),
    "split": _("Split it into several"),
}
LINKS: Final[Mapping[str, tuple[Promise, Promise]]] = {
    RecommendationLink.Kind.REPEATS: (_("Repeats"), _("Repeated by")),
    RecommendationLink.Kind.SUPERSEDES: (_("Takes the place of"), _("Superseded by")),
    RecommendationLink.Kind.SPLITS: (_("Comes from splitting"), _("Split into")),
    RecommendationLink.Kind.MERGES: (_("Takes in"), _("Merged into")),
}
"""What a link says on the page of its own recommendation, and on that of the other."""


def strength(level: int) -> str:
    """The strength of the action asked for, in words."""
    return gettext(STRENGTHS[level])


def term(code: str, terms: Mapping[str, Promise]) -> str:
    """The word for a code; the code itself where there is none."""
    return str(terms.get(code, code))


def theme_title(code: str) -> Localised | str:
    return topics()[code].title if code in topics() else code


def excerpt(text: Expressions) -> str:
    """How the words begin, for a list to choose from."""
    words = text.shown(current_reader().language).text
    return words if len(words) <= _EXCERPT else f"{words[:_EXCERPT].rsplit(' ', 1)[0]} …"


def group_title(code: str) -> Localised | str:
    return affected_groups()[code].title if code in affected_groups() else code


def class_title(code: str) -> Localised | str:
    """The name of a class of addressees or of a broad class of them."""
    if code in addressee_groups():
        return addressee_groups()[code].title
    return addressee_classes()[code].title if code in addressee_classes() else code


def broad_class(code: str) -> str:
    """The broad class that a class of addressees belongs to; "other" for one that is not known any more."""
    return addressee_classes()[code].group if code in addressee_classes() else "other"


def country(code: str) -> str:
    return country_name(code, current_reader().language) if is_country(code) else code


def value_title(name: str, value: str, programmes: Mapping[str, Programme]) -> str:
    """A value of the filter `name` as readers call it."""
    if name == "programme":
        return _plain(programmes[value].short_names or programmes[value].names) if value in programmes else value
    if name in {"topic", "theme", "service"}:
        return _plain(theme_title(value))
    if name == "group":
        return _plain(group_title(value))
    if name == "addressee":
        return _plain(class_title(value))
    if name == "country":
        return country(value)
    return term(value, {"source": SOURCE_KINDS, "state": STATES}.get(name, {}))


def _plain(text: Localised | str) -> str:
    return text if isinstance(text, str) else text.shown(current_reader().language).text


def count_sentence(unit: Unit, number: int) -> str:
    """A count with its unit, as a sentence part: "300 recommendations"."""
    reader = current_reader()
    shown = numbers.format_number(number, language=reader.language, digits=reader.shown_digits)
    if unit is Unit.RECOMMENDATION:
        text = ngettext("%(number)s recommendation", "%(number)s recommendations", number)
    elif unit is Unit.DISTINCT_TEXT:
        text = ngettext("%(number)s different text", "%(number)s different texts", number)
    else:
        text = ngettext("%(number)s recommender by text", "%(number)s recommenders by text", number)
    return text % {"number": shown}


def addressee_name(row: Addressee) -> Localised:
    """The name of the body, as it was addressed."""
    return row.names or (row.organisation.names if row.organisation is not None else row.names)


def in_order(values: Sequence[str], titles: Mapping[str, str], key: Sequence[str]) -> list[str]:
    """`values` in the order of `key`, the rest by title."""
    place = {code: number for number, code in enumerate(key)}
    return sorted(values, key=lambda code: (place.get(code, len(place)), titles.get(code, code)))
