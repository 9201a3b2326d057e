import re

import pytest
from django.core import mail
from django.test import Client
from tests.access.accounts import PASSWORD, hold, holder, make_post, make_user, set_up_second_factor

from mashura.access.actors import SYSTEM, Role
from mashura.access.models import AuditEntry, Holding, Invitation, MeetingCode, User
from mashura.access.session import acting_as

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


@pytest.fixture
def signed_in():
    def sign_in(role, email="holder@example.org", **kwargs):
        user, post = holder(role, email, **kwargs)
        client = Client()
        code = set_up_second_factor(user)
        client.post("/en/sign-in/", {"login": email, "password": PASSWORD})
        client.post("/en/account/second-step/code/", {"code": code()})
        client.post_held = post
        return client

    return sign_in


@pytest.fixture
def invite(django_capture_on_commit_callbacks):
    def send(client, post, email="successor@example.org", language="en"):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(f"/en/posts/{post.pk}/", {"email": email, "language": language})
        links = re.findall(r"http://testserver(/\S+)", mail.outbox[-1].body) if mail.outbox else []
        return answer, links[0] if links else None

    return send


def test_handing_over_takes_two_clicks_and_gives_the_successor_the_brief(signed_in, invite):
    secretariat = signed_in(Role.SECRETARIAT)
    _predecessor, post = holder(Role.DELEGATE, "predecessor@example.org", title="Focal point of tests")
    answer, link = invite(secretariat, post)
    assert answer.status_code == 302
    successor = Client()
    assert "Focal point of tests" in successor.get(link).content.decode()
    accepted = successor.post(link, {"name": "Successor Invented", "password": PASSWORD})
    assert accepted.headers["Location"] == f"/en/posts/{post.pk}/brief/"
    brief = successor.get(accepted.headers["Location"]).content.decode()
    assert "Focal point of tests" in brief
    with acting_as(SYSTEM):
        holdings = list(Holding.objects.filter(post=post).order_by("held_from"))
    assert [holding.user.email for holding in holdings] == ["predecessor@example.org", "successor@example.org"]
    assert holdings[0].held_until == holdings[1].held_from


def test_an_invitation_works_once(signed_in, invite):
    secretariat = signed_in(Role.SECRETARIAT)
    _answer, link = invite(secretariat, make_post(Role.DELEGATE))
    Client().post(link, {"name": "Successor Invented", "password": PASSWORD})
    again = Client().post(link, {"name": "Second Invented", "password": PASSWORD})
    assert again.status_code == 400
    assert User.objects.filter(email="successor@example.org").count() == 1


def test_a_withdrawn_invitation_is_worth_nothing(signed_in, invite):
    secretariat = signed_in(Role.SECRETARIAT)
    post = make_post(Role.DELEGATE)
    _answer, link = invite(secretariat, post)
    secretariat.post(f"/en/posts/{post.pk}/withdraw/")
    assert Client().get(link).status_code == 400


def test_a_second_invitation_replaces_the_first(signed_in, invite):
    secretariat = signed_in(Role.SECRETARIAT)
    post = make_post(Role.DELEGATE)
    _answer, first = invite(secretariat, post)
    _answer, second = invite(secretariat, post, "other@example.org")
    assert Client().get(first).status_code == 400
    assert Client().get(second).status_code == 200


@pytest.mark.parametrize("password", ["short", "password1234", "successor@example.org"])
def test_a_weak_password_is_refused_and_nothing_is_half_done(signed_in, invite, password):
    secretariat = signed_in(Role.SECRETARIAT)
    post = make_post(Role.DELEGATE)
    _answer, link = invite(secretariat, post)
    page = Client().post(link, {"name": "Successor Invented", "password": password})
    assert page.status_code == 400
    assert not User.objects.filter(email="successor@example.org").exists()
    with acting_as(SYSTEM):
        assert not Holding.objects.filter(post=post).exists()


def test_somebody_with_an_account_must_sign_in_to_accept(signed_in, invite):
    secretariat = signed_in(Role.SECRETARIAT)
    make_user("successor@example.org")
    post = make_post(Role.DELEGATE)
    _answer, link = invite(secretariat, post)
    assert Client().post(link).status_code == 400
    successor = Client()
    successor.post("/en/sign-in/", {"login": "successor@example.org", "password": PASSWORD})
    assert successor.post(link).status_code == 302
    with acting_as(SYSTEM):
        assert Holding.objects.get(post=post).user.email == "successor@example.org"


