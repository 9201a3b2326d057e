import csv
import re
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.consultation.factories_recommendations import person
from tests.shared import shared_file

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, Role, acting_as
from mashura.consultation import public
from mashura.consultation.models import RecommendationVersion
from mashura.kit.expressions import Standing
from mashura.reference.public import country_name, is_country

pytestmark = pytest.mark.django_db(databases=["default", "owner"])

REPORTS = {
    "A/HRC/8/22": "morocco2008",
    "A/HRC/14/17": "egypt2010",
    "A/HRC/21/3": "morocco2012",
    "A/HRC/21/5": "tunisia2012",
    "A/HRC/28/16": "egypt2014",
}
RESPONSES = {"Accepted": "accepted", "Noted": "noted"}


def items():
    (found,) = public.bundled_recommendations()
    return found.items


@pytest.mark.parametrize("item", items(), ids=lambda item: item.ref)
def test_every_quotation_stands_in_its_report_under_its_number_with_who_made_it(item):
    source = item.particulars
    report = shared_file(f"data/recommendations/wg_reports_txt/{REPORTS[source.source_symbol]}.txt")
    text = " ".join(report.read_text(encoding="utf-8").split())
    assert source.source_symbol in text
    paragraph, number = source.source_paragraph.split(".")
    (maker,) = source.proposers
    named = {"USA": "United States of America", "BOL": "Bolivia"}.get(maker, country_name(maker, "en"))
    stands = rf"(?:{paragraph}\.)?\b{number}\.? {re.escape(item.text['en'])}\.? \({named}\)"
    assert re.search(stands, text), stands
    assert re.search(rf"\b{paragraph}\. ", text)


def test_every_position_is_the_published_one():
    file = shared_file("data/recommendations/upr_eg_ma_tn_migration.csv")
    with file.open(encoding="utf-8", newline="") as rows:
        published = [(row["text"], row["session"], row["response"]) for row in csv.DictReader(rows)]
    for item in items():
        words = item.text["en"].removeprefix("To ").casefold().replace("’", "'")
        answers = {
            RESPONSES[response]
            for text, session, response in published
            if text.rstrip(".").casefold().replace("’", "'") == words and int(session) == item.session
        }
        assert answers == {item.position.position}, item.ref
        assert item.position.source


def test_no_quotation_uses_words_that_offend_and_translations_are_unreviewed():
    for item in items():
        assert "illegal" not in item.text["en"].casefold()
        assert item.text.original == "en"
        assert {tag: item.text.standing(tag) for tag in ("ar", "fr")} == dict.fromkeys(("ar", "fr"), Standing.TO_REVIEW)
        assert all(is_country(one) for one in item.particulars.proposers)
        assert item.particulars.action_strength is None


@pytest.fixture
def loaded(db):
    public.load_bundled_programmes(actor=SYSTEM)
    return public.load_recommendations(actor=SYSTEM)


def test_they_are_public_and_loading_again_changes_nothing(loaded):
    assert [(one.programme, one.new) for one in loaded] == [("north-africa", len(items()))]
    with CaptureQueriesContext(connection) as queries:
        (again,) = public.load_recommendations(actor=SYSTEM)
    assert (again.new, again.changed, again.unchanged) == (0, 0, len(items()))
    assert not [query for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    with acting_as(ANONYMOUS):
        rows = list(public.visible_recommendations(ANONYMOUS))
        addressees = public.addressees_of(ANONYMOUS, rows)
    assert len(rows) == len(items())
    assert {row.state for row in rows} == {"issued"}
    assert {one.addressee_class for row in rows for one in addressees[row.pk]} == {"state-government"}


def test_a_review_in_the_database_stays_and_a_changed_quotation_makes_a_version(loaded, monkeypatch):
    with acting_as(SYSTEM):
        row = public.recommendation(SYSTEM, "north-africa", items()[0].ref)
        version = public.versions_of(SYSTEM, row)[-1]
    public.review_recommendation(actor=SYSTEM, version=version, language="fr")
    assert public.load_recommendations(actor=SYSTEM)[0].changed == 0
    _other_words(monkeypatch)
    assert public.load_recommendations(actor=SYSTEM)[0].changed == 1
    with acting_as(ANONYMOUS):
        found = public.recommendation(ANONYMOUS, "north-africa", row.ref)
        versions = public.versions_of(ANONYMOUS, found)
    assert [one.is_issued for one in versions] == [True, True]
    assert versions[0].text.standing("fr") is Standing.REVIEWED
    assert versions[-1].reason["fr"].startswith("La citation a été corrigée")
    assert versions[-1].text["en"] == "Other words"


def _other_words(monkeypatch):

    (found,) = public.bundled_recommendations()
    first, *rest = found.items
    changed = replace(found, items=(replace(first, text=first.text.with_original("en", "Other words")), *rest))
    monkeypatch.setattr("mashura.consultation.actions.recommendation_files.bundled_recommendations", lambda: [changed])


def test_a_corrected_theme_is_taken_over(loaded):
    with acting_as(SYSTEM):
        row = public.recommendation(SYSTEM, "north-africa", items()[0].ref)
    given = public.Particulars("upr", theme="V", source_symbol=row.source_symbol)
    public.classify_recommendation(actor=SYSTEM, recommendation=row, particulars=given)
    assert public.load_recommendations(actor=SYSTEM)[0].changed == 1
    with acting_as(SYSTEM):
        assert public.recommendation(SYSTEM, "north-africa", row.ref).theme == items()[0].particulars.theme
        assert RecommendationVersion.objects.filter(recommendation=row).count() == 1


def test_programmes_that_are_not_here_are_passed_over(db):
    assert public.load_recommendations(actor=SYSTEM) == []


def test_only_who_settles_recommendations_loads_them(loaded):

    for actor in (ANONYMOUS, person(Role.RESEARCHER, programmes=["north-africa"])):
        with pytest.raises(Forbidden):
            public.load_recommendations(actor=actor)
