"""Languages, digits and report of a programme, changed in the browser by who sets it up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.consultation.factories import TEXT, programme_file
from tests.consultation.factories_recommendations import make_issued
from tests.consultation.meetings import WORDS, actor, held, secretariat, set_up
from tests.consultation.signing_in import signed_in

from mashura.access.models import AuditEntry
from mashura.access.public import SYSTEM, Forbidden, Role, acting_as
from mashura.consultation import public
from mashura.consultation.actions.programme_languages import change_languages
from mashura.consultation.programme_files import programme_data, read_programme
from mashura.consultation.rules.programmes import has_texts_in, in_order, without_languages
from mashura.errors import InputError
from mashura.kit.expressions import Expressions

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ADDRESS = "/en/programme/made-up/set-up/languages/"
REPORT = "/en/programme/made-up/set-up/report/"
AS_IT_IS = {"authoritative": ["en", "ar"], "working": ["fr"], "first": "en", "digits_ar": "western"}


def programme():
    with acting_as(SYSTEM):
        return public.programme(SYSTEM, "made-up")


def change(**changes):
    who = secretariat()
    values = {"authoritative": ["en", "ar"], "working": ["fr"]} | changes
    with acting_as(who):
        return change_languages(actor=who, code="made-up", **values)


def refused(client, message, field="", **changes):
    answer = client.post(ADDRESS, AS_IT_IS | changes)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert message in page
    assert not field or f'href="#id_{field}' in page


def test_the_secretariat_changes_languages_and_digits(tmp_path):
    set_up(tmp_path)
    client = signed_in(Role.SECRETARIAT)
    page = client.get("/en/programme/made-up/set-up/").content.decode()
    assert f'href="{ADDRESS}"' in page
    assert "English, Arabic" in page
    changed = {"authoritative": ["en", "ar", "fr"], "working": [], "first": "fr", "digits_ar": "arabic-indic"}
    assert client.post(ADDRESS, changed).status_code == 302
    found = programme()
    assert found.languages == ["fr", "en", "ar"]
    assert found.working_languages == []
    assert found.digits == {"ar": "arabic-indic"}
    shown = client.get(ADDRESS).content.decode()
    assert '<option value="arabic-indic" selected>' in shown
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.filter(event="consultation:programme:change").get()
    assert sorted(entry.detail["fields"]) == ["digits", "languages"]


def test_what_cannot_be_is_refused_beside_its_field(tmp_path):
    set_up(tmp_path)
    client = signed_in(Role.SECRETARIAT)
    refused(client, "not both", "working", working=["fr", "ar"])
    refused(client, "not one of the available choices", "working", working=["xx"])
    refused(client, "not one of the available choices", "digits_ar", digits_ar="roman")
    refused(client, "This field is required", "authoritative", authoritative=[])
    refused(client, "one of the authoritative languages", "first", first="fr")
    assert programme().languages == ["en", "ar", "fr"]


def test_a_language_goes_with_its_texts_only_when_that_is_said(tmp_path):
    set_up(tmp_path)
    client = signed_in(Role.SECRETARIAT)
    refused(client, "The programme has texts in French", "takes_texts_out", working=[])
    assert client.post(ADDRESS, AS_IT_IS | {"working": [], "takes_texts_out": "on"}).status_code == 302
    with acting_as(SYSTEM):
        data = programme_data(public.programme_file(SYSTEM, "made-up"))
    assert not has_texts_in(data, "fr", languages=["en", "ar", "fr"])
    assert data["names"] == {"en": TEXT["en"], "ar": TEXT["ar"]}
    assert data["meetings"][0]["title"] == data["names"]
    assert data["years"] == {"from": 2030, "to": 2031}


def test_a_public_programme_gains_no_language_without_its_texts(tmp_path):
    set_up(tmp_path)
    client = signed_in(Role.SECRETARIAT)
    assert client.post(ADDRESS, AS_IT_IS | {"working": [], "takes_texts_out": "on"}).status_code == 302
    refused(client, "Withdraw it from the public", "working")
    client.post("/en/programme/made-up/set-up/do/withdraw/")
    assert client.post(ADDRESS, AS_IT_IS).status_code == 302
    assert programme().languages == ["en", "ar", "fr"]
    client.post("/en/programme/made-up/set-up/do/release/")
    assert not programme().is_released


def test_a_language_in_which_texts_are_written_stays(tmp_path):
    set_up(tmp_path)
    with acting_as(SYSTEM):
        public.add_conclusion(actor=SYSTEM, meeting=held(), text=Expressions.of("fr", "Les centres sont ouverts."))
    client = signed_in(Role.SECRETARIAT)
    refused(client, "French stays: texts of the programme are written in it.", "working", working=[])
    refused(client, "French stays", working=[], takes_texts_out="on")
    text = {"en": "One", "ar": "واحد"}
    without = {
        "languages": {"authoritative": ["en", "ar"]},
        "names": text,
        "short_names": text,
        "summary": text,
        "sources": [{"key": "made-up", "title": text}],
        **dict.fromkeys(("facts", "story", "meetings")),
    }
    with pytest.raises(InputError, match="stays"):
        public.load_programme(actor=SYSTEM, pack=programme_file(tmp_path, **without))
    assert programme().languages == ["en", "ar", "fr"]


def test_a_language_with_a_document_stays(tmp_path):
    set_up(tmp_path)
    with acting_as(SYSTEM):
        document = public.save_document(
            actor=SYSTEM, programme=programme(), key="agenda", title=WORDS.localised, dated=held().starts
        )
        public.link_document(actor=SYSTEM, document=document, language="fr", url="https://example.org/agenda")
    with pytest.raises(InputError, match="Take its file out first"):
        change(working=[], takes_texts_out=True)


def test_a_language_in_which_texts_were_agreed_stays_authoritative(tmp_path):
    set_up(tmp_path)
    make_issued(programme=programme())
    with pytest.raises(InputError, match="stays authoritative"):
        change(authoritative=["en"], working=["ar", "fr"])
    assert change(authoritative=["ar", "en"]).languages == ["ar", "en", "fr"]


def test_a_tag_that_is_none_is_refused_by_field(tmp_path):
    set_up(tmp_path, is_released=False)
    with pytest.raises(InputError) as refusal:
        change(working=["fr", "l'anglais"])
    assert refusal.value.params["field"] == "languages.working"


@pytest.mark.parametrize("address", [ADDRESS, REPORT])
def test_nobody_else_changes_them(client, tmp_path, address):
    set_up(tmp_path)
    head = signed_in(Role.HEAD_OF_DELEGATION, countries=["XAA"])
    for reader in (client, head, signed_in(Role.RESEARCHER)):
        assert reader.get(address).status_code == 403
        assert reader.post(address, AS_IT_IS).status_code == 403
    who = actor(Role.HEAD_OF_DELEGATION, "XAA")
    with acting_as(who), pytest.raises(Forbidden):
        change_languages(actor=who, code="made-up", authoritative=["en"])
    set_up(tmp_path, is_released=False)
    assert client.get(address).status_code == 404


def test_the_report_is_named_changed_and_taken_out(tmp_path):
    set_up(tmp_path)
    client = signed_in(Role.SECRETARIAT)
    told = {f"title_{language}": f"Report {language}" for language in ("en", "ar", "fr")}
    told |= {"dated": "2031-05-05", "languages": ["en", "fr"], "source": "made-up"}
    assert client.post(REPORT, told).status_code == 302
    report = programme().report
    assert (report.title["fr"], str(report.dated), report.languages) == ("Report fr", "2031-05-05", ("en", "fr"))
    for changes, field in (
        ({"dated": "yesterday"}, "dated"),
        ({"languages": ["xx"]}, "languages"),
        ({"languages": []}, "languages"),
        ({"source": "hearsay"}, "source"),
        ({"title_fr": ""}, "title_fr"),
    ):
        answer = client.post(REPORT, told | changes)
        assert answer.status_code == 400
        assert f'href="#id_{field}' in answer.content.decode()
    assert 'name="remove"' in client.get(REPORT).content.decode()
    assert client.post(REPORT, {"remove": "1"}).status_code == 302
    assert programme().report is None
    assert 'name="remove"' not in client.get(REPORT).content.decode()


TAGS = st.lists(st.sampled_from(["en", "ar", "fr", "pt", "to"]), min_size=1, max_size=6, unique=True)


@given(TAGS, TAGS, TAGS)
def test_the_order_of_languages_is_that_of_before(chosen, before, known):
    first = chosen[0]
    found = in_order(chosen, first=first, before=before, known=known)
    assert sorted(found) == sorted(chosen)
    assert found[0] == first
    kept = [one for one in before if one in chosen and one != first]
    assert [one for one in found if one in kept] == kept


@given(TAGS, st.data())
def test_a_file_without_a_language_keeps_everything_else(languages, data):
    dropped = data.draw(st.lists(st.sampled_from(languages), unique=True))
    text = dict.fromkeys(languages, "Words")
    told = {"names": text, "years": {"from": 2030, "to": 2031}, "facts": [{"key": "one", "value": text}]}
    found = without_languages(told, dropped, languages=languages)
    kept = {language: "Words" for language in languages if language not in dropped}
    assert found.get("names", {}) == kept
    assert found["years"] == told["years"]
    assert found["facts"][0].get("value", {}) == kept
    assert not any(has_texts_in(found, language, languages=languages) for language in dropped)


def test_a_programme_file_holds_nothing_that_is_taken_for_a_text(tmp_path):
    data = programme_data(read_programme(programme_file(tmp_path)))
    assert without_languages(data, [], languages=["en", "ar", "fr"]) == data
