"""Languages as data: direction, own name and number symbols, from CLDR through Babel.

The code counts no languages: any BCP 47 tag works, and what CLDR does not know gets the defaults of its script.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from babel.core import Locale, UnknownLocaleError, get_global

Direction = Literal["ltr", "rtl"]

# Scripts written from right to left (ISO 15924), as far as Unicode gives their letters the classes R and AL.
_RTL_SCRIPTS = frozenset(
    [
        *("Adlm", "Arab", "Armi", "Avst", "Hebr", "Mand", "Mani", "Mend", "Nkoo", "Orkh", "Phli", "Phlp", "Phnx"),
        *("Prti", "Rohg", "Samr", "Sarb", "Sogd", "Syrc", "Thaa", "Yezi"),
    ]
)


@dataclass(frozen=True, slots=True)
class Symbols:
    """What a number is written with: decimal mark, group mark, and what stands between number and percent sign."""

    decimal: str
    group: str
    percent: str


@dataclass(frozen=True, slots=True)
class Language:
    """A language as the interface needs it.

    `code` is the BCP 47 tag as asked for, `script` its ISO 15924 code, `endonym` its own name as a menu writes it.
    """

    code: str
    script: str
    direction: Direction
    endonym: str
    symbols: Symbols

    @property
    def is_rtl(self) -> bool:
        return self.direction == "rtl"


# Fixed by the house, not taken from national locales, which differ from one Arab country to the next and put
# U+00A0 where typography wants the narrow space (spec: one convention per language).
_HOUSE_SYMBOLS = {
    "ar": Symbols(decimal=".", group=",", percent="%"),
    "en": Symbols(decimal=".", group=",", percent="%"),
    "fr": Symbols(decimal=",", group="\u202f", percent="\u202f%"),
}


def primary(code: str) -> str:
    """The primary subtag: "fr" of "fr-TN"."""
    return code.replace("_", "-").split("-", 1)[0].lower()


@lru_cache(maxsize=512)
def cldr_locale(code: str, country: str | None = None) -> Locale:
    """Babel's locale for `code`, of `country` (ISO 3166-1 alpha-2 or alpha-3) when CLDR knows the pair.

    An unknown language gets CLDR's root by way of English, which has plain Western forms.
    """
    plain = code.replace("_", "-")
    candidates = [f"{primary(plain)}-{alpha2(country)}"] if country else []
    for candidate in [*candidates, plain, primary(plain)]:
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en")


def alpha2(country: str) -> str:
    """ISO 3166-1 alpha-2 of an alpha-3 code ("EG" of "EGY"); anything else comes back in capitals."""
    code = country.upper()
    aliases = get_global("territory_aliases").get(code)
    return str(aliases[0]) if aliases and len(code) == len("EGY") else code


def _script(code: str) -> str:
    subtags = code.replace("_", "-").split("-")
    for subtag in subtags[1:]:
        if len(subtag) == len("Arab") and subtag.isalpha():
            return subtag.title()
    likely = get_global("likely_subtags")
    region = next((subtag.upper() for subtag in subtags[1:] if len(subtag) == len("EG")), "")
    for key in (f"{subtags[0].lower()}_{region}", subtags[0].lower()):
        if key in likely:
            return str(likely[key].split("_")[1])
    return "Latn"


def _symbols(locale: Locale) -> Symbols:
    house = _HOUSE_SYMBOLS.get(locale.language)
    if house:
        return house
    marks = locale.number_symbols["latn"]
    gap = "\u00a0" if "\u00a0%" in locale.percent_formats[None].pattern else ""
    return Symbols(decimal=marks["decimal"], group=marks["group"], percent=f"{gap}%")


@lru_cache(maxsize=512)
def language(code: str) -> Language:
    """What is known of the language with this BCP 47 tag; an unknown one gets defaults, never an error."""
    script = _script(code)
    locale = cldr_locale(code)
    known = locale.language == primary(code)
    endonym = (locale.get_display_name(locale) or code) if known else code
    return Language(
        code=code,
        script=script,
        direction="rtl" if script in _RTL_SCRIPTS else "ltr",
        # CLDR writes "français" as in running text; a menu begins with a capital.
        endonym=endonym[:1].upper() + endonym[1:],
        symbols=_symbols(locale),
    )


def direction(code: str) -> Direction:
    """The writing direction of the language with this tag."""
    return language(code).direction


def language_name(code: str, *, reader_language: str) -> str:
    """The name of language `code` as readers of `reader_language` call it; its own name when CLDR has none."""
    names = cldr_locale(reader_language).languages
    subtag = code.replace("-", "_")
    return str(names.get(subtag) or names.get(primary(code)) or language(code).endonym)
