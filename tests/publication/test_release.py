"""The way of an edition to the public: clearance, embargo, sharing, release, withdrawal."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.access.factories import make_actor, make_organisation
from tests.publication.factories import FICTIONAL, PROGRAMME, composed

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as
from mashura.errors import InputError
from mashura.kit.clock import stopped_at
from mashura.publication.models import Edition, EditionClearance
from mashura.publication.public import (
    build_edition,
    build_press_notes,
    clear_edition,
    edition_state,
    editions_to_clear,
    publish_due_editions,
    release_edition,
    request_clearance,
    share_edition,
    visible_editions,
    withdraw_edition,
)
from mashura.publication.rules.release import EditionState

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.usefixtures("unset")]
NOON = datetime(2031, 5, 6, 12, tzinfo=UTC)


@pytest.fixture
def edition(about_states):
    return composed()


@pytest.fixture
def secretariat(edition):
    return make_actor(Role.SECRETARIAT, programmes=[FICTIONAL], countries=[])


def head(country, programme=FICTIONAL):
    return make_actor(Role.HEAD_OF_DELEGATION, programmes=[programme], countries=[country])


def seen_by(actor):
    with acting_as(actor):
        return set(visible_editions(actor, programme=FICTIONAL))


def cleared(edition, secretariat):
    request_clearance(actor=secretariat, edition=edition)
    for country in edition.countries:
        clear_edition(actor=head(country), edition=edition, country=country)
    return edition


def test_an_edition_waits_for_every_country_it_has_a_chapter_on(edition, secretariat):
    assert edition.countries == ["XAA", "XBB"]
    assert edition_state(edition) is EditionState.COMPOSED
    with pytest.raises(InputError, match="Every country"):
        release_edition(actor=secretariat, edition=edition)
    request_clearance(actor=secretariat, edition=edition)
    clear_edition(actor=head("XAA"), edition=edition, country="XAA")
    with pytest.raises(InputError, match="Every country"):
        release_edition(actor=secretariat, edition=edition)
    clear_edition(actor=head("XBB"), edition=edition, country="XBB")
    assert edition_state(edition) is EditionState.CLEARED
    release_edition(actor=secretariat, edition=edition)
    assert edition in seen_by(ANONYMOUS)


def test_a_focal_point_sees_an_edition_once_it_is_asked(edition, secretariat):
    own, third = head("XAA"), head("XCC")
    assert edition not in seen_by(own)
    with pytest.raises(NotHere):
        clear_edition(actor=own, edition=edition, country="XAA")
    request_clearance(actor=secretariat, edition=edition)
    assert edition in seen_by(own)
    with acting_as(own):
        assert editions_to_clear(own) == [edition]
    for other in (third, head("XAA", "another"), make_actor(Role.DELEGATE, programmes=[FICTIONAL]), ANONYMOUS):
        assert edition not in seen_by(other)
        with pytest.raises(NotHere):
            clear_edition(actor=other, edition=edition, country="XAA")


def test_a_focal_point_clears_for_their_own_country_and_once(edition, secretariat):
    request_clearance(actor=secretariat, edition=edition)
    own = head("XAA")
    with pytest.raises(InputError, match="does not wait for your clearance"):
        clear_edition(actor=own, edition=edition, country="XBB")
    clear_edition(actor=own, edition=edition, country="XAA")
    with pytest.raises(InputError, match="does not wait for your clearance"):
        clear_edition(actor=own, edition=edition, country="XAA")
    with acting_as(own):
        assert editions_to_clear(own) == []
    with acting_as(SYSTEM):
        (row,) = EditionClearance.objects.filter(edition=edition)
    assert (row.country, row.basis, row.post_id) == ("XAA", "focal-point", own.post_id)


def test_the_secretariat_cannot_clear_for_a_country(edition, secretariat):
    request_clearance(actor=secretariat, edition=edition)
    with pytest.raises(Forbidden):
        clear_edition(actor=secretariat, edition=edition, country="XAA")


def test_under_embargo_only_the_secretariat_and_those_it_is_shared_with_read_it(edition, secretariat):
    friend, stranger = make_organisation(), make_organisation()
    mission = make_actor(Role.COUNTRY_MISSION, programmes=[FICTIONAL], organisation=friend)
    other = make_actor(Role.COUNTRY_MISSION, programmes=[FICTIONAL], organisation=stranger)
    cleared(edition, secretariat)
    share_edition(actor=secretariat, edition=edition, organisations=[friend.pk])
    with stopped_at(NOON):
        release_edition(actor=secretariat, edition=edition, public_from=NOON + timedelta(days=2))
    assert edition_state(edition) is EditionState.EMBARGOED
    assert edition in seen_by(secretariat)
    assert edition in seen_by(mission)
    assert edition not in seen_by(other)
    assert edition not in seen_by(ANONYMOUS)


def test_sharing_can_be_taken_back_and_takes_known_organisations_only(edition, secretariat):
    friend = make_organisation()
    reader = make_actor(Role.OBSERVER, programmes=[FICTIONAL], organisation=friend)
    share_edition(actor=secretariat, edition=edition, organisations=[friend.pk])
    assert edition in seen_by(reader)
    share_edition(actor=secretariat, edition=edition, organisations=[])
    assert edition not in seen_by(reader)
    with pytest.raises(InputError, match="from the list"):
        share_edition(actor=secretariat, edition=edition, organisations=[reader.post_id])


def test_the_task_publishes_when_the_embargo_has_ended_and_not_before(edition, secretariat):
    cleared(edition, secretariat)
    with stopped_at(NOON):
        release_edition(actor=secretariat, edition=edition, public_from=NOON + timedelta(hours=1))
        assert publish_due_editions() == 0
    with stopped_at(NOON + timedelta(hours=1)):
        assert publish_due_editions() == 1
        assert publish_due_editions() == 0
    assert edition in seen_by(ANONYMOUS)


def test_what_a_document_prints_as_its_embargo_is_kept(edition):
    with stopped_at(NOON):
        (note,) = build_press_notes(
            actor=SYSTEM,
            programme=FICTIONAL,
            languages=["en"],
            embargo_until=NOON + timedelta(days=1),
            is_released=False,
        )
        with pytest.raises(InputError, match="prints an embargo"):
            release_edition(actor=SYSTEM, edition=note)
        release_edition(actor=SYSTEM, edition=note, public_from=NOON + timedelta(days=1))
        with pytest.raises(InputError, match="in the past"):
            build_press_notes(actor=SYSTEM, programme=FICTIONAL, embargo_until=NOON)
    assert edition_state(note) is EditionState.EMBARGOED


def test_a_withdrawn_edition_is_gone_for_good_and_the_next_build_is_a_version_of_its_own(edition, secretariat):
    cleared(edition, secretariat)
    release_edition(actor=secretariat, edition=edition)
    withdraw_edition(actor=secretariat, edition=edition)
    assert edition not in seen_by(ANONYMOUS)
    assert edition in seen_by(secretariat)
    with pytest.raises(InputError):
        release_edition(actor=secretariat, edition=edition)
    again = build_edition(actor=secretariat, programme=FICTIONAL, language="en")
    assert (again.version, again.is_released) == (2, False)


def test_what_others_build_is_never_released_at_once(edition, secretariat):
    built = build_edition(actor=secretariat, programme=FICTIONAL, language="fr", is_released=True)
    assert edition_state(built) is EditionState.COMPOSED


@pytest.mark.parametrize("step", [request_clearance, release_edition, withdraw_edition])
def test_who_is_not_of_the_programmes_secretariat_moves_nothing(edition, secretariat, step):
    for other in (
        ANONYMOUS,
        make_actor(Role.SECRETARIAT, programmes=["another"]),
        make_actor(Role.RESEARCHER, programmes=[FICTIONAL]),
    ):
        with pytest.raises(NotHere):
            step(actor=other, edition=edition)


def test_the_system_clears_what_it_makes_of_published_facts(editions):
    with acting_as(SYSTEM):
        rows = EditionClearance.objects.filter(edition__programme=PROGRAMME, edition=editions["ar"])
        assert {(row.country, row.basis) for row in rows} == {
            (country, "published-facts") for country in ("EGY", "MAR", "TUN")
        }


class TestDatabase:
    """What the database itself refuses, whoever asks."""

    def refused(self, edition, **changes):
        with pytest.raises(IntegrityError), acting_as(SYSTEM), transaction.atomic():
            Edition.objects.filter(pk=edition.pk).update(**changes)

    def test_release_before_clearance(self, edition):
        self.refused(edition, is_released=True, public_from=NOON)

    def test_an_embargo_before_clearance(self, edition):
        self.refused(edition, public_from=NOON)

    def test_a_clearance_that_no_country_gave(self, edition):
        self.refused(edition, cleared_by=["XAA", "XBB"])

    def test_other_words_in_a_composed_edition(self, edition):
        self.refused(edition, title="Another title")
        self.refused(edition, countries=[])

    def test_hiding_what_was_released(self, edition, secretariat):
        release_edition(actor=secretariat, edition=cleared(edition, secretariat))
        self.refused(edition, is_released=False)

    def test_taking_a_withdrawal_back(self, edition, secretariat):
        withdraw_edition(actor=secretariat, edition=edition)
        self.refused(edition, withdrawn_at=None)
