import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.commitments.factories import said, sign_in_as
from tests.commitments.views.test_acts import TEXTS, address, do

from mashura.access.public import SYSTEM, acting_as, release_material
from mashura.commitments.actions import reports
from mashura.commitments.models import ProgressReport, ReportFile
from mashura.consultation.public import document_path

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
PDF = b"%PDF-1.7 an invented report"
TOKEN = re.compile(r'name="received" value="([^"]+)"[^>]*checked')


def pdf(name="clinics.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def stored():
    with acting_as(SYSTEM):
        return list(ReportFile.objects.select_related("report").order_by("name"))


def fetched(client, file):
    answer = client.get(f"/en/commitments/files/{file.pk}/")
    answer.content_read = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer


def test_a_report_is_written_with_files(client, world):
    row = world.active()
    given = TEXTS | {"files": [pdf("a.pdf"), pdf("b.pdf", PDF + b"2")], "private_files": [pdf("c.pdf", PDF + b"3")]}
    do(client, world.minister, row, "report", given)
    assert [(file.name, file.is_private) for file in stored()] == [("a.pdf", False), ("b.pdf", False), ("c.pdf", True)]
    shown = client.get(f"/en/commitments/own/{row.ref}/").content.decode()
    assert all(f"/en/commitments/files/{file.pk}/" in shown for file in stored())
    do(client, world.minister, stored()[2], "remove")
    assert [file.name for file in stored()] == ["a.pdf", "b.pdf"]


def test_received_files_outlive_another_error_of_the_form(client, world):
    row = world.active()
    bad = pdf("page.pdf", b"<html>")
    page = do(
        client,
        world.minister,
        row,
        "report",
        TEXTS | {"text_en": "", "files": [pdf("a.pdf"), bad], "private_files": [pdf("b.pdf", PDF + b"2")]},
        status=400,
    )
    assert "does not hold what its name says" in page
    assert 'href="#id_text_en"' in page
    tokens = TOKEN.findall(page)
    assert len(tokens) == 2
    assert not stored()
    do(client, world.minister, row, "report", TEXTS | {"received": tokens})
    assert [(file.name, file.is_private) for file in stored()] == [("a.pdf", False), ("b.pdf", True)]


def test_an_unticked_file_is_not_added(client, world):
    row = world.active()
    page = do(client, world.minister, row, "report", TEXTS | {"text_en": "", "files": [pdf()]}, status=400)
    assert len(TOKEN.findall(page)) == 1
    do(client, world.minister, row, "report", TEXTS)
    assert not stored()


def test_a_token_of_somebody_else_or_a_forged_one_opens_nothing(client, world):
    row = world.active()
    page = do(client, world.minister, row, "report", TEXTS | {"text_en": "", "files": [pdf()]}, status=400)
    (token,) = TOKEN.findall(page)
    for actor, given in ((world.head, token), (world.minister, f"{token}x"), (world.minister, "nonsense")):
        refused = do(client, actor, row, "report", TEXTS | {"received": [given]}, status=400)
        assert "Choose it again" in refused
    assert not stored()


@pytest.mark.parametrize("name", ["page.html", "program.exe", "picture.png"])
def test_other_kinds_of_files_are_refused_beside_the_field(client, world, name):
    page = do(client, world.minister, world.active(), "report", TEXTS | {"files": [pdf(name)]}, status=400)
    assert 'href="#id_files"' in page
    assert not stored()


def test_a_file_is_saved_and_never_shown_for_those_who_may_see_it(client, world):
    row = world.public()
    do(
        client,
        world.minister,
        row,
        "report",
        TEXTS | {"files": [pdf("a.pdf")], "private_files": [pdf("b.pdf", PDF + b"2")]},
    )
    open_one, private = stored()
    sign_in_as(client, world.minister)
    answer = fetched(client, private)
    assert answer.content_read == PDF + b"2"
    assert answer["Content-Disposition"] == 'attachment; filename="b.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    for actor in (world.neighbour, world.association):
        sign_in_as(client, actor)
        expected = 404 if actor is world.neighbour else 200
        assert fetched(client, private).status_code == expected
    client.logout()
    assert fetched(client, open_one).status_code == fetched(client, private).status_code == 404
    with acting_as(SYSTEM):
        report = ProgressReport.objects.get()
    reports.submit_report(actor=world.minister, report=report)
    reports.accept_report(actor=world.secretariat, report=report)
    reports.publish_report(actor=world.secretariat, report=report)
    release_material(actor=world.head, row=report, country="XAA")
    assert fetched(client, open_one).content_read == PDF
    assert fetched(client, private).status_code == 404
    shown = client.get(f"/en/commitments/own/{row.ref}/").content.decode()
    assert "a.pdf" in shown
    assert "b.pdf" not in shown
    document_path(open_one.sha256).unlink()
    assert fetched(client, open_one).status_code == 404
    assert client.post(f"/en/commitments/files/{open_one.pk}/").status_code == 405


def test_nobody_else_takes_a_file_out(client, world):
    report = reports.file_report(actor=world.minister, commitment=world.active(), author_class="ministry", text=said())
    sign_in_as(client, world.minister)
    client.post(address(report, "rewrite"), TEXTS | {"files": [pdf()]})
    (file,) = stored()
    do(client, world.head, file, "remove", status=403)
    do(client, world.neighbour, file, "remove", status=404)
    assert stored()
