from datetime import date

import pytest
from django.template import Context, Template, TemplateSyntaxError

from mashura.kit.bidi import FSI, PDI
from mashura.kit.localised import Localised
from mashura.kit.reader import Reader, use_reader

MOROCCO = Localised(ar="المغرب", en="Morocco")
EGYPTIAN = Reader("ar", "EGY")
MOROCCAN = Reader("ar", "MAR")
FRENCH = Reader("fr", "TUN")
ENGLISH = Reader("en")


def render(source, reader, **context):
    with use_reader(reader):
        return Template("{% load mashura %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "reader", "expected"),
    [
        ("{{ value|number }}", EGYPTIAN, "٥٬٠٩٧"),
        ("{{ value|number:1 }}", EGYPTIAN, "٥٬٠٩٧٫٤"),
        ("{{ value|number:1 }}", MOROCCAN, "5,097.4"),
        ("{{ value|number:1 }}", FRENCH, "5\u202f097,4"),
        ("{{ value|number }}", ENGLISH, "5,097"),
        ("{{ nothing|number }}", ENGLISH, "–"),
        ("{{ value|percent:1 }}", FRENCH, "5\u202f097,4\u202f%"),
        ("{{ day.year|year }}", EGYPTIAN, "٢٠١٤"),
        ("{{ day.year|year }}", ENGLISH, "2014"),
        ("{{ day|day }}", EGYPTIAN, "٩\u00a0أغسطس ٢٠١٤"),
        ("{{ day|day }}", MOROCCAN, "9\u00a0غشت 2014"),
        ("{{ day|day }}", FRENCH, "9\u00a0août 2014"),
        ("{{ day|month }}", ENGLISH, "August 2014"),
        ("{{ nothing|day }}{{ nothing|month }}", ENGLISH, ""),
        ("{{ 'ar'|direction }} {{ 'fr'|direction }}", ENGLISH, "rtl ltr"),
        ("{{ 'fr'|endonym }}", EGYPTIAN, "Français"),
        ("{{ 'fr'|language_name }}", EGYPTIAN, "الفرنسية"),
    ],
)
def test_values_are_written_for_the_reader(source, reader, expected):
    assert render(source, reader, value=5097.4, day=date(2014, 8, 9), nothing=None) == expected


def test_foreign_text_is_isolated_and_escaped():
    assert render("{{ name|isolate }}", EGYPTIAN, name="<b>.csv") == '<bdi dir="auto">&lt;b&gt;.csv</bdi>'
    assert render("{{ name|isolate_plain }}", EGYPTIAN, name="a.csv") == f"{FSI}a.csv{PDI}"


def test_a_text_in_the_readers_language_stands_plain():
    assert render("{% localised name %}", EGYPTIAN, name=MOROCCO) == "المغرب"
    assert render("{% localised name %}", ENGLISH, name=Localised(en="R&D")) == "R&amp;D"
    assert render("{% localised name %}", ENGLISH, name="plain <text>") == "plain &lt;text&gt;"
    assert render("{% localised name %}", ENGLISH, name=None) == ""


def test_a_fallback_says_its_language_and_keeps_its_direction():
    assert render("{% localised name order='ar en' %}", FRENCH, name=MOROCCO) == (
        '<span class="fallback"><bdi lang="ar" dir="rtl">المغرب</bdi> '
        '<small class="fallback-language">(arabe)</small></span>'
    )
    assert 'lang="en" dir="ltr">Morocco<' in render("{% localised name order='en' %}", FRENCH, name=MOROCCO)


def test_a_fallback_is_escaped():
    assert "&lt;script&gt;" in render("{% localised name %}", FRENCH, name={"en": "<script>"})


def test_without_markup_a_fallback_is_isolated_by_marks():
    assert render("{{ name|localised_plain:'ar' }}", FRENCH, name=MOROCCO) == f"{FSI}المغرب{PDI}"
    assert render("{{ name|localised_plain }}", ENGLISH, name=MOROCCO) == "Morocco"


def test_a_localised_text_can_be_kept_for_later():
    assert render("{% localised name as shown %}[{{ shown }}]", ENGLISH, name=MOROCCO) == "[Morocco]"


def test_a_wrong_tag_is_an_error_of_the_template():
    with pytest.raises(TemplateSyntaxError):
        render("{% localised %}", ENGLISH)
