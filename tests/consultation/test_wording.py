from datetime import date

import pytest

from mashura.consultation import wording
from mashura.kit.localised import Localised
from mashura.kit.reader import Reader, use_reader


def plain(text: str) -> str:
    """The text with ordinary spaces, wherever days keep together."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (date(2014, 9, 16), date(2014, 9, 16), "16 September 2014"),
        (date(2014, 9, 16), date(2014, 9, 17), "16 to 17 September 2014"),
        (date(2014, 9, 30), date(2014, 10, 1), "30 September 2014 to 1 October 2014"),
        (date(2014, 9, 1), date(2015, 9, 1), "1 September 2014 to 1 September 2015"),
    ],
)
def test_days_name_a_shared_month_once(starts, ends, expected):
    with use_reader(Reader("en")):
        assert plain(wording.days(starts, ends)) == expected


def test_days_follow_the_readers_language_and_digits():
    with use_reader(Reader("fr")):
        written = plain(wording.days(date(2014, 9, 1), date(2014, 9, 2)))
        assert written == "Du 1er au 2 septembre 2014"
    with use_reader(Reader("ar", "EGY")):
        assert plain(wording.day(date(2014, 9, 23))) == "٢٣ سبتمبر ٢٠١٤"


def test_one_year_is_not_a_span():
    with use_reader(Reader("en")):
        assert wording.years(2013, 2013) == "2013"
        assert wording.years(2013, 2014) == "2013 to 2014"


def test_digits_of_arabic_texts_are_the_readers():
    text = Localised(ar="28 ممثلاً", en="28 representatives")
    with use_reader(Reader("ar", "EGY")):
        assert dict(wording.told(text)) == {"ar": "٢٨ ممثلاً", "en": "28 representatives"}
    with use_reader(Reader("ar", "MAR")):
        assert wording.told(text) == text
