"""Delegations whose institutions are organisations of the platform: rules, the action, the form."""

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from tests.access.factories import make_organisation
from tests.consultation.meetings import NAME, delegation, secretariat, set_up
from tests.consultation.signing_in import signed_in

from mashura.access.models import Organisation, OrganisationKind
from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation import public
from mashura.consultation.models import Delegation, DelegationInstitution
from mashura.consultation.public import InstitutionEntry
from mashura.consultation.rules.meetings import KINDS, may_be_of_delegation
from mashura.errors import InputError
from mashura.kit.localised import Localised

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
WORKSHOP = "/en/meetings/made-up/workshop/"
HEALTH = {"en": "Health (fictional)", "ar": "الصحة (خيالية)", "fr": "Santé (fictif)"}
LABOUR = {"en": "Labour (fictional)", "ar": "العمل (خيالية)", "fr": "Travail (fictif)"}
NEW = {"key": "amarilia", "kind": "state", "country": "XAA"}


@pytest.fixture(autouse=True)
def programme(tmp_path):
    set_up(tmp_path)


def institutions():
    with acting_as(SYSTEM):
        return list(DelegationInstitution.objects.order_by("position"))


def sent(*rows, **changes):
    """What a form sends for institutions (fields without their suffix) that are there already or further ones."""
    data = {"kind": "state", "country": "XAA"} | changes
    for one, fields in rows:
        suffix = one.pk.hex if one else "further"
        for name, value in fields.items():
            stem, _, tag = name.partition("__")
            data["_".join(filter(None, (stem, suffix, tag)))] = value
    return data


def test_an_organisation_gives_its_names_and_stays_linked():
    body = make_organisation(names=HEALTH | {"pt": "Saúde"})
    row = delegation(institutions=[InstitutionEntry(organisation=body), InstitutionEntry(NAME)])
    first, second = institutions()
    assert (first.organisation_id, first.names) == (body.pk, HEALTH)
    assert (second.organisation_id, second.names) == (None, NAME)
    assert row.country == "XAA"


def test_what_an_organisation_has_no_name_for_is_told():
    body = make_organisation(names={"en": "Health (fictional)"})
    delegation(institutions=[InstitutionEntry(Localised(en="Overruled", fr="Santé (fictif)"), body)])
    assert institutions()[0].names == {"en": "Health (fictional)", "fr": "Santé (fictif)"}


@pytest.mark.parametrize(
    "changes",
    [{"country": "XBB"}, {"kind": "civil_society"}, {"is_fictional": False}, {"kind": "donor", "country": None}],
)
def test_an_organisation_of_another_state_or_kind_is_refused(changes):
    body = make_organisation(**{"names": HEALTH} | changes)
    with pytest.raises(InputError, match="Health"):
        delegation(institutions=[InstitutionEntry(organisation=body)])


def test_an_organisation_sits_once_in_a_delegation():
    body = make_organisation(names=HEALTH)
    with pytest.raises(InputError, match="twice"):
        delegation(institutions=[InstitutionEntry(organisation=body)] * 2)
    row = delegation(institutions=[InstitutionEntry(organisation=body)])
    again = DelegationInstitution(position=2, names=NAME, organisation=body)
    again.take_scope_of(row)
    with pytest.raises(IntegrityError, match="organisation_sits_once"), transaction.atomic(), acting_as(SYSTEM):
        again.save()


def test_two_institutions_change_organisations_and_places():
    one, other = make_organisation(names=HEALTH), make_organisation(names=LABOUR)
    delegation(institutions=[InstitutionEntry(organisation=one), InstitutionEntry(organisation=other)])
    first, second = institutions()
    delegation(
        institutions=[
            InstitutionEntry(organisation=other, institution=first),
            InstitutionEntry(organisation=one, institution=second),
        ]
    )
    assert [place.organisation_id for place in institutions()] == [other.pk, one.pk]
    delegation(
        institutions=[
            InstitutionEntry(organisation=one, institution=second),
            InstitutionEntry(organisation=other, institution=first),
        ]
    )
    assert [place.pk for place in institutions()] == [second.pk, first.pk]


def test_an_institution_without_any_name_is_refused():
    with pytest.raises(InputError, match="name of the institution"):
        delegation(institutions=[InstitutionEntry(Localised(pt="Saúde"))])


def test_a_body_is_an_organisation_and_bears_its_name():
    body = make_organisation(kind="international", country=None, names=HEALTH)
    row = delegation(key="body", kind="international-organisation", country="", organisation=body, institutions=[NAME])
    assert (row.organisation_id, row.names) == (body.pk, HEALTH)
    with pytest.raises(InputError, match="Health"):
        delegation(key="other", kind="civil-society", country="", names=NAME, organisation=body)


def test_a_file_keeps_the_organisation_of_a_name_that_stays():
    body = make_organisation(names=HEALTH)
    delegation(institutions=[InstitutionEntry(organisation=body)])
    who = secretariat()
    with acting_as(who):
        public.change_programme(actor=who, code="made-up", values={"project_code": "X"})
    assert institutions()[0].organisation_id == body.pk
    with acting_as(SYSTEM):
        told = public.programme_file(SYSTEM, "made-up")
    with acting_as(SYSTEM):
        Organisation.objects.filter(pk=body.pk).update(names=LABOUR)
        DelegationInstitution.objects.update(names=LABOUR)
    public.load_programme(actor=SYSTEM, pack=told)
    assert (institutions()[0].names, institutions()[0].organisation_id) == (HEALTH, None)


