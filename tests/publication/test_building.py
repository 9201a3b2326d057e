import hashlib
import io
import re
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader
from tests.access.factories import make_actor
from tests.publication.factories import PROGRAMME, change_the_programme
from tests.publication.pages import words_by_line

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as
from mashura.consultation.models import Programme
from mashura.errors import InputError
from mashura.kit.clock import stopped_at
from mashura.publication.models import Edition
from mashura.publication.public import (
    build_edition,
    build_editions,
    build_press_notes,
    edition_path,
    verify_edition,
    write_edition,
)

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.timeout(400)]


def test_each_language_of_the_programme_gets_its_edition(editions):
    assert sorted(editions) == ["ar", "en", "fr"]
    for edition in editions.values():
        content = edition_path(edition).read_bytes()
        assert edition.file_sha256 == hashlib.sha256(content).hexdigest()
        assert edition.file_bytes == len(content)
        assert edition.pages == len(PdfReader(io.BytesIO(content)).pages)
        assert edition.version == 1


def test_the_same_content_is_not_published_twice(editions):
    again = build_editions(actor=SYSTEM, programme=PROGRAMME)
    assert {edition.pk for edition in again} == {edition.pk for edition in editions.values()}
    with acting_as(SYSTEM):
        assert Edition.objects.filter(programme=PROGRAMME).count() == 3


def test_a_lost_file_comes_back_with_the_same_bytes_on_another_day(editions, files_kept):
    edition = editions["en"]
    before = edition_path(edition).read_bytes()
    edition_path(edition).unlink()
    with stopped_at(datetime(2031, 5, 6, 12, tzinfo=UTC)):
        again = build_edition(actor=SYSTEM, programme=PROGRAMME, language="en")
    assert again.pk == edition.pk
    assert edition_path(edition).read_bytes() == before


def test_changed_content_makes_a_new_version_and_leaves_the_old_one(editions, files_kept):
    old = edition_path(editions["en"]).read_bytes()
    change_the_programme()
    with stopped_at(datetime(2031, 5, 6, 12, tzinfo=UTC)):
        new = build_edition(actor=SYSTEM, programme=PROGRAMME, language="en")
    assert (new.version, new.dated.isoformat()) == (2, "2031-05-06")
    assert edition_path(editions["en"]).read_bytes() == old
    reader = PdfReader(edition_path(new))
    assert "Another summary." in "".join(page.extract_text() for page in reader.pages[3:8])
    assert reader.metadata is not None
    assert reader.metadata.creation_date_raw == "D:20310506000000Z"


def test_secretariat_of_the_programme_may_build_and_others_may_not(editions):
    own = make_actor(Role.SECRETARIAT, programmes=[PROGRAMME])
    assert build_edition(actor=own, programme=PROGRAMME, language="en").pk == editions["en"].pk
    for other in (
        ANONYMOUS,
        make_actor(Role.SECRETARIAT, programmes=["another"]),
        make_actor(Role.DELEGATE, programmes=[PROGRAMME]),
    ):
        with pytest.raises(Forbidden):
            build_edition(actor=other, programme=PROGRAMME, language="en")


def test_a_language_that_the_programme_lacks_is_refused_by_name(editions):
    with pytest.raises(InputError, match=r"language xx\. Its languages are: en, ar, fr"):
        build_edition(actor=SYSTEM, programme=PROGRAMME, language="xx")


def test_an_unknown_programme_and_one_not_released_look_the_same(editions):
    with pytest.raises(NotHere):
        build_edition(actor=SYSTEM, programme="no-such-thing", language="en")
    with acting_as(SYSTEM):
        hidden = Programme.objects.get(pk=PROGRAMME)
        hidden.pk, hidden.is_released = "not-released", False
        hidden.save(force_insert=True)
    with pytest.raises(NotHere):
        build_edition(actor=SYSTEM, programme="not-released", language="en")


def test_missing_data_is_named_and_leaves_nothing_behind(editions, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    change_the_programme()
    with pytest.raises(InputError, match="dataset"):
        build_editions(actor=SYSTEM, programme=PROGRAMME)
    with acting_as(SYSTEM):
        assert Edition.objects.filter(programme=PROGRAMME).count() == 3
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_programme_with_invented_states_says_so_on_every_page(editions, files_kept):
    edition = build_edition(actor=SYSTEM, programme="fictional-example", language="en")
    pages = [page.extract_text() for page in PdfReader(edition_path(edition)).pages]
    notice = "Fictional example: no real State, body or event is meant."
    assert all(notice in re.sub(r"\s+", " ", page) for page in pages)
    assert edition.provenance["figures"] == []


def test_an_edition_is_written_where_it_is_asked_for(editions, tmp_path):
    write_edition(editions["ar"], tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes() == edition_path(editions["ar"]).read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_place_that_cannot_be_written_is_named(editions, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(InputError, match=r"file/report\.pdf"):
        write_edition(editions["en"], tmp_path / "file" / "report.pdf")


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_a_press_note_is_short_says_its_embargo_and_counts_from_the_data(editions, files_kept, language):
    until = datetime(2031, 5, 6, 10, tzinfo=UTC)
    (note,) = build_press_notes(
        actor=SYSTEM, programme=PROGRAMME, languages=[language], embargo_until=until, is_released=False
    )
    assert note.pages <= 2
    assert note.countries == ["EGY", "MAR", "TUN"]
    lines = [line for page in words_by_line(edition_path(note).read_bytes()) for line in page]
    words = [word for line in lines for word in line]
    assert {"2031", "10:00"} <= {word.strip("،,") for word in words}
    shown = {use["shown"] for sentence in note.provenance["sentences"] for use in sentence["values"]}
    spaceless = "".join(words)
    assert not {number for number in shown if re.sub(r"\s", "", number) not in spaceless}
    with acting_as(SYSTEM):
        assert verify_edition(edition_path(note), actor=SYSTEM).holds
