import pytest
from tests.consultation.test_actions_addressees import make_finding

from mashura.access.models import AuditEntry
from mashura.access.public import ANONYMOUS, SYSTEM, Role, acting_as, create_demonstration_accounts, visible
from mashura.access.supporting_cast import create_supporting_cast
from mashura.consultation import public
from mashura.site.demonstration.cast import Cast
from mashura.site.demonstration.recommendations import play_recommendations

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def cast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    public.load_bundled_programmes(actor=SYSTEM)
    create_demonstration_accounts(actor=SYSTEM, programmes=["fictional-example"], fictional=["fictional-example"])
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")
    make_finding("fictional-example", "F-1")
    return Cast()


def states(actor):
    with acting_as(actor):
        return {row.ref: row.state for row in public.visible_recommendations(actor)}


def test_the_story_plays_once(cast):
    play_recommendations(cast)
    secretariat = cast.actor(Role.SECRETARIAT)
    played = states(secretariat)
    assert played == {f"R-{n}": "issued" for n in (1, 2, 3, 4, 5, 6, 9, 10)} | {"R-7": "withdrawn", "R-8": "split"}
    with acting_as(SYSTEM):
        entries = visible(SYSTEM, AuditEntry).count()
    play_recommendations(cast)
    with acting_as(SYSTEM):
        assert visible(SYSTEM, AuditEntry).count() == entries


def test_what_is_withdrawn_or_waits_for_a_country_is_not_public(cast):
    play_recommendations(cast)
    assert set(states(ANONYMOUS)) == {f"R-{n}" for n in (1, 2, 3, 4, 5, 6, 8, 9)}
    assert "R-10" in states(cast.actor(Role.HEAD_OF_DELEGATION, "XBB"))
    assert "R-10" not in states(cast.actor(Role.HEAD_OF_DELEGATION, "XAA"))
    with acting_as(ANONYMOUS):
        split = public.recommendation(ANONYMOUS, "fictional-example", "R-8")
        assert [link.recommendation.ref for link in public.links_of(ANONYMOUS, split)] == ["R-9"]


def test_the_first_has_its_versions_origin_and_three_classes_of_addressees(cast):
    play_recommendations(cast)
    secretariat = cast.actor(Role.SECRETARIAT)
    with acting_as(secretariat):
        row = public.recommendation(secretariat, "fictional-example", "R-1")
        versions = public.versions_of(secretariat, row)
        assert [version.stage for version in versions] == list(public.Stage)
        assert all(version.text.is_concordant(["en", "ar", "fr"]) for version in versions)
        assert [one.finding.ref for one in public.origins_of(secretariat, row) if one.finding] == ["F-1"]
    with acting_as(ANONYMOUS):
        addressees = public.addressees_of(ANONYMOUS, [row])[row.pk]
        assert {one.addressee_class for one in addressees} >= {
            "ministry",
            "national-civil-society",
            "international-organisation",
        }
        assert all("fictional" in one.names["en"] for one in addressees)


def test_a_split_says_why_in_three_languages_and_a_language_came_later(cast):
    play_recommendations(cast)
    with acting_as(ANONYMOUS):
        split = public.recommendation(ANONYMOUS, "fictional-example", "R-8")
        assert set(split.state_reason) == {"en", "ar", "fr"}
        child = public.recommendation(ANONYMOUS, "fictional-example", "R-9")
        (version,) = public.versions_of(ANONYMOUS, child)
        assert set(version.added_languages) == {"fr"}
        first = public.recommendation(ANONYMOUS, "fictional-example", "R-1")
        assert all(set(one.reason) == {"en", "ar", "fr"} for one in public.versions_of(ANONYMOUS, first)[1:])
