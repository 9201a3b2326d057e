import pytest
from django.db import IntegrityError, transaction
from tests.consultation.factories_register import make_entry, make_programme, particulars, source, worker

from mashura.access.models import AuditEntry
from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Forbidden,
    NotHere,
    Role,
    acting_as,
    publish_due_material,
    publish_material,
    visible,
)
from mashura.consultation.actions import register as actions
from mashura.consultation.models import RegisterEntry, RegisterSource
from mashura.consultation.public import load_bundled_programmes
from mashura.consultation.queries import register as queries
from mashura.errors import InputError
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.reference.public import check_terminology

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def programme():
    return make_programme()


@pytest.fixture
def real():
    """A programme that is not marked as fictional; its States are invented all the same."""
    return make_programme("real-like", is_fictional=False)


def seen(actor):
    with acting_as(actor):
        return set(queries.visible_entries(actor).values_list("key", flat=True))


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.HEAD_OF_DELEGATION, Role.SECRETARIAT])
def test_delegation_and_secretariat_write(programme, role):
    actor = worker(role)
    row = actions.write_entry(actor=actor, programme=programme, country="XAA", particulars=particulars())
    assert (row.key, row.is_released, row.open_to) == ("xaa-law-1", False, ["XAA"])
    with acting_as(SYSTEM):
        assert visible(SYSTEM, AuditEntry).filter(event="consultation:register:write", object_id=str(row.pk)).exists()


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.COUNTRY_MISSION, Role.RESEARCHER, Role.TRANSLATOR])
def test_others_do_not_write(programme, role):
    with pytest.raises(Forbidden):
        actions.write_entry(actor=worker(role), programme=programme, country="XAA", particulars=particulars())


def test_nobody_writes_about_another_country_or_in_another_programme(programme):
    for actor in (worker(country="XBB"), worker(programme="another"), ANONYMOUS):
        with pytest.raises(Forbidden):
            actions.write_entry(actor=actor, programme=programme, country="XAA", particulars=particulars())
    with pytest.raises(InputError):
        actions.write_entry(actor=SYSTEM, programme=programme, country="XCC", particulars=particulars())


def test_a_key_is_given_once(programme):
    make_entry(programme, key="clinics")
    with pytest.raises(InputError):
        make_entry(programme, "XBB", key="clinics")
    assert [make_entry(programme).key, make_entry(programme).key] == ["xaa-law-1", "xaa-law-2"]


def test_a_country_sees_its_own_drafts_and_no_other_does(programme):
    entry = make_entry(programme)
    assert seen(worker()) == seen(worker(Role.OBSERVER)) == {entry.key}
    assert seen(worker(country="XBB")) == seen(ANONYMOUS) == set()
    with pytest.raises(NotHere), acting_as(ANONYMOUS):
        queries.entry(ANONYMOUS, "made-up", entry.key)


def test_release_by_the_focal_point_then_publication_by_the_secretariat(programme):
    entry = make_entry(programme)
    for actor, error in ((worker(), Forbidden), (worker(Role.HEAD_OF_DELEGATION, "XBB"), NotHere)):
        with pytest.raises(error):
            actions.release_entry(actor=actor, entry=entry)
    with pytest.raises(Forbidden):
        actions.publish_entry(actor=worker(Role.HEAD_OF_DELEGATION), entry=entry)
    actions.release_entry(actor=worker(Role.HEAD_OF_DELEGATION), entry=entry)
    assert not entry.is_released
    actions.publish_entry(actor=worker(Role.SECRETARIAT), entry=entry)
    assert entry.is_released
    assert seen(ANONYMOUS) == {entry.key}


def test_what_is_changed_is_released_again(programme):
    entry = make_entry(programme, is_public=True)
    actions.change_entry(actor=worker(), entry=entry, particulars=particulars())
    assert seen(ANONYMOUS) == {entry.key}, "nothing differed"
    changed = actions.change_entry(actor=worker(), entry=entry, particulars=particulars(status="repealed"))
    assert seen(ANONYMOUS) == set()
    assert (changed.released_by, changed.public_from is not None) == ([], True)
    released = actions.release_entry(actor=worker(Role.HEAD_OF_DELEGATION), entry=changed)
    assert released.is_released
    with pytest.raises(Forbidden):
        actions.change_entry(actor=worker(Role.TRANSLATOR), entry=changed, particulars=particulars())
    with pytest.raises(Forbidden):
        actions.change_entry(actor=worker(country="XBB"), entry=changed, particulars=particulars())


def test_an_entry_about_a_real_state_needs_a_source_before_it_becomes_public(real):
    entry = make_entry(real)
    secretariat = worker(Role.SECRETARIAT, programme="real-like")
    with pytest.raises(InputError):
        actions.publish_entry(actor=secretariat, entry=entry)
    actions.add_source(actor=worker(programme="real-like"), entry=entry, source=source())
    actions.release_entry(actor=SYSTEM, entry=entry)
    assert actions.publish_entry(actor=secretariat, entry=entry).is_released


