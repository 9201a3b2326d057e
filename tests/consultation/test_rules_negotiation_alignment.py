"""The paragraphs of a text in several languages beside each other, and what does not fit."""

import os
from pathlib import Path

import pytest

from mashura.consultation.rules.negotiation.alignment import MismatchKind, UnitKind, align, units

ENGLISH = """Conclusions of the meeting

Article 1
1. Each State opens its clinics to all migrants without asking for papers, by 2033.
2. Nobody is reported to the police for having asked for care.

Article 2
Children of migrants are enrolled in school within 30 days of asking.

Article 3
The States report every rescue at sea to the common office in Corvania.
"""
ARABIC = """استنتاجات الاجتماع

المادة الأولى
١. تفتح كل دولة عياداتها لجميع المهاجرين دون مطالبتهم بوثائق، بحلول عام ٢٠٣٣.
٢. لا يُبلَّغ الشرطة عن أحد لأنه طلب الرعاية.

المادة 2
يُسجَّل أطفال المهاجرين في المدارس خلال 30 يوما من تقديم الطلب.

المادة 3
تبلغ الدول المكتب المشترك في كورفانيا بكل عملية إنقاذ في البحر.
"""


def mismatches(english=ENGLISH, arabic=ARABIC):
    found = align({"en": units(english), "ar": units(arabic)}, "en")
    return [one.kind for one in found.mismatches]


def test_headings_and_numbers_are_read_in_each_language():
    read = units(ARABIC)
    assert [one.number for one in read if one.kind is UnitKind.HEADING] == ["1", "2", "3"]
    assert [one.number for one in read if one.kind is UnitKind.PARAGRAPH] == ["", "1", "2", "", ""]
    assert read[1].line == 3
    assert units("Article premier\n")[0].number == "1"


def test_a_text_that_fits_has_nothing_to_look_at():
    found = align({"en": units(ENGLISH), "ar": units(ARABIC)}, "en")
    assert not found.mismatches
    assert all(len(row.reference) == len(row.other) == 1 for row in found.rows["ar"])


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("خلال 30 يوما", "خلال 60 يوما", MismatchKind.FIGURES),
        ("٢. لا يُبلَّغ الشرطة عن أحد لأنه طلب الرعاية.\n", "", MismatchKind.MISSING),
        ("المادة 3\n", "المادة 4\n", MismatchKind.NUMBER),
        ("تقديم الطلب.\n", "تقديم الطلب.\nفقرة أخرى لا مثيل لها في النص الأصلي على الإطلاق.\n", MismatchKind.EXTRA),
        ("يُسجَّل أطفال المهاجرين في المدارس خلال 30 يوما من تقديم الطلب.", "خلال 30 يوما.", MismatchKind.LENGTH),
    ],
)
def test_what_does_not_fit_is_named_once(before, after, kind):
    assert before in ARABIC
    assert mismatches(arabic=ARABIC.replace(before, after)) == [kind]


def test_two_paragraphs_in_one_are_told_as_joined():
    joined = ARABIC.replace("٢٠٣٣.\n٢. لا", "٢٠٣٣. لا")
    assert mismatches(arabic=joined) == [MismatchKind.JOINED]


def test_the_universal_declaration_has_one_mismatch():
    """A folder with `en.txt`, `fr.txt` and `ar.txt`, one paragraph a line."""
    folder = os.environ.get("MASHURA_UDHR")
    if not folder:
        pytest.skip("MASHURA_UDHR names no folder with the Universal Declaration in three languages as plain text")
    texts = {one: units((Path(folder) / f"{one}.txt").read_text(encoding="utf-8")) for one in ("en", "fr", "ar")}
    assert len(align(texts, "en").mismatches) == 1
