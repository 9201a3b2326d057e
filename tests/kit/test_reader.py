import threading

import pytest
from django.utils import translation

from mashura.kit.reader import Reader, current_reader, use_reader


def test_without_a_reader_the_active_language_decides():
    with translation.override("fr"):
        assert current_reader() == Reader("fr")
    with translation.override(None):
        assert current_reader() == Reader("en")


def test_a_reader_holds_for_the_block_and_the_interface_follows():
    outside = translation.get_language()
    with use_reader(Reader("ar", "EGY")):
        assert translation.get_language() == "ar"
        with use_reader(Reader("fr", "TUN")):
            assert current_reader().language == translation.get_language() == "fr"
        assert current_reader() == Reader("ar", "EGY")
    assert translation.get_language() == outside


def test_words_and_numbers_never_speak_two_languages():
    with use_reader(Reader("ar", "EGY")), translation.override("fr"):
        assert current_reader() == Reader("fr", "EGY")


def test_the_reader_goes_when_the_block_fails():
    with pytest.raises(RuntimeError), use_reader(Reader("ar")):
        raise RuntimeError
    with translation.override("en"):
        assert current_reader() == Reader("en")


def test_readers_of_other_threads_do_not_meet():
    seen = []
    with use_reader(Reader("ar")):
        thread = threading.Thread(target=lambda: seen.append(current_reader()))
        thread.start()
        thread.join()
    assert seen == [Reader("en")]


@pytest.mark.parametrize(
    ("reader", "digits", "direction"),
    [
        (Reader("ar", "EGY"), "arabic-indic", "rtl"),
        (Reader("ar", "MAR"), "western", "rtl"),
        (Reader("ar", "TUN"), "western", "rtl"),
        (Reader("ar"), "western", "rtl"),
        (Reader("fr", "EGY"), "western", "ltr"),
        (Reader("ar", "EGY", "western"), "western", "rtl"),
    ],
)
def test_digits_are_those_of_the_country_unless_given(reader, digits, direction):
    assert reader.shown_digits == digits
    assert reader.direction == direction
