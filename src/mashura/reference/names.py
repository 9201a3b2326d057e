"""Names of countries and areas, read from the packs: pure, cached, no database, for charts and the CLI too."""

from collections.abc import Iterable
from functools import lru_cache

from mashura.errors import InputError, gettext_noop
from mashura.kit.languages import primary
from mashura.kit.text import sort_key
from mashura.reference import pack


def entry(iso3: str) -> pack.CountryEntry:
    """The entry with this code; InputError when no pack has it."""
    found = pack.countries().get(iso3)
    if found is None:
        raise InputError(gettext_noop("There is no country or area with the code “%(code)s”."), code=iso3)
    return found


def in_language(texts: pack.Texts, language: str) -> str:
    """The text in the language or in the language it is a variety of ("ar" for "ar-EG"), else in English."""
    return texts.shown(language, ("en",)).text


def is_country(iso3: str) -> bool:
    """Whether a pack has this code."""
    return iso3 in pack.countries()


def country_name(iso3: str, language: str) -> str:
    """The short name as the United Nations writes it ("Türkiye", "دولة فلسطين", "État de Palestine").

    A language that the pack lacks gets the English name. InputError when the code is unknown.
    """
    return in_language(entry(iso3).names, language)


def official_country_name(iso3: str, language: str) -> str:
    """The full name of the State ("Arab Republic of Egypt"); the short name where the pack holds no full one."""
    found = entry(iso3)
    return in_language(found.official or found.names, language)


def country_in(iso3: str, language: str) -> str:
    """The country as a place within a sentence: "in Egypt", "في المغرب", "en Tunisie", "au Maroc".

    Made only for countries of a programme; InputError for others, since French prepositions cannot be computed.
    """
    return _in_sentence(iso3, entry(iso3).within, language)


def country_from(iso3: str, language: str) -> str:
    """The country as an origin within a sentence: "from Morocco", "من مصر", "du Maroc", "d'Égypte"."""
    return _in_sentence(iso3, entry(iso3).origin, language)


def _in_sentence(iso3: str, found: pack.Texts, language: str) -> str:
    if not found:
        raise InputError(
            gettext_noop("The reference pack does not say how the country “%(code)s” stands in a sentence."), code=iso3
        )
    return in_language(found, language)


@lru_cache(maxsize=2048)
def country_sort_key(iso3: str, language: str) -> str:
    """The key by which countries are ordered in this language, compared byte by byte."""
    return sort_key(country_name(iso3, language), primary(language))


def countries_in_order(iso3s: Iterable[str], language: str) -> list[str]:
    """The codes in protocol order of the language: Egypt, Morocco, Tunisia; تونس، مصر، المغرب.

    The Arabic article is not counted. Codes stay as they are; each comes once. InputError when one is unknown.
    """
    return sorted(set(iso3s), key=lambda iso3: (country_sort_key(iso3, language), iso3))


def country_names(language: str) -> dict[str, str]:
    """Every code of every pack with its short name."""
    return {iso3: in_language(found.names, language) for iso3, found in pack.countries().items()}


def is_fictional(iso3: str) -> bool:
    """Whether the State is invented for the demonstration; InputError when the code is unknown."""
    return entry(iso3).is_fictional


def is_place(iso3: str) -> bool:
    """Whether the code is a place; False for groups such as stateless persons or an unknown origin."""
    return entry(iso3).kind != "group"


def capital_point(iso3: str) -> tuple[float, float] | None:
    """Where a symbol for the country stands on a map: (longitude, latitude) in degrees; None for groups.

    The capital or main town, to a hundredth of a degree; the middle of the area where that is disputed.
    """
    point = entry(iso3).point
    return (point.longitude, point.latitude) if point else None


def country_note(iso3: str, language: str) -> str:
    """The note that must stand where this name is shown (Kosovo, Falkland Islands (Malvinas)...); "" mostly."""
    note = entry(iso3).note
    return in_language(pack.notes()[note], language) if note else ""


def region_of(iso3: str) -> str:
    """The M49 code of the smallest region that holds the country; "" where the standard gives none."""
    return entry(iso3).region


def region_name(m49: str, language: str) -> str:
    """The UN's name of the M49 region; InputError when there is none."""
    found = pack.regions().get(m49)
    if found is None:
        raise InputError(gettext_noop("There is no region with the M49 code “%(code)s”."), code=m49)
    return in_language(found.names, language)


def area_name(code: str, language: str) -> str:
    """The name of a first-level area by its ISO 3166-2 code, without "governorate" or "region"."""
    found = pack.areas().get(code)
    if found is None:
        raise InputError(gettext_noop("There is no first-level area with the code “%(code)s”."), code=code)
    return in_language(found.names, language)


def areas_of(country: str, language: str) -> list[str]:
    """The codes of the country's first-level areas, ordered by name in this language."""
    codes = [area.code for area in pack.areas().values() if area.country == country]
    return sorted(codes, key=lambda code: (sort_key(area_name(code, language), primary(language)), code))


def map_disclaimer(language: str) -> str:
    """The sentence of the United Nations that stands under every map."""
    return in_language(pack.notes()["un-map"], language)
