from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth import login
from django.contrib.sessions.backends.cache import SessionStore
from django.test import RequestFactory
from tests.access.factories import make_user

from mashura.access import work
from mashura.access.last_visit import last_visit
from mashura.access.public import ANONYMOUS
from mashura.access.work import Change, Need, Owed, OwedKind, Place, changes_since, needs_of, places_of
from mashura.kit.clock import stopped_at

NOON = datetime(2031, 5, 2, 12, tzinfo=UTC)


@pytest.fixture
def registered(monkeypatch):
    """Registers that this test alone fills."""
    for name in ("_needs", "_places", "_changes", "_owed"):
        monkeypatch.setattr(work, name, [])


def test_what_waits_is_said_app_by_app_and_nothing_that_does_not_wait(registered):
    work.needs(lambda _actor: [Need("Findings to release", "/en/a/", 2), Need("Nothing", "/en/b/", 0)])
    work.needs(lambda _actor: [Need("A report to review", "/en/c/")])
    assert [need.text for need in needs_of(ANONYMOUS)] == ["Findings to release", "A report to review"]


def test_places_come_in_the_order_of_the_apps(registered):
    work.places(lambda _actor: [Place("One", "For this.", "/en/one/")])
    work.places(lambda _actor: [Place("Two", "For that.", "/en/two/")])
    assert [place.address for place in places_of(ANONYMOUS)] == ["/en/one/", "/en/two/"]


def test_changes_come_newest_first_and_not_without_end(registered):
    def changed(_actor, moment):
        return [Change(moment + timedelta(hours=hour), "Finding", f"F-{hour}", "/en/") for hour in range(40)]

    work.changes(changed)
    found = changes_since(ANONYMOUS, NOON)
    assert [change.title for change in found[:2]] == ["F-39", "F-38"]
    assert len(found) == 30
    assert len(work.every_change_since(ANONYMOUS, NOON)) == 40


def test_a_kind_of_need_is_said_once_with_its_whole_count(registered):
    work.needs(lambda _actor: [Need("A note to release", f"/en/{number}/") for number in range(7)])
    work.needs(lambda _actor: [Need("A report to review", "/en/c/", 2)])
    assert [(need.text, need.count, need.address) for need in work.needs_together(ANONYMOUS)] == [
        ("A note to release", 7, "/en/0/"),
        ("A report to review", 2, "/en/c/"),
    ]


def test_what_is_owed_comes_kind_by_kind_with_the_nearest_day_first(registered):
    first, second = date(2031, 6, 1), date(2031, 7, 1)
    work.owed(lambda _actor: [Owed(OwedKind.RELEASE, "A text", "/en/a/")])
    days = (("B", second), ("A", first))
    work.owed(lambda _actor: [Owed(OwedKind.REPORT, title, "/en/", on=on) for title, on in days])
    work.owed(lambda _actor: [Owed(OwedKind.REPORT, "No day", "/en/")])
    found = work.owed_by(ANONYMOUS)
    assert list(found) == [OwedKind.REPORT, OwedKind.RELEASE]
    assert [one.title for one in found[OwedKind.REPORT]] == ["A", "B", "No day"]


def signed_in(user):
    request = RequestFactory().get("/")
    request.session = SessionStore()
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return request


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_visit_before_is_known_although_signing_in_overwrites_it():
    before = NOON - timedelta(days=3)
    user = make_user()
    user.last_login = before
    user.save()
    request = signed_in(user)
    assert user.last_login != before
    assert last_visit(request) == before


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_first_visit_looks_two_weeks_back():
    request = signed_in(make_user())
    with stopped_at(NOON):
        assert last_visit(request) == NOON - timedelta(days=14)
