"""Programmes as their own files, and set up in the browser: what one gives the other takes."""

import pytest
import yaml
from django.test import Client
from tests.consultation.factories import PROGRAMME, TEXT, programme_file
from tests.consultation.meetings import WORDS, actor, held, set_up
from tests.consultation.signing_in import signed_in

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as
from mashura.consultation import public
from mashura.consultation.models import Delegation, Meeting, Programme
from mashura.consultation.programme_files import (
    bundled_programmes,
    programme_data,
    read_programme,
    read_programme_data,
    write_programme,
)
from mashura.errors import InputError

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
SOURCE = {"source": "made-up"}
FULL = {
    "phases": [{"key": "research", "title": TEXT, "starts": "2030-01-01", "ends": "2030-06-30"} | SOURCE],
    "deadlines": [{"key": "reply", "title": TEXT, "due": "2030-04-01"} | SOURCE],
    "partners": [{"key": "host", "role": "host", "name": TEXT, "country": "XAA"} | SOURCE],
    "contacts": [{"key": "desk", "post": TEXT, "organisation": TEXT, "email": "desk@example.org"}],
    "documents": [
        {
            "key": "agenda",
            "title": TEXT,
            "dated": "2030-03-01",
            "meeting": "first",
            "agenda_item": 1,
            "is_public": False,
            "files": [{"language": "en", "url": "https://example.org/agenda"}],
        }
    ],
    "meetings": [
        PROGRAMME["meetings"][0]
        | {
            "hosts": TEXT,
            "topics": ["1"],
            "attendance": [{"key": "people", "label": TEXT, "count": 28}],
            "delegations": [
                {"key": "hosts", "kind": "international-organisation", "name": TEXT, "is_organiser": True, "people": 3},
                {"key": "xaa", "kind": "state", "country": "XAA", "institutions": [TEXT]},
            ],
            "agenda": [{"title": TEXT, "day": "2030-03-01", "starts": "09:30", "topic": "S1"}],
        }
    ],
}


def full_file(tmp_path, **changes):
    return programme_file(tmp_path, **FULL | changes)


@pytest.mark.parametrize("path", bundled_programmes(), ids=lambda path: path.stem)
def test_a_bundled_programme_comes_back_from_what_is_written(path, tmp_path):
    found = read_programme(path)
    file = tmp_path / "again.yaml"
    file.write_text(write_programme(found), encoding="utf-8")
    assert read_programme(file) == found


def test_a_stored_programme_is_written_as_it_was_read(tmp_path):
    file = full_file(tmp_path)
    public.load_programme(actor=SYSTEM, pack=file)
    with acting_as(SYSTEM):
        stored = public.programme_file(SYSTEM, "made-up")
    assert stored == read_programme(file)
    assert read_programme_data(yaml.safe_load(write_programme(stored)), name="again") == stored
    again = public.load_programme(actor=SYSTEM, pack=stored)
    assert not again.is_changed


def test_the_real_meetings_show_what_sources_tell_and_no_more():
    found = read_programme(bundled_programmes()[0])
    tunis, rabat = found.meetings
    assert tunis.delegations is None
    assert [(one.label["en"], one.count) for one in rabat.attendance] == [
        ("Government representatives of the three countries", 28)
    ]
    told = {one.key: one for one in rabat.delegations}
    assert sorted(one.country for one in rabat.delegations if one.kind == "state") == ["EGY", "MAR", "TUN"]
    assert [one["en"] for one in told["tunisia"].institutions][:2] == ["Social Affairs", "Foreign Affairs"]
    assert not told["egypt"].institutions
    assert (told["chiefs-of-mission"].is_organiser, told["chiefs-of-mission"].people) == (True, 3)
    assert found.phases == found.deadlines == found.contacts == found.partners == found.documents == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"phases": [FULL["phases"][0] | {"ends": "2029-01-01"}]}, "phases[1].ends"),
        ({"partners": [FULL["partners"][0] | {"role": "friend"}]}, "partners[1].role"),
        ({"contacts": [FULL["contacts"][0] | {"email": "somebody"}]}, "contacts[1].email"),
        ({"contacts": [{"key": "desk", "post": TEXT, "organisation": TEXT}]}, "contacts[1].email"),
        ({"documents": [FULL["documents"][0] | {"meeting": "nowhere"}]}, "documents[1].meeting"),
        ({"documents": [FULL["documents"][0] | {"agenda_item": 2}]}, "documents[1].agenda_item"),
        ({"documents": [FULL["documents"][0] | {"files": [{"language": "en"}]}]}, "documents[1].files[1].url"),
    ],
)
def test_a_wrong_part_is_refused_by_field(tmp_path, changes, field):
    with pytest.raises(InputError) as refusal:
        read_programme(full_file(tmp_path, **changes))
    assert refusal.value.params["field"] == field


