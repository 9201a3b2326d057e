"""Texts with an original: whatever is done to one, each language's standing stays true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.kit.expressions import Expression, Expressions, Standing, text_sha256
from mashura.kit.localised import Localised

ENGLISH = Expressions.of("en", "Boats leave.", fr="Des bateaux partent.")


def test_texts_that_arrive_whole_are_reviewed():
    assert ENGLISH.standing("en") is Standing.ORIGINAL
    assert ENGLISH.standing("fr") is Standing.REVIEWED
    assert ENGLISH.standing("ar") is Standing.MISSING
    assert ENGLISH.is_concordant(["en", "fr"])
    assert not ENGLISH.is_concordant(["en", "ar"])


def test_a_translation_waits_for_its_review():
    translated = ENGLISH.with_translation("ar", "تغادر القوارب.")
    assert translated.standing("ar") is Standing.TO_REVIEW
    assert translated.with_review("ar").standing("ar") is Standing.REVIEWED
    assert Standing.TO_REVIEW.needs_work
    assert not Standing.REVIEWED.needs_work


def test_a_new_original_makes_the_others_stale():
    changed = ENGLISH.with_original("en", "Boats leave at night.")
    assert changed.standing("fr") is Standing.STALE
    with pytest.raises(ValueError, match="as it stands"):
        changed.with_review("fr")
    assert changed.with_original("en", "Boats leave.").standing("fr") is Standing.REVIEWED


def test_another_language_may_become_the_original():
    turned = ENGLISH.with_original("fr", "Des bateaux partent la nuit.")
    assert turned.original == "fr"
    assert turned.standing("fr") is Standing.ORIGINAL
    assert turned.standing("en") is Standing.STALE


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="no text"):
        Expressions("en", {"fr": Expression("texte")})
    with pytest.raises(ValueError, match="no text"):
        ENGLISH.with_original("en", " ")
    with pytest.raises(ValueError, match="another language"):
        ENGLISH.with_translation("en", "again")
    with pytest.raises(ValueError, match="another language"):
        Expressions().with_translation("en", "text")
    with pytest.raises(ValueError, match="as it stands"):
        ENGLISH.with_review("ar")
    with pytest.raises(TypeError):
        Expressions.from_json({"original": "en", "texts": {"en": "text"}})
    with pytest.raises(TypeError):
        Expressions.from_json(["text"])


def test_an_empty_translation_takes_it_away():
    assert "fr" not in ENGLISH.with_translation("fr", " ")
    assert not Expressions()
    assert Expressions.of_localised({"fr": "texte"}, "en") == Expressions()


def test_readers_fall_back_on_the_original():
    shown = Expressions.of("fr", "texte", en="text").shown("ar")
    assert (shown.text, shown.language, shown.is_fallback) == ("texte", "fr", True)


def test_the_hash_is_of_the_words_alone():
    translated = ENGLISH.with_translation("ar", "نص")
    assert translated.sha256() == translated.with_review("ar").sha256()
    assert translated.sha256(["en"]) == ENGLISH.sha256(["en"])
    assert translated.sha256() != ENGLISH.sha256()


LANGUAGES = ("ar", "en", "fr")
languages = st.sampled_from(LANGUAGES)
words = st.sampled_from(["one", "two", "three", "أربعة"])
edits = st.one_of(
    st.tuples(st.just("original"), languages, words),
    st.tuples(st.just("translation"), languages, words),
    st.tuples(st.just("review"), languages, st.just("")),
)


@given(st.lists(edits, max_size=12))
def test_after_any_edits_every_standing_is_true(done):
    """A model beside it: what each language was made from, and whether somebody reviewed just that."""
    expressions, model, original = Expressions(), {}, ""
    for kind, language, text in done:
        if kind == "original":
            if original and original != language:
                model[original] = (model[original][0], model[original][0], False)
            expressions, original = expressions.with_original(language, text), language
            model[language] = (text, None, False)
        elif kind == "translation" and original and language != original:
            expressions = expressions.with_translation(language, text)
            model[language] = (text, model[original][0], False)
        elif kind == "review" and expressions.standing(language) is Standing.TO_REVIEW:
            expressions = expressions.with_review(language)
            model[language] = (*model[language][:2], True)
    assert dict(expressions) == {language: text for language, (text, _from, _reviewed) in model.items()}
    for language in LANGUAGES:
        standing = expressions.standing(language)
        if language not in model:
            assert standing is Standing.MISSING
        elif language == original:
            assert standing is Standing.ORIGINAL
        elif model[language][1] != model[original][0]:
            assert standing is Standing.STALE
        else:
            assert standing is (Standing.REVIEWED if model[language][2] else Standing.TO_REVIEW)
    assert Expressions.from_json(expressions.as_json()) == expressions
    assert hash(Expressions.from_json(expressions.as_json())) == hash(expressions)


def test_it_reads_as_a_mapping_and_says_what_it_is():
    assert ENGLISH.localised == Localised(en="Boats leave.", fr="Des bateaux partent.")
    assert ENGLISH.expression("fr") == Expression("Des bateaux partent.", text_sha256("Boats leave."), True)
    assert ENGLISH.expression("ar") is None
    assert "Boats leave." in repr(ENGLISH)
    assert dict(ENGLISH) != ENGLISH


def test_a_closed_text_takes_a_language_that_it_had_not():
    closed = ENGLISH
    later = closed.with_translation("ar", "تغادر القوارب.")
    assert later.added_since(closed) == {"ar"}
    assert later.with_review("ar").added_since(closed) == {"ar"}
    assert later.with_translation("ar", "القوارب تغادر.").added_since(closed) == {"ar"}
    assert closed.added_since(closed) == frozenset()
    assert later.is_open_since(closed, "ar")
    assert not later.is_open_since(closed, "en")
    assert not later.is_open_since(closed, "fr")
    assert not Expressions().is_open_since(Expressions(), "ar")


def test_a_translation_that_was_unreviewed_at_closing_is_reviewed_as_it_stands():
    closed = Expressions.of("en", "Boats leave.").with_translation("fr", "Des bateaux partent.")
    assert closed.is_open_since(closed, "fr")
    assert closed.with_review("fr").added_since(closed) == frozenset()
    with pytest.raises(ValueError, match="stays"):
        closed.with_translation("fr", "Les bateaux partent.").added_since(closed)
    stale = closed.with_original("en", "Boats leave at night.")
    assert not stale.is_open_since(stale, "fr")


def test_nothing_that_stood_in_a_closed_text_changes():
    for changed in (
        ENGLISH.with_original("en", "Boats leave at night."),
        ENGLISH.with_original("ar", "تغادر القوارب."),
        ENGLISH.with_translation("fr", "Les bateaux partent."),
        ENGLISH.with_translation("fr", "Des bateaux partent."),
        ENGLISH.with_translation("fr", ""),
        ENGLISH.only(["en"]),
        Expressions(),
    ):
        with pytest.raises(ValueError, match="stays"):
            changed.added_since(ENGLISH)
    assert ENGLISH.only(["en", "ar"]) == Expressions.of("en", "Boats leave.")
    assert ENGLISH.only(["fr"]) == Expressions()


def edited(expressions, done):
    """`expressions` after those of the edits that can be done to it."""
    for kind, language, text in done:
        if kind == "original":
            expressions = expressions.with_original(language, text)
        elif kind == "translation" and expressions and language != expressions.original:
            expressions = expressions.with_translation(language, text)
        elif kind == "review" and expressions.standing(language) is Standing.TO_REVIEW:
            expressions = expressions.with_review(language)
    return expressions


@given(st.lists(edits, max_size=8), st.lists(edits, max_size=8))
def test_what_is_called_added_leaves_the_closed_text_word_for_word(before, after):
    closed = edited(Expressions(), before)
    now = edited(closed, after)
    try:
        added = now.added_since(closed)
    except ValueError:
        assert now.original != closed.original or any(now.expression(tag) != closed.expression(tag) for tag in closed)
        return
    assert added == set(now) - set(closed)
    assert {tag: now[tag] for tag in closed} == dict(closed)
    assert now.sha256(closed) == closed.sha256()
    kept = now.only(closed)
    assert kept.added_since(closed) == frozenset()
    for tag in closed:
        assert not (closed.standing(tag) is Standing.REVIEWED and kept.standing(tag) is not Standing.REVIEWED)


@given(st.lists(edits, max_size=8), st.sampled_from(["ar", "fr", "en"]))
def test_a_language_is_open_exactly_when_something_may_still_be_done_to_it(done, language):
    closed = edited(Expressions(), done)
    may = []
    for act in (
        lambda: closed.with_translation(language, "other words"),
        lambda: closed.with_review(language),
    ):
        try:
            changed = act()
            changed.added_since(closed)
        except ValueError:
            continue
        may.append(changed != closed)
    assert closed.is_open_since(closed, language) == any(may)
