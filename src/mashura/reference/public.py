"""What other apps may use of reference data. Names and topics come from the packs: no database is needed for them.

`load_reference` and the `visible_…` reads need Django; they are imported on first use, so that charts and the command
line can name a country without it.
"""

from typing import TYPE_CHECKING, Any

from mashura.reference.names import (
    area_name,
    areas_of,
    capital_point,
    countries_in_order,
    country_from,
    country_in,
    country_name,
    country_names,
    country_note,
    country_sort_key,
    is_country,
    is_fictional,
    is_place,
    map_disclaimer,
    official_country_name,
    region_name,
    region_of,
)
from mashura.reference.terminology import Finding, Glossary, GlossaryTerm, glossary
from mashura.reference.terminology import check as check_terminology
from mashura.reference.vocabulary import (
    addressee_classes,
    addressee_groups,
    affected_groups,
    frameworks,
    themes_of,
    top_topics,
    topics,
)

if TYPE_CHECKING:
    from mashura.reference.actions import LoadReport, load_reference
    from mashura.reference.queries import (
        loaded_packs,
        visible_addressee_classes,
        visible_affected_groups,
        visible_areas,
        visible_countries,
        visible_topics,
    )

__all__ = [
    "Finding",
    "Glossary",
    "GlossaryTerm",
    "LoadReport",
    "addressee_classes",
    "addressee_groups",
    "affected_groups",
    "area_name",
    "areas_of",
    "capital_point",
    "check_terminology",
    "countries_in_order",
    "country_from",
    "country_in",
    "country_name",
    "country_names",
    "country_note",
    "country_sort_key",
    "frameworks",
    "glossary",
    "is_country",
    "is_fictional",
    "is_place",
    "load_reference",
    "loaded_packs",
    "map_disclaimer",
    "official_country_name",
    "region_name",
    "region_of",
    "themes_of",
    "top_topics",
    "topics",
    "visible_addressee_classes",
    "visible_affected_groups",
    "visible_areas",
    "visible_countries",
    "visible_topics",
]

_IN_DATABASE = {"LoadReport": "actions", "load_reference": "actions"}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__} has no attribute {name}")
    from importlib import import_module  # noqa: PLC0415 - only needed for the names that want a database

    return getattr(import_module(f"mashura.reference.{_IN_DATABASE.get(name, 'queries')}"), name)
