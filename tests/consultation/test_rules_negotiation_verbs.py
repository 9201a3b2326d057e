"""Operative verbs found in three languages, and how strongly they bind beside each other."""

import pytest

from mashura.consultation.rules.negotiation.verbs import (
    VERBS,
    Shift,
    VerbUse,
    find_verb,
    verb_of_key,
    verb_shift_between,
    verbs_that_differ,
)


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.key)
def test_every_form_is_found_as_its_own_verb(verb):
    for language, forms in verb.forms.items():
        for form in forms:
            found = find_verb(f"{form} x", language, use=verb.use)
            assert found is not None
            assert found.verb is verb, (language, form, found)


def test_every_verb_has_its_three_languages_and_keys_are_unique():
    assert len({verb.key for verb in VERBS}) == len(VERBS)
    assert all(set(verb.forms) == {"en", "fr", "ar"} and all(all(one) for one in verb.forms.values()) for verb in VERBS)
    assert verb_of_key("urges") is not None
    assert verb_of_key("demands") is None


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("1. Calls upon States to act", "en", "calls_upon"),
        ("The States participating urge all actors", "en", "urges"),
        ("Further decides to meet", "en", "decides"),
        ("Demande instamment aux États d'agir", "fr", "urges"),
        ("Demande aux États d'agir", "fr", "calls_upon"),
        ("S’engage à protéger", "fr", "commits"),
        ("تَحُثُّ الدول على العمل", "ar", "urges"),
        ("وتشجع الدول على العمل", "ar", "encourages"),
        ("إذ يساورها بالغ القلق", "ar", "deeply_concerned"),
        ("Profondément préoccupée par les décès", "fr", "deeply_concerned"),
    ],
)
def test_the_verb_of_a_clause_is_found(text, language, key):
    found = find_verb(text, language)
    assert found is not None
    assert found.verb.key == key


@pytest.mark.parametrize(("text", "language"), [("Migrants have rights", "en"), ("", "ar"), ("Notes", "sw")])
def test_no_verb_is_invented(text, language):
    assert find_verb(text, language) is None


def test_a_verb_deep_in_the_sentence_belongs_to_another():
    assert find_verb("Migrants in every country of the region whom nobody urges", "en") is None


def test_a_weakened_verb_is_told_with_both():
    found = verb_shift_between("Calls upon States to act", "Encourages States to act", "en")
    assert found.shift is Shift.WEAKER
    assert (found.before.form, found.after.form) == ("calls upon", "encourages")
    assert verb_shift_between("Encourages", "Calls upon", "en").shift is Shift.STRONGER
    assert verb_shift_between("Requests", "Urges", "en").shift is Shift.EQUAL
    assert verb_shift_between("Urge", "Strongly urges", "en").shift is Shift.SAME
    assert verb_shift_between("Recalling", "Urges", "en").shift is Shift.UNKNOWN


def test_an_arabic_verb_of_another_strength_than_the_french_is_told():
    texts = {"fr": "Demande instamment aux États d'agir", "ar": "تشجع الدول على العمل", "en": "Urges States to act"}
    found = verbs_that_differ(texts, "fr")
    assert set(found) == {"ar"}
    assert found["ar"].shift is Shift.WEAKER


def test_a_language_without_a_known_verb_says_nothing():
    assert not verbs_that_differ({"en": "Urges States", "ar": "الدول"}, "en")


def test_only_verbs_of_one_part_are_looked_for():
    assert find_verb("Noting that", "en", use=VerbUse.OPERATIVE) is None
