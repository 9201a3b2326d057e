"""What a programme wrote, released and published becomes chapters of its report; what was not released never does."""

from datetime import date

import pytest
from tests.consultation.factories import make_programme

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.consultation.models import (
    Addressee,
    Delegation,
    DelegationInstitution,
    Meeting,
    MeetingConclusion,
    Recommendation,
    RecommendationVersion,
)
from mashura.evidence.models import Finding
from mashura.kit.clock import now
from mashura.kit.expressions import Expression, Expressions
from mashura.kit.reader import Reader, use_reader
from mashura.publication.composition.conclusions import conclusions_chapter
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.findings import findings_chapter
from mashura.publication.composition.method import method_chapter
from mashura.publication.composition.numbering import number_paragraphs
from mashura.publication.composition.participants import participants_annex
from mashura.publication.composition.recommendations import recommendations_chapter
from mashura.publication.composition.register import register_chapter
from mashura.publication.composition.study import study_chapters
from mashura.publication.composition.summary import summary_chapter
from mashura.publication.composition.writing import Writer, in_a_row

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
TEXT = Expressions.of("en", "Clinics turn people away (fictional).", fr="Des cliniques refusent du monde (fictif).")


@pytest.fixture
def programme():
    return make_programme(countries=["XAA", "XBB"], is_released=True)


def material(country, *, is_released):
    released = {"released_by": [country], "public_from": now(), "is_released": True} if is_released else {}
    return {"countries": [country], "open_to": [country], **released}


def write_finding(programme, ref, country, *, is_released, kind="descriptive"):
    with acting_as(SYSTEM):
        Finding.objects.create(
            programme=programme.pk,
            ref=ref,
            kind=kind,
            theme="S1",
            statement=TEXT,
            **material(country, is_released=is_released),
        )


def write_recommendation(programme, ref, country, *, is_released):
    with acting_as(SYSTEM):
        row = Recommendation.objects.create(
            programme=programme,
            ref=ref,
            state="issued",
            source_kind="workshop",
            theme="S1",
            **material(country, is_released=is_released),
        )
        parts = (
            RecommendationVersion(recommendation=row, number=1, stage="published-report", text=TEXT, is_issued=True),
            Addressee(
                recommendation=row,
                addressee_class="ministry",
                role="lead",
                country=country,
                names={"en": "A ministry (fictional)", "fr": "Un ministère (fictif)"},
            ),
        )
        for part in parts:
            part.take_scope_of(row)
            part.save()


def hold_meeting(programme, key, country, *, day=date(2031, 3, 4)):
    with acting_as(SYSTEM):
        held = Meeting.objects.create(
            pk=f"{programme.pk}/{key}",
            programme=programme,
            kind="national-workshop",
            country=country,
            starts=day,
            ends=day,
            title={"en": f"Workshop {key} (fictional)", "fr": f"Atelier {key} (fictif)"},
            place={"en": "Port Amaril (fictional)", "fr": "Port-Amaril (fictif)"},
            is_released=programme.is_released,
        )
        delegation = Delegation(key="state", kind="state", country=country)
        delegation.take_scope_of(held)
        delegation.save()
        ministry = DelegationInstitution(position=1, names={"en": "Ministry of Health (fictional)"})
        ministry.take_scope_of(delegation)
        ministry.save()
    return held


def conclude(held, number, text, *, is_released):
    with acting_as(SYSTEM):
        MeetingConclusion.objects.create(
            programme=held.programme,
            meeting=held,
            number=number,
            text=text,
            topic="S1",
            **material(held.country, is_released=is_released),
        )


def written(chapters_of, programme, language="fr"):
    with acting_as(ANONYMOUS), use_reader(Reader(language)):
        return list(chapters_of(programme, Desk(ANONYMOUS, Writer(Reader(language), ("en", "ar", "fr")))))


def words(chapters):
    return " ".join(
        piece if isinstance(piece, str) else piece.get("aside", "")
        for chapter in chapters
        for block in chapter["blocks"]
        for piece in (block["text"] if isinstance(block.get("text"), list) else [str(block.get("text", ""))])
    )


@pytest.mark.parametrize(
    "chapters_of",
    [
        summary_chapter,
        findings_chapter,
        study_chapters,
        conclusions_chapter,
        recommendations_chapter,
        register_chapter,
        participants_annex,
    ],
)
def test_a_programme_that_published_nothing_has_no_such_chapter(programme, chapters_of):
    assert written(chapters_of, programme) == []


def test_findings_stand_by_theme_with_their_reference_and_name_the_country_that_clears(programme):
    write_finding(programme, "F-1", "XAA", is_released=True)
    write_finding(programme, "F-2", "XBB", is_released=False)
    (chapter,) = written(findings_chapter, programme)
    assert "F-1" in words([chapter])
    assert "Des cliniques refusent" in words([chapter])
    assert "F-2" not in words([chapter])
    assert chapter["countries"] == ["XAA"]


