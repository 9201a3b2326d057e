"""States by the names that partners' files give them."""

from functools import cache
from typing import Final

from mashura.kit.text import fold
from mashura.reference.public import country_names, official_country_name

# Short forms of UPR Info and OHCHR that are neither the UN's short name nor its official one.
_ALIASES: Final = {
    "Antigua & Barbuda": "ATG",
    "Bolivia": "BOL",
    "Bosnia & Herzegovina": "BIH",
    "Cape Verde": "CPV",
    "Cote d'Ivoire": "CIV",
    "Czech Republic": "CZE",
    "DPR Korea": "PRK",
    "Democratic Republic of Congo": "COD",
    "Guinea Bissau": "GNB",
    "Iran": "IRN",
    "Laos": "LAO",
    "Macedonia FYR": "MKD",
    "Micronesia": "FSM",
    "Moldova": "MDA",
    "Netherlands": "NLD",
    "Republic of Congo": "COG",
    "Sao Tome & Principe": "STP",
    "St Kitts & Nevis": "KNA",
    "St Lucia": "LCA",
    "St Vincent & the Grenadines": "VCT",
    "Swaziland": "SWZ",
    "Syria": "SYR",
    "Tanzania": "TZA",
    "Trinidad & Tobago": "TTO",
    "Turkey": "TUR",
    "United Kingdom": "GBR",
    "United States": "USA",
    "Venezuela": "VEN",
    "Viet Nam": "VNM",
}


@cache
def _known() -> dict[str, str]:
    names = country_names("en")
    known = {fold(official_country_name(iso3, "en")): iso3 for iso3 in names}
    known.update({fold(name): iso3 for iso3, name in names.items()})
    known.update({fold(name): iso3 for name, iso3 in _ALIASES.items()})
    known.update({fold(iso3): iso3 for iso3 in names})
    return known


def state_code(name: str) -> str:
    """The ISO 3166-1 alpha-3 code of the State that a file calls `name`; "" when no State is known by it."""
    return _known().get(fold(name.strip()), "")
