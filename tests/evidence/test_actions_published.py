"""Findings that ship: whole, computable, in three languages, and loaded once."""

import re

import pytest
import yaml
from tests.access.factories import make_actor

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, Role, acting_as, visible, withdraw_material
from mashura.errors import InputError
from mashura.evidence.actions.published import FINDINGS_BUNDLE, load_findings
from mashura.evidence.models import Finding, FindingEvidence, Source
from mashura.evidence.public import finding, load_bundle, show_finding, show_findings, visible_findings
from mashura.kit.reader import Reader, use_reader

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def bundle():
    load_bundle(actor=SYSTEM)


def read(actor=ANONYMOUS):
    """The findings as that actor finds them."""
    with acting_as(actor):
        return list(visible_findings(actor, programme="north-africa"))


def test_they_are_public_whole_and_concordant(bundle):
    report = load_findings(actor=SYSTEM)
    assert len(report.written) == 9
    found = read()
    assert [one.ref for one in found] == [f"F-{number}" for number in range(1, 9)]
    for one in found:
        assert one.statement.is_concordant(["en", "ar", "fr"])
        assert one.kind != Finding.Kind.CAUSAL
        assert set(one.countries) <= {"EGY", "MAR", "TUN"}


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_every_statement_can_be_read_with_all_its_values(bundle, language):
    load_findings(actor=SYSTEM)
    with use_reader(Reader(language)), acting_as(ANONYMOUS):
        for shown in show_findings(ANONYMOUS, visible_findings(ANONYMOUS), with_evidence=True):
            text = shown.statement.filled.text
            assert "{{" not in text
            assert "–" not in text
            assert not shown.statement.is_fallback
            assert all(set(one.why) == {"ar", "en", "fr"} for one in shown.evidence)


def test_numbers_are_never_typed_into_a_statement():
    for path in FINDINGS_BUNDLE.glob("*.yaml"):
        for entry in yaml.safe_load(path.read_text("utf-8"))["findings"]:
            for text in entry["statement"].values():
                assert not re.search(r"\d", re.sub(r"\{\{.*?\}\}", "", text, flags=re.DOTALL))


def test_the_deaths_of_2016_stand_in_the_text_and_open_to_the_figure(bundle):
    load_findings(actor=SYSTEM)
    with use_reader(Reader("en")), acting_as(ANONYMOUS):
        shown = show_finding(ANONYMOUS, finding(ANONYMOUS, "north-africa", "F-1"))
    assert "at least 5,097 people died or went missing" in shown.statement.filled.text
    assert shown.strength == "Single report"


def test_a_second_run_changes_nothing(bundle):
    load_findings(actor=SYSTEM)
    with acting_as(SYSTEM):
        before = [list(visible(SYSTEM, model).order_by("pk").values()) for model in (Source, Finding, FindingEvidence)]
    again = load_findings(actor=SYSTEM)
    assert again.written == []
    with acting_as(SYSTEM):
        after = [list(visible(SYSTEM, model).order_by("pk").values()) for model in (Source, Finding, FindingEvidence)]
    assert after == before


def test_what_was_taken_out_of_view_stays_out(bundle):
    load_findings(actor=SYSTEM)
    withdraw_material(actor=SYSTEM, row=read(SYSTEM)[1])
    load_findings(actor=SYSTEM)
    assert "F-2" not in [one.ref for one in read()]
    assert "F-2" in [one.ref for one in read(SYSTEM)]


def test_a_changed_file_changes_what_it_tells(bundle, tmp_path):
    text = (FINDINGS_BUNDLE / "north_africa.yaml").read_text("utf-8")
    (tmp_path / "one.yaml").write_text(text, "utf-8")
    load_findings(actor=SYSTEM, bundle=tmp_path)
    (tmp_path / "one.yaml").write_text(text.replace("confidence: high", "confidence: low"), "utf-8")
    assert load_findings(actor=SYSTEM, bundle=tmp_path).written == ["north-africa/F-1"]
    assert read()[0].confidence == "low"


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("programme: north-africa", "programme north-africa", "north_africa"),
        ("figure: deaths-at-sea, params: {year: 2016", "figure: no-such, params: {year: 2016", "There is no figure"),
        ("sources:\n", "springs:\n", "holds no findings"),
        ("dataset: unhcr-population", "dataset: no-such", "no released data"),
        ("source: programme-description", "source: no-such", "no source with the key"),
        ("#deadliest_year}}", "#no_such}}", "has no value"),
    ],
)
def test_a_mistake_in_the_file_is_named_and_nothing_is_loaded(bundle, tmp_path, before, after, words):
    text = (FINDINGS_BUNDLE / "north_africa.yaml").read_text("utf-8")
    (tmp_path / "north_africa.yaml").write_text(text.replace(before, after), "utf-8")
    with pytest.raises(InputError, match=words):
        load_findings(actor=SYSTEM, bundle=tmp_path)
    assert read(SYSTEM) == []


def test_who_writes_no_findings_loads_none(bundle):
    with pytest.raises(Forbidden):
        load_findings(actor=make_actor(Role.DELEGATE))
