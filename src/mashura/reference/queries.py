"""Reads of reference rows in the database, for lists that filter and sort there."""

from django.db.models import QuerySet

from mashura.access.public import Actor, visible
from mashura.reference.models import AddresseeClass, AffectedGroup, Area, Country, LoadedPack, Topic


def visible_countries(actor: Actor, language: str) -> QuerySet[Country]:
    """The countries and areas that the actor may see, ordered by name in the language."""
    return visible(actor, Country).order_by(f"sort_keys__{language}", "iso3")


def visible_areas(actor: Actor, country: str, language: str) -> QuerySet[Area]:
    """The first-level areas of a country, ordered by name in the language."""
    return visible(actor, Area).filter(country_id=country).order_by(f"sort_keys__{language}", "code")


def visible_topics(actor: Actor) -> QuerySet[Topic]:
    """The topics of the first level in their order, with their themes at hand."""
    return visible(actor, Topic).filter(parent__isnull=True).prefetch_related("themes").order_by("position")


def visible_addressee_classes(actor: Actor) -> QuerySet[AddresseeClass]:
    """The classes of addressees in the order of the list."""
    return visible(actor, AddresseeClass).order_by("position")


def visible_affected_groups(actor: Actor) -> QuerySet[AffectedGroup]:
    """The affected groups in the order of the list."""
    return visible(actor, AffectedGroup).order_by("position")


def loaded_packs(actor: Actor) -> QuerySet[LoadedPack]:
    """The packs that are loaded, with version and sign-off."""
    return visible(actor, LoadedPack).order_by("code")
