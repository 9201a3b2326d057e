"""A column of texts with an original: what Django and the database take, and what both refuse."""

import json

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.test.utils import isolate_apps

from mashura.kit.expressions import Expressions, Standing
from mashura.kit.fields import ExpressionsField

TEXT = Expressions.of("en", "Boats leave.", fr="Des bateaux partent.")
owner_only = pytest.mark.django_db(databases=["owner"])


@pytest.fixture
def saying():
    """A model with a needed and an optional text, outside of every migration."""
    with isolate_apps("mashura.kit"):

        class Saying(models.Model):
            text = ExpressionsField()
            note = ExpressionsField(blank=True)

            class Meta:
                app_label = "kit"

            def __str__(self):
                return self.text.original

        yield Saying


@pytest.fixture
def sayings(saying, request):
    """Its table, made as the owner in a transaction that the test rolls back."""
    request.getfixturevalue("db")
    with connections["owner"].schema_editor() as editor:
        editor.create_model(saying)
    return saying.objects.using("owner")


def test_what_is_stored_set_on_an_instance_is_a_text_at_once(saying):
    made = saying(text=TEXT.as_json())
    assert made.text == TEXT
    assert made.note == Expressions()


@pytest.mark.parametrize("wrong", ["text", ["text"], {"original": "en", "texts": {"en": "text"}}, {"texts": []}, 3])
def test_what_is_no_text_is_refused_by_validation(saying, wrong):
    with pytest.raises(ValidationError) as refused:
        saying(text=wrong).full_clean(validate_unique=False)
    assert "text" in refused.value.message_dict


def test_a_needed_text_may_not_be_empty(saying):
    with pytest.raises(ValidationError) as refused:
        saying(text=Expressions()).full_clean(validate_unique=False)
    assert set(refused.value.message_dict) == {"text"}
    saying(text=TEXT).full_clean(validate_unique=False)


@owner_only
def test_what_is_stored_comes_back_with_its_standings(sayings):
    made = sayings.create(text=TEXT.with_translation("ar", "تغادر القوارب."))
    again = sayings.get(pk=made.pk)
    assert again.text == made.text
    assert again.text.standing("ar") is Standing.TO_REVIEW
    assert sayings.get(text__original="en").pk == made.pk
    again.text = again.text.with_original("en", "Boats leave at night.")
    again.save()
    assert sayings.get().text.standing("fr") is Standing.STALE


@owner_only
@pytest.mark.parametrize(
    "wrong",
    [
        "[]",
        '"text"',
        "null",
        "{}",
        '{"original": "en", "texts": []}',
        '{"original": "en", "texts": {"en": "text"}}',
        '{"original": "en", "texts": {"en": {"text": 3}}}',
        '{"original": "en", "texts": {"fr": {"text": "texte"}}}',
    ],
)
def test_the_database_refuses_anything_else(sayings, wrong):
    empty = json.dumps(Expressions().as_json())
    insert = "INSERT INTO kit_saying (text, note) VALUES (%s, %s)"
    with pytest.raises(IntegrityError), transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute(insert, [wrong, empty])
    with connections["owner"].cursor() as cursor:
        cursor.execute(insert, [json.dumps(TEXT.as_json()), empty])
    assert sayings.count() == 1


@owner_only
def test_a_wrong_mapping_never_reaches_the_database(sayings):
    with pytest.raises((TypeError, ValueError)):
        sayings.create(text={"original": "en", "texts": {"fr": {"text": "texte"}}})


def test_a_column_is_written_into_migrations_without_surprises():
    text, imports = MigrationWriter.serialize(ExpressionsField(blank=True))
    assert text == "mashura.kit.fields.ExpressionsField(blank=True, default=mashura.kit.expressions.Expressions)"
    assert imports == {"import mashura.kit.fields", "import mashura.kit.expressions"}


def test_a_text_can_be_serialised_and_read_again(saying):
    text = serializers.serialize("json", [saying(pk=1, text=TEXT)])
    assert json.loads(text)[0]["fields"]["text"] == TEXT.as_json()
