"""Loading the published recommendations that come with the product."""

from dataclasses import dataclass

from mashura.access.public import Actor, acting_as, require, visible
from mashura.consultation.actions import recommendations as actions
from mashura.consultation.actions.addressees import AddresseeEntry, address_to
from mashura.consultation.models import Addressee, Programme, Recommendation
from mashura.consultation.recommendation_files import (
    PublishedRecommendation,
    RecommendationFile,
    bundled_recommendations,
)
from mashura.consultation.rules import recommendations as rules
from mashura.kit.expressions import Expressions

GOVERNMENT_CLASS = "state-government"
_CORRECTED = Expressions.of(
    "en",
    "The quotation was corrected after the published document.",
    ar="صُحّح الاقتباس وفق الوثيقة المنشورة.",
    fr="La citation a été corrigée d’après le document publié.",
)


@dataclass(frozen=True, slots=True)
class RecommendationReport:
    """What loading a file did."""

    programme: str
    new: int
    changed: int
    unchanged: int


def load_recommendations(*, actor: Actor) -> list[RecommendationReport]:
    """Bring the published recommendations of every programme that is here to the state of the files.

    They are issued and public at once: their documents are. Loading again changes nothing; other words in a file
    make a new version, and a reviewed translation stays as long as its original does. Forbidden for whoever may not
    settle recommendations.
    """
    require(actor, rules.STEPS["issue"].permission, Recommendation)
    with acting_as(actor):
        programmes = visible(actor, Programme).in_bulk()
        return [
            _load(actor, programmes[one.programme], one)
            for one in bundled_recommendations()
            if one.programme in programmes
        ]


def _load(actor: Actor, programme: Programme, found: RecommendationFile) -> RecommendationReport:
    there = {row.ref: row for row in visible(actor, Recommendation).filter(programme=programme)}
    new = changed = 0
    for item in found.items:
        row = there.get(item.ref)
        if row is None:
            _publish(actor, _issued(actor, programme, item), item.country)
            new += 1
        elif _update(actor, row, item):
            changed += 1
    return RecommendationReport(found.programme, new, changed, len(found.items) - new - changed)


def _issued(actor: Actor, programme: Programme, item: PublishedRecommendation) -> Recommendation:
    row = actions.draft_recommendation(
        actor=actor,
        programme=programme,
        particulars=item.particulars,
        text=item.text,
        ref=item.ref,
        stage=rules.Stage.PUBLISHED_REPORT,
        import_key=f"{item.particulars.source_symbol}#{item.particulars.source_paragraph}",
    )
    government = AddresseeEntry(GOVERNMENT_CLASS, Addressee.Role.LEAD, item.country, names=item.addressee)
    address_to(actor=actor, recommendation=row, addressees=[government])
    for step in ("propose", "consolidate", "adopt", "issue"):
        actions.take_step(actor=actor, recommendation=row, step=step)
    return row


def _update(actor: Actor, row: Recommendation, item: PublishedRecommendation) -> bool:
    changed = actions.classify_recommendation(actor=actor, recommendation=row, particulars=item.particulars)
    last = actions.last_version(actor, row)
    if row.state == rules.State.ISSUED and last is not None and last.text["en"] != item.text["en"]:
        actions.make_version(
            actor=actor,
            recommendation=row,
            stage=rules.Stage.PUBLISHED_REPORT,
            text=item.text,
            reason=_CORRECTED,
        )
        row.refresh_from_db()
        _publish(actor, row, item.country)
        return True
    return changed


def _publish(actor: Actor, row: Recommendation, country: str) -> None:
    # The document is public already, so there is nothing left for the country's focal point to release.
    actions.release_recommendation(actor=actor, recommendation=row, country=country)
    actions.publish_recommendation(actor=actor, recommendation=row)
