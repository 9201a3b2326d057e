import pytest

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
from mashura.consultation.public import load_bundled_programmes, visible_assistance, visible_entries
from mashura.reference.public import check_terminology
from mashura.site.demonstration.cast import Cast
from mashura.site.demonstration.register import KEPT_BACK, play_register

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def played(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_bundled_programmes(actor=SYSTEM)
    create_demonstration_accounts(actor=SYSTEM, programmes=["fictional-example"], fictional=["fictional-example"])
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")
    cast = Cast()
    play_register(cast)
    return cast


def keys(actor):
    with acting_as(actor):
        return set(visible_entries(actor, "fictional-example").values_list("key", flat=True))


def test_one_entry_is_kept_back_by_its_country(played):
    public = keys(ANONYMOUS)
    assert len(public) == 7
    assert keys(played.actor(Role.DELEGATE, "XBB")) == public | {KEPT_BACK}
    assert keys(played.actor(Role.DELEGATE, "XAA")) == public


def test_a_second_time_changes_nothing(played):
    with acting_as(SYSTEM):
        before = visible(SYSTEM, AuditEntry).count()
    play_register(played)
    with acting_as(SYSTEM):
        assert visible(SYSTEM, AuditEntry).count() == before


def test_everything_is_plainly_fictional_in_three_languages(played):
    with acting_as(SYSTEM):
        rows = list(visible_entries(SYSTEM, "fictional-example"))
        (request,) = visible_assistance(SYSTEM, "fictional-example")
    assert {row.kind for row in rows} == {"law", "strategy", "institution", "practice", "agreement"}
    assert {row.country for row in rows} == {"XAA", "XBB", "XCC"}
    for text in [*(row.title for row in rows), request.subject]:
        assert "(fictional)" in text["en"]
        assert "(خيالي" in text["ar"]
        assert "(ficti" in text["fr"]
    for text in [*(row.title for row in rows), *(row.description for row in rows), request.subject, request.outcome]:
        assert not [found for language, words in text.items() if (found := check_terminology(words, language))]


def test_the_request_came_to_its_end_in_public(played):
    with acting_as(ANONYMOUS):
        (request,) = visible_assistance(ANONYMOUS, "fictional-example")
    assert request.state == "delivered"
    assert request.outcome
