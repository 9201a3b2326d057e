"""Writing findings: what may be written, by whom, and what lapses when it changes."""

import pytest
from tests.access.factories import make_actor
from tests.evidence.findings import VALUE, WHY, draft, interview, researcher, source

from mashura.access.models import AuditEntry
from mashura.access.public import (
    SYSTEM,
    Forbidden,
    NotHere,
    Role,
    acting_as,
    publish_material,
    release_material,
    visible,
)
from mashura.errors import InputError
from mashura.evidence.actions import findings as actions
from mashura.evidence.models import Finding, FindingEvidence, Vintage
from mashura.evidence.public import load_bundle
from mashura.kit.expressions import Standing

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def author():
    return researcher()


@pytest.fixture
def bundle():
    load_bundle(actor=SYSTEM)


def stored(finding):
    with acting_as(SYSTEM):
        return Finding.objects.get(pk=finding.pk)


def released(finding):
    """The finding, released by its countries and public."""
    for country in finding.countries:
        release_material(actor=SYSTEM, row=finding, country=country)
    return publish_material(actor=SYSTEM, row=finding)


def test_findings_are_numbered_within_their_programme(author):
    assert [draft(author).ref for _number in range(11)][-2:] == ["F-10", "F-11"]
    assert draft(researcher(programmes=["other"]), programme="other").ref == "F-1"


def test_a_draft_is_nobodys_but_those_who_work_on_it(author):
    draft(author)
    for actor, count in (
        (author, 1),
        (make_actor(Role.TRANSLATOR), 1),
        (make_actor(Role.SECRETARIAT), 1),
        (make_actor(Role.HEAD_OF_DELEGATION), 0),
        (researcher(programmes=["other"]), 0),
    ):
        with acting_as(actor):
            assert visible(actor, Finding).count() == count


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.HEAD_OF_DELEGATION, Role.DELEGATE, Role.OBSERVER])
def test_other_roles_write_none(role, author):
    with pytest.raises(Forbidden):
        draft(make_actor(role))
    finding = actions.open_finding(actor=author, finding=draft(author), open_to=["XAA"])
    actor = make_actor(role)
    for write in (
        lambda: actions.edit_statement(actor=actor, finding=finding, language="en", text="Mine."),
        lambda: actions.cite_evidence(actor=actor, finding=finding, stance="supports", why=WHY, source=source()),
        lambda: actions.set_confidence(actor=actor, finding=finding, confidence="high", reason=WHY),
        lambda: actions.open_finding(actor=actor, finding=finding, open_to=[]),
        lambda: actions.edit_finding(actor=actor, finding=finding, kind="gap", theme="S1", countries=[]),
    ):
        with pytest.raises(Forbidden):
            write()


def test_an_outsider_does_not_even_find_it(author):
    finding = draft(author)
    with pytest.raises(NotHere):
        actions.edit_statement(actor=researcher(programmes=["other"]), finding=finding, language="en", text="Mine.")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "gossip"}, "not a kind"),
        ({"theme": "X9"}, "not a theme"),
        ({"countries": ["ZZZ"]}, "not the code of a country"),
        ({"first_year": 2031, "last_year": 2026}, "later than the last"),
        ({"text": "{{no-such#value}}"}, "There is no figure"),
        ({"text": "{{5097}}"}, "names no value"),
        ({"text": "{{example-services#no_such}}"}, "has no value"),
        ({"text": "{{example-services?colour=red#last_value}}"}, "no parameter colour"),
    ],
)
def test_what_cannot_be_is_refused_when_it_is_written(bundle, changes, words):
    with pytest.raises(InputError, match=words):
        draft(**changes)


def test_a_new_original_makes_translations_stale_and_releases_lapse(bundle, author):
    finding = draft(author, f"Share: {VALUE}.")
    translator = make_actor(Role.TRANSLATOR)
    actions.translate_statement(actor=translator, finding=finding, language="fr", text=f"Part : {VALUE}.")
    actions.review_translation(actor=author, finding=finding, language="fr")
    assert stored(finding).statement.standing("fr") is Standing.REVIEWED
    released(finding)
    assert stored(finding).is_released
    actions.edit_statement(actor=author, finding=finding, language="en", text=f"The share: {VALUE}.")
    now = stored(finding)
    assert now.statement.standing("fr") is Standing.STALE
    assert (now.is_released, now.released_by, now.public_from) == (False, [], None)
    with pytest.raises(InputError, match="as it stands now"):
        actions.review_translation(actor=translator, finding=finding, language="fr")


def test_the_same_original_again_changes_nothing(author):
    finding = released(draft(author, countries=[]))
    actions.edit_statement(actor=author, finding=finding, language="en", text=" A statement (fictional). ")
    assert stored(finding).is_released


def test_a_translation_names_the_same_values(bundle, author):
    finding = draft(author, f"Share: {VALUE}.")
    for text in ("Part : 58 %.", f"Part : {VALUE.replace('last', 'first')}."):
        with pytest.raises(InputError, match="These differ"):
            actions.translate_statement(actor=author, finding=finding, language="fr", text=text)
    with pytest.raises(InputError, match="language of the original"):
        actions.translate_statement(actor=author, finding=finding, language="en", text=f"A share: {VALUE}.")
    with pytest.raises(InputError, match="Write the statement"):
        actions.translate_statement(actor=author, finding=finding, language="fr", text=" ")
    released(finding)
    actions.translate_statement(actor=author, finding=finding, language="fr", text=f"Part : {VALUE}.")
    assert stored(finding).is_released, "a translation is shown with its standing; it asks for no new release"