def test_the_database_refuses_a_public_entry_without_a_source(real):
    entry = make_entry(real)
    with pytest.raises(IntegrityError), transaction.atomic():
        publish_material(actor=SYSTEM, row=entry)
    only = actions.add_source(actor=SYSTEM, entry=entry, source=source())
    actions.publish_entry(actor=SYSTEM, entry=actions.release_entry(actor=SYSTEM, entry=entry))
    with pytest.raises(IntegrityError), acting_as(SYSTEM):
        RegisterSource.objects.filter(pk=only.pk).delete()
    with pytest.raises(InputError):
        actions.remove_source(actor=SYSTEM, source=only)
    other = actions.add_source(actor=SYSTEM, entry=entry, source=source(url="https://example.org/other"))
    actions.remove_source(actor=worker(programme="real-like"), source=other)
    with acting_as(SYSTEM):
        assert [one.pk for one in queries.sources_of(SYSTEM, [entry])[entry.pk]] == [only.pk]


def test_an_embargo_ends_without_anybody_touching_the_entry(real):
    entry = make_entry(real)
    actions.add_source(actor=SYSTEM, entry=entry, source=source())
    actions.release_entry(actor=SYSTEM, entry=entry)
    with acting_as(SYSTEM):
        RegisterEntry.objects.filter(pk=entry.pk).update(public_from=now(), is_released=False)
    publish_due_material()
    assert seen(ANONYMOUS) == {entry.key}
    with acting_as(ANONYMOUS):
        assert len(queries.sources_of(ANONYMOUS, [entry])[entry.pk]) == 1, "sources follow their entry"


def test_a_source_is_named_once_and_by_the_country_alone(programme):
    entry = make_entry(programme, is_public=True)
    actions.add_source(actor=worker(), entry=entry, source=source())
    assert seen(ANONYMOUS) == set(), "the country releases it again"
    with pytest.raises(InputError):
        actions.add_source(actor=worker(), entry=entry, source=source())
    with pytest.raises(NotHere):
        actions.add_source(actor=worker(country="XBB"), entry=make_entry(programme), source=source())


@pytest.mark.parametrize(
    "values",
    [
        {"countries": ["XAA", "XBB"]},
        {"countries": []},
        {"open_to": ["XBB"]},
        {"status": "ongoing"},
        {"themes": []},
        {"title_language": "fr"},
        {"description": Expressions()},
        {"first_year": 2031, "last_year": 2030},
        {"key": "No Slug"},
    ],
)
def test_what_must_never_be_false_the_database_refuses(programme, values):
    entry = make_entry(programme)
    with pytest.raises(IntegrityError), acting_as(SYSTEM):
        RegisterEntry.objects.filter(pk=entry.pk).update(**values)


@pytest.fixture
def loaded():
    load_bundled_programmes(actor=SYSTEM)
    return actions.load_register(actor=SYSTEM)


def audited():
    with acting_as(SYSTEM):
        return visible(SYSTEM, AuditEntry).count()


def test_loading_twice_changes_nothing(loaded):
    assert loaded[0].written >= 14
    before = audited()
    (again,) = actions.load_register(actor=SYSTEM)
    assert (again.written, again.changed, again.kept) == (0, 0, 0)
    assert audited() == before


def test_what_a_country_wrote_is_not_loaded_over(loaded):
    with acting_as(SYSTEM):
        entry = queries.entry(SYSTEM, "north-africa", "tun-strategy-snm")
        programme = entry.programme
    delegate = worker(country="TUN", programme=programme.code)
    said = particulars(themes=("P",), kind="strategy", status="adopted")
    assert not actions.change_entry(actor=delegate, entry=entry, particulars=said).is_from_public_sources
    (again,) = actions.load_register(actor=SYSTEM)
    assert again.kept == 1
    with acting_as(SYSTEM):
        assert queries.entry(SYSTEM, "north-africa", "tun-strategy-snm").status == "adopted"


def test_a_changed_file_changes_its_entry_and_keeps_it_public(loaded):
    with acting_as(SYSTEM):
        entry = queries.entry(SYSTEM, "north-africa", "egy-law-64-2010")
        entry.status = "adopted"
        entry.save()
        queries.sources_of(SYSTEM, [entry])[entry.pk][0].delete()
    (again,) = actions.load_register(actor=SYSTEM)
    assert again.changed == 1
    with acting_as(ANONYMOUS):
        entry = queries.entry(ANONYMOUS, "north-africa", "egy-law-64-2010")
        assert (entry.status, entry.is_from_public_sources) == ("in-force", True)
        assert len(queries.sources_of(ANONYMOUS, [entry])[entry.pk]) == 3


def test_every_real_entry_is_public_sourced_and_told_in_three_languages(loaded):
    with acting_as(ANONYMOUS):
        rows = list(queries.visible_entries(ANONYMOUS, "north-africa"))
        sources = queries.sources_of(ANONYMOUS, rows)
    assert {row.country for row in rows} == {"EGY", "MAR", "TUN"}
    for row in rows:
        assert row.is_from_public_sources
        assert sources[row.pk]
        assert set(row.title) == set(row.description) == {"ar", "en", "fr"}
        # Titles are official names; our own words are held to the glossary.
        found = {language: check_terminology(text, language) for language, text in row.description.items()}
        assert not any(found.values()), (row.key, found)
