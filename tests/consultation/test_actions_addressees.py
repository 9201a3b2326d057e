import pytest
from tests.access.factories import make_organisation
from tests.consultation.factories_recommendations import body, make_draft, make_issued, make_programme, person
from tests.consultation.rows import NAMES

from mashura.access.public import SYSTEM, NotHere, Role, acting_as
from mashura.consultation import public
from mashura.consultation.models import Addressee, Meeting, RecommendationOrigin
from mashura.errors import InputError
from mashura.evidence.models import Finding
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def addressees(row):
    with acting_as(SYSTEM):
        return {(one.country, one.role, str(one.pk)) for one in Addressee.objects.filter(recommendation=row)}


def make_finding(programme="made-up", ref="F-1"):
    with acting_as(SYSTEM):
        return Finding.objects.create(
            programme=programme, ref=ref, kind="descriptive", theme="S1", statement=Expressions.of("en", "So it is.")
        )


def make_meeting(programme=None):
    programme = programme or make_programme()
    with acting_as(SYSTEM):
        return Meeting.objects.create(
            id=f"{programme.code}/first",
            programme=programme,
            kind="regional-meeting",
            country="XAA",
            starts="2031-05-01",
            ends="2031-05-02",
            title=NAMES,
            place=NAMES,
            source="made-up",
            is_released=programme.is_released,
        )


def test_bodies_that_stay_keep_their_rows_while_the_lead_changes_hands():
    row = make_draft()
    health, labour = make_organisation(), make_organisation()
    first = [body(organisation=health), body(organisation=labour, role="co"), body("XBB")]
    public.address_to(actor=person(), recommendation=row, addressees=first)
    before = {pk for _country, _role, pk in addressees(row)}
    second = [body(organisation=health, role="co"), body(organisation=labour)]
    public.address_to(actor=person(), recommendation=row, addressees=second)
    after = addressees(row)
    assert {pk for _country, _role, pk in after} < before
    assert sorted(role for _country, role, _pk in after) == ["co", "lead"]


def test_a_body_is_addressed_once():
    health = make_organisation()
    with pytest.raises(InputError, match="twice"):
        public.address_to(
            actor=SYSTEM,
            recommendation=make_draft(),
            addressees=[body(organisation=health), body(organisation=health, role="co")],
        )


def test_a_state_without_a_lead_is_refused_and_nothing_changes():
    row = make_draft()
    public.address_to(actor=SYSTEM, recommendation=row, addressees=[body()])
    before = addressees(row)
    with pytest.raises(InputError, match="Nobody leads"):
        public.address_to(actor=SYSTEM, recommendation=row, addressees=[body(role="co")])
    assert addressees(row) == before


def test_origins_open_as_far_as_one_may_see():
    row = make_draft()
    finding, meeting = make_finding(), make_meeting()
    for _twice in range(2):
        public.add_origin(actor=person(), recommendation=row, finding=finding)
        public.add_origin(actor=person(), recommendation=row, meeting=meeting)
    secretariat = person()
    with acting_as(secretariat):
        origins = public.origins_of(secretariat, row)
        assert [one.finding or one.meeting for one in origins] == [finding, meeting]
        assert list(public.recommendations_from(secretariat, finding=finding)) == [row]
        assert list(public.recommendations_from(secretariat, meeting=meeting)) == [row]
    public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["XAA"])
    delegate = person(Role.DELEGATE, countries=["XAA"])
    with acting_as(delegate):
        # The finding is not open to this country: not even that there is one is told.
        assert [one.meeting for one in public.origins_of(delegate, row)] == [meeting]
    outsider = person(Role.DELEGATE, countries=["XBB"])
    with acting_as(outsider):
        assert not public.recommendations_from(outsider, meeting=meeting).exists()


def test_origins_are_of_the_same_programme_and_visible():
    row = make_draft()
    make_programme("another")
    with pytest.raises(InputError, match="own programme"):
        public.add_origin(actor=SYSTEM, recommendation=row, finding=make_finding("another"))
    with pytest.raises(InputError, match="Name a finding"):
        public.add_origin(actor=SYSTEM, recommendation=row)
    with pytest.raises(NotHere):
        public.add_origin(actor=person(Role.RESEARCHER), recommendation=row, finding=make_finding("another", "F-2"))


def test_an_origin_is_taken_back_until_issue():
    row = make_draft()
    origin = public.add_origin(actor=SYSTEM, recommendation=row, finding=make_finding())
    public.remove_origin(actor=person(), origin=origin)
    with acting_as(SYSTEM):
        assert not RecommendationOrigin.objects.exists()
    with pytest.raises(InputError, match="stays as it is"):
        public.add_origin(actor=SYSTEM, recommendation=make_issued(), finding=make_finding(ref="F-3"))
