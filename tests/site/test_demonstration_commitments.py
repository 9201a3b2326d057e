from collections import Counter

import pytest
import yaml

from mashura.access.models import AuditEntry
from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Role,
    acting_as,
    create_demonstration_accounts,
    create_supporting_cast,
    visible,
)
from mashura.commitments.models import (
    Assessment,
    Commitment,
    CommitmentVersion,
    ProgressReport,
    ReportFile,
    Response,
)
from mashura.commitments.public import CommitmentFilter, Position, listed, whole
from mashura.commitments.queries.assessments import by_country
from mashura.commitments.queries.inside import inside
from mashura.commitments.rules.deadlines import DutyState
from mashura.consultation.models import Addressee, Programme, Recommendation
from mashura.consultation.public import document_path, load_bundled_programmes
from mashura.kit.clock import now
from mashura.site.demonstration.cast import Cast
from mashura.site.demonstration.commitments import _STORY, play_commitments

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
COUNTRIES = ["XAA", "XBB", "XCC"]


@pytest.fixture
def cast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_bundled_programmes(actor=SYSTEM)
    create_demonstration_accounts(actor=SYSTEM, programmes=["fictional-example"], fictional=["fictional-example"])
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")
    found = Cast()
    with acting_as(SYSTEM):
        recommendations(found)
    return found


def recommendations(cast):
    """Issued recommendations addressed to those who answer in the story."""
    told = yaml.safe_load(_STORY.read_text(encoding="utf-8"))
    bodies = {(one["ref"], one["body"]) for one in [*told["answers"], *told["asked"]]}
    for ref in sorted({ref for ref, _ in bodies}):
        row = Recommendation.objects.create(
            programme=Programme.objects.get(code="fictional-example"),
            ref=ref,
            state="issued",
            theme="S1",
            source_kind="regional-meeting",
            countries=COUNTRIES,
            open_to=COUNTRIES,
            released_by=COUNTRIES,
            public_from=now(),
            is_released=True,
        )
        for _ref, body in sorted(pair for pair in bodies if pair[0] == ref):
            organisation = cast.organisation(body)
            addressee = Addressee(
                recommendation=row,
                addressee_class="ministry",
                country=organisation.country or "",
                organisation=organisation,
                role="co",
            )
            addressee.take_scope_of(row)
            addressee.save()


def test_the_story_plays_once(cast):
    play_commitments(cast)
    with acting_as(SYSTEM):
        entries = visible(SYSTEM, AuditEntry).count()
        statuses = Counter(visible(SYSTEM, Commitment).values_list("status", flat=True))
        positions = set(visible(SYSTEM, Response).values_list("position", flat=True))
        reports = set(visible(SYSTEM, ProgressReport).values_list("state", flat=True))
    assert statuses == {"active": 5, "completed_claimed": 1, "suspended": 1, "submitted": 1}
    assert positions == {one.value for one in Position}
    assert reports == {"published"}
    play_commitments(cast)
    with acting_as(SYSTEM):
        assert visible(SYSTEM, AuditEntry).count() == entries


def test_the_public_sees_what_was_released_and_no_more(cast):
    play_commitments(cast)
    with acting_as(ANONYMOUS):
        found = listed(ANONYMOUS, CommitmentFilter(programme="fictional-example"), "en")
        assert [one.commitment.ref for one in found] == ["C-1", "C-5", "C-2", "C-7", "C-3", "C-6", "C-4"]
        joint = whole(ANONYMOUS, next(one.commitment for one in found if one.commitment.kind == "joint"), "en")
        assert [share.is_missing for share in joint.shares] == [False, True, False]
        judged = visible(ANONYMOUS, Assessment).filter(commitment__ref="C-3")
        assert [one.level for one in judged.order_by("as_of")] == ["substantial", "limited", "partial"]
        # One answer waits for its head of delegation.
        waiting = visible(ANONYMOUS, Response).filter(addressee__recommendation__ref="R-5", country="XBB")
        assert not waiting.exists()


def test_a_report_carries_files_and_the_public_sees_those_meant_for_it(cast):
    play_commitments(cast)
    with acting_as(ANONYMOUS):
        (file,) = visible(ANONYMOUS, ReportFile)
    assert file.name == "clinics-visited.pdf"
    assert document_path(file.sha256).read_bytes().startswith(b"%PDF-1.4")
    with acting_as(SYSTEM):
        assert visible(SYSTEM, ReportFile).filter(is_private=True).count() == 1


def test_two_parties_judge_a_recommendation_in_a_country(cast):
    play_commitments(cast)
    with acting_as(ANONYMOUS):
        recommendation = visible(ANONYMOUS, Recommendation).get(ref="R-5")
        found = by_country(ANONYMOUS, recommendation, "en")["XCC"]
    assert [one.level for one in found.current] == ["partial", "limited"]
    assert found.agreement == "differ"
    assert found.current[0].contested_names["en"].startswith("Ministry of the Interior of Corvania")


def test_a_translation_came_after_the_confirmation(cast):
    play_commitments(cast)
    with acting_as(ANONYMOUS):
        version = visible(ANONYMOUS, CommitmentVersion).get(commitment__ref="C-5")
    assert version.closed_text == ["ar", "en"]
    assert version.is_added("text", "fr")
    assert version.text.standing("fr") == "reviewed"


def test_a_duty_is_overdue_and_work_waits(cast):
    play_commitments(cast)
    owner = cast.actor(Role.DELEGATE, "XAA", organisation="health-xaa")
    with acting_as(owner):
        assert [one.state for one in inside(owner).duties] == [DutyState.OVERDUE]
    head = cast.actor(Role.HEAD_OF_DELEGATION, "XBB")
    with acting_as(head):
        found = inside(head)
        assert [one.ref for one in found.to_confirm] == ["C-8"]
        assert len(found.to_release) == 1
