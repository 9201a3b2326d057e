from datetime import timedelta

import pytest
from django.db import IntegrityError
from tests.commitments.factories import NOON, WHY, said, write_at_once

from mashura.access.permissions import Action
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, acting_as, can, release_material, visible
from mashura.commitments.actions import report_files, reports
from mashura.commitments.actions.report_files import MOST_FILES, BroughtFile
from mashura.commitments.models import ProgressReport, ReportFile
from mashura.consultation.public import keep_document
from mashura.errors import InputError

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def brought(words="of clinics", *, is_private=False):
    return BroughtFile(keep_document([f"%PDF-1.7 {words}".encode()], name=f"{words}.pdf"), is_private)


def filed(world, row=None, files=(), actor=None, **changes):
    values = {"author_class": "ministry", "text": said(), "files": files}
    return reports.file_report(actor=actor or world.minister, commitment=row or world.active(), **values | changes)


def files_of(report):
    with acting_as(SYSTEM):
        return list(ReportFile.objects.select_related("report__commitment").filter(report=report).order_by("name"))


def test_a_report_carries_files_public_and_private(world):
    report = filed(world, files=[brought("a"), brought("b", is_private=True)])
    open_one, private = files_of(report)
    assert (open_one.name, open_one.media_type, open_one.bytes) == ("a.pdf", "application/pdf", len("%PDF-1.7 a"))
    assert (open_one.is_private, open_one.is_released) == (False, False)
    assert (private.is_private, private.is_released) == (True, None)
    assert open_one.added_by_id == world.minister.post_id


def test_private_files_are_never_published(world):
    row = world.public()
    report = filed(world, row, [brought("a"), brought("b", is_private=True)])
    reports.submit_report(actor=world.minister, report=report)
    reports.accept_report(actor=world.secretariat, report=report)
    reports.publish_report(actor=world.secretariat, report=report)
    assert not any(can(ANONYMOUS, Action.VIEW, file) for file in files_of(report))
    release_material(actor=world.head, row=report, country="XAA")
    open_one, private = files_of(report)
    assert can(ANONYMOUS, Action.VIEW, open_one)
    assert not any(can(actor, Action.VIEW, private) for actor in (ANONYMOUS, world.neighbour))
    assert all(can(actor, Action.VIEW, private) for actor in (world.minister, world.head, world.secretariat))
    with acting_as(ANONYMOUS):
        assert list(visible(ANONYMOUS, ReportFile)) == [open_one]
    with pytest.raises(IntegrityError, match="private_file_is_never_public"):
        write_at_once(lambda: ReportFile.objects.filter(pk=private.pk).update(is_released=True))


def test_a_file_cannot_be_more_public_than_its_report(world):
    report = filed(world, files=[brought()])
    with pytest.raises(IntegrityError, match="reportfile_release"):
        write_at_once(lambda: ReportFile.objects.update(is_released=True))
    assert not can(ANONYMOUS, Action.VIEW, files_of(report)[0])


def test_every_file_of_a_private_report_is_private(world):
    report = filed(world, files=[brought()], is_private=True)
    assert files_of(report)[0].is_private


def test_a_draft_of_civil_society_shares_its_files_once_it_is_handed_in(world):
    report = filed(world, actor=world.association, files=[brought()], author_class="national-civil-society")
    assert not can(world.head, Action.VIEW, files_of(report)[0])
    reports.submit_report(actor=world.association, report=report)
    assert can(world.head, Action.VIEW, files_of(report)[0])
    assert not can(world.neighbour, Action.VIEW, files_of(report)[0])


def test_files_come_and_go_while_the_author_works_on_it(world):
    report = filed(world, files=[brought("a")])
    reports.submit_report(actor=world.minister, report=report)
    with pytest.raises(InputError, match="only after it came back"):
        report_files.attach_files(actor=world.minister, report=report, files=[brought("b")])
    with pytest.raises(InputError, match="only after it came back"):
        report_files.remove_file(actor=world.minister, file=files_of(report)[0])
    reports.return_report(actor=world.secretariat, report=report, reason=WHY)
    reports.rewrite_report(actor=world.minister, report=report, text=said(), files=[brought("b")])
    report_files.remove_file(actor=world.minister, file=files_of(report)[0])
    assert [file.name for file in files_of(report)] == ["b.pdf"]


def test_nobody_else_adds_or_removes(world):
    report = reports.submit_report(actor=world.minister, report=filed(world, files=[brought("a")]))
    for actor, refusal in ((world.head, Forbidden), (world.secretariat, Forbidden), (world.neighbour, NotHere)):
        with pytest.raises(refusal):
            report_files.attach_files(actor=actor, report=report, files=[brought("b")])
        with pytest.raises(refusal):
            report_files.remove_file(actor=actor, file=files_of(report)[0])


def test_a_file_that_cannot_be_added_leaves_no_report_behind(world):
    row, file = world.active(), brought()
    with pytest.raises(InputError, match="already"):
        filed(world, row, [file, file])
    with pytest.raises(InputError, match=f"at most {MOST_FILES}"):
        filed(world, row, [brought(f"file {number}") for number in range(MOST_FILES + 1)])
    with acting_as(SYSTEM):
        assert not ProgressReport.objects.exists()


def test_the_database_keeps_the_files_of_what_was_accepted(world):
    report = filed(world, files=[brought("a")])
    with pytest.raises(IntegrityError, match="never changes"):
        write_at_once(lambda: ReportFile.objects.update(name="other.pdf"))
    reports.submit_report(actor=world.minister, report=report)
    reports.accept_report(actor=world.secretariat, report=report)
    with pytest.raises(IntegrityError, match="stay as they are"):
        write_at_once(lambda: ReportFile.objects.get().delete())
    late = ReportFile(
        name="b.pdf", media_type="application/pdf", sha256="a" * 64, bytes=1, added_at=NOON + timedelta(1)
    )
    late.take_scope_of(report)
    with pytest.raises(IntegrityError, match="stay as they are"):
        write_at_once(lambda: late.save(force_insert=True))