def test_the_message_is_in_the_language_asked_for_and_holds_no_name_of_a_post(signed_in, invite):
    secretariat = signed_in(Role.SECRETARIAT)
    invite(secretariat, make_post(Role.DELEGATE, title="Sensitive post"), language="fr")
    assert "/fr/invitation/" in mail.outbox[-1].body
    assert "Sensitive post" not in mail.outbox[-1].body


def test_a_delegate_may_see_the_post_of_the_own_organisation_but_not_invite_to_it(signed_in, invite):
    client = signed_in(Role.DELEGATE)
    page = client.get(f"/en/posts/{client.post_held.pk}/")
    assert page.status_code == 200
    assert "Send the invitation" not in page.content.decode()
    answer, _link = invite(client, client.post_held)
    assert answer.status_code == 403


def test_a_head_of_delegation_invites_in_the_own_organisation_only(signed_in, invite):
    client = signed_in(Role.HEAD_OF_DELEGATION)
    with acting_as(SYSTEM):
        post = type(client.post_held).objects.create(
            organisation_id=client.post_held.organisation_id, titles={"en": "Adviser"}, role=Role.DELEGATE.value
        )
    answer, link = invite(client, post)
    assert answer.status_code == 302
    assert link
    assert invite(client, make_post(Role.DELEGATE))[0].status_code == 404


def test_posts_of_others_and_posts_that_do_not_exist_look_the_same(signed_in):
    client = signed_in(Role.DELEGATE)
    foreign = client.get(f"/en/posts/{make_post(Role.DELEGATE).pk}/")
    absent = client.get("/en/posts/00000000-0000-7000-8000-000000000000/")
    assert foreign.status_code == absent.status_code == 404


@pytest.mark.parametrize("address", ["/en/posts/", "/en/meeting-codes/", "/en/audit/"])
def test_an_anonymous_reader_is_refused(client, address):
    assert client.get(address).status_code == 403


def test_a_meeting_code_is_shown_once_and_kept_as_a_hash(signed_in):
    client = signed_in(Role.SECRETARIAT)
    page = client.post("/en/meeting-codes/", {"programme": "fictional", "meeting": "Workshop"})
    code = re.search(r'<code dir="ltr">(\S+)</code>', page.content.decode())[1]
    with acting_as(SYSTEM):
        assert code.replace("-", "") not in MeetingCode.objects.get().code_hash
    assert code not in client.get("/en/meeting-codes/").content.decode()


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OBSERVER, Role.RESEARCHER, Role.DATA_PROTECTION_OFFICER])
def test_only_the_secretariat_issues_meeting_codes(signed_in, role):
    assert signed_in(role).post("/en/meeting-codes/", {"programme": "fictional", "meeting": "W"}).status_code == 403


def test_a_code_for_no_meeting_is_refused(signed_in):
    assert signed_in(Role.SECRETARIAT).post("/en/meeting-codes/", {"programme": "fictional"}).status_code == 400


def test_the_data_protection_officer_reads_the_audit_and_the_secretariat_does_not(signed_in):
    secretariat = signed_in(Role.SECRETARIAT)
    secretariat.post("/en/meeting-codes/", {"programme": "fictional", "meeting": "Workshop"})
    assert secretariat.get("/en/audit/").status_code == 403
    officer = signed_in(Role.DATA_PROTECTION_OFFICER, "officer@example.org")
    page = officer.get("/en/audit/").content.decode()
    assert "access:meeting-code:issue" in page
    assert "example.org" not in page


def test_an_invitation_is_audited_without_the_address(signed_in, invite):
    secretariat = signed_in(Role.SECRETARIAT)
    invite(secretariat, make_post(Role.DELEGATE))
    with acting_as(SYSTEM):
        entry = AuditEntry.objects.get(event="access:invitation:send")
        assert entry.object_id == str(Invitation.objects.get().pk)
        assert "successor" not in str(entry.detail)


def test_vacant_posts_stand_on_the_secretariats_desk(signed_in):
    client = signed_in(Role.SECRETARIAT)
    make_post(Role.DELEGATE)
    assert "Posts that nobody holds" in client.get("/en/desk/").content.decode()
    hold(make_user("new@example.org"), make_post(Role.DELEGATE))
