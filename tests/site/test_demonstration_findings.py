"""The findings of the fictional programme: played once, in all the standings that a reader may meet."""

import re

import pytest
import yaml

from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Role,
    acting_as,
    create_demonstration_accounts,
    create_supporting_cast,
    visible,
)
from mashura.evidence.models import FieldSource, Finding, FindingEvidence, Source
from mashura.evidence.public import load_bundle, show_findings, visible_findings
from mashura.kit.expressions import Standing
from mashura.site.demonstration import findings
from mashura.site.demonstration.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def cast(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    load_bundle(actor=SYSTEM)
    create_demonstration_accounts(actor=SYSTEM, programmes=["fictional-example"], fictional=["fictional-example"])
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")
    return Cast()


def shown_to(actor):
    with acting_as(actor):
        found = visible_findings(actor, programme="fictional-example")
        return {one.finding.ref: one for one in show_findings(actor, found, with_evidence=True)}


def test_six_findings_in_every_standing(cast):
    findings.play_findings(cast)
    everything, public = shown_to(SYSTEM), shown_to(ANONYMOUS)
    assert list(everything) == [f"F-{number}" for number in range(1, 7)]
    assert set(everything) - set(public) == {"F-3"}
    assert everything["F-3"].finding.waits_for == ["XCC"]
    assert everything["F-4"].finding.statement.standing("fr") is Standing.STALE
    assert everything["F-5"].finding.statement.standing("ar") is Standing.TO_REVIEW
    assert public["F-2"].assessment.contradicting == 1
    assert public["F-6"].assessment.strength is None
    assert {one.strength for one in public.values()} == {"Strong", "Limited", "Moderate", ""}
    for one in public.values():
        assert "–" not in one.statement.filled.text
        assert set(one.finding.statement) == {"ar", "en", "fr"}


def test_a_second_run_changes_nothing(cast):
    findings.play_findings(cast)
    tables = (Source, FieldSource, Finding, FindingEvidence)
    with acting_as(SYSTEM):
        before = [list(visible(SYSTEM, model).order_by("pk").values()) for model in tables]
    findings.play_findings(cast)
    with acting_as(SYSTEM):
        assert [list(visible(SYSTEM, model).order_by("pk").values()) for model in tables] == before


def test_the_public_learns_kind_country_and_year_of_an_interview_and_no_more(cast):
    findings.play_findings(cast)
    accounts = [one for one in shown_to(ANONYMOUS)["F-1"].supports if one.cited.accounts]
    assert [one.title for one in accounts] == ["3 interviews, Amarilia (fictional), 2031"]
    assert accounts[0].address == ""
    with acting_as(cast.actor(Role.SECRETARIAT)) as secretariat:
        assert not visible(secretariat, FieldSource).exists()


def test_whoever_waits_for_release_reads_it_and_other_countries_do_not(cast):
    findings.play_findings(cast)
    assert "F-3" in shown_to(cast.actor(Role.HEAD_OF_DELEGATION, "XCC"))
    assert "F-3" not in shown_to(cast.actor(Role.HEAD_OF_DELEGATION, "XAA"))


def test_every_text_has_three_languages_and_types_no_number():
    told = yaml.safe_load(findings._TEXTS.read_text("utf-8"))
    for one in told["findings"]:
        for texts in (one["statement"], one["reason"], *(cited["why"] for cited in one["evidence"])):
            assert set(texts) == {"ar", "en", "fr"}
        for text in one["statement"].values():
            assert not re.search(r"\d", re.sub(r"{{.*?}}", "", text))
    for source in told["sources"]:
        for name in ("title", "publisher"):
            assert "(fictional)" in source[name]["en"]
            assert "خيالي" in source[name]["ar"]
            assert "fictif" in source[name]["fr"] or "fictive" in source[name]["fr"]
