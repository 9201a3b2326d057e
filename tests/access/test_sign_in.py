import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from tests.access.accounts import PASSWORD, hold, holder, make_post, present_code, set_up_second_factor

from mashura.access.actions.meeting_code import issue_meeting_code
from mashura.access.actors import SYSTEM, Role
from mashura.access.lifetime import LAST_SEEN, SIGNED_IN_AT
from mashura.access.models import User
from mashura.access.session import acting_as
from mashura.access.tries import MOST_TRIES
from mashura.kit.clock import now

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def sign_in(client, email, password=PASSWORD):
    return client.post("/en/sign-in/", {"login": email, "password": password})


def test_a_delegate_signs_in_with_a_password_and_sees_the_desk(client):
    holder(Role.DELEGATE)
    assert sign_in(client, "Holder@Example.org").headers["Location"] == "/en/desk/"
    page = client.get("/en/desk/")
    assert page.status_code == 200
    assert "You act in this post" in page.content.decode()


def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong(client):
    holder(Role.DELEGATE)
    wrong = sign_in(client, "holder@example.org", "not the password at all")
    nobody = sign_in(client, "nobody@example.org", "not the password at all")
    errors = [re.findall(r"error-summary.*?</ul>", page.content.decode(), re.DOTALL) for page in (wrong, nobody)]
    assert errors[0]
    assert errors[0] == errors[1]
    assert client.get("/en/desk/").status_code == 302


def test_five_failures_lock_the_account_out_even_for_the_right_password(client):
    holder(Role.DELEGATE)
    for _ in range(5):
        sign_in(client, "holder@example.org", "not the password at all")
    refused = sign_in(client, "holder@example.org")
    assert refused.status_code == 429
    assert "fifteen minutes" in refused.content.decode()
    assert client.get("/en/desk/").status_code == 302


def test_a_lock_out_of_one_account_leaves_others_alone(client):
    holder(Role.DELEGATE)
    holder(Role.DELEGATE, "other@example.org")
    for _ in range(5):
        sign_in(client, "holder@example.org", "not the password at all")
    assert sign_in(client, "other@example.org").status_code == 302


def test_a_secretariat_post_stays_closed_until_the_second_step_is_set_up(client):
    holder(Role.SECRETARIAT)
    sign_in(client, "holder@example.org")
    page = client.get("/en/desk/").content.decode()
    assert "Closed until the second step" in page
    assert client.get("/en/posts/").status_code == 403


def test_the_second_step_is_asked_for_and_opens_the_post(client):
    user, _post = holder(Role.SECRETARIAT)
    code = set_up_second_factor(user)
    assert sign_in(client, "holder@example.org").headers["Location"].startswith("/en/account/second-step/code/")
    assert client.get("/en/desk/").status_code == 302
    assert client.post("/en/account/second-step/code/", {"code": "000000"}).status_code == 200
    assert client.get("/en/desk/").status_code == 302
    assert client.post("/en/account/second-step/code/", {"code": code()}).status_code == 302
    assert "You act in this post" in client.get("/en/desk/").content.decode()
    assert client.get("/en/posts/").status_code == 200


