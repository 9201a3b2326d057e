"""What a programme wrote, released and published becomes chapters of its report; what was not released never does."""

import pytest
from tests.consultation.factories import make_programme

from mashura.access.public import ANONYMOUS, SYSTEM, acting_as
from mashura.consultation.models import Addressee, Recommendation, RecommendationVersion
from mashura.evidence.models import Finding
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.kit.reader import Reader, use_reader
from mashura.publication.composition.desk import Desk
from mashura.publication.composition.findings import findings_chapter
from mashura.publication.composition.participants import participants_annex
from mashura.publication.composition.recommendations import recommendations_chapter
from mashura.publication.composition.register import register_chapter
from mashura.publication.composition.study import study_chapters
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


def written(chapters_of, programme, language="fr"):
    with acting_as(ANONYMOUS), use_reader(Reader(language)):
        return list(chapters_of(programme, Desk(ANONYMOUS, Writer(Reader(language), ("en", "ar", "fr")))))


def words(chapters):
    return " ".join(
        piece if isinstance(piece, str) else ""
        for chapter in chapters
        for block in chapter["blocks"]
        for piece in (block["text"] if isinstance(block.get("text"), list) else [str(block.get("text", ""))])
    )


@pytest.mark.parametrize(
    "chapters_of",
    [findings_chapter, study_chapters, recommendations_chapter, register_chapter, participants_annex],
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
