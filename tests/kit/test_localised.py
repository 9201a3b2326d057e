import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.kit.localised import Localised, Shown

TAGS = st.sampled_from(["ar", "en", "fr", "ar-MA", "zgh-Tfng", "es", "fr-TN"])
CHARACTERS = st.characters(exclude_characters="\0", exclude_categories=["Cs"])
MAPPINGS = st.dictionaries(TAGS, st.text(CHARACTERS, max_size=30))
NAMES = Localised(ar="المغرب", en="Morocco", fr="Maroc")


@given(MAPPINGS)
def test_a_value_survives_the_round_trip_and_only_trims(texts):
    value = Localised(texts)
    assert Localised(dict(value)) == value
    assert dict(value) == {tag: text.strip() for tag, text in texts.items() if text.strip()}
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 # our own bytes
    assert hash(Localised(dict(reversed(list(value.items()))))) == hash(value)


@given(MAPPINGS, TAGS, st.lists(TAGS))
def test_something_is_shown_whenever_there_is_something(texts, language, order):
    value = Localised(texts)
    shown = value.shown(language, order)
    if not value:
        assert shown == Shown("", language, is_fallback=False)
    else:
        assert value[shown.language] == shown.text
        assert shown.is_fallback == (not any(tag.split("-")[0] == language.split("-")[0] for tag in value))


def test_the_readers_language_comes_first_then_the_given_order():
    assert NAMES.shown("fr") == Shown("Maroc", "fr", is_fallback=False)
    assert NAMES.shown("fr-MA", ["ar"]) == Shown("Maroc", "fr", is_fallback=False)
    assert NAMES.shown("es", ["fr", "en"]) == Shown("Maroc", "fr", is_fallback=True)
    assert NAMES.shown("es", ["pt", "en"]) == Shown("Morocco", "en", is_fallback=True)
    assert NAMES.shown("es") == Shown("المغرب", "ar", is_fallback=True)


def test_a_region_of_the_same_language_is_no_fallback():
    assert Localised({"fr-TN": "Gouvernorat"}).shown("fr") == Shown("Gouvernorat", "fr-TN", is_fallback=False)


def test_a_text_can_be_replaced_and_removed_without_changing_the_value():
    changed = NAMES.with_text("fr", " Royaume du Maroc ")
    assert changed["fr"] == "Royaume du Maroc"
    assert "fr" not in NAMES.with_text("fr", " ")
    assert NAMES["fr"] == "Maroc"


def test_a_value_cannot_be_changed():
    with pytest.raises(TypeError):
        NAMES["en"] = "other"
    with pytest.raises(AttributeError):
        NAMES.note = "other"


@pytest.mark.parametrize("tag", ["", "english", "EN", "fr_FR", "en-", "e", 3, None])
def test_a_key_that_is_no_language_is_refused(tag):
    with pytest.raises(ValueError, match="language tag"):
        Localised({tag: "text"})


@pytest.mark.parametrize("text", [None, 3, ["a"], {"a": "b"}])
def test_a_text_that_is_no_string_is_refused(text):
    with pytest.raises(TypeError, match="not a string"):
        Localised({"en": text})


@pytest.mark.parametrize("text", ["a\0b", "a\ud800"])
def test_a_text_the_database_cannot_hold_is_refused(text):
    with pytest.raises(ValueError, match="cannot be stored"):
        Localised({"en": text})


@pytest.mark.parametrize("source", ["text", ["en"], 3])
def test_only_a_mapping_is_a_localised_value(source):
    with pytest.raises(TypeError, match="mapping"):
        Localised(source)
