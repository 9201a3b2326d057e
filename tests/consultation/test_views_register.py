import csv
import io
import json
import re

import pytest
from django.core.cache import cache
from django.test import Client
from tests.access.accounts import PASSWORD, holder, set_up_second_factor
from tests.access.material import step_of
from tests.consultation.factories_register import make_entry, make_programme, source

from mashura.access.public import SYSTEM, Role, acting_as
from mashura.consultation.actions import register as actions
from mashura.consultation.actions import technical_assistance
from mashura.consultation.models import TechnicalAssistance
from mashura.consultation.queries import register as queries
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
ENTRY = {
    "country": "XAA",
    "kind": "law",
    "status": "in-force",
    "title": "قانون جديد (خيالي)",
    "title_language": "ar",
    "title_en": "A new law (fictional)",
    "description": "It is new (fictional).",
    "description_language": "en",
    "body": "A ministry (fictional)",
    "themes": ["T1", "B"],
    "first_year": "2030",
}
SOURCE = {
    "url": "https://example.org/law",
    "title": "A page",
    "language": "en",
    "publisher": "A publisher",
    "checked_on": "2026-01-02",
}


@pytest.fixture(autouse=True)
def _quick_sign_in(settings):
    # Many sign in here, one after another: the counter of tries must not take them for one who guesses.
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def programme():
    return make_programme(countries=["XAA", "XBB", "XCC"])


def sign_in(role, country="XAA", programme="made-up"):
    user, _post = holder(
        role, f"{role.value}-{country.lower()}@example.org", countries=[country], programmes=[programme]
    )
    client = Client()
    code = set_up_second_factor(user)
    client.post("/en/sign-in/", {"login": user.email, "password": PASSWORD})
    client.post("/en/account/second-step/code/", {"code": code()})
    return client


def plain(response) -> str:
    main = re.search(r"<main.*?</main>", response.content.decode(), re.DOTALL).group()
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


def entry_of(key):
    with acting_as(SYSTEM):
        return queries.visible_entries(SYSTEM, "made-up").filter(key=key).first()


class TestList:
    def test_without_a_programme_or_an_entry_the_page_says_so(self, client):
        assert "Nothing in the register yet" in plain(client.get("/en/register/"))
        assert "Nothing released on this topic yet" in plain(client.get("/en/register/side-by-side/"))
        assert "No request yet" in plain(client.get("/en/register/assistance/"))
        assert json.loads(client.get("/en/register/data.json").content) == {"entries": []}
        make_programme()
        assert "Nothing in the register yet" in plain(client.get("/en/register/"))
        assert "Nothing released on this topic yet" in plain(client.get("/en/register/side-by-side/"))

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("en", ["Clinics Act (fictional)", "Unofficial translation", "قانون العيادات (خيالي)", "Law", "In force"]),
            ("fr", ["قانون العيادات (خيالي)", "Loi", "En vigueur", "anglais"]),
            ("ar", ["قانون العيادات (خيالي)", "قانون", "ساري المفعول"]),
        ],
    )
    def test_an_entry_stands_in_its_own_words_and_the_readers(self, client, programme, language, words):
        make_entry(programme, is_public=True)
        text = plain(client.get(f"/{language}/register/"))
        for word in words:
            assert word in text
        assert ("Unofficial" in text) == (language == "en")

    def test_filters_are_links_with_counts(self, client, programme):
        make_entry(programme, is_public=True)
        make_entry(programme, "XBB", kind="practice", status="ongoing", themes=("T1",), is_public=True)
        page = client.get("/en/register/")
        assert "2 entries" in plain(page)
        assert "programme=made-up&amp;country=XBB" in page.content.decode()
        assert re.search(r"Corvania.* \(0\)", plain(page))
        for query, shown in (
            ("country=XAA", "1 entry"),
            ("topic=2", "1 entry"),
            ("topic=S1&kind=law", "1 entry"),
            ("kind=law&status=ended", "No entry fits this choice"),
            ("country=ZZZ", "No entry fits this choice"),
            ("topic=%00", "No entry fits this choice"),
            ("q=clinic", "2 entries"),
            ("q=العيادات", "2 entries"),
            ("q=unheard", "No entry fits this choice"),
            ("q=%00", "2 entries"),
        ):
            assert shown in plain(client.get(f"/en/register/?{query}")), query

    @pytest.mark.usefixtures("programme")
    def test_a_programme_that_is_not_there_is_not_found(self, client):
        for code in ("never-heard-of", "%00", "x" * 99):
            assert client.get(f"/en/register/?programme={code}").status_code == 404

    def test_an_unreleased_entry_is_nowhere_for_others_and_marked_for_its_country(self, client, programme):
        make_entry(programme, "XBB", key="secret-bill")
        addresses = ("register/", "register/?country=XBB", "register/?q=clinics", "register/side-by-side/")
        files = ("register/data.csv", "register/data.json")
        for reader in (client, sign_in(Role.DELEGATE), sign_in(Role.HEAD_OF_DELEGATION, "XCC")):
            for address in (*addresses, *files):
                assert "secret-bill" not in reader.get(f"/en/{address}").content.decode()
            assert reader.get("/en/register/made-up/secret-bill/").status_code == 404
        own = sign_in(Role.DELEGATE, "XBB")
        assert "Not public yet" in plain(own.get("/en/register/"))
        assert own.get("/en/register/made-up/secret-bill/").status_code == 200
        for address in files:
            assert "secret-bill" not in own.get(f"/en/{address}").content.decode(), "files are passed on"

    def test_downloads_hold_what_the_list_holds(self, client, programme):
        entry = make_entry(programme, is_public=True)
        actions.add_source(actor=SYSTEM, entry=entry, source=source())
        actions.release_entry(actor=SYSTEM, entry=entry)
        make_entry(programme, "XBB", is_public=True, title=Localised(en="=1+1 (fictional)"), title_language="en")
        answer = client.get("/en/register/data.csv")
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert [(row["country"], row["sources"]) for row in rows] == [("XAA", "https://example.org/law"), ("XBB", "")]
        assert rows[0]["title_ar"] == "قانون العيادات (خيالي)"
        assert rows[1]["title_en"] == "'=1+1 (fictional)", "no formula for a spreadsheet"
        assert answer["Content-Disposition"] == 'attachment; filename="register.csv"'
        found = json.loads(client.get("/en/register/data.json?country=XAA").content)["entries"]
        assert [(one["key"], one["sources"][0]["checked_on"]) for one in found] == [("xaa-law-1", "2030-01-02")]


