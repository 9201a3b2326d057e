"""What a translator read, which values a text names, and the glossary's terms in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.consultation.rules.translations import (
    Stale,
    Term,
    may_review,
    reading_of,
    terms_in,
    value_difference,
    what_changed,
)
from mashura.errors import InputError
from mashura.kit.expressions import Expressions

TEXT = Expressions.of("en", "First", ar="أول", fr="Premier")
TERMS = (
    Term("migrant", {"en": ("migrant",), "ar": ("مهاجر",), "fr": ("migrant",)}),
    Term(
        "irregular_situation",
        {"en": ("migrants in an irregular situation",), "ar": ("المهاجرون في وضع غير نظامي",)},
        frozenset({"ar"}),
    ),
    Term("trafficking", {"en": ("trafficking in persons",), "ar": ("الاتجار بالأشخاص", "الاتجار بالبشر")}),
)


def test_nothing_has_changed_since_just_now():
    assert what_changed(TEXT, "ar", reading_of(TEXT, "ar")) is None


def test_another_original_and_another_translation_are_told_apart():
    reading = reading_of(TEXT, "ar")
    assert what_changed(TEXT.with_original("en", "Second"), "ar", reading) is Stale.ORIGINAL
    assert what_changed(TEXT.with_translation("ar", "الأول"), "ar", reading) is Stale.TEXT


def test_another_language_is_nobody_elses_business():
    assert what_changed(TEXT.with_translation("fr", "Le premier"), "ar", reading_of(TEXT, "ar")) is None


def test_an_original_that_went_to_another_language_has_changed():
    assert what_changed(TEXT.with_original("fr", "Premier"), "ar", reading_of(TEXT, "ar")) is Stale.ORIGINAL


@given(st.booleans(), st.booleans())
def test_only_the_author_reviews_what_they_wrote(is_author, wrote_it):
    assert may_review(is_author=is_author, wrote_it=wrote_it) == (is_author or not wrote_it)


def test_the_same_values_in_another_order_are_the_same():
    assert value_difference("{{a#x}} and {{b?k=1&m=2#y}}", "{{b?m=2&k=1#y}} و{{a#x}} و{{a#x}}") is None


def test_what_is_lacking_and_what_is_extra_is_named():
    found = value_difference("{{a#x}} and {{b#y}}", "{{a#x}} و{{c#z}}")
    assert (found.lacking, found.extra) == (("{{b#y}}",), ("{{c#z}}",))


def test_braces_that_name_no_value_are_refused():
    with pytest.raises(InputError, match="names no value"):
        value_difference("{{a#x}}", "{{a}}")


def test_terms_are_found_in_other_forms_and_the_longer_covers_the_shorter():
    found = terms_in("Migrants in an irregular situation, and trafficking in persons.", TERMS, "en", "ar")
    assert [(one.key, one.said) for one in found] == [
        ("irregular_situation", "Migrants in an irregular situation"),
        ("trafficking", "trafficking in persons"),
    ]
    assert found[1].forms == ("الاتجار بالأشخاص", "الاتجار بالبشر")
    assert [one.is_settled for one in found] == [False, True]


def test_arabic_terms_are_found_with_article_and_particle():
    assert [one.key for one in terms_in("تحدثنا إلى المهاجرين عن الاتجار بالأشخاص", TERMS, "ar", "en")] == [
        "migrant",
        "trafficking",
    ]


def test_a_term_without_a_form_in_the_other_language_is_left_out():
    assert [one.key for one in terms_in("trafficking in persons and migrants", TERMS, "en", "fr")] == ["migrant"]


@given(st.text(max_size=200))
def test_any_text_may_be_searched_for_terms(text):
    terms_in(text, TERMS, "en", "ar")
