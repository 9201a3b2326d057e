import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.errors import InputError
from mashura.reference import pack, public

# The forms of the United Nations where CLDR says something else in at least one language.
UN_NAMES = {
    "PSE": ("State of Palestine", "دولة فلسطين", "État de Palestine"),
    "TUR": ("Türkiye", "تركيا", "Türkiye"),
    "CIV": ("Côte d'Ivoire", "كوت ديفوار", "Côte d'Ivoire"),
    "SYR": ("Syrian Arab Republic", "الجمهورية العربية السورية", "République arabe syrienne"),
    "CPV": ("Cabo Verde", "كابو فيردي", "Cabo Verde"),
    "COD": (
        "Democratic Republic of the Congo",
        "جمهورية الكونغو الديمقراطية",
        "République démocratique du Congo",
    ),
    "COG": ("Congo", "الكونغو", "Congo"),
    "PRK": (
        "Democratic People's Republic of Korea",
        "جمهورية كوريا الشعبية الديمقراطية",
        "République populaire démocratique de Corée",
    ),
    "KOR": ("Republic of Korea", "جمهورية كوريا", "République de Corée"),
    "LAO": (
        "Lao People's Democratic Republic",
        "جمهورية لاو الديمقراطية الشعبية",
        "République démocratique populaire lao",
    ),
    "MDA": ("Republic of Moldova", "جمهورية مولدوفا", "République de Moldova"),
    "RUS": ("Russian Federation", "الاتحاد الروسي", "Fédération de Russie"),
    "IRN": ("Iran (Islamic Republic of)", "إيران (جمهورية - الإسلامية)", "Iran (République islamique d')"),
    "BOL": (
        "Bolivia (Plurinational State of)",
        "بوليفيا (دولة - المتعددة القوميات)",
        "Bolivie (État plurinational de)",
    ),
    "VEN": (
        "Venezuela (Bolivarian Republic of)",
        "فنزويلا (جمهورية - البوليفارية)",
        "Venezuela (République bolivarienne du)",
    ),
    "TZA": ("United Republic of Tanzania", "جمهورية تنزانيا المتحدة", "République-Unie de Tanzanie"),
    "VNM": ("Viet Nam", "فييت نام", "Viet Nam"),
    "BRN": ("Brunei Darussalam", "بروني دار السلام", "Brunéi Darussalam"),
    "GBR": ("United Kingdom", "المملكة المتحدة", "Royaume-Uni"),
    "USA": ("United States of America", "الولايات المتحدة الأمريكية", "États-Unis d'Amérique"),
    "CZE": ("Czechia", "تشيكيا", "Tchéquie"),
    "SWZ": ("Eswatini", "إسواتيني", "Eswatini"),
    "MKD": ("North Macedonia", "مقدونيا الشمالية", "Macédoine du Nord"),
    "NLD": ("Netherlands (Kingdom of the)", "هولندا (مملكة -)", "Pays-Bas (Royaume des)"),
    "FSM": (
        "Micronesia (Federated States of)",
        "ميكرونيزيا (ولايات - الموحدة)",
        "Micronésie (États fédérés de)",
    ),
    "TLS": ("Timor-Leste", "تيمور - ليشتي", "Timor-Leste"),
    "VAT": ("Holy See", "الكرسي الرسولي", "Saint-Siège"),
    "GMB": ("Gambia", "غامبيا", "Gambie"),
    "LBY": ("Libya", "ليبيا", "Libye"),
    "SSD": ("South Sudan", "جنوب السودان", "Soudan du Sud"),
    "BHS": ("Bahamas", "جزر البهاما", "Bahamas"),
    "MMR": ("Myanmar", "ميانمار", "Myanmar"),
    "BLR": ("Belarus", "بيلاروس", "Bélarus"),
    "IRQ": ("Iraq", "العراق", "Iraq"),
    "NGA": ("Nigeria", "نيجيريا", "Nigéria"),
    "EGY": ("Egypt", "مصر", "Égypte"),
    "MAR": ("Morocco", "المغرب", "Maroc"),
    "TUN": ("Tunisia", "تونس", "Tunisie"),
    "XKX": (
        "Kosovo (Security Council resolution 1244)",
        "كوسوفو (قرار مجلس الأمن 1244)",
        "Kosovo (résolution 1244 du Conseil de sécurité)",
    ),
}


@pytest.mark.parametrize("iso3", UN_NAMES)
def test_short_names_are_those_of_the_united_nations(iso3):
    assert tuple(public.country_name(iso3, language) for language in pack.LANGUAGES) == UN_NAMES[iso3]


def test_no_name_keeps_a_form_that_the_united_nations_do_not_write():
    english = set(public.country_names("en").values())
    assert not {name for name in english if "&" in name or "St. " in name or "’" in name}
    assert not english & {"Turkey", "Syria", "Ivory Coast", "Burma", "Palestinian Territories", "Taiwan", "Swaziland"}


def test_member_and_observer_states_are_all_there():
    states = [entry for entry in pack.countries().values() if entry.kind == "state" and not entry.is_fictional]
    assert len(states) == 193 + 2


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ("Arab Republic of Egypt", "Kingdom of Morocco", "Republic of Tunisia")),
        ("fr", ("République arabe d'Égypte", "Royaume du Maroc", "République tunisienne")),
        ("ar", ("جمهورية مصر العربية", "المملكة المغربية", "الجمهورية التونسية")),
    ],
)
def test_full_names_of_the_three_states(language, expected):
    assert tuple(public.official_country_name(iso3, language) for iso3 in ("EGY", "MAR", "TUN")) == expected


