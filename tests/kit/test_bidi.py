import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mashura.kit.bidi import (
    _SIMPLE,
    FSI,
    LRI,
    PDI,
    RLI,
    is_balanced,
    isolate,
    isolate_as,
    isolate_runs,
    needs_isolation,
    strip_isolates,
)

# Letters of both directions, digits, neutrals, brackets, isolates and embeddings, ends of paragraphs.
TEXTS = st.text(st.sampled_from("aB9٣ اهجرة.,()[]«»%+-/\u0301\u0651\u2066\u2067\u2068\u2069\u202b\u202c\n\u2029é中"))
BASES = st.sampled_from(["ltr", "rtl"])


def L(text):  # noqa: N802 # reads as the mark it stands for
    return f"{LRI}{text}{PDI}"


def R(text):  # noqa: N802 # as above
    return f"{RLI}{text}{PDI}"


def runs_outside_isolates(text):
    depth, outside = 0, []
    for character in text:
        if character in (LRI, RLI, FSI):
            depth += 1
        elif character == PDI:
            depth -= 1
        elif depth == 0:
            outside.append(character)
    return "".join(outside)


@given(TEXTS)
def test_isolating_adds_marks_only_balances_and_changes_nothing_the_second_time(text):
    isolated = isolate(text)
    assert strip_isolates(isolated) == strip_isolates(text)
    assert is_balanced(isolated)
    assert isolate(isolated) == isolated


@given(TEXTS)
def test_what_follows_an_isolated_text_is_outside_of_it(text):
    assert runs_outside_isolates(isolate(text) + "end").replace("\n", "").replace("\u2029", "") == "end"


@given(TEXTS, BASES)
def test_isolating_runs_leaves_no_letter_of_the_other_direction_outside(text, base):
    done = isolate_runs(text, base)
    assert strip_isolates(done) == strip_isolates(text)
    assert is_balanced(done)
    assert not needs_isolation(runs_outside_isolates(done), base)
    assert isolate_runs(done, base) == done


@given(TEXTS, BASES)
def test_isolating_in_a_given_direction_is_balanced_too(text, base):
    assert is_balanced(isolate_as(text, base))
    assert strip_isolates(isolate_as(text, base)) == strip_isolates(text)


@given(st.text())
def test_any_text_at_all_can_be_isolated(text):
    assert is_balanced(isolate(text))
    assert strip_isolates(isolate_runs(text, "rtl")) == strip_isolates(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("IOM", f"{FSI}IOM{PDI}"),
        (f"IOM{PDI}", f"{FSI}IOM{PDI}"),
        (f"{RLI}مصر", f"{RLI}مصر{PDI}"),
        (f"{FSI}a{PDI}b{FSI}c{PDI}", f"{FSI}{FSI}a{PDI}b{FSI}c{PDI}{PDI}"),
        ("one\ntwo", f"{FSI}one{PDI}\n{FSI}two{PDI}"),
    ],
)
def test_isolate(text, expected):
    assert isolate(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تنشر IOM البيانات.", f"تنشر {L('IOM')} البيانات."),
        ("المنظمة الدولية للهجرة (IOM).", f"المنظمة الدولية للهجرة ({L('IOM')})."),
        ("الغاية SDG 10.7.", f"الغاية {L('SDG 10.7')}."),
        ("المصدر: UNHCR, 2014؛ IOM.", f"المصدر: {L('UNHCR, 2014')}؛ {L('IOM')}."),
        ("انظر data.csv، ثم a_b@example.org.", f"انظر {L('data.csv')}، ثم {L('a_b@example.org')}."),
        ("خريطة 3D", f"خريطة {L('3D')}"),
        ("بلغ IOM (Cairo) العدد", f"بلغ {L('IOM (Cairo)')} العدد"),
        ("لغة C++ هنا", f"لغة {L('C++')} هنا"),
        ("« Missing Migrants »", f"« {L('Missing Migrants')} »"),
        ("نسبة 12.5% فقط", "نسبة 12.5% فقط"),
        ("في 2014 و2015", "في 2014 و2015"),
        (f"قبل {L('IOM')} بعد", f"قبل {L('IOM')} بعد"),
        ("IOM", L("IOM")),
        ("منظمة E\u0301tat", "منظمة " + L("E\u0301tat")),
        ("سطر IOM\nسطر UN", f"سطر {L('IOM')}\nسطر {L('UN')}"),
    ],
)
def test_runs_in_arabic(text, expected):
    assert isolate_runs(text, "rtl") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Morocco (المغرب), 2014.", f"Morocco ({R('المغرب')}), 2014."),
        ("the form أيلول/سبتمبر 2014.", f"the form {R('أيلول/سبتمبر 2014')}."),
        ("say مُهاجِرٌ!", f"say {R('مُهاجِرٌ')}!"),
        ("plain text (1,234).", "plain text (1,234)."),
    ],
)
def test_runs_in_english(text, expected):
    assert isolate_runs(text, "ltr") == expected


def test_the_marks_are_what_unicode_says_they_are():
    assert [unicodedata.bidirectional(mark) for mark in (LRI, RLI, FSI, PDI)] == ["LRI", "RLI", "FSI", "PDI"]


@pytest.mark.parametrize("base", ["ltr", "rtl"])
def test_no_sign_that_has_to_be_looked_at_is_passed_over(base):
    passed = [sign for sign in map(chr, range(sys.maxunicode + 1)) if _SIMPLE[base].fullmatch(sign)]
    assert not [sign for sign in passed if needs_isolation(sign, base) or strip_isolates(sign) != sign]
