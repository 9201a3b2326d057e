"""How to read the figures: what every count in the edition is and is not. No number stands here."""

from collections.abc import Iterator

from django.utils.translation import gettext as _


def opening() -> str:
    """The first paragraph of the chapter."""
    return _(
        "Every number in this edition is computed from public data by a named computation, and can be computed again. "
        "What the data counts differs from source to source."
    )


def points() -> Iterator[tuple[str, str]]:
    """What to keep in mind: a heading and a paragraph each."""
    yield (
        _("Stocks are not flows"),
        _(
            "The number of migrants in a country says how many people lived there on one day who were born elsewhere "
            "or hold another nationality. It does not say how many came or left in a year. Some countries count by "
            "place of birth, others by nationality, and the United Nations estimate what is missing."
        ),
    )
    yield (
        _("Refugees are counted apart"),
        _(
            "Refugees and asylum seekers are those known to UNHCR or to the authorities at the end of the year. UNHCR "
            "rounds small numbers. Palestine refugees under the mandate of UNRWA are not included."
        ),
    )
    yield (
        _("Deaths are minimum estimates"),
        _(
            "Deaths and disappearances on the way are those that were recorded. Many are never recorded, so “at least” "
            "belongs before each number. IOM corrects earlier years when it learns more."
        ),
    )
    yield (
        _("Detections are not persons"),
        _(
            "Detections of irregular border crossings are counted by border authorities. One person can be detected "
            "several times, and others are never detected. The words of the source are kept where its titles are "
            "quoted."
        ),
    )
    yield (
        _("Drivers are circumstances"),
        _(
            "Poverty, unemployment, conflict, political instability and environmental degradation are shown first for "
            "the countries from which migrants come. They describe circumstances and prove no cause. Values are "
            "missing most often where conflict makes counting impossible, so a gap in a line is not good news."
        ),
    )
    yield (
        _("Names and boundaries"),
        _(
            "Names of countries and areas follow the usage of the United Nations in each language. Countries stand in "
            "the order of their names in the language of the edition. The figures do not rank or score them."
        ),
    )
    yield (
        _("From a number back to its data"),
        _(
            "Each figure names its data. The annexes give the values behind every figure, and for every data set its "
            "publisher, licence and fingerprint (SHA-256). The file of this edition carries the same record inside, "
            "for machines to read."
        ),
    )