def delegations(*entries):
    return {"meetings": [FULL["meetings"][0] | {"delegations": list(entries)}]}


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ({"key": "one", "kind": "party", "name": TEXT}, "kind"),
        ({"key": "one", "kind": "state", "country": "XCC"}, "country"),
        ({"key": "one", "kind": "state", "country": "XAA", "is_organiser": True}, "is_organiser"),
        ({"key": "one", "kind": "civil-society", "name": TEXT, "country": "XAA"}, "country"),
        ({"key": "one", "kind": "civil-society"}, "name"),
    ],
)
def test_a_wrong_delegation_is_refused_by_field(tmp_path, entry, field):
    with pytest.raises(InputError) as refusal:
        read_programme(full_file(tmp_path, **delegations(entry)))
    assert refusal.value.params["field"] == f"meetings[1].delegations[1].{field}"


def test_meetings_and_delegations_change_in_place(tmp_path):
    public.load_programme(actor=SYSTEM, pack=full_file(tmp_path))
    with acting_as(SYSTEM):
        before = set(Delegation.objects.values_list("pk", "key"))
    changed = full_file(tmp_path, **delegations(FULL["meetings"][0]["delegations"][1] | {"institutions": [TEXT, TEXT]}))
    assert public.load_programme(actor=SYSTEM, pack=changed).is_changed
    with acting_as(SYSTEM):
        after = set(Delegation.objects.values_list("pk", "key"))
        assert Meeting.objects.count() == 1
    assert after == {one for one in before if one[1] == "xaa"}


def test_a_file_that_does_not_speak_of_meetings_leaves_them(tmp_path):
    public.load_programme(actor=SYSTEM, pack=full_file(tmp_path))
    public.load_programme(actor=SYSTEM, pack=full_file(tmp_path, meetings=None, documents=None))
    with acting_as(ANONYMOUS):
        assert public.visible_meetings(ANONYMOUS, "made-up").count() == 1
    public.load_programme(actor=SYSTEM, pack=full_file(tmp_path, meetings=[], documents=[]))
    with acting_as(ANONYMOUS):
        assert not public.visible_meetings(ANONYMOUS, "made-up").exists()


def test_a_meeting_that_others_point_at_is_not_taken_out(tmp_path):
    set_up(tmp_path)
    with acting_as(SYSTEM):
        public.add_conclusion(actor=SYSTEM, meeting=held(), text=WORDS)
    with pytest.raises(InputError, match="workshop"):
        public.load_programme(actor=SYSTEM, pack=full_file(tmp_path))
    with acting_as(SYSTEM):
        assert Meeting.objects.filter(pk="made-up/workshop").exists()


def test_what_was_edited_stays_when_the_same_bundle_is_loaded_again():
    public.load_bundled_programmes(actor=SYSTEM)
    with acting_as(SYSTEM):
        public.change_programme(actor=SYSTEM, code="fictional-example", values={"project_code": "EDITED"})
    public.load_bundled_programmes(actor=SYSTEM)
    with acting_as(ANONYMOUS):
        assert public.programme(ANONYMOUS, "fictional-example").project_code == "EDITED"