def test_full_name_falls_back_to_the_short_one():
    assert public.official_country_name("NZL", "fr") == "Nouvelle-Zélande"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["EGY", "MAR", "TUN"]),
        ("fr", ["EGY", "MAR", "TUN"]),
        ("ar", ["TUN", "EGY", "MAR"]),
        ("ar-EG", ["TUN", "EGY", "MAR"]),
    ],
)
def test_protocol_order_follows_the_language(language, expected):
    assert public.countries_in_order(["TUN", "MAR", "EGY"], language) == expected


@given(
    st.permutations(["EGY", "MAR", "TUN", "CIV", "TUR", "PSE", "LBY", "CZE", "ARE"]),
    st.sampled_from(["ar", "en", "fr"]),
)
def test_order_does_not_depend_on_what_was_given_first(iso3s, language):
    assert public.countries_in_order(iso3s, language) == public.countries_in_order(sorted(iso3s), language)
    assert sorted(public.countries_in_order(iso3s, language)) == sorted(iso3s)


def test_accented_names_stand_with_their_letter():
    assert public.countries_in_order(["FIN", "EGY", "DZA", "ESP"], "fr") == ["DZA", "EGY", "ESP", "FIN"]
    assert public.countries_in_order(["DNK", "CIV", "CHL"], "en") == ["CHL", "CIV", "DNK"]


def test_sentence_forms_of_the_three_countries():
    assert [public.country_in(iso3, "fr") for iso3 in ("EGY", "MAR", "TUN")] == ["en Égypte", "au Maroc", "en Tunisie"]
    assert [public.country_from(iso3, "fr") for iso3 in ("EGY", "MAR", "TUN")] == ["d'Égypte", "du Maroc", "de Tunisie"]
    assert public.country_in("MAR", "ar") == "في المغرب"
    with pytest.raises(InputError, match="NZL"):
        public.country_in("NZL", "fr")


@pytest.mark.parametrize("call", [public.country_name, public.official_country_name, public.country_in])
def test_unknown_code_is_refused_by_name(call):
    with pytest.raises(InputError, match="XQQ"):
        call("XQQ", "en")


def test_language_without_names_gets_english():
    assert public.country_name("TUN", "es") == "Tunisia"


def test_codes_of_the_data_that_are_no_country_say_what_they_are():
    assert public.country_name("OOO", "en") == "Other or unknown origin"
    assert public.country_name("STL", "ar") == "عديمو الجنسية"
    assert "1244 (1999)" in public.country_note("XKX", "ar")
    assert not public.country_note("FRA", "ar")
    assert not public.is_place("UNK")
    assert public.capital_point("OOO") is None


def test_capitals_stand_where_they_are():
    longitude, latitude = public.capital_point("TUN")
    assert (longitude, latitude) == pytest.approx((10.18, 36.81), abs=0.1)
    assert all(entry.point for entry in pack.countries().values() if entry.kind == "state" and not entry.is_fictional)


def test_disputed_seats_of_government_are_not_named():
    for iso3 in ("PSE", "ISR", "ESH", "XKX", "TWN"):
        assert pack.countries()[iso3].point.place == ""


def test_fictional_states_say_so_in_every_language():
    for iso3 in ("XAA", "XBB", "XCC"):
        assert public.is_fictional(iso3)
        assert "fictional" in public.country_name(iso3, "en")
        assert "خيالية" in public.country_name(iso3, "ar")
        assert "fictif" in public.country_name(iso3, "fr")
        assert "fictional" in public.country_in(iso3, "en")
    assert not public.is_fictional("EGY")


@pytest.mark.parametrize(("country", "number"), [("EGY", 27), ("MAR", 12), ("TUN", 24)])
def test_first_level_areas_are_complete_and_ordered(country, number):
    codes = public.areas_of(country, "ar")
    assert len(codes) == number
    names = [public.area_name(code, "ar") for code in codes]
    assert not [name for name in names if name.startswith(("محافظة", "ولاية", "جهة"))]
    assert len(set(names)) == number


def test_areas_carry_clean_names():
    assert public.area_name("EG-C", "fr") == "Le Caire"
    assert public.area_name("EG-SIN", "en") == "North Sinai"
    assert public.area_name("TN-83", "ar") == "تطاوين"
    assert {code for code, area in pack.areas().items() if area.note == "un-map"} == {"MA-10", "MA-11", "MA-12"}
    with pytest.raises(InputError, match="EG-XX"):
        public.area_name("EG-XX", "en")


def test_regions_lead_up_to_the_world():
    assert public.region_name(public.region_of("EGY"), "fr") == "Afrique du Nord"
    for region in pack.regions().values():
        code, steps = region.m49, 0
        while code != "001":
            code, steps = pack.regions()[code].parent, steps + 1
            assert steps < 5
    assert all(entry.region in {"", *pack.regions()} for entry in pack.countries().values())


def test_every_map_has_its_disclaimer():
    assert "United Nations" in public.map_disclaimer("en")
    assert "الأمم المتحدة" in public.map_disclaimer("ar")
    assert "Nations Unies" in public.map_disclaimer("fr")
