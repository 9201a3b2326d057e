"""Files of recommendations brought in: once, with what differs, for those who may; and our own copies back again."""

from dataclasses import replace

import pytest
from django.db import connection
from tests.access.factories import make_actor
from tests.consultation.factories import make_programme

from mashura.access.public import (
    SYSTEM,
    Forbidden,
    Role,
    acting_as,
    publish_material,
    release_material,
    visible,
)
from mashura.consultation.models import Addressee, Recommendation, RecommendationLink, RecommendationVersion
from mashura.consultation.public import (
    DifferenceReport,
    IncomingRecommendation,
    copies_of_recommendations,
    import_recommendations,
    restore_recommendations,
)
from mashura.errors import InputError
from mashura.kit.expressions import Standing

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

ONE = IncomingRecommendation(
    key="made-up:1",
    row=2,
    text="Open the clinics (fictional).",
    language="en",
    country="XAA",
    source_kind="upr",
    proposers=("Belvoria",),
    symbol="X/1",
    position="Accepted",
    action_strength=5,
)
TWO = replace(ONE, key="made-up:2", row=3, text="Open the schools (fictional).", country="XBB", position="Noted")
ELSEWHERE = replace(ONE, key="made-up:3", row=4, country="XZZ")


@pytest.fixture
def programme():
    return make_programme(countries=["XAA", "XBB"])


def bring(programme, *rows, actor=SYSTEM, **options) -> DifferenceReport:
    with acting_as(actor):
        return import_recommendations(actor=actor, programme=programme, rows=rows, **options)


def stored():
    with acting_as(SYSTEM):
        return {row.import_key: row for row in visible(SYSTEM, Recommendation)}


def test_a_file_comes_in_as_drafts_open_to_the_state_it_speaks_to(programme):
    report = bring(programme, ONE, TWO, ELSEWHERE)
    assert (report.added, report.elsewhere, report.recommendations) == (["X-1", "X-2"], 1, 2)
    row = stored()["made-up:1"]
    assert (row.countries, row.open_to, row.is_released, row.state) == (["XAA"], ["XAA"], False, "draft")
    with acting_as(SYSTEM):
        addressee = visible(SYSTEM, Addressee).get(recommendation=row)
    assert (addressee.role, addressee.country) == ("lead", "XAA")


def test_the_same_file_twice_changes_nothing(programme):
    bring(programme, ONE, TWO)
    report = bring(programme, ONE, TWO)
    assert report.is_empty
    assert report.unchanged == 2


def test_changed_words_make_a_version_and_are_told(programme):
    bring(programme, ONE)
    report = bring(programme, replace(ONE, text="Open every clinic (fictional)."))
    (difference,) = report.changed
    assert (difference.ref, difference.field) == ("X-1", "text")
    assert (difference.before, difference.after) == (ONE.text, "Open every clinic (fictional).")
    with acting_as(SYSTEM):
        versions = visible(SYSTEM, RecommendationVersion).order_by("number")
        assert [version.text["en"] for version in versions] == [ONE.text, "Open every clinic (fictional)."]


def test_a_translation_is_stale_when_the_original_changed(programme):
    bring(programme, ONE)
    with acting_as(SYSTEM):
        version = visible(SYSTEM, RecommendationVersion).get()
        version.text = version.text.with_translation("fr", "Ouvrir les cliniques (fictif).", is_reviewed=True)
        version.save()
    bring(programme, replace(ONE, text="Open every clinic (fictional)."))
    with acting_as(SYSTEM):
        newest = visible(SYSTEM, RecommendationVersion).order_by("-number").first()
    assert newest.text.standing("fr") is Standing.STALE


def test_other_fields_change_in_place_and_are_told(programme):
    bring(programme, ONE)
    report = bring(programme, replace(ONE, proposers=("Belvoria", "Corvania"), action_strength=4))
    assert {(one.field, one.after) for one in report.changed} == {
        ("proposers", "Belvoria; Corvania"),
        ("action_strength", "4"),
    }
    assert stored()["made-up:1"].proposers == ["Belvoria", "Corvania"]


def test_statements_of_several_bodies_are_one_recommendation(programme):
    report = bring(programme, ONE, replace(ONE, row=3, proposers=("Corvania",)))
    assert (report.statements, report.recommendations) == (2, 1)
    assert stored()["made-up:1"].proposers == ["Belvoria", "Corvania"]


def test_a_trial_only_reports(programme):
    report = bring(programme, ONE, is_trial=True)
    assert report.added == ["X-1"]
    assert not stored()


def test_references_go_on_where_they_ended(programme):
    bring(programme, ONE)
    assert bring(programme, ONE, TWO).added == ["X-2"]


@pytest.mark.parametrize(
    "role", [Role.DELEGATE, Role.HEAD_OF_DELEGATION, Role.OBSERVER, Role.TRANSLATOR, Role.RESEARCHER]
)
def test_only_the_secretariat_imports(programme, role):
    actor = make_actor(role, countries=["XAA"], programmes=[programme.pk])
    with pytest.raises(Forbidden):
        bring(programme, ONE, actor=actor)
    assert not stored()


