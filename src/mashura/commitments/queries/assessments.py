"""Judgements of several parties side by side: the newest of each counts, and nothing is ever averaged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from mashura.access.public import Actor, NotHere, visible
from mashura.commitments.models import Assessment
from mashura.commitments.rules.assessments import Agreement, Level, agreement
from mashura.consultation.models import Addressee, Recommendation
from mashura.reference.public import countries_in_order


@dataclass(frozen=True, slots=True)
class SideBySide:
    """What parties say of one thing: the newest judgement of each, those before, and whether the newest agree.

    Agreement is of what is published; a draft or a contested proposal takes no side yet.
    """

    current: Sequence[Assessment]
    earlier: Sequence[Assessment]

    @property
    def agreement(self) -> Agreement:
        return agreement(Level(one.level) for one in self.current if one.state == "published")

    def __bool__(self) -> bool:
        return bool(self.current)


def side_by_side(rows: Iterable[Assessment]) -> SideBySide:
    """Judgements of one thing, told apart by assessor and day; a corrected one is among the earlier ones.

    A draft does not take the place of what the same party has published.
    """
    found = sorted(rows, key=lambda one: (one.as_of, one.made_at, str(one.pk)))
    replaced = {one.corrects_id for one in found if one.state == "published"}
    standing = [one for one in found if one.pk not in replaced]
    newest = {one.assessor_id: one.pk for one in standing if one.state == "published"}
    current = [one for one in standing if one.state != "published" or newest[one.assessor_id] == one.pk]
    shown = {one.pk for one in current}
    return SideBySide(current, [one for one in reversed(found) if one.pk not in shown])


def in_countries(actor: Actor, programme: str) -> dict[tuple[UUID, str], SideBySide]:
    """What is published of every recommendation of a programme, by its id and the country."""
    rows: dict[tuple[UUID, str], list[Assessment]] = defaultdict(list)
    found = visible(actor, Assessment).filter(programme_id=programme, recommendation__isnull=False, state="published")
    for one in found:
        assert one.recommendation_id is not None  # noqa: S101 - filtered above
        rows[one.recommendation_id, one.country].append(one)
    return {key: side_by_side(found) for key, found in rows.items()}


def by_country(actor: Actor, recommendation: Recommendation, language: str) -> dict[str, SideBySide]:
    """What is said of a recommendation in each country in which somebody is addressed, in the order of their names.

    A country of which nothing is said is there all the same.
    """
    rows: dict[str, list[Assessment]] = defaultdict(list)
    for one in visible(actor, Assessment).filter(recommendation=recommendation).order_by("pk"):
        rows[one.country].append(one)
    addressed = visible(actor, Addressee).filter(recommendation=recommendation).exclude(country="")
    countries = {*rows, *addressed.values_list("country", flat=True)}
    return {code: side_by_side(rows[code]) for code in countries_in_order(list(countries), language)}


def assessed_recommendation(actor: Actor, programme: str, ref: str, country: str) -> Recommendation:
    """The recommendation, where somebody in the country is addressed; NotHere otherwise, or when it is unseen."""
    found = visible(actor, Recommendation).filter(programme_id=programme, ref=ref).select_related("programme").first()
    if found is None:
        raise NotHere
    addressed = visible(actor, Addressee).filter(recommendation=found, country=country).exclude(country="")
    if not addressed.exists():
        raise NotHere
    return found
