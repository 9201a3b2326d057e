from pathlib import Path

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.test.utils import isolate_apps

from mashura.access.actors import Role
from mashura.access.documents import declared_models, documents, render_access_matrix, stale_documents, write_documents
from mashura.access.models import User
from mashura.access.personal_data import PersonalData, personal_data_of
from mashura.access.registry import registry

ROOT = Path(__file__).resolve().parents[2]


def test_the_committed_documents_are_up_to_date():
    assert stale_documents(ROOT) == [], "run `mashura access-docs`"


def test_a_changed_or_missing_document_is_stale_until_it_is_written(tmp_path):
    (tmp_path / "docs").mkdir()
    assert sorted(stale_documents(tmp_path)) == sorted(documents())
    assert sorted(write_documents(tmp_path)) == sorted(documents())
    assert write_documents(tmp_path) == []
    with (tmp_path / "docs" / "access-matrix.md").open("a") as file:
        file.write("more")
    assert stale_documents(tmp_path) == ["docs/access-matrix.md"]


def test_the_matrix_tells_every_grant():
    text = render_access_matrix()
    for declaration in registry:
        section = text.split(f"## {declaration.label}\n", 1)[1].split("\n## ", 1)[0]
        for grant in declaration.grants:
            row = next(line for line in section.splitlines() if line.startswith(f"| {Role(grant.role).label} |"))
            assert " *and* ".join(scope.value for scope in grant.scopes) in row


def test_documents_are_in_english_whatever_the_reader_speaks(settings):
    settings.LANGUAGE_CODE = "ar"
    assert "Programme secretariat" in render_access_matrix()


@pytest.mark.parametrize("model", declared_models(), ids=lambda model: model._meta.label)
def test_every_field_has_a_class_of_personal_data(model):
    assert set(personal_data_of(model)) == {field.name for field in model._meta.concrete_fields}


class TestDeclaringPersonalData:
    def declared(self, personal):
        with isolate_apps("mashura.access"):

            class Record(models.Model):  # noqa: DJ008 - never shown
                email = models.EmailField()
                tags = ArrayField(models.TextField())
                personal_data = personal

                class Meta:
                    app_label = "access"

            return Record

    def test_every_field_but_the_key_is_named(self):
        record = self.declared({"email": PersonalData.CONTACT})
        with pytest.raises(ValueError, match="tags"):
            personal_data_of(record)

    def test_an_unknown_field_is_refused(self):
        record = self.declared(
            {"email": PersonalData.CONTACT, "tags": PersonalData.NONE, "phone": PersonalData.CONTACT}
        )
        with pytest.raises(ValueError, match="phone"):
            personal_data_of(record)

    def test_an_address_is_never_no_personal_data(self):
        with pytest.raises(ValueError, match="email"):
            personal_data_of(self.declared(PersonalData.NONE))

    def test_saying_nothing_is_refused(self):
        with pytest.raises(ValueError, match="does not say"):
            personal_data_of(self.declared(None))

    def test_one_class_for_a_whole_row_is_refused(self):
        with pytest.raises(ValueError, match="name the fields"):
            personal_data_of(self.declared(PersonalData.CONTACT))


def test_the_listed_columns_of_accounts_are_those_of_the_model():
    from mashura.access.infrastructure import INFRASTRUCTURE  # noqa: PLC0415 - beside what it is compared with

    personal = {name: one for name, one in personal_data_of(User).items() if one is not PersonalData.NONE}
    assert INFRASTRUCTURE["access_user"].personal == personal
