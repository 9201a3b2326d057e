"""Our files through the LibreOffice of this machine; `office_files` holds what it made when the tests were written."""

import shutil
import subprocess

import openpyxl
import pytest
from tests.consultation.office_texts import LETTERHEAD, PROPOSALS, TEXT

from mashura.consultation.office.matching import match_returned
from mashura.consultation.office.matrix import CommentClass, Disposition, MatrixRow, read_matrix, write_matrix
from mashura.consultation.office.word_in import read_word
from mashura.consultation.office.word_out import write_word

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine (soffice)"),
    pytest.mark.timeout(300),
]


def through(content, tmp_path, *, suffix):
    """The file as LibreOffice writes it after opening ours."""
    source, out = tmp_path / f"sent.{suffix}", tmp_path / "out"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", suffix, "--outdir", str(out), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return (out / source.name).read_bytes()


def test_marks_and_tracked_changes_survive_in_two_languages(tmp_path):
    sent = write_word(TEXT, languages=["ar", "en"], letterhead=LETTERHEAD, proposals=PROPOSALS)
    back = read_word(through(sent, tmp_path, suffix="docx"), file="back.docx")
    matched = match_returned(TEXT, back, languages=["ar", "en"])
    assert back.reference == TEXT.reference
    assert len(matched.report.by_key) == 2 * (len(TEXT.clauses) + 1)
    assert (
        matched.proposals == match_returned(TEXT, read_word(sent, file="sent.docx"), languages=["ar", "en"]).proposals
    )


def test_a_matrix_survives_with_its_formulas_still_texts(tmp_path):
    rows = [
        MatrixRow("C-1", "=1+1", "وزارة الصحة", "3.1", 4, 1, language="ar", kind=CommentClass.LEGAL, response="@x"),
        MatrixRow("007", "سطر أول\nسطر ثان", clause="3-4", disposition=Disposition.DUPLICATE_OF, duplicate_of="C-1"),
    ]
    content = through(write_matrix(rows, language="ar"), tmp_path, suffix="xlsx")
    (tmp_path / "back.xlsx").write_bytes(content)
    found = read_matrix(content, file="back.xlsx").rows
    assert [(row.id, row.comment, row.body, row.clause, row.response) for row in found] == [
        ("C-1", "=1+1", "وزارة الصحة", "3.1", "@x"),
        ("007", "سطر أول\nسطر ثان", "", "3-4", ""),
    ]
    assert found[1].duplicate_of == "C-1"
    assert openpyxl.load_workbook(tmp_path / "back.xlsx").active.sheet_view.rightToLeft
