"""Documents: what may be brought, where it lies, who gets it and how."""

import io
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.consultation.meetings import NAME, actor, held, secretariat, set_up
from tests.consultation.signing_in import signed_in

from mashura.access.public import SYSTEM, Forbidden, Role, acting_as
from mashura.consultation import document_store as store
from mashura.consultation import public
from mashura.consultation.actions import documents as actions
from mashura.consultation.models import DocumentFile, ProgrammeDocument
from mashura.errors import InputError

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PDF = b"%PDF-1.7 an invented document"


def word(*names):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names or ("[Content_Types].xml", "word/document.xml"):
            archive.writestr(name, "<x/>")
    return file.getvalue()


def kept_files():
    folder = settings.DATA_DIR / "documents"
    return sorted(path.name for path in folder.glob("*")) if folder.exists() else []


@pytest.mark.parametrize(("name", "content"), [("agenda.pdf", PDF), ("Ordre du jour.DOCX", word())])
def test_pdf_and_word_files_are_kept_under_their_hash(name, content):
    kept = store.keep_file([content[:5], content[5:]], name=f"C:\\papers\\{name}")
    assert kept.name == name
    assert store.path_of(kept.sha256).read_bytes() == content
    assert store.size_of(kept.sha256) == kept.bytes == len(content)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("page.html", b"<html>", "neither a PDF"),
        ("no-suffix", PDF, "neither a PDF"),
        ("agenda.pdf", b"<html>", "does not hold"),
        ("agenda.pdf", b"", "does not hold"),
        ("agenda.docx", PDF, "does not hold"),
        ("agenda.docx", word("[Content_Types].xml", "xl/workbook.xml"), "does not hold"),
        ("agenda.docx", word("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "does not hold"),
        ("agenda.docx", b"PK\x03\x04 broken", "does not hold"),
    ],
)
def test_everything_else_is_refused_and_nothing_is_kept(name, content, message):
    before = kept_files()
    with pytest.raises(InputError, match=message):
        store.keep_file([content], name=name)
    assert kept_files() == before


def test_a_large_file_is_refused_while_it_comes(monkeypatch):
    monkeypatch.setattr(store, "MAX_BYTES", 1024)
    before = kept_files()
    with pytest.raises(InputError, match="larger than"):
        store.keep_file((PDF for _part in range(1000)), name="large.pdf")
    assert kept_files() == before


def test_a_name_cannot_lead_out_of_the_folder_or_turn_its_letters_round():
    kept = store.keep_file([PDF], name="../../\u202efdp.pdf")
    assert kept.name == "fdp.pdf"
    with pytest.raises(ValueError, match="64"):
        store.path_of("../secret")


def fetched(client, address):
    """The answer with its stream read to the end, which closes the file; what it brought is its `content_read`."""
    answer = client.get(address)
    answer.content_read = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer


@pytest.fixture
def programme(tmp_path):
    set_up(tmp_path)


def document(*, is_public=True, meeting=True):
    who = secretariat()
    with acting_as(who):
        row = actions.save_document(
            actor=who,
            programme=public.programme(who, "made-up"),
            key="agenda",
            title=NAME,
            dated=held().starts,
            meeting=held() if meeting else None,
            is_public=is_public,
        )
        file = actions.bring_document_file(
            actor=who, document=row, language="en", name="agenda of the day.pdf", chunks=[PDF]
        )
    return row, f"/en/programme/made-up/files/{file.pk}/"


def test_a_public_document_is_saved_and_never_shown_within_the_site(client, programme):
    _row, address = document()
    answer = fetched(client, address)
    assert answer.content_read == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="agenda of the day.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Type"] == "application/pdf"
    assert address in client.get("/en/meetings/made-up/workshop/").content.decode()


def test_a_document_for_participants_is_for_them_alone(client, programme):
    _row, address = document(is_public=False)
    assert fetched(client, address).status_code == 404
    assert fetched(signed_in(Role.DELEGATE, countries=["XAA"], programme="another"), address).status_code == 404
    assert address not in client.get("/en/meetings/made-up/workshop/").content.decode()
    answer = fetched(signed_in(Role.DELEGATE, countries=["XAA"]), address)
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]


def test_a_document_is_not_public_before_its_programme(client, tmp_path):
    set_up(tmp_path, is_released=False)
    row, address = document()
    assert fetched(client, address).status_code == 404
    with acting_as(SYSTEM):
        public.release_programme(actor=SYSTEM, code="made-up")
        row.refresh_from_db()
    assert row.is_released is True
    assert fetched(client, address).status_code == 200
    with acting_as(SYSTEM):
        public.withdraw_programme(actor=SYSTEM, code="made-up")
    assert fetched(client, address).status_code == 404


def test_a_document_that_is_opened_takes_its_files_along(client, programme):
    _row, address = document(is_public=False)
    who = secretariat()
    with acting_as(who):
        actions.save_document(
            actor=who,
            programme=public.programme(who, "made-up"),
            key="agenda",
            title=NAME,
            dated=held().starts,
            meeting=held(),
        )
    assert fetched(client, address).status_code == 200


def test_nobody_but_the_secretariat_keeps_documents(programme):
    row, _address = document()
    head = actor(Role.HEAD_OF_DELEGATION, "XAA")
    with acting_as(head):
        with pytest.raises(Forbidden):
            actions.bring_document_file(actor=head, document=row, language="fr", name="a.pdf", chunks=[PDF])
        with pytest.raises(Forbidden):
            actions.remove_document(actor=head, document=row)


@pytest.mark.parametrize(("role", "status"), [(Role.HEAD_OF_DELEGATION, 403), (Role.TRANSLATOR, 403)])
def test_others_find_no_form(client, programme, role, status):
    document()
    address = "/en/programme/made-up/set-up/documents/agenda/"
    assert fetched(client, address).status_code == 403
    assert signed_in(role, countries=["XAA"]).get(address).status_code == status


def test_the_secretariat_brings_a_file_in_the_browser(programme):
    document()
    client = signed_in(Role.SECRETARIAT)
    address = "/en/programme/made-up/set-up/documents/agenda/file/"
    file = SimpleUploadedFile("ordre.docx", word())
    assert client.post(address, {"language": "fr", "file": file}).status_code == 302
    bad = client.post(address, {"language": "fr", "file": SimpleUploadedFile("ordre.pdf", b"<script>")})
    assert bad.status_code == 400
    assert "does not hold what its name says" in bad.content.decode()
    nothing = client.post(address, {"language": "fr"})
    assert "one of them" in nothing.content.decode()
    with acting_as(SYSTEM):
        assert sorted(DocumentFile.objects.values_list("language", flat=True)) == ["en", "fr"]
    assert client.post(f"{address}fr/remove/").status_code == 302
    assert client.post("/en/programme/made-up/set-up/documents/agenda/", {"remove": "1"}).status_code == 302
    with acting_as(SYSTEM):
        assert not ProgrammeDocument.objects.exists()