class TestSideBySide:
    @pytest.mark.parametrize(
        ("language", "order"),
        [("en", ["Amarilia", "Belvoria", "Corvania"]), ("ar", ["أماريليا", "بلفوريا", "كورفانيا"])],
    )
    def test_every_country_has_its_column_in_the_order_of_names(self, client, programme, language, order):
        make_entry(programme, "XCC", is_public=True)
        page = client.get(f"/{language}/register/side-by-side/").content.decode()
        heads = re.findall(r'<h2 id="country-\w+">([^<]+)', page)
        assert [head.split(" (")[0] for head in heads] == order

    def test_an_empty_place_is_said_neutrally(self, client, programme):
        make_entry(programme, "XCC", is_public=True)
        text = plain(client.get("/en/register/side-by-side/?topic=3"))
        assert text.count("Nothing released") == 2
        assert "Nothing released on this topic yet" in plain(client.get("/en/register/side-by-side/?topic=T1"))


class TestEntry:
    def test_it_shows_its_sources_and_who_released_it(self, client, programme):
        entry = make_entry(programme, is_public=True)
        actions.add_source(actor=SYSTEM, entry=entry, source=source())
        actions.release_entry(actor=SYSTEM, entry=entry)
        text = plain(client.get("/en/register/made-up/xaa-law-1/"))
        for words in ("A publisher (fictional)", "looked at on 2 January 2030", "Released by: Amarilia", "Fictional"):
            assert words in text
        assert "Work on this entry" not in text

    def test_what_public_sources_say_is_not_said_to_be_the_states(self, client, programme):
        entry = make_entry(programme, is_public=True)
        with acting_as(SYSTEM):
            type(entry).objects.filter(pk=entry.pk).update(is_from_public_sources=True)
        text = plain(client.get("/en/register/made-up/xaa-law-1/"))
        assert "It is not a statement of the State." in text
        assert "Released by" not in text

    def test_buttons_are_those_of_the_role(self, programme):
        row = make_entry(programme)
        address = "/en/register/made-up/xaa-law-1/"
        for role, has, lacks in (
            (Role.DELEGATE, {"change", "sources"}, {"release", "publish", "withdraw"}),
            (Role.HEAD_OF_DELEGATION, {"change", "release"}, {"publish"}),
            (Role.SECRETARIAT, {"change", "publish"}, {"release", "withdraw"}),
            (Role.OBSERVER, set(), {"change", "sources", "release", "publish"}),
        ):
            page = sign_in(role).get(address).content.decode()
            addresses = {below: f'"{address}{below}/"' for below in ("change", "sources")}
            addresses |= {step: f'"{step_of(row, step)}"' for step in ("release", "publish", "withdraw")}
            assert all(addresses[below] in page for below in has), role
            assert not any(addresses[below] in page for below in lacks), role


