"""What was confirmed stays word for word; a language that it lacked may come later."""

from datetime import date

import pytest
from django.db import IntegrityError
from tests.access.factories import make_actor
from tests.commitments.factories import WHY, sign_in_as, undertaking, write_at_once

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.commitments.actions import commitments, reports
from mashura.commitments.models import CommitmentVersion, ReportingDuty
from mashura.consultation.public import review_translation, translate_text
from mashura.consultation.queries.translations import translation_work
from mashura.errors import InputError
from mashura.kit.expressions import Expressions, Standing

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
KIND = "commitments.commitmentversion"
ENGLISH = Expressions.of("en", "Open every clinic (fictional).")
FRENCH = "Ouvrir tous les dispensaires (fictif)."


@pytest.fixture
def translator():
    return make_actor(Role.TRANSLATOR)


@pytest.fixture
def reviewer():
    return make_actor(Role.TRANSLATOR)


def confirmed(world, text=ENGLISH):
    row = world.active(undertaking=undertaking(text=text))
    return version_of(row)


def version_of(row):
    with acting_as(SYSTEM):
        return CommitmentVersion.objects.select_related("commitment").filter(commitment=row).order_by("-number").first()


def waiting(actor, kind=KIND):
    with acting_as(actor):
        return {(one.field, one.language, one.standing) for one in translation_work(actor, kind=kind).rows}


def test_a_language_that_was_missing_is_added_and_reviewed_later(world, translator, reviewer):
    version = confirmed(world)
    assert (version.closed_text, version.closed_resources) == (["en"], [])
    assert waiting(translator) == {("text", "ar", Standing.MISSING), ("text", "fr", Standing.MISSING)}
    translate_text(actor=translator, row=version, field="text", language="fr", text=FRENCH)
    version = version_of(version.commitment_id)
    assert ("text", "fr", Standing.TO_REVIEW) in waiting(reviewer)
    review_translation(actor=reviewer, row=version, field="text", language="fr")
    found = version_of(version.commitment_id)
    assert found.text.standing("fr") is Standing.REVIEWED
    assert found.text["en"] == ENGLISH["en"]
    assert found.closed_text == ["en"]
    assert found.is_added("text", "fr")
    assert not found.is_added("text", "en")


def test_what_was_confirmed_stays(world, translator):
    version = confirmed(world, ENGLISH.with_translation("fr", FRENCH))
    with pytest.raises(InputError, match="there when the text was closed"):
        translate_text(actor=translator, row=version, field="text", language="fr", text="Autre chose (fictif).")
    review_translation(actor=translator, row=version, field="text", language="fr")
    version = version_of(version.commitment_id)
    assert version.text.standing("fr") is Standing.REVIEWED
    with pytest.raises(InputError, match="closed and does not change"):
        translate_text(actor=translator, row=version, field="text", language="fr", text="Autre chose (fictif).")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.with_original("en", "Open some clinics (fictional)."),
        lambda text: text.with_original("fr", FRENCH),
        lambda text: text.with_translation("fr", "Autre chose (fictif)."),
        lambda text: text.with_translation("fr", FRENCH),
        lambda text: text.with_translation("fr", ""),
    ],
    ids=["other words", "other original", "other translation", "review taken back", "translation taken out"],
)
def test_the_database_refuses_other_words(world, change):
    version = confirmed(world, Expressions.of("en", ENGLISH["en"], fr=FRENCH))
    with pytest.raises(IntegrityError, match="never changes"):
        write_at_once(lambda: CommitmentVersion.objects.filter(pk=version.pk).update(text=change(version.text)))


@pytest.mark.parametrize("values", [{"closed_text": []}, {"closed_text": ["en"]}, {"is_confirmed": False}])
def test_the_database_refuses_to_open_what_was_confirmed(world, values):
    version = confirmed(world, Expressions.of("en", ENGLISH["en"], fr=FRENCH))
    with pytest.raises(IntegrityError, match="never changes"):
        write_at_once(lambda: CommitmentVersion.objects.filter(pk=version.pk).update(**values))


def test_a_draft_has_nothing_closed(world):
    version = version_of(world.draft())
    assert version.closed_text == []
    write_at_once(lambda: CommitmentVersion.objects.filter(pk=version.pk).update(closed_text=["ar"]))
    assert version_of(version.commitment_id).closed_text == []


def test_only_the_newest_words_wait_for_translators(world, translator):
    row = confirmed(world).commitment
    commitments.revise_commitment(
        actor=world.minister,
        commitment=row,
        undertaking=undertaking(text=ENGLISH.with_translation("fr", FRENCH)),
        reason=WHY,
    )
    assert waiting(translator) == {("text", "ar", Standing.MISSING), ("text", "fr", Standing.TO_REVIEW)}


def test_the_page_says_what_was_added_after_confirmation(client, world, translator):
    row = world.public(world.active(undertaking=undertaking(text=ENGLISH)))
    version = version_of(row)
    translate_text(actor=translator, row=version, field="text", language="fr", text=FRENCH)
    page = client.get(f"/fr/commitments/own/{row.ref}/").content.decode()
    assert FRENCH in page
    assert "ajoutée après la confirmation" in page
    assert "added after confirmation" not in client.get(f"/en/commitments/own/{row.ref}/").content.decode()


def test_the_reason_for_waiving_a_report_is_translated_like_other_texts(client, world, translator):
    row = world.active()
    duty = reports.schedule_reports(actor=world.secretariat, commitment=row, starts=date(2031, 1, 1), every_months=6)[0]
    reports.waive_duty(actor=world.secretariat, duty=duty, reason=Expressions.of("en", "An election (fictional)."))
    assert ("waived_reason", "ar", Standing.MISSING) in waiting(translator, "commitments.reportingduty")
    translate_text(actor=translator, row=duty, field="waived_reason", language="fr", text="Une élection (fictif).")
    with acting_as(SYSTEM):
        assert ReportingDuty.objects.get(pk=duty.pk).waived_reason["fr"] == "Une élection (fictif)."
    sign_in_as(client, world.minister)
    assert "Une élection (fictif)." in client.get(f"/fr/commitments/own/{row.ref}/").content.decode()
    with pytest.raises(InputError, match="Give the reason"):
        reports.waive_duty(actor=world.secretariat, duty=fresh(row), reason=Expressions())


def fresh(row):
    with acting_as(SYSTEM):
        return ReportingDuty.objects.filter(commitment=row, state="unreported").first()