def test_the_form_links_organisations_and_takes_typed_names():
    health, labour = make_organisation(names=HEALTH), make_organisation(names=LABOUR)
    make_organisation(names={"en": "A ministry elsewhere"}, country="XCC")
    who = signed_in(Role.SECRETARIAT)
    page = who.get(f"{WORKSHOP}delegations/new/").content.decode()
    assert '<optgroup label="Amarilia (fictional)">' in page
    assert "A ministry elsewhere" not in page
    more = who.post(f"{WORKSHOP}delegations/new/", sent((None, {"organisation": health.pk})) | NEW | {"more": "1"})
    assert more["Location"] == f"{WORKSHOP}delegations/amarilia/change/#institutions"
    (first,) = institutions()
    address = f"{WORKSHOP}delegations/amarilia/change/"
    page = who.get(address).content.decode()
    assert f'<option value="{health.pk}" selected>' in page
    typed = {f"names__{language}": f"Council {language}" for language in ("en", "ar", "fr")}
    kept = {"organisation": health.pk, "place": "1"}
    assert who.post(address, sent((first, kept), (None, typed))).status_code == 302
    first, second = institutions()
    assert (first.organisation_id, second.names["fr"]) == (health.pk, "Council fr")
    # The second goes first and turns out to be on the platform.
    changed = sent((first, kept | {"place": "2"}), (second, typed | {"organisation": labour.pk, "place": "1"}))
    assert who.post(address, changed).status_code == 302
    assert [one.organisation_id for one in institutions()] == [labour.pk, health.pk]
    gone = sent((first, kept | {"leaves": "on"}), (second, {"organisation": labour.pk}))
    assert who.post(address, gone).status_code == 302
    assert [one.pk for one in institutions()] == [second.pk]


def test_the_form_refuses_beside_the_field():
    elsewhere = make_organisation(names=LABOUR, country="XBB")
    who = signed_in(Role.SECRETARIAT)
    address = f"{WORKSHOP}delegations/new/"
    for rows, field, message in (
        ([], "organisation_further", "at least one institution"),
        ([(None, {"organisation": elsewhere.pk})], "organisation_further", "fits the kind of the delegation"),
        ([(None, {"organisation": "nonsense"})], "organisation_further", "fits the kind of the delegation"),
    ):
        answer = who.post(address, sent(*rows) | NEW)
        page = answer.content.decode()
        assert answer.status_code == 400
        assert f'href="#id_{field}"' in page
        assert message in page
    nameless = who.post(address, sent((None, {"names__en": "One"})) | NEW | {"kind": "civil-society", "country": ""})
    assert 'href="#id_names_en"' in nameless.content.decode()
    assert '<details class="folded" open>' in nameless.content.decode()
    delegation()
    first, second = institutions()
    told = {"organisation": "", "names__en": "One"}
    answer = who.post(f"{WORKSHOP}delegations/xaa/change/", sent((first, told), (second, {"names__en": ""})))
    assert answer.status_code == 400
    assert f'href="#id_organisation_{second.pk.hex}"' in answer.content.decode()
    assert [one.pk for one in institutions()] == [first.pk, second.pk]


def test_a_body_is_chosen_in_the_form():
    body = make_organisation(kind="civil_society", names=HEALTH)
    who = signed_in(Role.SECRETARIAT)
    told = {"kind": "civil-society", "country": "", "key": "association", "organisation": body.pk}
    assert who.post(f"{WORKSHOP}delegations/new/", sent((None, {"organisation": body.pk})) | told).status_code == 302
    with acting_as(SYSTEM):
        row = Delegation.objects.get()
    assert (row.organisation_id, row.names) == (body.pk, HEALTH)
    page = who.get(f"{WORKSHOP}delegations/association/change/").content.decode()
    assert page.count(f'<option value="{body.pk}" selected>') == 2


def test_nobody_else_links_organisations(client):
    delegation()
    body = make_organisation(names=HEALTH)
    for reader in (client, signed_in(Role.HEAD_OF_DELEGATION, countries=["XAA"])):
        answer = reader.post(f"{WORKSHOP}delegations/xaa/change/", sent((None, {"organisation": body.pk})))
        assert answer.status_code == 403
    assert all(one.organisation_id is None for one in institutions())


@given(st.sampled_from(KINDS), st.sampled_from(OrganisationKind.values), st.sampled_from([None, "XAA", "XBB", "XCC"]))
def test_a_state_consists_of_its_own_bodies_alone(kind, body_kind, country):
    body = Organisation(kind=body_kind, country=country, is_fictional=True)
    known = {"kind": kind, "country": "XAA" if kind == "state" else "", "programme_countries": ["XAA", "XBB"]}
    found = may_be_of_delegation(body, **known, is_fictional=True)
    assert not may_be_of_delegation(body, **known, is_fictional=False)
    if kind == "state":
        assert not found or country == "XAA"
    assert not found or country != "XCC"
    assert not (found and kind != "state" and body_kind in {"ministry", "local_authority"})
