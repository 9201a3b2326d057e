import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.consultation.factories_recommendations import (
    body,
    make_draft,
    make_issued,
    make_programme,
    make_public,
    person,
    words,
)

from mashura.access.public import ANONYMOUS, SYSTEM, NotHere, Role, acting_as
from mashura.consultation import public
from mashura.consultation.public import RecommendationFilter, Unit
from mashura.consultation.queries import recommendations as queries
from mashura.consultation.rules import recommendations as rules
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def register():
    """Two public recommendations, one issued, one draft."""
    make_public(text=words(fr="Ouvrir les dispensaires"), affected_groups=("refugees",), secondary_themes=("I",))
    make_public(
        text=words("Enrol children of migrants", "سجلوا أطفال المهاجرين"),
        theme="S2",
        countries=("XBB",),
        secondary_themes=("S1",),
        addressees=[body("XBB"), body("", "An organisation", addressee_class="international-organisation")],
    )
    make_issued(theme="T1")
    make_draft(theme="T1")


def refs(actor=ANONYMOUS, sort="ref", **asked):
    with acting_as(actor):
        return [row.ref for row in public.visible_recommendations(actor, RecommendationFilter(**asked), sort=sort)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["R-1", "R-2"]),
        ({"programme": "made-up"}, ["R-1", "R-2"]),
        ({"programme": "another"}, []),
        ({"theme": "S1"}, ["R-1"]),
        ({"service": "S1"}, ["R-1", "R-2"]),
        ({"topic": "3"}, ["R-1", "R-2"]),
        ({"topic": "2"}, []),
        ({"country": "XBB"}, ["R-2"]),
        ({"group": "refugees"}, ["R-1"]),
        ({"addressee": "international-organisation"}, ["R-2"]),
        ({"addressee": "government"}, ["R-1", "R-2"]),
        ({"addressee": "ministry", "country": "XAA"}, ["R-1"]),
        ({"state": "issued", "source": "workshop"}, ["R-1", "R-2"]),
        ({"state": "draft"}, []),
        ({"q": "dispensaire"}, ["R-1"]),
        ({"q": "والمهاجرين"}, ["R-2"]),
        ({"q": "clinics migrants"}, []),
        ({"q": "r-2"}, ["R-2"]),
        ({"q": "%"}, []),
    ],
)
def test_filters(register, asked, expected):
    assert refs(**asked) == expected


def test_references_are_sorted_as_numbers(register):
    for _number in range(8):
        make_public()
    assert refs()[:3] == ["R-1", "R-2", "R-5"]
    assert refs()[-1] == "R-12"
    assert refs(sort="theme")[-1] == "R-2"
    assert refs(sort="newest")[0] == "R-12"


def test_what_is_not_public_is_in_no_facet_and_no_count(register):
    with acting_as(ANONYMOUS):
        facets = {one.name: one.values for one in queries.facets(ANONYMOUS, RecommendationFilter(theme="S1"))}
        counts, counted = public.count_recommendations(ANONYMOUS)
    assert facets["theme"] == {"S1": 1, "S2": 1}
    assert facets["country"] == {"XAA": 1}
    assert facets["addressee"] == {"government": 1}
    assert facets["service"] == {"S1": 1}
    assert facets["group"] == {"refugees": 1}
    assert counts == {Unit.RECOMMENDATION: 2, Unit.DISTINCT_TEXT: 2, Unit.RECOMMENDER_TEXT: 2}
    assert rules.totals_by_primary_theme(counted).rows == {"S1": 1, "S2": 1}
    assert rules.totals_by_any_theme(counted).rows == {"S1": 2, "S2": 1, "I": 1}


def test_the_current_version_is_the_last_issued_one():
    row = make_draft()
    with acting_as(SYSTEM):
        first = public.current_versions(SYSTEM, [row])[row.pk]
    assert (first.number, first.is_issued) == (1, False)
    issued = make_issued()
    public.make_version(
        actor=SYSTEM,
        recommendation=issued,
        stage="published-report",
        text=words("Open all"),
        reason=Expressions.of("en", "Edited."),
    )
    with acting_as(SYSTEM):
        assert public.current_versions(SYSTEM, [issued])[issued.pk].number == 2


def test_one_is_found_by_programme_and_reference(register):
    with acting_as(ANONYMOUS):
        assert public.recommendation(ANONYMOUS, "made-up", "R-1").ref == "R-1"
        for programme, ref in (("made-up", "R-3"), ("made-up", "R-99"), ("another", "R-1"), ("made-up", "R-1\0")):
            with pytest.raises(NotHere):
                public.recommendation(ANONYMOUS, programme, ref)


def test_what_waits_for_whom():
    row = make_issued(countries=("XAA",))
    free = make_issued(countries=())
    public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["XAA"])
    head, other = (person(Role.HEAD_OF_DELEGATION, countries=[code]) for code in ("XAA", "XBB"))
    secretariat = person()
    with acting_as(head):
        assert list(public.recommendations_to_release(head)) == [row]
    for who in (other, person(Role.DELEGATE, countries=["XAA"])):
        with acting_as(who):
            assert not public.recommendations_to_release(who).exists()
            assert not public.recommendations_to_publish(who).exists()
    with acting_as(secretariat):
        assert not public.recommendations_to_release(secretariat).exists()
        assert list(public.recommendations_to_publish(secretariat)) == [free]


def test_a_page_costs_the_same_number_of_queries_however_long(register):
    with acting_as(ANONYMOUS), CaptureQueriesContext(connection) as few:
        _page()
    for _number in range(5):
        make_public()
    with acting_as(ANONYMOUS), CaptureQueriesContext(connection) as many:
        _page()
    assert len(many) == len(few)


def _page():
    rows = list(public.visible_recommendations(ANONYMOUS))
    public.current_versions(ANONYMOUS, rows)
    public.addressees_of(ANONYMOUS, rows)


def test_unreleased_programmes_show_nothing_outside():
    make_programme("hidden", is_released=False)
    make_draft(programme=make_programme("hidden"))
    assert refs() == []
