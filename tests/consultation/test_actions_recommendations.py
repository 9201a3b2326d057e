import pytest
from django.db import IntegrityError, connection, transaction
from tests.consultation.factories_recommendations import (
    body,
    make_draft,
    make_issued,
    make_programme,
    make_public,
    person,
    why,
    words,
)

from mashura.access.models import AuditEntry
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as, visible
from mashura.consultation import public
from mashura.consultation.models import Recommendation, RecommendationLink, RecommendationVersion
from mashura.consultation.rules.recommendations import Particulars
from mashura.errors import InputError
from mashura.kit.expressions import Expressions, Standing

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def fresh(row):
    with acting_as(SYSTEM):
        return Recommendation.objects.select_related("programme").get(pk=row.pk)


def versions(row):
    with acting_as(SYSTEM):
        return list(RecommendationVersion.objects.filter(recommendation=row).order_by("number"))


def events():
    with acting_as(SYSTEM):
        found = visible(SYSTEM, AuditEntry).order_by("pk").values_list("event", flat=True)
        return [event.removeprefix("consultation:recommendation:") for event in found]


def test_secretariat_and_researcher_draft_and_others_do_not():
    programme = make_programme()
    assert make_draft(actor=person(), programme=programme).ref == "R-1"
    assert make_draft(actor=person(Role.RESEARCHER), programme=programme).ref == "R-2"
    for role in (Role.TRANSLATOR, Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.OBSERVER, Role.COUNTRY_MISSION):
        with pytest.raises(Forbidden):
            make_draft(actor=person(role, countries=["XAA"]), programme=programme)
    with pytest.raises(Forbidden):
        make_draft(actor=ANONYMOUS, programme=programme)
    with pytest.raises(Forbidden):
        make_draft(actor=person(Role.RESEARCHER, programmes=["another"]), programme=programme)


def test_a_reference_is_given_once_and_never_again():
    row = make_draft(ref="R-7")
    assert make_draft().ref == "R-8"
    public.withdraw_recommendation(actor=SYSTEM, recommendation=row, reason=why("It is covered elsewhere."))
    with pytest.raises(InputError, match="never used again"):
        make_draft(ref="R-7")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for statement in (
            "DELETE FROM consultation_recommendation",
            "UPDATE consultation_recommendation SET ref = 'R-9' WHERE ref = 'R-7'",
            "UPDATE consultation_recommendation SET state = 'draft' WHERE ref = 'R-7'",
        ):
            with pytest.raises(IntegrityError, match="never"), transaction.atomic():
                cursor.execute(statement)


def test_the_database_keeps_references_that_can_stand_in_an_address():
    make_draft()
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="recommendation_ref_has_its_form"):
        Recommendation.objects.create(programme=make_programme(), ref="R/1", source_kind="study")


def test_a_draft_is_edited_in_place_and_its_translations_become_stale():
    row = make_draft(actor=person(Role.RESEARCHER))
    public.edit_draft(
        actor=person(),
        recommendation=row,
        particulars=Particulars("study", countries=("XBB",), theme="S2", action_strength=4),
        language="en",
        text="Open schools to every child",
    )
    (version,) = versions(row)
    assert version.text["en"] == "Open schools to every child"
    assert version.text.standing("ar") is Standing.STALE
    assert (fresh(row).theme, fresh(row).countries, fresh(row).action_strength) == ("S2", ["XBB"], 4)


def test_editing_without_change_of_words_keeps_translations():
    row = make_draft()
    public.edit_draft(
        actor=SYSTEM,
        recommendation=row,
        particulars=Particulars("study", theme="S2"),
        language="en",
        text=" Open clinics to everybody ",
    )
    assert versions(row)[0].text.standing("ar") is Standing.REVIEWED


def test_the_researcher_writes_drafts_and_the_secretariat_settles_what_was_proposed():
    row = make_draft()
    researcher, secretariat = person(Role.RESEARCHER), person()
    public.propose_recommendation(actor=researcher, recommendation=row)
    change = {
        "recommendation": row,
        "stage": "national-workshop",
        "text": words("Open all clinics"),
        "reason": why("Said."),
    }
    with pytest.raises(Forbidden):
        public.make_version(actor=researcher, **change)
    with pytest.raises(Forbidden):
        public.consolidate_recommendation(actor=researcher, recommendation=row)
    assert public.make_version(actor=secretariat, **change).number == 2
    public.consolidate_recommendation(actor=secretariat, recommendation=row)
    assert fresh(row).state == "consolidated"


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.DELEGATE, Role.HEAD_OF_DELEGATION, Role.OBSERVER])
def test_others_take_no_step_and_change_no_text(role):
    row = make_draft()
    public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["XAA"])
    somebody = person(role, countries=["XAA"])
    with acting_as(somebody):
        seen = public.recommendation(somebody, "made-up", row.ref)
    for step in ("propose", "withdraw"):
        with pytest.raises(Forbidden):
            public.take_step(actor=somebody, recommendation=seen, step=step, reason="No.")
    with pytest.raises(Forbidden):
        public.edit_draft(
            actor=somebody, recommendation=seen, particulars=Particulars("study"), language="en", text="Other"
        )
    with pytest.raises(Forbidden):
        public.address_to(actor=somebody, recommendation=seen, addressees=[body()])


