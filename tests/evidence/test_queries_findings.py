"""Reading findings: who sees which, what they rest on, and what rests on a figure, a vintage or a source."""

import pytest
from tests.access.factories import make_actor
from tests.evidence.findings import VALUE, WHY, draft, interview, researcher, source

from mashura.access.public import ANONYMOUS, SYSTEM, NotHere, Role, acting_as, publish_material, release_material
from mashura.evidence.actions.findings import cite_evidence, open_finding
from mashura.evidence.models import Vintage
from mashura.evidence.public import load_bundle
from mashura.evidence.queries import findings as queries
from mashura.evidence.rules.findings import Strength

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def author():
    return researcher()


@pytest.fixture
def bundle():
    load_bundle(actor=SYSTEM)


def public(finding):
    for country in finding.countries:
        release_material(actor=SYSTEM, row=finding, country=country)
    return publish_material(actor=SYSTEM, row=finding)


def refs(actor, **filters):
    with acting_as(actor):
        return [one.ref for one in queries.visible_findings(actor, **filters)]


def cited(actor, finding):
    with acting_as(actor):
        return queries.evidence_of(actor, [finding])[finding.pk]


def strength(actor, finding):
    with acting_as(actor):
        rows = queries.evidence_of(actor, [finding])
        return queries.assessments(actor, rows, [finding])[finding.pk]


def using(actor, **thing):
    with acting_as(actor):
        return [one.ref for one in queries.findings_using(actor, **thing)]


def test_filters_narrow_what_is_visible(author):
    draft(author, countries=["XAA"], theme="S1")
    draft(author, countries=["XAA", "XBB"], theme="S2", kind="gap")
    draft(author, countries=[])
    assert refs(author) == ["F-1", "F-2", "F-3"]
    assert refs(author, country="XAA") == ["F-1", "F-2"]
    assert refs(author, country=queries.REGIONAL) == ["F-3"]
    assert refs(author, kind="gap", theme="S2", programme="own") == ["F-2"]
    assert refs(author, programme="other") == refs(ANONYMOUS) == []


def test_no_such_finding_and_not_yours_are_the_same(author):
    draft(author)
    for actor, ref in ((ANONYMOUS, "F-1"), (author, "F-2")):
        with acting_as(actor), pytest.raises(NotHere):
            queries.finding(actor, "own", ref)
    with acting_as(author), pytest.raises(NotHere):
        queries.source(author, "own", "no-such")


def test_readers_learn_of_field_accounts_how_many_of_which_kind_where_and_when(author):
    finding = draft(author)
    for number in range(3):
        cite_evidence(
            actor=author,
            finding=finding,
            stance="supports",
            why=WHY,
            field_source=interview(author, label=f"R-{number}"),
        )
    cite_evidence(
        actor=author, finding=finding, stance="contradicts", why=WHY, field_source=interview(author, label="R-9")
    )
    public(finding)
    lines = cited(ANONYMOUS, finding)
    assert [(line.contradicts, line.accounts) for line in lines] == [
        (False, queries.FieldAccounts("interview", "XAA", 2031, 3)),
        (True, queries.FieldAccounts("interview", "XAA", 2031, 1)),
    ]
    found = strength(ANONYMOUS, finding)
    assert (found.sources, found.independent, found.contradicting) == (3, 1, 1)


def test_what_a_reader_may_not_see_is_neither_shown_nor_counted(author):
    finding = draft(author, countries=[])
    closed = source(author)
    cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, source=closed)
    public(finding)
    assert cited(ANONYMOUS, finding) == []
    assert strength(ANONYMOUS, finding).strength is None
    assert strength(author, finding).strength is Strength.SINGLE_REPORT
    publish_material(actor=SYSTEM, row=closed)
    assert strength(ANONYMOUS, finding).strength is Strength.SINGLE_REPORT


def test_figures_and_vintages_of_one_dataset_are_one_source(bundle, author):
    finding = draft(author)
    with acting_as(SYSTEM):
        vintage = Vintage.objects.select_related("dataset").get(dataset__code="unhcr-population")
    for thing in (
        {"figure": "refugees-hosted"},
        {"figure": "refugees-hosted", "params": {"country": "TUN"}},
        {"vintage": vintage},
        {"figure": "flow-map", "params": {"people": "refugees"}},
    ):
        cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, **thing)
    assert strength(author, finding).sources == 1, "and the outline of land is none"
    cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, figure="driver-poverty")
    assert strength(author, finding).strength is Strength.MODERATE


def test_the_way_back_from_figure_vintage_and_source(bundle, author):
    by_text = draft(author, f"Share: {VALUE}.")
    by_figure, by_vintage, by_source = (draft(author) for _number in range(3))
    report = source(author)
    with acting_as(SYSTEM):
        vintage = Vintage.objects.select_related("dataset").get(dataset__code="example-services")
        other = Vintage.objects.select_related("dataset").get(dataset__code="nd-gain")
    for finding, thing in (
        (by_figure, {"figure": "example-services"}),
        (by_vintage, {"vintage": vintage}),
        (by_source, {"source": report}),
    ):
        cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, **thing)
    assert using(author, figure="example-services") == [by_text.ref, by_figure.ref]
    assert using(author, figure="deaths-at-sea") == []
    assert using(author, vintage=vintage) == [by_text.ref, by_figure.ref, by_vintage.ref]
    assert using(author, vintage=other) == []
    assert using(author, source=report) == [by_source.ref]
    assert using(ANONYMOUS, figure="example-services") == using(ANONYMOUS, source=report) == []


def test_whoever_has_to_release_finds_it(author):
    finding = open_finding(actor=author, finding=draft(author), open_to=["XAA"])
    draft(author)
    head = make_actor(Role.HEAD_OF_DELEGATION)
    with acting_as(head):
        assert [one.ref for one in queries.waiting_for_release(head)] == [finding.ref]
    release_material(actor=head, row=finding, country="XAA")
    with acting_as(head):
        assert queries.waiting_for_release(head) == []


def test_programmes_that_tell_of_invented_states_are_known(author):
    draft(author)
    draft(author, countries=["EGY"])
    draft(researcher(programmes=["real"]), programme="real", countries=["EGY"])
    with acting_as(SYSTEM):
        assert queries.fictional_programmes(SYSTEM) == {"own"}
        assert queries.programmes_with_findings(SYSTEM) == ["own", "real"]