def test_the_secretariat_imports_and_is_audited(programme):
    actor = make_actor(Role.SECRETARIAT, programmes=[programme.pk])
    bring(programme, ONE, actor=actor)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT detail FROM access_auditentry WHERE event = 'consultation:recommendations:import'")
        assert len(cursor.fetchall()) == 1


def test_another_country_sees_nothing_of_what_came_in(programme):
    bring(programme, ONE, TWO)
    delegate = make_actor(Role.DELEGATE, countries=["XBB"], programmes=[programme.pk])
    with acting_as(delegate):
        assert [row.import_key for row in visible(delegate, Recommendation)] == ["made-up:2"]
        assert visible(delegate, RecommendationVersion).count() == 1
        assert [copy.ref for copy in copies_of_recommendations(delegate, programme)] == ["X-2"]


def linked(programme):
    bring(programme, ONE, TWO)
    first, second = stored()["made-up:1"], stored()["made-up:2"]
    with acting_as(SYSTEM):
        link = RecommendationLink(recommendation=second, other=first, kind="repeats")
        link.take_scope_of(second)
        link.save()
        return copies_of_recommendations(SYSTEM, programme)


def test_copies_restore_with_their_links_in_an_empty_programme(programme):
    copies = linked(programme)
    other = make_programme(code="another", countries=["XAA", "XBB"])
    with acting_as(SYSTEM):
        report = restore_recommendations(actor=SYSTEM, programme=other, copies=copies)
        assert copies_of_recommendations(SYSTEM, other) == copies
        again = restore_recommendations(actor=SYSTEM, programme=other, copies=copies)
    assert report.added == ["X-1", "X-2"]
    assert again.is_empty
    assert copies[1].links == ["repeats:X-1"]


def test_a_link_to_what_is_not_here_is_refused_and_nothing_restored(programme):
    copies = linked(programme)
    other = make_programme(code="another", countries=["XAA", "XBB"])
    with acting_as(SYSTEM):
        with pytest.raises(InputError, match="X-1"):
            restore_recommendations(actor=SYSTEM, programme=other, copies=copies[1:])
        assert not copies_of_recommendations(SYSTEM, other)


def test_restoring_changed_words_makes_a_version(programme):
    (first, _second) = linked(programme)
    changed = replace(first, text=first.text.with_original("en", "Open all of them (fictional)."))
    with acting_as(SYSTEM):
        report = restore_recommendations(actor=SYSTEM, programme=programme, copies=[changed])
        numbers = visible(SYSTEM, RecommendationVersion).filter(recommendation__ref="X-1").count()
    assert [one.field for one in report.changed] == ["text"]
    assert numbers == 2


def issued(programme):
    """A public recommendation that came in from a file."""
    bring(programme, ONE)
    row = stored()["made-up:1"]
    with acting_as(SYSTEM):
        Recommendation.objects.filter(pk=row.pk).update(state="issued")
        RecommendationVersion.objects.filter(recommendation=row).update(is_issued=True)
    row = stored()["made-up:1"]
    release_material(actor=SYSTEM, row=row, country="XAA")
    return publish_material(actor=SYSTEM, row=row)


def test_other_words_for_what_is_public_wait_for_the_country_again(programme):
    row = issued(programme)
    assert row.is_released
    bring(programme, replace(ONE, text="Open every clinic (fictional)."))
    with acting_as(SYSTEM):
        versions = visible(SYSTEM, RecommendationVersion).filter(recommendation=row).order_by("number")
        assert [version.is_issued for version in versions] == [True, True]
    assert not stored()["made-up:1"].is_released


@pytest.mark.parametrize(
    ("name", "value"), [("state", "draft"), ("state", "closed"), ("countries", ["XAA", "XBB"]), ("addressees", [])]
)
def test_a_file_moves_nothing_along_its_way_and_leaves_what_was_issued(programme, name, value):
    issued(programme)
    with acting_as(SYSTEM):
        (copy,) = copies_of_recommendations(SYSTEM, programme)
        changed = (
            replace(copy, plain=copy.plain | {name: value}) if name in copy.plain else replace(copy, **{name: value})
        )
        with pytest.raises(InputError, match=name):
            restore_recommendations(actor=SYSTEM, programme=programme, copies=[changed])
        assert copies_of_recommendations(SYSTEM, programme) == [copy]


def test_what_was_issued_is_restored_as_issued(programme):
    issued(programme)
    other = make_programme(code="another", countries=["XAA", "XBB"])
    with acting_as(SYSTEM):
        copies = copies_of_recommendations(SYSTEM, programme)
        restore_recommendations(actor=SYSTEM, programme=other, copies=copies)
        restored = visible(SYSTEM, RecommendationVersion).get(recommendation__programme=other)
    assert restored.is_issued
    assert not restored.is_released
