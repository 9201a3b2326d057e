from datetime import date

import pytest

from mashura.kit.dates import format_day, format_month, month_name, weekday_names

GAP = "\u00a0"


def months(**reader):
    return "، ".join(month_name(month, **reader) for month in range(1, 13))


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        (
            {"language": "ar", "country": "EGY"},
            "يناير، فبراير، مارس، أبريل، مايو، يونيو، يوليو، أغسطس، سبتمبر، أكتوبر، نوفمبر، ديسمبر",
        ),
        (
            {"language": "ar", "country": "MAR"},
            "يناير، فبراير، مارس، أبريل، ماي، يونيو، يوليوز، غشت، شتنبر، أكتوبر، نونبر، دجنبر",
        ),
        (
            {"language": "ar", "country": "TUN"},
            "جانفي، فيفري، مارس، أفريل، ماي، جوان، جويلية، أوت، سبتمبر، أكتوبر، نوفمبر، ديسمبر",
        ),
        (
            {"language": "ar", "country": "EGY", "form": "un"},
            (
                "كانون الثاني/يناير، شباط/فبراير، آذار/مارس، نيسان/أبريل، أيار/مايو، حزيران/يونيو، تموز/يوليو، "
                "آب/أغسطس، أيلول/سبتمبر، تشرين الأول/أكتوبر، تشرين الثاني/نوفمبر، كانون الأول/ديسمبر"
            ),
        ),
        (
            {"language": "fr", "country": "MAR"},
            "janvier، février، mars، avril، mai، juin، juillet، août، septembre، octobre، novembre، décembre",
        ),
    ],
)
def test_month_names(reader, expected):
    assert months(**reader) == expected


def test_the_double_form_is_the_same_for_every_country():
    assert months(language="ar", country="MAR", form="un") == months(language="ar", form="un")


def test_without_a_country_arabic_has_the_months_of_egypt():
    assert months(language="ar") == months(language="ar", country="EGY")


@pytest.mark.parametrize(
    ("day", "reader", "expected"),
    [
        (date(2014, 6, 9), {"language": "en"}, f"9{GAP}June 2014"),
        (date(2014, 6, 1), {"language": "fr"}, f"1er{GAP}juin 2014"),
        (date(2014, 6, 21), {"language": "fr-TN"}, f"21{GAP}juin 2014"),
        (date(2014, 6, 9), {"language": "ar"}, f"9{GAP}يونيو 2014"),
        (date(2014, 6, 9), {"language": "ar", "country": "EGY"}, f"٩{GAP}يونيو ٢٠١٤"),
        (date(2014, 6, 9), {"language": "ar", "country": "EGY", "digits": "western"}, f"9{GAP}يونيو 2014"),
        (date(2014, 8, 9), {"language": "ar", "country": "MAR"}, f"9{GAP}غشت 2014"),
        (date(2014, 6, 9), {"language": "ar", "country": "TUN"}, f"9{GAP}جوان 2014"),
        (date(2014, 9, 1), {"language": "ar", "form": "un"}, f"1{GAP}أيلول/سبتمبر 2014"),
        (date(2014, 9, 1), {"language": "en", "form": "un"}, f"1{GAP}September 2014"),
        (date(2014, 6, 9), {"language": "es"}, "9 de junio de 2014"),
        (date(2014, 6, 9), {"language": "ur"}, "9 جون، 2014"),
        (date(804, 6, 9), {"language": "en"}, f"9{GAP}June 804"),
    ],
)
def test_a_day_in_full(day, reader, expected):
    assert format_day(day, **reader) == expected


@pytest.mark.parametrize(
    ("reader", "expected"),
    [
        ({"language": "en"}, "September 2014"),
        ({"language": "fr"}, "septembre 2014"),
        ({"language": "ar", "country": "MAR"}, "شتنبر 2014"),
        ({"language": "ar", "country": "EGY"}, "سبتمبر ٢٠١٤"),
        ({"language": "ar", "form": "un"}, "أيلول/سبتمبر 2014"),
        ({"language": "es"}, "septiembre de 2014"),
    ],
)
def test_a_month(reader, expected):
    assert format_month(date(2014, 9, 30), **reader) == expected


@pytest.mark.parametrize("month", [0, 13, -1])
def test_a_month_that_does_not_exist_is_refused(month):
    with pytest.raises(ValueError, match="No month"):
        month_name(month, language="ar")


@pytest.mark.parametrize(
    ("language", "first", "last"), [("en", "Monday", "Sunday"), ("fr", "lundi", "dimanche"), ("ar", "الاثنين", "الأحد")]
)
def test_a_week_begins_on_monday(language, first, last):
    names = weekday_names(language)
    assert (len(names), names[0], names[-1]) == (7, first, last)