NEW = {
    "code": "west",
    "is_fictional": "on",
    "authoritative": ["en"],
    "working": ["fr"],
    "countries": ["XAA", "XBB"],
    "names_en": "A programme",
    "short_names_en": "Programme",
    "summary_en": "What it is about",
    "source_en": "Invented",
}


def test_a_programme_is_set_up_in_the_browser_from_nothing_to_its_release():
    client = signed_in(Role.SECRETARIAT, programme="west")
    answer = client.post("/en/programme/new/", NEW)
    assert answer["Location"] == "/en/programme/west/set-up/"
    assert Client().get("/en/programme/west/").status_code == 404
    page = client.get("/en/programme/west/set-up/").content.decode()
    assert "has no text in the language" in page
    assert "Release the programme" not in page
    assert client.post("/en/programme/west/set-up/do/release/", follow=True).status_code == 200
    with acting_as(SYSTEM):
        assert not public.programme(SYSTEM, "west").is_released
    both = {"names": "Name", "short_names": "Short", "summary": "Summary"}
    names = {f"{name}_{language}": f"{text} {language}" for name, text in both.items() for language in ("en", "fr")}
    assert client.post("/en/programme/west/set-up/names/", names).status_code == 302
    source = client.post("/en/programme/west/set-up/sources/source-1/", {"title_en": "Made up", "title_fr": "Inventé"})
    assert source.status_code == 302
    phase = {"title_en": "Research", "title_fr": "Recherche", "starts": "2030-01-01", "ends": "2030-02-01"}
    assert client.post("/en/programme/west/set-up/phases/new/", phase | {"source": "source-1"}).status_code == 302
    meeting = {
        "key": "first",
        "kind": "regional-meeting",
        "country": "XAA",
        "starts": "2030-03-01",
        "ends": "2030-03-02",
        "source": "source-1",
        **{f"{name}_{language}": "Words" for name in ("title", "place") for language in ("en", "fr")},
    }
    assert client.post("/en/programme/west/set-up/meetings/new/", meeting).status_code == 302
    assert client.post("/en/programme/west/set-up/do/release/").status_code == 302
    shown = Client().get("/fr/programme/west/").content.decode()
    assert "Recherche" in shown
    assert Client().get("/fr/meetings/west/first/").status_code == 200
    written = Client().get("/en/programme/west/programme.yaml")
    found = read_programme_data(yaml.safe_load(written.content), name="west")
    assert [one.title["fr"] for one in found.phases] == ["Recherche"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"code": "New Programme"}, "lower-case letters"),
        ({"code": "new"}, "lower-case letters"),
        ({"code": "practice-notes"}, "cannot be used"),
        ({"working": ["en"]}, "not both"),
        ({"countries": ["EGY"]}, "fictional States only"),
        ({"names_en": ""}, "This field is required"),
    ],
)
def test_a_wrong_beginning_is_refused_beside_its_field(changes, message):
    answer = signed_in(Role.SECRETARIAT).post("/en/programme/new/", NEW | changes)
    assert answer.status_code == 400
    assert message in answer.content.decode()
    with acting_as(SYSTEM):
        assert not Programme.objects.exists()


def test_a_code_is_taken_once(tmp_path):
    set_up(tmp_path)
    answer = signed_in(Role.SECRETARIAT).post("/en/programme/new/", NEW | {"code": "made-up"})
    assert "already" in answer.content.decode()


@pytest.mark.parametrize("role", [Role.HEAD_OF_DELEGATION, Role.RESEARCHER, Role.COUNTRY_MISSION])
@pytest.mark.parametrize(
    "address",
    ["new/", "made-up/set-up/", "made-up/set-up/names/", "made-up/set-up/phases/new/", "made-up/set-up/documents/new/"],
)
def test_others_do_not_set_up_programmes(client, tmp_path, role, address):
    set_up(tmp_path)
    assert client.get(f"/en/programme/{address}").status_code == 403
    assert signed_in(role, countries=["XAA"]).get(f"/en/programme/{address}").status_code == 403


