import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mashura.access.public import ANONYMOUS, SYSTEM, Actor, Forbidden, Kind, Role, acting_as
from mashura.reference import pack, public
from mashura.reference.models import Country, CrosswalkLink, LoadedPack, Topic

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

SECRETARIAT = Actor(kind=Kind.USER, roles=frozenset({Role.PUBLIC, Role.SECRETARIAT}))
DELEGATE = Actor(kind=Kind.USER, roles=frozenset({Role.PUBLIC, Role.DELEGATE}), countries=frozenset({"EGY"}))


def test_loading_fills_every_table():
    report = public.load_reference(actor=SYSTEM)
    assert report.is_changed
    assert report.rows["Country"] == len(pack.countries())
    assert report.rows["Area"] == 63
    assert report.rows["Topic"] == 3 + 14
    with acting_as(ANONYMOUS):
        assert Country.objects.get(pk="MAR").names["ar"] == "المغرب"
        assert not CrosswalkLink.objects.filter(is_confirmed=True).exists()


def test_loading_again_writes_nothing():
    public.load_reference(actor=SYSTEM)
    with CaptureQueriesContext(connection) as queries:
        report = public.load_reference(actor=SYSTEM)
    assert not report.is_changed
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_another_version_replaces_changed_and_removed_rows():
    public.load_reference(actor=SYSTEM)
    with acting_as(SYSTEM):
        Country.objects.filter(pk="TUR").update(names={"en": "Turkey"})
        Country.objects.create(pk="XQQ", kind="state", names={"en": "Removed"}, is_fictional=True)
        Topic.objects.filter(pk="S1").update(position=90)
        LoadedPack.objects.update(fingerprint="0" * 64)
    assert public.load_reference(actor=SYSTEM).is_changed
    with acting_as(ANONYMOUS):
        assert Country.objects.get(pk="TUR").names["en"] == "Türkiye"
        assert not Country.objects.filter(pk="XQQ").exists()
        assert Topic.objects.get(pk="S1").position == 2


def test_secretariat_may_load_and_others_may_not():
    with pytest.raises(Forbidden):
        public.load_reference(actor=DELEGATE)
    with pytest.raises(Forbidden):
        public.load_reference(actor=ANONYMOUS)
    assert public.load_reference(actor=SECRETARIAT).is_changed


@pytest.mark.parametrize(("language", "expected"), [("en", ["EGY", "MAR", "TUN"]), ("ar", ["TUN", "EGY", "MAR"])])
def test_database_orders_countries_as_the_packs_do(language, expected):
    public.load_reference(actor=SYSTEM)
    with acting_as(ANONYMOUS):
        codes = list(public.visible_countries(ANONYMOUS, language).values_list("iso3", flat=True))
    assert [code for code in codes if code in expected] == expected
    assert codes == public.countries_in_order(codes, language)


def test_topics_come_with_their_themes():
    public.load_reference(actor=SYSTEM)
    with acting_as(ANONYMOUS):
        tree = {topic.code: [theme.code for theme in topic.themes.all()] for topic in public.visible_topics(ANONYMOUS)}
    assert tree == {
        "1": ["R1", "R2", "B", "V"],
        "2": ["T1", "T2"],
        "3": ["P", "S1", "S2", "S3", "S4", "S5", "I", "D"],
    }