def test_setting_up_the_second_step_opens_the_post_in_the_same_session(client):
    holder(Role.RESEARCHER)
    sign_in(client, "holder@example.org")
    page = client.get("/en/account/second-step/set-up/").content.decode()
    secret = re.search(r'<code dir="ltr">(\w+)</code>', page)[1]
    picture = client.get("/en/account/second-step/picture.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    code = present_code(secret)
    assert client.post("/en/account/second-step/set-up/", {"code": code}).status_code == 302
    assert "You act in this post" in client.get("/en/desk/").content.decode()
    stored = User.objects.get().authenticator_set.get(type="totp").data["secret"]
    assert secret not in stored


def test_who_asked_for_a_new_password_can_still_set_up_the_second_step(client, django_capture_on_commit_callbacks):
    holder(Role.RESEARCHER)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/account/password/new/", {"email": "holder@example.org"})
    sign_in(client, "holder@example.org")
    assert client.get("/en/account/second-step/set-up/").status_code == 200


def test_the_picture_of_a_key_is_only_for_whoever_sets_one_up(client):
    assert client.get("/en/account/second-step/picture.svg").status_code == 302
    holder(Role.DELEGATE)
    sign_in(client, "holder@example.org")
    assert client.get("/en/account/second-step/picture.svg").status_code == 404


def test_there_is_no_sign_up(client):
    page = client.post("/en/account/by-invitation/", {"email": "new@example.org", "password1": PASSWORD})
    assert "by invitation" in page.content.decode()
    assert not User.objects.exists()


def test_a_session_ends_when_nothing_happened_for_a_while(client):
    holder(Role.DELEGATE)
    sign_in(client, "holder@example.org")
    client.get("/en/desk/")
    session = client.session
    session[SIGNED_IN_AT] = (now() - timedelta(hours=6)).isoformat()
    session[LAST_SEEN] = (now() - timedelta(hours=5)).isoformat()
    session.save()
    assert client.get("/en/desk/").status_code == 302
    assert "signed out because" in client.get("/en/sign-in/").content.decode()


def test_a_closed_account_cannot_sign_in(client):
    user, _post = holder(Role.DELEGATE)
    User.objects.filter(pk=user.pk).update(is_active=False)
    sign_in(client, "holder@example.org")
    assert client.get("/en/desk/").status_code == 302


def test_a_password_is_chosen_anew_by_a_link_that_works_once(client, django_capture_on_commit_callbacks):
    holder(Role.DELEGATE)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/fr/account/password/new/", {"email": "holder@example.org"})
    link = re.search(r"http://\S+", mail.outbox[0].body)[0]
    page = client.get(link, follow=True)
    new = "seven unhurried tortoises"
    address = page.redirect_chain[-1][0]
    assert client.post(address, {"password1": new, "password2": new}).status_code == 302
    assert sign_in(Client(), "holder@example.org").status_code == 200
    assert sign_in(Client(), "holder@example.org", new).status_code == 302
    assert "used or has expired" in Client().get(link, follow=True).content.decode() or page.status_code == 200


def test_one_acts_in_one_post_at_a_time_and_only_in_those_one_holds(client):
    user, first = holder(Role.DELEGATE)
    second = make_post(Role.OBSERVER, countries=(), title="Second post")
    foreign = make_post(Role.DELEGATE, title="Foreign post")
    hold(user, second)
    sign_in(client, "holder@example.org")
    assert client.post(f"/en/posts/{second.pk}/choose/").status_code == 302
    assert client.get(f"/en/posts/{second.pk}/").status_code == 200
    assert client.get(f"/en/posts/{first.pk}/").status_code == 404
    assert client.post(f"/en/posts/{foreign.pk}/choose/").status_code == 404


class TestMeetingLink:
    @pytest.fixture
    def code(self):
        with acting_as(SYSTEM):
            return issue_meeting_code(actor=SYSTEM, programme="fictional", meeting="Regional meeting")[1]

    def ask(self, client, code, callbacks, email="holder@example.org"):
        with callbacks(execute=True):
            return client.post("/ar/sign-in/meeting/", {"email": email, "code": code})

    def test_a_delegate_with_the_code_gets_a_link_that_works_once(
        self, client, code, django_capture_on_commit_callbacks
    ):
        holder(Role.DELEGATE)
        self.ask(client, code.lower(), django_capture_on_commit_callbacks)
        link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body)[1]
        assert client.get(link).status_code == 200
        assert client.get("/en/desk/").status_code == 302, "opening the link alone signs nobody in"
        assert client.post(link).status_code == 302
        assert client.get("/en/desk/").status_code == 200
        assert Client().post(link).status_code == 400

    @pytest.mark.parametrize(
        ("email", "role"),
        [("nobody@example.org", Role.DELEGATE), ("holder@example.org", Role.SECRETARIAT)],
    )
    def test_whoever_may_not_gets_the_same_page_and_no_link(
        self, client, code, email, role, django_capture_on_commit_callbacks
    ):
        holder(role)
        holder(Role.DELEGATE, "delegate@example.org")
        granted = self.ask(client, code, django_capture_on_commit_callbacks, "delegate@example.org")
        mail.outbox.clear()
        refused = self.ask(client, code, django_capture_on_commit_callbacks, email)
        assert mail.outbox == []
        assert refused.content == granted.content

    @pytest.mark.usefixtures("code")
    def test_a_wrong_code_gets_no_link(self, client, django_capture_on_commit_callbacks):
        holder(Role.DELEGATE)
        self.ask(client, "AAAA-AAAA", django_capture_on_commit_callbacks)
        assert mail.outbox == []

    def test_a_delegate_of_another_programme_gets_no_link(self, client, code, django_capture_on_commit_callbacks):
        holder(Role.DELEGATE, programmes=("other",))
        self.ask(client, code, django_capture_on_commit_callbacks)
        assert mail.outbox == []

    def test_tries_are_limited(self, client, django_capture_on_commit_callbacks):
        for _ in range(MOST_TRIES):
            assert self.ask(client, "AAAA-AAAA", django_capture_on_commit_callbacks).status_code == 200
        assert self.ask(client, "AAAA-AAAA", django_capture_on_commit_callbacks).status_code == 400

    def test_bad_input_is_named(self, client):
        page = client.post("/en/sign-in/meeting/", {"email": "no address", "code": ""})
        assert page.status_code == 400
        assert "error-summary" in page.content.decode()