def test_what_one_may_not_see_is_not_there():
    row = make_draft()
    for somebody in (
        ANONYMOUS,
        person(Role.DELEGATE, countries=["XAA"]),
        person(Role.RESEARCHER, programmes=["another"]),
    ):
        with acting_as(somebody), pytest.raises(NotHere):
            public.recommendation(somebody, "made-up", row.ref)
        with pytest.raises(NotHere):
            public.take_step(actor=somebody, recommendation=row, step="propose")
        with pytest.raises(NotHere):
            public.open_recommendation(actor=somebody, recommendation=row, countries=[])


def test_issuing_freezes_the_version_for_good():
    row = make_issued()
    (version,) = versions(row)
    assert version.is_issued
    with pytest.raises(InputError, match="stays as it is"):
        public.edit_draft(
            actor=SYSTEM, recommendation=row, particulars=Particulars("study"), language="en", text="Close clinics"
        )
    with pytest.raises(InputError, match="stays as it is"):
        public.address_to(actor=SYSTEM, recommendation=row, addressees=[])
    with acting_as(SYSTEM), connection.cursor() as cursor:
        for statement in (
            'UPDATE consultation_recommendationversion SET text = \'{"original": "", "texts": {}}\'',
            "UPDATE consultation_recommendationversion SET is_issued = false",
            "UPDATE consultation_recommendationversion SET number = 9",
            "DELETE FROM consultation_recommendationversion",
        ):
            with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
                cursor.execute(statement)
        with pytest.raises(IntegrityError, match="never goes back"), transaction.atomic():
            cursor.execute("UPDATE consultation_recommendation SET state = 'adopted'")


def test_what_is_missing_is_said_before_issue():
    row = make_draft(text=Expressions.of("en", "Open clinics"))
    for step in ("propose", "consolidate", "adopt"):
        public.take_step(actor=SYSTEM, recommendation=row, step=step)
    with pytest.raises(InputError, match="authoritative language"):
        public.issue_recommendation(actor=SYSTEM, recommendation=row)
    version = public.translate_recommendation(actor=SYSTEM, version=versions(row)[0], language="ar", text="افتحوا")
    public.review_recommendation(actor=SYSTEM, version=version, language="ar")
    with pytest.raises(InputError, match="to whom"):
        public.issue_recommendation(actor=SYSTEM, recommendation=row)
    public.address_to(actor=SYSTEM, recommendation=row, addressees=[body()])
    public.issue_recommendation(actor=SYSTEM, recommendation=row)
    assert fresh(row).state == "issued"


def test_translators_translate_and_review_in_their_programmes_only():
    row = make_draft()
    translator = person(Role.TRANSLATOR)
    version = public.translate_recommendation(
        actor=translator, version=versions(row)[0], language="fr", text="Ouvrir les dispensaires"
    )
    assert version.text.standing("fr") is Standing.TO_REVIEW
    version = public.review_recommendation(actor=translator, version=version, language="fr")
    assert version.text.standing("fr") is Standing.REVIEWED
    assert len(versions(row)) == 1
    for somebody in (person(Role.TRANSLATOR, programmes=["another"]), ANONYMOUS):
        with pytest.raises(NotHere):
            public.translate_recommendation(actor=somebody, version=version, language="fr", text="Autre")
    with pytest.raises(Forbidden):
        public.review_recommendation(
            actor=person(Role.RESEARCHER, programmes=[]), version=_public_version(), language="ar"
        )


def _public_version():
    return versions(make_public())[-1]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [("en", "Words", "language of the original"), ("fr", "  ", "Write the text")],
)
def test_translations_that_are_refused(language, text, told):
    version = versions(make_draft())[0]
    with pytest.raises(InputError, match=told):
        public.translate_recommendation(actor=SYSTEM, version=version, language=language, text=text)


def test_a_stale_translation_is_not_reviewed():
    row = make_draft()
    public.edit_draft(
        actor=SYSTEM, recommendation=row, particulars=Particulars("study"), language="en", text="Other words"
    )
    with pytest.raises(InputError, match="translate it again"):
        public.review_recommendation(actor=SYSTEM, version=versions(row)[0], language="ar")


def test_other_words_after_issue_take_it_out_of_view_until_countries_release_again():
    row = make_public()
    public.make_version(
        actor=person(),
        recommendation=row,
        stage="published-report",
        text=words("Open clinics to all"),
        reason=why("The report says it so."),
    )
    with acting_as(ANONYMOUS), pytest.raises(NotHere):
        public.recommendation(ANONYMOUS, "made-up", row.ref)
    head = person(Role.HEAD_OF_DELEGATION, countries=["XAA"])
    public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["XAA"])
    public.release_recommendation(actor=head, recommendation=fresh(row), country="XAA")
    with acting_as(ANONYMOUS):
        found = public.recommendation(ANONYMOUS, "made-up", row.ref)
        assert public.current_versions(ANONYMOUS, [found])[row.pk].text["en"] == "Open clinics to all"