def test_of_a_field_source_kind_country_and_year_are_copied(author):
    finding = draft(author)
    row = actions.cite_evidence(
        actor=author, finding=finding, stance="supports", why=WHY, field_source=interview(author)
    )
    assert (row.field_kind, row.field_country, row.field_year) == ("interview", "XAA", 2031)
    with pytest.raises(NotHere):
        actions.cite_evidence(
            actor=author, finding=finding, stance="supports", why=WHY, field_source=interview(researcher())
        )


def test_exactly_one_thing_is_cited_with_a_reason(bundle, author):
    finding = draft(author)
    for things in ({}, {"figure": "example-services", "source": source()}):
        with pytest.raises(InputError, match="exactly one"):
            actions.cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, **things)
    with pytest.raises(InputError, match="one line why"):
        actions.cite_evidence(actor=author, finding=finding, stance="supports", why={}, figure="example-services")
    for figure, params, words in (
        ("no-such", {}, "There is no figure"),
        ("example-services", {"country": "EGY"}, "cannot be EGY"),
    ):
        with pytest.raises(InputError, match=words):
            actions.cite_evidence(
                actor=author, finding=finding, stance="supports", why=WHY, figure=figure, params=params
            )


def test_a_figure_is_cited_with_all_its_parameters(bundle, author):
    row = actions.cite_evidence(
        actor=author, finding=draft(author), stance="contradicts", why=WHY, figure="example-services"
    )
    assert row.params == {"country": "XAA", "measure": "health-access"}


def test_new_evidence_and_confidence_ask_for_release_again(author):
    finding = released(draft(author))
    row = actions.cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, source=source())
    assert stored(finding).released_by == []
    released(finding)
    actions.set_confidence(actor=author, finding=finding, confidence="low", reason=WHY)
    assert not stored(finding).is_released
    released(finding)
    actions.remove_evidence(actor=author, evidence=row)
    assert not stored(finding).is_released
    with acting_as(SYSTEM):
        assert not FindingEvidence.objects.exists()


def test_confidence_needs_a_reason(author):
    finding = draft(author)
    with pytest.raises(InputError, match="needs a reason"):
        actions.set_confidence(actor=author, finding=finding, confidence="high", reason={"en": " "})
    actions.set_confidence(actor=author, finding=finding, confidence="high", reason=WHY)
    actions.set_confidence(actor=author, finding=finding, confidence="", reason={})
    assert stored(finding).confidence_reason == {}


def test_what_rests_on_one_countrys_closed_material_is_not_opened_to_another(author):
    finding = draft(author, countries=["XAA", "XBB"])
    closed = source(author, countries=["XAA"], open_to=["XAA"])
    actions.cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, source=closed)
    actions.open_finding(actor=author, finding=finding, open_to=["XAA"])
    with pytest.raises(InputError, match="not open to XBB"):
        actions.open_finding(actor=author, finding=finding, open_to=["XAA", "XBB"])
    assert stored(finding).open_to == ["XAA"]
    released(closed)
    actions.open_finding(actor=author, finding=finding, open_to=["XAA", "XBB"])


def test_closed_material_is_not_cited_in_what_is_open_already(author):
    finding = actions.open_finding(actor=author, finding=draft(author), open_to=["XAA"])
    with pytest.raises(InputError, match="not open to XAA"):
        actions.cite_evidence(
            actor=author, finding=finding, stance="supports", why=WHY, source=source(author, open_to=["XBB"])
        )


def test_field_accounts_are_not_opened_to_a_country_that_the_finding_is_not_about(author):
    finding = draft(author)
    actions.cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, field_source=interview(author))
    with pytest.raises(InputError, match="field accounts from XAA and is not about XBB"):
        actions.open_finding(actor=author, finding=finding, open_to=["XBB"])
    about = {"kind": "descriptive", "theme": "S1"}
    actions.edit_finding(actor=author, finding=finding, countries=["XAA", "XBB"], **about)
    actions.open_finding(actor=author, finding=finding, open_to=["XBB"])
    with pytest.raises(InputError, match="is not about XBB"):
        actions.edit_finding(actor=author, finding=finding, countries=["XAA"], **about)


def test_a_vintage_that_is_not_released_is_not_opened_with_the_finding(bundle, author):
    finding = draft(author)
    with acting_as(SYSTEM):
        vintage = Vintage.objects.get(dataset__code="example-services")
        Vintage.objects.bulk_create(
            [
                Vintage(
                    **{field.attname: getattr(vintage, field.attname) for field in Vintage._meta.concrete_fields[1:]}
                    | {"sha256": "0" * 64, "is_released": False}
                )
            ]
        )
        draft_vintage = Vintage.objects.select_related("dataset").get(sha256="0" * 64)
    actions.cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, vintage=draft_vintage)
    with pytest.raises(InputError, match="not released"):
        actions.open_finding(actor=author, finding=finding, open_to=["XAA"])


def test_every_step_is_in_the_audit_without_a_word_of_the_text(bundle, author):
    finding = draft(author, f"Secret words {VALUE}.")
    actions.cite_evidence(actor=author, finding=finding, stance="supports", why=WHY, field_source=interview(author))
    actions.open_finding(actor=author, finding=finding, open_to=["XAA"])
    with acting_as(SYSTEM):
        entries = list(AuditEntry.objects.filter(event__startswith="evidence:").order_by("recorded_at"))
    assert [entry.event.split(":", 1)[1] for entry in entries][-4:] == [
        "finding:draft",
        "field-source:register",
        "finding:cite",
        "finding:open",
    ]
    assert "Secret" not in str([entry.detail for entry in entries])
    assert "R-01" not in str([entry.detail for entry in entries])
