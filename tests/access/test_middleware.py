"""The transaction middleware: each case of the design, over HTTP and on real PostgreSQL."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, connections
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import path
from tests.access.factories import make_actor, make_holding, make_organisation, make_post

from mashura.access.models import AuditEntry, Organisation, Post, User
from mashura.access.public import (
    ANONYMOUS,
    SYSTEM,
    Action,
    Role,
    acting_as,
    record,
    require,
    streamed,
    visible,
)

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
# Where the end of a real transaction is the point; the others run inside one that is rolled back, which is faster.
committing = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


def names_lazily(request):
    """A response that reads only when it is rendered."""
    template = engines["django"].from_string("{% for one in rows %}[{{ one.pk }}]{% endfor %}")
    return TemplateResponse(request, template, {"rows": visible(request.actor, Organisation)})


def who(request):
    return HttpResponse(f"{request.actor.kind} {request.actor.post_id} {','.join(sorted(request.actor.roles))}")


def write_and_answer(request, status):
    record(request.actor, "test:page:open")
    return HttpResponse(status=status)


def write_and_fail(request):
    record(request.actor, "test:page:open")
    raise RuntimeError


def write_and_refuse(request):
    record(request.actor, "test:page:open")
    raise PermissionDenied


def ask_for_anothers(request, key):
    require(request.actor, Action.VIEW, Post(pk=key) if not key else find(key))
    return HttpResponse()


def find(key):
    with acting_as(SYSTEM):
        row = visible(SYSTEM, Post).filter(pk=key).first()
    if row is None:
        raise Http404
    return row


def break_the_transaction(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1/0")


def stream(request):
    actor = request.actor
    return StreamingHttpResponse(streamed(actor, lambda: (str(one.pk) for one in visible(actor, Organisation))))


def stream_without_actor(request):
    def lines():
        yield from (str(one.pk) for one in Organisation.objects.order_by("pk"))

    return StreamingHttpResponse(lines())


def handler404(request, exception):
    return HttpResponse("not here", status=404)


def handler403(request, exception):
    """An error page that reads the database for the same actor."""
    return HttpResponse(f"refused, {visible(request.actor, Organisation).count()} visible", status=403)


def handler500(request):
    return HttpResponse(f"failed, {visible(request.actor, Organisation).count()} visible", status=500)


urlpatterns = [
    path("lazy/", names_lazily),
    path("who/", who),
    path("write/<int:status>/", write_and_answer),
    path("fail/", write_and_fail),
    path("refuse/", write_and_refuse),
    path("post/<uuid:key>/", ask_for_anothers),
    path("broken/", break_the_transaction),
    path("stream/", stream),
    path("stream-without-actor/", stream_without_actor),
]


@pytest.fixture(autouse=True)
def site(settings):
    settings.ROOT_URLCONF = "tests.access.test_middleware"
    settings.MIDDLEWARE = [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "mashura.access.middleware.ActorMiddleware",
    ]


@pytest.fixture
def client():
    return Client(raise_request_exception=False)


def events():
    with acting_as(SYSTEM):
        return list(visible(SYSTEM, AuditEntry).order_by("pk").values_list("event", flat=True))


def sign_in(client, holding):
    client.force_login(holding.user, backend="django.contrib.auth.backends.ModelBackend")


def settings_on_the_connection():
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('mashura.roles', true), '')")
        return cursor.fetchone()[0]


def test_a_lazy_response_is_rendered_inside_the_actors_transaction(client):
    open_one, closed_one = make_organisation(is_released=True), make_organisation()
    answer = client.get("/lazy/").content.decode()
    assert f"[{open_one.pk}]" in answer
    assert str(closed_one.pk) not in answer


def test_nobody_signed_in_is_the_anonymous_actor(client):
    assert client.get("/who/").content == b"anonymous None public"


def test_a_signed_in_person_acts_in_the_post_they_hold(client):
    holding = make_holding(post=make_post(role="delegate"))
    sign_in(client, holding)
    assert client.get("/who/").content.decode() == f"user {holding.post_id} delegate,public"


def test_of_two_posts_only_the_chosen_one_counts(client):
    first = make_holding(post=make_post(role="delegate"))
    second = make_holding(post=make_post(role="observer"), user=first.user)
    sign_in(client, first)
    session = client.session
    session["post"] = str(second.post_id)
    session.save()
    assert client.get("/who/").content.decode() == f"user {second.post_id} observer,public"


def test_a_post_that_one_does_not_hold_cannot_be_chosen(client):
    own, anothers = make_holding(), make_holding(post=make_post(role="observer"))
    sign_in(client, own)
    session = client.session
    session["post"] = str(anothers.post_id)
    session.save()
    assert client.get("/who/").content.decode() == f"user {own.post_id} delegate,public"


def test_a_closed_account_is_anonymous(client):
    holding = make_holding()
    sign_in(client, holding)
    User.objects.filter(pk=holding.user_id).update(is_active=False)
    assert client.get("/who/").content == b"anonymous None public"


@committing
@pytest.mark.parametrize(("status", "kept"), [(200, True), (302, True), (422, True), (500, False), (503, False)])
def test_an_answer_commits_and_a_server_error_rolls_back(client, status, kept):
    assert client.get(f"/write/{status}/").status_code == status
    assert ("test:page:open" in events()) is kept


def test_an_exception_rolls_back_and_is_no_refusal(client):
    assert client.get("/fail/").status_code == 500
    assert events() == []


@committing
def test_a_refusal_rolls_back_and_is_audited_afterwards(client):
    make_organisation(is_released=True)
    answer = client.get("/refuse/")
    assert (answer.status_code, answer.content) == (403, b"refused, 1 visible")
    assert events() == ["web:request:refused"]


def test_the_audit_of_a_refusal_says_who_and_nothing_personal(client):
    holding = make_holding()
    sign_in(client, holding)
    client.get("/refuse/")
    with acting_as(SYSTEM):
        entry = visible(SYSTEM, AuditEntry).get()
    assert (entry.user_id, entry.post_id, entry.actor_kind) == (holding.user_id, holding.post_id, "user")
    assert entry.detail == {"view": "tests.access.test_middleware.write_and_refuse", "method": "GET", "status": 403}


def test_not_found_and_not_yours_are_the_same_answer(client):
    holding = make_holding()
    sign_in(client, holding)
    anothers = make_post()
    missing = client.get("/post/018f0000-0000-7000-8000-000000000000/")
    refused = client.get(f"/post/{anothers.pk}/")
    assert (missing.status_code, missing.content) == (refused.status_code, refused.content)
    assert refused.status_code == 404
    assert client.get(f"/post/{holding.post_id}/").status_code == 200


@committing
def test_an_error_page_can_read_after_the_transaction_was_broken(client):
    make_organisation(is_released=True)
    answer = client.get("/broken/")
    assert (answer.status_code, answer.content) == (500, b"failed, 1 visible")


@committing
def test_a_stream_reads_in_an_actor_transaction_of_its_own(client):
    open_one = make_organisation(is_released=True)
    make_organisation()
    answer = client.get("/stream/")
    assert b"".join(answer.streaming_content).decode() == str(open_one.pk)
    assert settings_on_the_connection() == ""


@committing
def test_a_stream_that_forgot_its_actor_reads_nothing(client):
    make_organisation(is_released=True)
    answer = client.get("/stream-without-actor/")
    assert b"".join(answer.streaming_content) == b""


@committing
@pytest.mark.parametrize("address", ["/who/", "/fail/", "/refuse/", "/write/503/", "/broken/"])
def test_the_actor_does_not_stay_on_the_connection(client, address):
    make_organisation()
    sign_in(client, make_holding())
    client.get(address)
    assert settings_on_the_connection() == ""
    assert not Organisation.objects.exists()


@committing
def test_the_next_request_of_the_same_connection_is_nobody_again(client):
    actor = make_actor(Role.SECRETARIAT)
    make_organisation()
    with acting_as(actor):
        seen = Organisation.objects.count()
    assert seen > 0
    with acting_as(ANONYMOUS):
        assert Organisation.objects.count() == 0


@committing
def test_the_session_is_kept_when_the_view_fails(client):
    holding = make_holding()
    sign_in(client, holding)
    client.get("/fail/")
    assert client.get("/who/").content.decode().startswith("user ")


def test_an_unknown_address_is_answered_without_audit(client):
    assert client.get("/nowhere/").status_code == 404
    assert events() == []


def test_the_two_connections_are_two_roles():
    roles = set()
    for alias in ("default", "owner"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_user")
            roles.add(cursor.fetchone()[0])
    assert len(roles) == 2
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_organisation DISABLE ROW LEVEL SECURITY")
