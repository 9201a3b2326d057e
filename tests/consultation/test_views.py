import re

import pytest
from django.test import RequestFactory
from django.utils import translation
from tests.consultation.factories import programme_file

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.consultation import public
from mashura.consultation.views import programmes as pages
from mashura.kit.reader import Reader, use_reader

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def programmes():
    public.load_bundled_programmes(actor=SYSTEM)


def plain(response) -> str:
    """The text of the page's main part, without markup and with single spaces."""
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.mark.parametrize(
    ("language", "name", "order"),
    [
        ("en", "Empowering Governments to Address Mixed Migratory Flows", ["Egypt", "Morocco", "Tunisia"]),
        ("fr", "faire face aux flux migratoires mixtes", ["Égypte", "Maroc", "Tunisie"]),
        ("ar", "تمكين الحكومات من معالجة تدفقات الهجرة المختلطة", ["تونس", "مصر", "المغرب"]),
    ],
)
def test_index_shows_the_real_programme_with_its_states_in_protocol_order(client, programmes, language, name, order):
    response = client.get(f"/{language}/programme/")
    text = plain(response)
    assert name in text
    assert " · ".join(order) in text
    assert f'href="/{language}/programme/fictional-example/"' in response.content.decode()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["CT.0690", "Arab Republic of Egypt", "IOM Development Fund", "Rabat", "Tataouine", "15 December 2014"]),
        ("fr", ["CT.0690", "République tunisienne", "Fonds de l’OIM pour le développement", "28 représentants"]),
        ("ar", ["CT.0690", "المملكة المغربية", "صندوق المنظمة الدولية للهجرة للتنمية", "28 ممثلاً", "تطاوين"]),
    ],
)
def test_programme_page_shows_the_known_facts(client, programmes, language, expected):
    response = client.get(f"/{language}/programme/north-africa/")
    assert response.status_code == 200
    text = plain(response)
    for words in expected:
        assert words in text


def test_programme_page_names_its_sources_and_shows_no_marking(client, programmes):
    response = client.get("/en/programme/north-africa/")
    assert "Public sources of the programme" in plain(response)
    assert "notice--warn" not in response.content.decode()


@pytest.mark.parametrize(
    ("language", "marking"), [("en", "fictional State"), ("fr", "État fictif"), ("ar", "دولة خيالية")]
)
def test_fictional_programme_is_marked_in_every_language(client, programmes, language, marking):
    page = client.get(f"/{language}/programme/fictional-example/")
    assert marking in plain(page)
    assert "notice--warn" in page.content.decode()
    assert "badge--warn" in client.get(f"/{language}/programme/").content.decode()
    assert "/countries/XAA/" not in page.content.decode()


def test_topics_stand_with_their_themes(client, programmes):
    text = plain(client.get("/en/programme/north-africa/"))
    assert text.index("The protection of migrants Asylum") < text.index("Access to health care")


@pytest.mark.parametrize(
    ("country", "number", "day"), [("EGY", "٢٨ ممثلاً", "٢٤ سبتمبر ٢٠١٤"), ("MAR", "28 ممثلاً", "24 شتنبر 2014")]
)
def test_country_of_the_reader_decides_on_digits_and_months(programmes, country, number, day):
    request = RequestFactory().get("/ar/programme/")
    request.actor = ANONYMOUS
    with acting_as(ANONYMOUS), translation.override("ar"), use_reader(Reader("ar", country)):
        text = plain(pages.programmes(request))
    assert number in text
    assert day in text
    assert "CT.0690" in text


def test_unknown_and_unreleased_programmes_are_not_found_alike(client, tmp_path):
    public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path), is_released=False)
    assert client.get("/en/programme/made-up/").status_code == 404
    assert client.get("/en/programme/never-heard-of/").status_code == 404


def test_without_programmes_the_index_says_so(client):
    assert "No programme has been published here yet." in plain(client.get("/en/programme/"))