class TestWork:
    @pytest.mark.usefixtures("programme")
    def test_a_delegate_writes_names_a_source_and_changes(self):
        client = sign_in(Role.DELEGATE)
        assert client.get("/en/register/write/made-up/").status_code == 200
        answer = client.post("/en/register/write/made-up/", ENTRY)
        assert answer["Location"] == "/en/register/made-up/xaa-law-1/"
        entry = entry_of("xaa-law-1")
        assert (entry.title["ar"], entry.title["en"]) == ("قانون جديد (خيالي)", "A new law (fictional)")
        assert (entry.themes, entry.body["en"]) == (["T1", "B"], "A ministry (fictional)")
        assert client.post("/en/register/made-up/xaa-law-1/sources/", SOURCE).status_code == 302
        changed = ENTRY | {"status": "repealed", "description": "It was new (fictional)."}
        assert client.post("/en/register/made-up/xaa-law-1/change/", changed).status_code == 302
        assert entry_of("xaa-law-1").status == "repealed"
        with acting_as(SYSTEM):
            (only,) = queries.sources_of(SYSTEM, [entry])[entry.pk]
        client.post(f"/en/register/made-up/xaa-law-1/sources/{only.pk}/remove/")
        assert "No source is named yet." in plain(client.get("/en/register/made-up/xaa-law-1/"))

    def test_translations_stay_and_grow_stale_when_the_description_changes(self, programme):
        entry = make_entry(programme, description=Expressions.of("en", "It is new.", fr="Elle est nouvelle."))
        client = sign_in(Role.DELEGATE)
        form = ENTRY | {"description": "It is old."}
        client.post(f"/en/register/made-up/{entry.key}/change/", form)
        assert entry_of(entry.key).description.standing("fr") == "stale"

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"status": "ongoing"}, "The status chosen does not fit"),
            ({"themes": []}, "Choose at least one theme."),
            ({"first_year": "2030", "last_year": "2029"}, "The last year comes before"),
            ({"first_year": "12"}, "Give a year between"),
            ({"title": ""}, "This field is required"),
            ({"country": "XBB"}, "Select a valid choice"),
        ],
    )
    @pytest.mark.usefixtures("programme")
    def test_what_is_wrong_stands_beside_its_field(self, changes, says):
        answer = sign_in(Role.DELEGATE).post("/en/register/write/made-up/", ENTRY | changes)
        assert answer.status_code == 400
        assert says in plain(answer)
        assert entry_of("xaa-law-1") is None

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"url": "no page"}, "Give the whole address"),
            ({"checked_on": "2999-01-01"}, "This day lies in the future."),
            ({"dated": "2026-01-03"}, "It cannot have been looked at before it appeared"),
        ],
    )
    def test_a_source_that_cannot_be_looked_up_is_refused(self, programme, changes, says):
        make_entry(programme)
        answer = sign_in(Role.DELEGATE).post("/en/register/made-up/xaa-law-1/sources/", SOURCE | changes)
        assert answer.status_code == 400
        assert says in plain(answer)

    def test_release_and_publication(self, client, programme):
        row = make_entry(programme)
        address = "/en/register/made-up/xaa-law-1/"
        assert sign_in(Role.HEAD_OF_DELEGATION).post(step_of(row, "release"), {"country": "XAA"}).status_code == 302
        assert client.get(address).status_code == 404
        secretariat = sign_in(Role.SECRETARIAT)
        refused = secretariat.post(step_of(row, "publish"), {"public_from": "yesterday", "next": address}, follow=True)
        assert "yesterday is not a day" in plain(refused)
        secretariat.post(step_of(row, "publish"), {"public_from": "2999-01-01"})
        assert client.get(address).status_code == 404
        assert "Under embargo until 1 January 2999" in plain(secretariat.get(address))
        secretariat.post(step_of(row, "withdraw"))
        secretariat.post(step_of(row, "publish"), {"public_from": ""})
        assert client.get(address).status_code == 200
        secretariat.post(step_of(row, "withdraw"))
        assert client.get(address).status_code == 404

    def test_a_real_state_needs_a_source_before_publication(self):
        row = make_entry(make_programme("real-like", is_fictional=False))
        secretariat = sign_in(Role.SECRETARIAT, programme="real-like")
        page = "/en/register/real-like/xaa-law-1/"
        answer = secretariat.post(step_of(row, "publish"), {"public_from": "", "next": page}, follow=True)
        assert "needs a source before it may become public" in plain(answer)

    def test_the_last_source_of_a_public_entry_stays(self):
        entry = make_entry(make_programme("real-like", is_fictional=False))
        only = actions.add_source(actor=SYSTEM, entry=entry, source=source())
        actions.publish_entry(actor=SYSTEM, entry=actions.release_entry(actor=SYSTEM, entry=entry))
        delegate = sign_in(Role.DELEGATE, programme="real-like")
        answer = delegate.post(f"/en/register/real-like/xaa-law-1/sources/{only.pk}/remove/", follow=True)
        assert "needs a source" in plain(answer)

    def test_anonymous_outsiders_and_wrong_roles_are_turned_away(self, client, programme):
        hidden, public = make_entry(programme), make_entry(programme, is_public=True)
        writing = ("change/", "sources/")
        for below in ("register/write/made-up/", "register/made-up/xaa-law-2/change/"):
            assert client.get(f"/en/{below}")["Location"].startswith("/en/sign-in/")
        observer, outsider = sign_in(Role.OBSERVER), sign_in(Role.DELEGATE, "XBB")
        assert observer.get("/en/register/write/made-up/").status_code == 403
        assert sign_in(Role.DELEGATE, "XCC", "another").get("/en/register/write/made-up/").status_code == 403
        for reader, unreleased in ((observer, 403), (outsider, 404)):
            for below in writing:
                assert reader.get(f"/en/register/made-up/xaa-law-1/{below}").status_code == unreleased
                assert reader.get(f"/en/register/made-up/xaa-law-2/{below}").status_code == 403
            for step in ("release", "publish", "withdraw"):
                assert reader.post(step_of(hidden, step), {"country": "XAA"}).status_code == unreleased
                assert reader.post(step_of(public, step), {"country": "XAA"}).status_code == 403