def test_the_set_up_of_an_unseen_programme_is_not_there(client, tmp_path):
    set_up(tmp_path, is_released=False)
    stranger = signed_in(Role.DELEGATE, programme="another")
    for address in ("set-up/", "set-up/names/", "programme.yaml", "set-up/nothing/"):
        assert client.get(f"/en/programme/made-up/{address}").status_code == 404
        assert stranger.get(f"/en/programme/made-up/{address}").status_code == 404


def test_an_item_is_changed_and_taken_out(tmp_path):
    public.load_programme(actor=SYSTEM, pack=full_file(tmp_path))
    client = signed_in(Role.SECRETARIAT)
    address = "/en/programme/made-up/set-up/deadlines/reply/"
    given = {f"title_{language}": "Reply" for language in ("en", "ar", "fr")} | {"due": "2030-05-05"}
    bad = client.post(address, given | {"source": "hearsay"})
    assert bad.status_code == 400
    assert 'class="error-summary"' in bad.content.decode()
    assert client.post(address, given | {"source": "made-up"}).status_code == 302
    with acting_as(SYSTEM):
        assert str(public.programme(SYSTEM, "made-up").deadline_list[0].due) == "2030-05-05"
    assert client.post(address, {"remove": "1"}).status_code == 302
    with acting_as(SYSTEM):
        assert public.programme(SYSTEM, "made-up").deadline_list == []
    assert client.get(address).status_code == 404


def test_a_released_programme_stays_complete(tmp_path):
    public.load_programme(actor=SYSTEM, pack=full_file(tmp_path))
    given = {"title_en": "Reply", "due": "2030-05-05", "source": "made-up"}
    answer = signed_in(Role.SECRETARIAT).post("/en/programme/made-up/set-up/deadlines/new/", given)
    assert answer.status_code == 400
    assert 'href="#id_title_ar"' in answer.content.decode()


def test_a_source_that_is_used_is_not_taken_out(tmp_path):
    set_up(tmp_path)
    answer = signed_in(Role.SECRETARIAT).post(
        "/en/programme/made-up/set-up/sources/made-up/", {"remove": "1"}, follow=True
    )
    assert "sources" in answer.content.decode()
    with acting_as(SYSTEM):
        assert public.programme(SYSTEM, "made-up").sources


def test_actions_refuse_whoever_may_not(tmp_path):
    set_up(tmp_path, is_released=False)
    head = actor(Role.HEAD_OF_DELEGATION, "XAA")
    with acting_as(head):
        for act in (public.release_programme, public.withdraw_programme):
            with pytest.raises(Forbidden):
                act(actor=head, code="made-up")
        with pytest.raises(Forbidden):
            public.change_programme(actor=head, code="made-up", values={"project_code": "X"})
        with pytest.raises(Forbidden):
            public.set_up_programme(actor=head, values={"code": "another"})
    with acting_as(ANONYMOUS), pytest.raises(NotHere):
        public.change_programme(actor=ANONYMOUS, code="made-up", values={})


def test_the_story_keeps_its_paragraphs_in_step(tmp_path):
    set_up(tmp_path)
    client = signed_in(Role.SECRETARIAT)
    given = {f"title_{language}": "Research" for language in ("en", "ar", "fr")} | {"source": "made-up"}
    two = {f"paragraphs_{language}": "One\r\n\r\nTwo" for language in ("en", "ar", "fr")}
    address = "/en/programme/made-up/set-up/story/research/"
    assert client.post(address, given | two).status_code == 302
    with acting_as(SYSTEM):
        assert len(public.programme(SYSTEM, "made-up").sections[0].paragraphs) == 2
    assert client.post(address, given | two | {"paragraphs_fr": "Un"}).status_code == 400


def test_programme_data_names_no_empty_field(tmp_path):
    data = programme_data(read_programme(programme_file(tmp_path)))
    assert all(value not in (None, "", [], {}) for value in data.values())
