"""Who asks, and what the programme of a page is: shared by the pages of meetings and of the set-up."""

from typing import cast

from django.http import HttpRequest

from mashura.access.public import Actor
from mashura.consultation.models import Delegation, Programme
from mashura.kit.localised import Localised
from mashura.kit.reader import current_reader
from mashura.reference.public import country_name, official_country_name


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the transaction's middleware found."""
    return cast("Actor", request.actor)  # type: ignore[attr-defined] # set by access


def fallback_of(programme: Programme) -> str:
    """The languages to fall back on, as the tags of templates take them."""
    return " ".join(programme.languages)


def name_of(delegation: Delegation) -> str | Localised:
    """For whom it speaks: a State by its full name in the reader's language, another body by its own."""
    if delegation.is_of_a_state:
        return official_country_name(delegation.country, current_reader().language)
    return delegation.names


def countries_named(codes: list[str]) -> list[str]:
    """Short names in the reader's language."""
    return [country_name(iso3, current_reader().language) for iso3 in codes]
