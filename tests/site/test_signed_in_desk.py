"""The desk: what waits, where it leads, and which places a post opens."""

import re

import pytest
from django.core import mail
from django.test import Client
from tests.access.accounts import PASSWORD, hold, holder, make_post, make_user, set_up_second_factor

from mashura.access.actors import Role

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def sign_in(role):
    user, _post = holder(role)
    client = Client()
    code = set_up_second_factor(user)
    client.post("/en/sign-in/", {"login": user.email, "password": PASSWORD})
    client.post("/en/account/second-step/code/", {"code": code()})
    return client


def places(client):
    return set(
        re.findall(r'<a href="(/en/[^"]+)"', client.get("/en/desk/").content.decode().split("<h2>Places</h2>")[1])
    )


@pytest.mark.parametrize(
    ("role", "leads", "does_not_lead"),
    [
        (Role.SECRETARIAT, {"/en/data/", "/en/meeting-codes/", "/en/posts/"}, {"/en/audit/"}),
        (Role.RESEARCHER, {"/en/data/", "/en/posts/"}, {"/en/audit/", "/en/meeting-codes/"}),
        (Role.DATA_PROTECTION_OFFICER, {"/en/audit/", "/en/posts/"}, {"/en/data/", "/en/meeting-codes/"}),
    ],
)
def test_the_desk_leads_to_what_the_post_is_for_and_to_nothing_else(role, leads, does_not_lead):
    client = sign_in(role)
    desk = client.get("/en/desk/").content.decode().split("<main")[1].split("</main>")[0]
    found = set(re.findall(r'href="(/en/[^"]+)"', desk))
    assert leads <= found
    assert not does_not_lead & found
    assert {client.get(address).status_code for address in leads} == {200}


def test_a_guarded_post_that_was_just_accepted_leads_to_its_second_step(django_capture_on_commit_callbacks):
    secretariat = sign_in(Role.SECRETARIAT)
    post = make_post(Role.TRANSLATOR)
    with django_capture_on_commit_callbacks(execute=True):
        secretariat.post(f"/en/posts/{post.pk}/", {"email": "new@example.org", "language": "en"})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    successor = Client()
    accepted = successor.post(link, {"name": "Somebody Invented", "password": PASSWORD}, follow=True)
    assert accepted.redirect_chain == [("/en/desk/", 302)]
    way = re.search(r'class="onward" href="([^"]+)"', accepted.content.decode())[1]
    opened = successor.get(way)  # without asking again for the password that was just typed
    assert opened.status_code == 200
    assert "picture.svg" in opened.content.decode()


def test_an_unfit_password_is_refused_beside_its_field(django_capture_on_commit_callbacks):
    secretariat = sign_in(Role.SECRETARIAT)
    post = make_post(Role.DELEGATE)
    with django_capture_on_commit_callbacks(execute=True):
        secretariat.post(f"/en/posts/{post.pk}/", {"email": "new@example.org", "language": "en"})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    refused = Client().post(link, {"name": "Somebody Invented", "password": "short"})
    assert refused.status_code == 400
    assert '<a href="#id_password">' in refused.content.decode()


def test_a_session_without_the_second_step_opens_the_post_with_a_code():
    user = make_user("both@example.org")
    code = set_up_second_factor(user)
    hold(user, make_post(Role.DELEGATE))
    guarded = make_post(Role.TRANSLATOR, title="Translator of tests")
    hold(user, guarded)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # as a meeting's link does
    desk = client.get("/en/desk/").content.decode()
    assert "Closed until the second step" in desk
    way = re.search(r'class="onward" href="([^"]+)"', desk)[1].replace("&amp;", "&")
    opened = client.post(way, {"code": code(), "next": "/en/desk/"})
    assert opened.headers["Location"] == "/en/desk/"
    assert "Closed until the second step" not in client.get("/en/desk/").content.decode()
    assert client.post(f"/en/posts/{guarded.pk}/choose/").status_code == 302
    assert client.get(f"/en/posts/{guarded.pk}/brief/").status_code == 200


def test_who_is_not_signed_in_is_led_to_signing_in_and_back():
    refused = Client().get("/en/posts/?page=2")
    assert refused.status_code == 403
    assert 'href="/en/sign-in/?next=/en/posts/%3Fpage%3D2"' in refused.content.decode()
    assert "The account you are using" not in refused.content.decode()
