import pytest

from mashura.kit.languages import alpha2, cldr_locale, direction, language, language_name, primary


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("ar", "rtl"),
        ("ar-TN", "rtl"),
        ("AR_eg", "rtl"),
        ("fa", "rtl"),
        ("ur", "rtl"),
        ("he", "rtl"),
        ("dv", "rtl"),
        ("aeb", "rtl"),  # Tunisian Arabic, which CLDR has no data for
        ("pa-Arab", "rtl"),
        ("pa-PK", "rtl"),
        ("ff-Adlm", "rtl"),
        ("pa", "ltr"),
        ("ar-Latn", "ltr"),
        ("zgh", "ltr"),
        ("en", "ltr"),
        ("fr-MA", "ltr"),
        ("ti", "ltr"),
        ("xx", "ltr"),
        ("", "ltr"),
    ],
)
def test_direction_follows_the_script(code, expected):
    assert direction(code) == expected


@pytest.mark.parametrize(
    ("code", "endonym"),
    [("ar", "العربية"), ("en", "English"), ("fr", "Français"), ("ti", "ትግርኛ"), ("xx", "Xx")],
)
def test_a_language_is_called_by_its_own_name(code, endonym):
    assert language(code).endonym == endonym


@pytest.mark.parametrize(
    ("code", "decimal", "group", "percent"),
    [
        ("ar", ".", ",", "%"),
        ("ar-MA", ".", ",", "%"),  # not Morocco's own 1.234,5: one convention per language
        ("en", ".", ",", "%"),
        ("fr", ",", "\u202f", "\u202f%"),
        ("fr-TN", ",", "\u202f", "\u202f%"),
        ("de", ",", ".", "\u00a0%"),
    ],
)
def test_number_symbols(code, decimal, group, percent):
    symbols = language(code).symbols
    assert (symbols.decimal, symbols.group, symbols.percent) == (decimal, group, percent)


def test_a_language_is_named_in_the_readers_language():
    assert language_name("fr", reader_language="ar") == "الفرنسية"
    assert language_name("ar", reader_language="fr") == "arabe"
    assert language_name("fr-TN", reader_language="en") == "French"
    assert language_name("xx", reader_language="en") == "Xx"


def test_countries_of_both_code_lists_are_understood():
    assert alpha2("EGY") == alpha2("EG") == alpha2("eg") == "EG"
    assert str(cldr_locale("ar", "TUN")) == "ar_TN"
    assert str(cldr_locale("ar", "QQQ")) == "ar"
    assert primary("zgh-Tfng-MA") == "zgh"