def test_versions_say_why_and_never_go_back():
    row = make_draft(stage="national-workshop")
    with pytest.raises(InputError, match="why"):
        public.make_version(
            actor=SYSTEM, recommendation=row, stage="regional-meeting", text=words("Other"), reason=Expressions()
        )
    with pytest.raises(InputError, match="never goes back"):
        public.make_version(
            actor=SYSTEM, recommendation=row, stage="draft-study", text=words("Other"), reason=why("Said.")
        )
    public.withdraw_recommendation(actor=SYSTEM, recommendation=row, reason=why("Covered elsewhere."))
    with pytest.raises(InputError, match="come to its end"):
        public.make_version(
            actor=SYSTEM, recommendation=row, stage="regional-meeting", text=words("Other"), reason=why("Said.")
        )


def test_giving_way_links_to_what_takes_its_place():
    old, other, third = make_issued(), make_issued(), make_issued()
    public.split_recommendation(actor=SYSTEM, recommendation=old, children=[other, third], reason=why("Two things."))
    assert fresh(old).state == "split"
    fourth = make_issued()
    public.supersede_recommendation(actor=SYSTEM, recommendation=other, by=fourth)
    public.merge_recommendation(actor=SYSTEM, recommendation=third, into=fourth)
    public.repeat_recommendation(actor=SYSTEM, recommendation=fourth, other=old)
    with acting_as(SYSTEM):
        links = RecommendationLink.objects.values_list("recommendation__ref", "kind", "other__ref")
        assert set(links) == {
            (other.ref, "splits", old.ref),
            (third.ref, "splits", old.ref),
            (fourth.ref, "supersedes", other.ref),
            (fourth.ref, "merges", third.ref),
            (fourth.ref, "repeats", old.ref),
        }


def test_nothing_gives_way_to_itself_or_to_another_programme():
    row = make_issued()
    make_programme("another")
    elsewhere = make_issued(programme=make_programme("another"))
    for other in (row, elsewhere):
        with pytest.raises(InputError, match="same programme"):
            public.supersede_recommendation(actor=SYSTEM, recommendation=row, by=other)


def test_only_what_was_issued_is_released_and_published():
    row = make_draft()
    with pytest.raises(InputError, match="issued"):
        public.publish_recommendation(actor=SYSTEM, recommendation=row)
    with pytest.raises(InputError, match="issued"):
        public.release_recommendation(actor=SYSTEM, recommendation=row, country="XAA")


def test_nothing_is_public_before_every_country_it_is_about_has_released_it():
    row = make_issued(countries=("XAA", "XBB"))
    secretariat = person()
    public.open_recommendation(actor=secretariat, recommendation=row, countries=["XAA", "XBB"])
    public.publish_recommendation(actor=secretariat, recommendation=row)
    for country in ("XAA", "XBB"):
        with acting_as(ANONYMOUS):
            assert not public.visible_recommendations(ANONYMOUS).exists()
        head = person(Role.HEAD_OF_DELEGATION, countries=[country])
        with acting_as(head):
            assert list(public.recommendations_to_release(head)) == [row]
        public.release_recommendation(actor=head, recommendation=fresh(row), country=country)
    with acting_as(ANONYMOUS):
        assert public.visible_recommendations(ANONYMOUS).get() == row
    with pytest.raises(Forbidden):
        public.publish_recommendation(actor=person(Role.RESEARCHER), recommendation=fresh(row))


def test_opening_shows_it_to_posts_of_those_countries_and_closing_takes_it_back():
    row = make_draft()
    delegate = person(Role.DELEGATE, countries=["XAA"])
    for countries, seen in ((["XAA"], 1), (["XBB"], 0), ([], 0)):
        public.open_recommendation(actor=person(Role.RESEARCHER), recommendation=row, countries=countries)
        with acting_as(delegate):
            assert public.visible_recommendations(delegate).count() == seen
            assert visible(delegate, RecommendationVersion).count() == seen
    with pytest.raises(InputError, match="EGY"):
        public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["EGY"])


def test_themes_are_corrected_after_issue_and_nothing_else_is():
    row = make_issued()
    given = Particulars("workshop", countries=("XBB",), theme="S2")
    assert public.classify_recommendation(actor=person(), recommendation=row, particulars=given)
    assert not public.classify_recommendation(actor=person(), recommendation=row, particulars=given)
    assert (fresh(row).theme, fresh(row).countries) == ("S2", ["XAA"])
    with pytest.raises(Forbidden):
        public.classify_recommendation(actor=person(Role.RESEARCHER), recommendation=row, particulars=given)


def test_every_write_is_audited():
    row = make_issued()
    public.open_recommendation(actor=SYSTEM, recommendation=row, countries=["XAA"])
    assert events() == ["draft", "address", "propose", "consolidate", "adopt", "issue", "open"]
