"""What search finds of the chain, and that it stops finding it the moment it is withdrawn."""

import pytest
from tests.access.factories import make_actor
from tests.consultation.factories import make_programme
from tests.evidence.findings import VALUE, draft, source

from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Role,
    acting_as,
    publish_material,
    release_material,
    withdraw_material,
)
from mashura.evidence.public import load_bundle
from mashura.site.search.actions import rebuild_search
from mashura.site.search.queries import find_pages

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def found(query, actor=ANONYMOUS):
    with acting_as(actor):
        return [(one.entry.kind, one.entry.address) for one in find_pages(actor, query, language="en").pages]


def published(row):
    for country in row.countries:
        release_material(actor=SYSTEM, row=row, country=country)
    return publish_material(actor=SYSTEM, row=row)


@pytest.fixture
def programme(db):
    return make_programme("own", is_released=True)


@pytest.fixture
def finding(programme):
    return published(draft(text="Lanterns are lit (fictional)."))


def test_a_source_is_found_by_title_and_publisher(programme):
    published(source(title={"en": "On lanterns (fictional)"}, publisher={"en": "Harbour Office (fictional)"}))
    rebuild_search(actor=SYSTEM)
    assert found("lanterns") == found("harbour office") == [("source", "evidence/sources/own/report/")]


def test_a_finding_is_listed_with_its_values(programme):
    load_bundle(actor=SYSTEM)
    row = published(draft(text=f"Lanterns are lit in {VALUE} places (fictional)."))
    rebuild_search(actor=SYSTEM)
    with acting_as(ANONYMOUS):
        (one,) = find_pages(ANONYMOUS, "lanterns", language="en").pages
    assert one.entry.title["en"].startswith(f"{row.ref}: Lanterns are lit in ")
    assert "{" not in one.entry.title["en"]
    assert "in places" not in one.entry.title["en"]


def test_what_is_withdrawn_is_not_found_from_that_moment_on(finding):
    rebuild_search(actor=SYSTEM)
    address = ("finding", f"evidence/findings/own/{finding.ref}/")
    assert found("lanterns") == [address]
    withdraw_material(actor=SYSTEM, row=finding)
    assert found("lanterns") == []
    # Those who may still read it may still find it.
    assert found("lanterns", make_actor(Role.SECRETARIAT, programmes=["own"])) == [address]


def test_what_was_not_withdrawn_is_found_as_before(finding):
    other = published(draft(text="Lanterns go out (fictional)."))
    rebuild_search(actor=SYSTEM)
    withdraw_material(actor=SYSTEM, row=finding)
    assert found("lanterns") == [("finding", f"evidence/findings/own/{other.ref}/")]
