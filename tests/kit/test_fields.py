import json

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connections, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.forms import modelform_factory
from django.test.utils import isolate_apps

from mashura.kit.fields import LocalisedField
from mashura.kit.localised import Localised

MOROCCO = Localised(ar="المغرب", en="Morocco")


@pytest.fixture
def notice():
    """A model with a needed and an optional localised value, outside of every migration."""
    with isolate_apps("mashura.kit"):

        class Notice(models.Model):
            title = LocalisedField()
            note = LocalisedField(blank=True)

            class Meta:
                app_label = "kit"

            def __str__(self):
                return self.title.shown("en").text

        yield Notice


@pytest.fixture
def notices(notice, request):
    """Its table, made as the owner in a transaction that the test rolls back."""
    request.getfixturevalue("db")
    with connections["owner"].schema_editor() as editor:
        editor.create_model(notice)
    return notice.objects.using("owner")


owner_only = pytest.mark.django_db(databases=["owner"])


def test_a_mapping_set_on_an_instance_is_a_localised_value_at_once(notice):
    made = notice(title={"en": " Morocco ", "ar": "المغرب", "fr": ""})
    assert made.title == MOROCCO
    assert made.title.shown("en").text == "Morocco"
    assert made.note == Localised()


@pytest.mark.parametrize("wrong", ["Morocco", ["Morocco"], {"english": "Morocco"}, {"en": 3}, {"en": None}, 3])
def test_what_is_no_localised_value_is_refused_by_validation(notice, wrong):
    with pytest.raises(ValidationError) as refused:
        notice(title=wrong).full_clean(validate_unique=False)
    assert "title" in refused.value.message_dict


def test_a_needed_value_may_not_be_empty(notice):
    with pytest.raises(ValidationError) as refused:
        notice(title={"en": " "}).full_clean(validate_unique=False)
    assert set(refused.value.message_dict) == {"title"}
    notice(title=MOROCCO).full_clean(validate_unique=False)


@owner_only
def test_what_is_stored_comes_back(notices):
    made = notices.create(title=MOROCCO, note={"fr": "note"})
    again = notices.get(title__en="Morocco")
    assert (again.pk, again.title, again.note) == (made.pk, MOROCCO, Localised(fr="note"))
    assert isinstance(again.title, Localised)
    assert notices.get(title=MOROCCO).pk == made.pk
    assert list(notices.values_list("title__ar", flat=True)) == ["المغرب"]
    assert list(notices.values_list("title", flat=True)) == [MOROCCO]
    assert notices.defer("title").get().title == MOROCCO


@owner_only
def test_a_value_can_be_changed_in_every_way_of_django(notices):
    made = notices.create(title=MOROCCO)
    notices.update(note=Localised(en="by update"))
    made.refresh_from_db()
    assert made.note == Localised(en="by update")
    made.note = {"en": "in bulk"}
    notices.bulk_update([made], ["note"])
    assert notices.get().note == Localised(en="in bulk")
    notices.bulk_create([notices.model(title=Localised(en="Egypt"))])
    assert notices.filter(title__has_key="ar").count() == 1


@owner_only
@pytest.mark.parametrize("wrong", ["[]", '"text"', "3", "null", '{"en": 3}', '{"en": ["a"]}', '{"en": {"a": "b"}}'])
def test_the_database_refuses_anything_else(notices, wrong):
    with pytest.raises(IntegrityError), transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        cursor.execute("INSERT INTO kit_notice (title, note) VALUES (%s, '{}')", [wrong])
    with connections["owner"].cursor() as cursor:
        cursor.execute("INSERT INTO kit_notice (title, note) VALUES (%s, '{}')", ['{"en": "text"}'])
    assert notices.count() == 1


@owner_only
def test_a_wrong_mapping_never_reaches_the_database(notices):
    with pytest.raises(ValueError, match="language tag"):
        notices.create(title={"english": "Morocco"})


def test_a_column_is_written_into_migrations_without_surprises():
    text, imports = MigrationWriter.serialize(LocalisedField(blank=True))
    assert text == "mashura.kit.fields.LocalisedField(blank=True, default=mashura.kit.localised.Localised)"
    assert imports == {"import mashura.kit.fields", "import mashura.kit.localised"}


def test_a_value_can_be_serialised_and_read_again(notice):
    text = serializers.serialize("json", [notice(pk=1, title=MOROCCO)])
    assert json.loads(text)[0]["fields"]["title"] == dict(MOROCCO)


def test_a_form_shows_the_value_and_takes_it_back(notice):
    form_class = modelform_factory(notice, fields=["title"])
    assert "Morocco" in str(form_class(instance=notice(title=MOROCCO)))
    form = form_class({"title": json.dumps({"en": "Egypt"})})
    assert form.is_valid()
    assert form.save(commit=False).title == Localised(en="Egypt")
    assert not form_class({"title": '{"english": "Egypt"}'}).is_valid()
