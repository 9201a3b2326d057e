"""What was issued keeps its words; a language that it had not comes later, dated and marked."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from tests.consultation.factories_recommendations import make_draft, make_issued, make_public, person, sign_in, why

from mashura.access.models import AuditEntry
from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as, visible
from mashura.consultation import public
from mashura.consultation.actions.translations import review_translation, translate_text
from mashura.consultation.models import RecommendationVersion, TranslationRecord
from mashura.consultation.queries.translations import translation_work
from mashura.errors import InputError
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions, Standing

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
KIND = "consultation.recommendationversion"


def last(row):
    with acting_as(SYSTEM):
        return public.versions_of(SYSTEM, row)[-1]


def translate(row, *, actor=None, language="fr", text="Ouvrir", field="text", **given):
    return translate_text(
        actor=actor or person(Role.TRANSLATOR), row=last(row), field=field, language=language, text=text, **given
    )


def unofficial(text="Ouvrir"):
    return Expressions.of("en", "Open clinics", ar="افتحوا").with_translation("fr", text)


def work(actor):
    with acting_as(actor):
        return {(one.field, one.language, one.standing) for one in translation_work(actor, kind=KIND).rows}


def test_a_language_that_was_missing_is_added_reviewed_and_dated():
    row, translator, other = make_public(), person(Role.TRANSLATOR), person(Role.TRANSLATOR)
    before = last(row)
    translate(row, actor=translator)
    version = last(row)
    assert (version.number, version.text.standing("fr")) == (before.number, Standing.TO_REVIEW)
    assert version.text.only(["en", "ar"]) == before.text
    assert version.closed_text == ["ar", "en"]
    assert set(version.added_languages) == {"fr"}
    assert version.added_languages["fr"].date() == now().date()
    with acting_as(translator):
        assert visible(translator, TranslationRecord).filter(object_id=str(version.pk), language="fr").count() == 1
    with pytest.raises(InputError, match="somebody else"):
        review_translation(actor=translator, row=version, field="text", language="fr")
    review_translation(actor=other, row=version, field="text", language="fr")
    assert last(row).text.standing("fr") is Standing.REVIEWED
    translate(row, actor=translator, text="Ouvrir les dispensaires")
    assert last(row).text["fr"] == "Ouvrir les dispensaires"
    with acting_as(SYSTEM):
        told = visible(SYSTEM, AuditEntry).filter(event__startswith="consultation:translation:").order_by("pk")
        assert [one.rpartition(":")[2] for one in told.values_list("event", flat=True)] == ["write", "review", "write"]
        assert public.recommendation(ANONYMOUS, "made-up", row.ref).is_released


def test_what_stood_at_issue_is_reviewed_and_never_rewritten():
    row = make_issued(text=unofficial())
    with pytest.raises(InputError, match="can be reviewed as they stand, not changed"):
        translate(row, text="Autrement")
    with pytest.raises(InputError, match="closed"):
        translate(row, language="ar", text="غير ذلك")
    with pytest.raises(InputError, match="another language than the original"):
        translate(row, language="en", text="Otherwise")
    review_translation(actor=person(Role.TRANSLATOR), row=last(row), field="text", language="fr")
    version = last(row)
    assert (version.text["fr"], version.text.standing("fr")) == ("Ouvrir", Standing.REVIEWED)
    assert version.added_languages == {}
    with pytest.raises(InputError, match="a new version"):
        public.translate_recommendation(actor=SYSTEM, version=version, language="fr", text="Autrement")


def test_a_stale_translation_at_issue_stays_as_it_is():
    stale = Expressions.of("en", "Open", fr="Ouvrir").with_original("en", "Open clinics")
    row = make_issued(text=stale.with_translation("ar", "افتحوا", is_reviewed=True))
    assert ("text", "fr", Standing.STALE) not in work(SYSTEM)
    with pytest.raises(InputError, match="closed"):
        translate(row, text="Autrement")


@pytest.mark.parametrize(
    "changed",
    [
        Expressions.of("en", "Other words", ar="افتحوا"),
        Expressions.of("en", "Open clinics", ar="غير ذلك"),
        Expressions.of("en", "Open clinics"),
        Expressions.of("ar", "افتحوا", en="Open clinics"),
        Expressions.of("en", "Open clinics", ar="افتحوا", fr="Autrement"),
        Expressions.of("en", "Open clinics").with_translation("ar", "افتحوا").with_translation("fr", "Ouvrir"),
        Expressions(),
    ],
)
def test_the_database_keeps_what_stood_at_issue(changed):
    version = last(make_issued(text=unofficial()))
    version.text = changed
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
        version.save(update_fields=["text"])


def test_the_database_dates_what_came_later_and_lets_it_not_go():
    row = make_issued()
    issued = last(row).text
    with acting_as(SYSTEM):
        version = last(row)
        version.text, version.added_on = issued.with_translation("fr", "Ouvrir"), {"fr": "1999-01-01T00:00:00+00:00"}
        version.save()
        assert last(row).added_languages["fr"].year == now().year
        for values in (
            {"text": issued},
            {"closed_text": ["en"]},
            {"number": 7},
            {"reason": why("Because")},
            {"text": last(row).text, "stage": "published-report"},
        ):
            version = last(row)
            for name, value in values.items():
                setattr(version, name, value)
            with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
                version.save()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE consultation_recommendationversion SET added_on = '{}'")
        assert set(last(row).added_languages) == {"fr"}


def test_a_draft_has_no_closed_languages():
    row = make_draft()
    with acting_as(SYSTEM):
        version = last(row)
        version.closed_text, version.added_on = ["en"], {"fr": "1999-01-01T00:00:00+00:00"}
        version.save()
    assert (last(row).closed_text, last(row).added_on) == ([], {})


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.HEAD_OF_DELEGATION, Role.COUNTRY_MISSION])
def test_only_who_translates_adds_a_language(role):
    row = make_public()
    with pytest.raises(Forbidden):
        translate(row, actor=person(role, countries=["XAA"]))
    with pytest.raises(NotHere):
        translate(make_issued(), actor=person(Role.TRANSLATOR, programmes=["another"]))
    assert "fr" not in last(row).text


def test_the_reasons_of_every_version_wait_for_translators_and_the_last_text_does():
    row = make_issued()
    for words in ("Edited.", "Corrected."):
        public.make_version(
            actor=SYSTEM, recommendation=row, stage="published-report", text=last(row).text, reason=why(words)
        )
    with acting_as(SYSTEM):
        first, second, third = public.versions_of(SYSTEM, row)
    translator = person(Role.TRANSLATOR)
    with acting_as(translator):
        waiting = {(one.pk, one.field, one.language) for one in translation_work(translator, kind=KIND).rows}
    assert waiting == {
        (str(third.pk), "text", "fr"),
        *((str(one.pk), "reason", language) for one in (second, third) for language in ("ar", "fr")),
    }
    translate_text(actor=translator, row=second, field="reason", language="fr", text="Mis en forme.")
    with acting_as(SYSTEM):
        assert public.versions_of(SYSTEM, row)[1].reason["fr"] == "Mis en forme."
        assert public.versions_of(SYSTEM, row)[1].added_languages == {}
    assert first.reason == Expressions()


def test_a_reason_of_withdrawal_is_translated(client):
    row = make_draft()
    public.withdraw_recommendation(actor=SYSTEM, recommendation=row, reason=why("Covered elsewhere."))
    translate_text(actor=person(Role.TRANSLATOR), row=row, field="state_reason", language="fr", text="Dit ailleurs.")
    sign_in(client, Role.TRANSLATOR)
    page = client.get(f"/fr/recommendations/made-up/{row.ref}/").content.decode()
    assert "Dit ailleurs." in page
    assert "fallback-language" in page.partition("Dit ailleurs.")[2][:200]


def test_the_page_says_that_a_language_came_later(client):
    row = make_public()
    translate(row)
    page = client.get(f"/fr/recommendations/made-up/{row.ref}/").content.decode()
    assert "Ouvrir" in page
    assert "Added after issue" in client.get(f"/en/recommendations/made-up/{row.ref}/").content.decode()
    sign_in(client, Role.TRANSLATOR)
    address = f"/en/desk/translations/{KIND}/{last(row).pk}/text/fr/"
    assert "added afterwards, not negotiated" in client.get(address).content.decode()


def test_the_page_of_a_translation_that_stood_at_issue_offers_its_review_alone(client):
    row = make_issued(text=unofficial())
    sign_in(client, Role.TRANSLATOR)
    address = f"/en/desk/translations/{KIND}/{last(row).pk}/text/fr/"
    page = client.get(address).content.decode()
    assert "<textarea" not in page
    client.post(address, {"do": "review"})
    assert last(row).text.standing("fr") is Standing.REVIEWED


def test_a_file_with_another_language_adds_it_and_makes_no_version():
    row, programme = make_issued(), make_issued().programme
    with acting_as(SYSTEM):
        copies = public.copies_of_recommendations(SYSTEM, programme)
    added = [replace(one, text=one.text.with_translation("fr", f"Ouvrir {one.ref}")) for one in copies]
    public.restore_recommendations(actor=SYSTEM, programme=programme, copies=added)
    with acting_as(SYSTEM):
        assert RecommendationVersion.objects.filter(recommendation=row).count() == 1
    assert last(row).text["fr"] == f"Ouvrir {row.ref}"
    assert set(last(row).added_languages) == {"fr"}