def test_gaps_come_last_under_their_own_heading(programme):
    write_finding(programme, "F-1", "XAA", is_released=True, kind="gap")
    write_finding(programme, "F-2", "XAA", is_released=True)
    told = words(written(findings_chapter, programme))
    assert told.index("F-2") < told.index("F-1")


def test_recommendations_name_their_addressees_and_only_what_is_released(programme):
    write_recommendation(programme, "R-1", "XAA", is_released=True)
    write_recommendation(programme, "R-2", "XBB", is_released=False)
    (chapter,) = written(recommendations_chapter, programme)
    assert "Un ministère (fictif)" in words([chapter])
    assert "R-2" not in words([chapter])
    assert chapter["countries"] == ["XAA"]


def test_conclusions_stand_under_their_meeting_and_only_what_is_released(programme):
    held = hold_meeting(programme, "one", "XAA")
    conclude(held, 1, TEXT, is_released=True)
    conclude(held, 2, Expressions.of("en", "Not for readers (fictional)."), is_released=False)
    conclude(hold_meeting(programme, "two", "XBB"), 1, TEXT, is_released=False)
    (chapter,) = written(conclusions_chapter, programme)
    told = words([chapter])
    assert "Conclusion 1" in told
    assert "Des cliniques refusent" in told
    assert "Not for readers" not in told
    assert "Atelier two" not in told
    assert chapter["countries"] == ["XAA"]
    (particulars,) = [block for block in chapter["blocks"] if block["type"] == "facts"]
    told_of_it = dict(particulars["rows"])
    assert told_of_it["Date"] == "4\u00a0mars 2031"
    assert told_of_it["Lieu"] == "Port-Amaril (fictif)"
    assert "Ministry of Health (fictional) (en anglais)" in told_of_it.values()


def test_a_translation_of_a_conclusion_says_how_it_stands(programme):
    original = Expression("Clinics turn people away (fictional).")
    stale = Expression("Des cliniques refusent (fictif).", made_from="0" * 64, is_reviewed=True)
    conclude(
        hold_meeting(programme, "one", "XAA"), 1, Expressions("en", {"en": original, "fr": stale}), is_released=True
    )
    assert "traduction d’une version antérieure" in words(written(conclusions_chapter, programme))
    assert "traduction" not in words(written(conclusions_chapter, programme, "en"))


def test_the_record_leads_from_a_conclusion_back_to_it(programme):
    held = hold_meeting(programme, "one", "XAA")
    conclude(held, 3, TEXT, is_released=True)
    _chapters, paragraphs = number_paragraphs(written(conclusions_chapter, programme))
    (found,) = [one.as_json() for one in paragraphs if one.origin]
    assert found["origin"] == {"kind": "conclusion", "key": [programme.pk, "one", "3"]}
    assert found["text"].startswith("Conclusion 3")


def test_the_summary_counts_and_quotes_what_is_released_and_names_every_country_it_tells_of(programme):
    write_finding(programme, "F-1", "XAA", is_released=True)
    write_finding(programme, "F-2", "XBB", is_released=False)
    write_finding(programme, "F-3", "XAA", is_released=True, kind="gap")
    write_recommendation(programme, "R-1", "XBB", is_released=True)
    conclude(hold_meeting(programme, "one", "XAA"), 1, TEXT, is_released=True)
    with acting_as(SYSTEM):
        programme.is_fictional = True
        programme.save()
    (chapter,) = written(summary_chapter, programme)
    (counts,) = [block["items"] for block in chapter["blocks"] if block["type"] == "key-numbers"]
    assert [one["value"] for one in counts] == ["1", "1", "1", "1"]
    told = words([chapter])
    for ref in ("F-1", "F-3", "R-1"):
        assert ref in told
    assert "F-2" not in told
    assert chapter["countries"] == ["XAA", "XBB"]


def test_the_method_tells_of_what_the_report_has(programme):
    bare = words(written(method_chapter, programme))
    assert "constats" not in bare
    write_finding(programme, "F-1", "XAA", is_released=True)
    (chapter,) = written(method_chapter, programme)
    (levels,) = [block for block in chapter["blocks"] if block["type"] == "table"]
    assert [row[1:] for row in levels["rows"]] == [
        ["3", "3", "3"],
        ["2", "2", "2"],
        ["2", "1", "1"],
        ["1", "1", "1"],
    ]


def test_a_text_in_another_language_says_so(programme):
    write_finding(programme, "F-1", "XAA", is_released=True)
    with acting_as(SYSTEM):
        Finding.objects.update(statement=Expressions.of("en", "Only in English (fictional)."))
    told = words(written(findings_chapter, programme, "ar"))
    assert "Only in English" in told
    assert "الإنجليزية" in told


def test_parts_in_a_row_are_joined_by_the_semicolon_of_the_language():
    with use_reader(Reader("en")):
        assert in_a_row(["a", "b", "c"]) == "a; b; c"
        assert in_a_row([]) == ""
    with use_reader(Reader("ar")):
        assert in_a_row(["a", "b"]) == "a؛ b"