class TestAssistance:
    @pytest.fixture
    def asked(self, programme):
        assert programme.code == "made-up"
        delegate = sign_in(Role.DELEGATE)
        form = {
            "country": "XAA",
            "subject": "Training (fictional)",
            "language": "en",
            "themes": ["T1"],
            "requested_on": "2026-01-02",
        }
        assert "xaa-assistance-1" in delegate.post("/en/register/assistance/ask/made-up/", form)["Location"]
        return delegate

    @pytest.mark.usefixtures("programme")
    def test_without_requests_the_page_says_so(self, client):
        assert "No request yet" in plain(client.get("/en/register/assistance/"))

    def test_from_the_question_to_the_public_page(self, client, asked):
        address = "/en/register/assistance/made-up/xaa-assistance-1/"
        answer = {"state": "delivered", "provider": "A body", "outcome": "It was held.", "language": "en"}
        assert asked.get(f"{address}answer/").status_code == 200
        refused = asked.post(f"{address}answer/", answer | {"outcome": ""})
        assert refused.status_code == 400
        assert "Say what came of the request" in plain(refused)
        assert asked.post(f"{address}answer/", answer).status_code == 302
        assert client.get(address).status_code == 404
        assert "Training" not in plain(client.get("/en/register/assistance/"))
        with acting_as(SYSTEM):
            row = TechnicalAssistance.objects.get()
        sign_in(Role.HEAD_OF_DELEGATION).post(step_of(row, "release"), {"country": "XAA"})
        secretariat = sign_in(Role.SECRETARIAT)
        secretariat.post(step_of(row, "publish"))
        text = plain(client.get(address))
        for words in ("Training (fictional)", "Delivered", "A body", "It was held.", "Released by: Amarilia"):
            assert words in text
        assert "It was held." in plain(client.get("/en/register/assistance/"))
        secretariat.post(step_of(row, "withdraw"))
        assert client.get(address).status_code == 404

    @pytest.mark.usefixtures("asked")
    def test_others_are_turned_away(self, client):
        address = "/en/register/assistance/made-up/xaa-assistance-1/"
        assert client.get("/en/register/assistance/ask/made-up/")["Location"].startswith("/en/sign-in/")
        observer, outsider = sign_in(Role.OBSERVER), sign_in(Role.DELEGATE, "XBB")
        assert observer.get("/en/register/assistance/ask/made-up/").status_code == 403
        for reader, status in ((observer, 403), (outsider, 404)):
            assert reader.get(f"{address}answer/").status_code == status
            with acting_as(SYSTEM):
                row = TechnicalAssistance.objects.get()
            for step in ("release", "publish", "withdraw"):
                assert reader.post(step_of(row, step), {"country": "XAA"}).status_code == status

    def test_bad_input_stands_beside_its_field(self, asked):
        answer = asked.post("/en/register/assistance/ask/made-up/", {"country": "XAA"})
        assert answer.status_code == 400
        assert "Choose at least one theme." in plain(answer)

    def test_what_was_answered_for_good_has_no_button(self, asked):
        with acting_as(SYSTEM):
            row = queries.assistance(SYSTEM, "made-up", "xaa-assistance-1")
        technical_assistance.answer_request(
            actor=SYSTEM,
            request=row,
            state="declined",
            provider=Localised(),
            outcome=Expressions.of("en", "No means (fictional)."),
        )
        page = asked.get("/en/register/assistance/made-up/xaa-assistance-1/").content.decode()
        assert "answer/" not in page
