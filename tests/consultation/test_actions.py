import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.consultation.factories import PROGRAMME, programme_file

from mashura.access.public import ANONYMOUS, SYSTEM, Actor, Forbidden, Kind, NotHere, Role, acting_as
from mashura.consultation import public
from mashura.consultation.models import Meeting, Programme
from mashura.errors import InputError

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

SECRETARIAT = Actor(kind=Kind.USER, roles=frozenset({Role.PUBLIC, Role.SECRETARIAT}))


def member(role: Role, programme: str) -> Actor:
    return Actor(kind=Kind.USER, roles=frozenset({Role.PUBLIC, role}), programmes=frozenset({programme}))


def test_bundled_programmes_load_once(tmp_path):
    first = public.load_bundled_programmes(actor=SYSTEM)
    assert [(report.code, report.is_new, report.meetings) for report in first] == [
        ("north-africa", True, 2),
        ("fictional-example", True, 0),
    ]
    with CaptureQueriesContext(connection) as queries:
        again = public.load_bundled_programmes(actor=SYSTEM)
    assert not any(report.is_changed for report in again)
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_a_changed_file_changes_programme_and_meetings(tmp_path):
    public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path))
    report = public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path, budget=None, meetings=[]))
    assert (report.is_new, report.is_changed, report.meetings) == (False, True, 0)
    with acting_as(ANONYMOUS):
        assert public.programme(ANONYMOUS, "made-up").budget_amount is None
        assert not public.visible_meetings(ANONYMOUS, "made-up").exists()


def test_a_refused_file_changes_nothing(tmp_path):
    public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path))
    with pytest.raises(InputError):
        public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path, code="made-up", countries=["XQQ"]))
    with acting_as(ANONYMOUS):
        assert public.programme(ANONYMOUS, "made-up").countries == ["XAA", "XBB"]
        assert public.visible_meetings(ANONYMOUS, "made-up").count() == 1


def test_secretariat_may_load_and_others_may_not(tmp_path):
    file = programme_file(tmp_path)
    for actor in (ANONYMOUS, member(Role.HEAD_OF_DELEGATION, "made-up"), member(Role.RESEARCHER, "made-up")):
        with pytest.raises(Forbidden):
            public.load_programme(actor=actor, pack=file)
    assert public.load_programme(actor=SECRETARIAT, pack=file).is_new


def test_unreleased_programme_is_seen_by_those_who_work_in_it_only(tmp_path):
    public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path), is_released=False)
    for actor in (SECRETARIAT, member(Role.DELEGATE, "made-up"), member(Role.OBSERVER, "made-up")):
        with acting_as(actor):
            assert public.programme(actor, "made-up").code == "made-up"
            assert public.visible_meetings(actor, "made-up").count() == 1
    for actor in (ANONYMOUS, member(Role.DELEGATE, "another")):
        with acting_as(actor):
            with pytest.raises(NotHere):
                public.programme(actor, "made-up")
            # The database itself shows no row, whatever the query.
            assert not Programme.objects.exists()
            assert not Meeting.objects.exists()


def test_real_programmes_come_first():
    public.load_bundled_programmes(actor=SYSTEM)
    with acting_as(ANONYMOUS):
        codes = [programme.code for programme in public.visible_programmes(ANONYMOUS)]
    assert codes == ["north-africa", "fictional-example"]


def test_a_meeting_cannot_be_released_without_its_programme(tmp_path):
    public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path), is_released=False)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError, match="meeting_released_with_its_programme"), transaction.atomic():
            Meeting.objects.update(is_released=True)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"countries": []}, "programme_has_countries_and_languages"),
        ({"first_year": 2031, "last_year": 2030}, "programme_years_in_order"),
        ({"budget_currency": ""}, "programme_budget_has_currency"),
    ],
)
def test_the_database_refuses_impossible_programmes(tmp_path, changes, constraint):
    public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), acting_as(SYSTEM):
        Programme.objects.filter(code="made-up").update(**changes)


def test_command_loads_a_file(tmp_path, capsys):
    file = programme_file(tmp_path)
    call_command("load_programme", str(file))
    call_command("load_programme", str(file))
    first, second = capsys.readouterr().out.splitlines()
    assert "made-up" in first
    assert first != second


def test_command_refuses_a_wrong_file(tmp_path):
    with pytest.raises(InputError, match="languages"):
        call_command("load_programme", str(programme_file(tmp_path, languages=None)))


def test_a_stored_programme_gives_back_what_its_file_says(tmp_path):
    public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path))
    found = public.read_programme(programme_file(tmp_path))
    with acting_as(ANONYMOUS):
        stored = public.programme(ANONYMOUS, "made-up")
    assert tuple(stored.fact_list) == found.facts
    assert tuple(stored.sections) == found.story
    assert tuple(stored.source_list) == found.sources
    assert stored.report == found.report
    assert stored.languages == [*PROGRAMME["languages"]["authoritative"], "fr"]
