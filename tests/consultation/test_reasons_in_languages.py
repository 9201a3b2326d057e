"""Reasons that were written before they had languages are carried over, in the language they were written in."""

import importlib
import json

import pytest
from django.db import connections

from mashura.kit.expressions import Expressions, Standing

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
MIGRATION = importlib.import_module("mashura.consultation.migrations.0008_reasons_in_languages")


@pytest.fixture
def said():
    with connections["owner"].cursor() as cursor:
        cursor.execute(MIGRATION.SAID.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))

        def carried_over(words, written_in):
            cursor.execute("SELECT consultation_said(%s, %s)::text", [words, written_in])
            return Expressions.from_json(json.loads(cursor.fetchone()[0]))

        yield carried_over


@pytest.mark.parametrize(
    ("words", "written_in", "expected"),
    [
        ("", "en", Expressions()),
        ("  ", "", Expressions()),
        ("Edited.", "en", Expressions.of("en", "Edited.")),
        ("Mis en forme.", "fr", Expressions.of("fr", "Mis en forme.")),
        ("حُرر النص.", "en", Expressions.of("ar", "حُرر النص.")),
        ("Edited.", "ar", Expressions.of("en", "Edited.")),
        ("Edited.", "", Expressions.of("en", "Edited.")),
    ],
)
def test_words_keep_their_language(said, words, written_in, expected):
    assert said(words, written_in) == expected


@pytest.mark.parametrize("code", ["translation:fr", "review:ar"])
def test_what_the_system_wrote_as_a_code_is_said_in_three_languages(said, code):
    text = said(code, "fr")
    assert {tag: text.standing(tag) for tag in text} == {
        "en": Standing.ORIGINAL,
        "fr": Standing.REVIEWED,
        "ar": Standing.REVIEWED,
    }
