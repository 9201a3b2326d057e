"""The dissemination record and dispatch by e-mail."""

from datetime import date, timedelta

import pytest
from django.core import mail
from procrastinate.contrib.django import procrastinate_app
from procrastinate.testing import InMemoryConnector
from tests.access.factories import make_actor, make_holding, make_organisation, make_post, make_user
from tests.publication.factories import FICTIONAL, composed

from mashura.access.public import ANONYMOUS, SYSTEM, Forbidden, NotHere, Role, acting_as
from mashura.errors import InputError
from mashura.kit.clock import today
from mashura.publication.actions.dispatch import deliver
from mashura.publication.actions.dissemination import remove_dissemination
from mashura.publication.models import Dissemination
from mashura.publication.public import dispatch_edition, record_dissemination, release_edition, withdraw_edition
from mashura.publication.queries.dissemination import copies_by_kind, disseminations_csv, visible_disseminations

pytestmark = [pytest.mark.django_db(databases=["default", "owner"]), pytest.mark.usefixtures("unset")]


@pytest.fixture
def edition():
    return release_edition(actor=SYSTEM, edition=composed())


@pytest.fixture
def secretariat():
    return make_actor(Role.SECRETARIAT, programmes=[FICTIONAL], countries=[])


def recorded(actor, edition, **changes):
    values = {
        "form": "print",
        "copies": 40,
        "sent_on": date(2025, 6, 1),
        "recipients": "Members of parliament (fictional)",
        "recipient_kind": "parliament",
    }
    return record_dissemination(actor=actor, edition=edition, **values | changes)


def test_copies_are_counted_by_language_and_kind_of_recipient(edition, secretariat):
    ministry = make_organisation(kind="ministry", country="XAA")
    recorded(secretariat, edition)
    recorded(secretariat, edition, copies=2, organisation=ministry, recipients="", recipient_kind="")
    recorded(secretariat, edition, copies=3, organisation=ministry, recipients="", recipient_kind="")
    with acting_as(ANONYMOUS):
        found = copies_by_kind(ANONYMOUS, programme=FICTIONAL)
    assert [(one.recipient_kind, one.language, one.copies) for one in found] == [
        ("ministry", "en", 5),
        ("parliament", "en", 40),
    ]


def test_an_organisation_brings_its_own_kind_and_country(edition, secretariat):
    council = make_organisation(kind="national_council", country="XBB")
    row = recorded(secretariat, edition, organisation=council, recipient_kind="media", country="XAA")
    assert (row.recipient_kind, row.country) == ("national_council", "XBB")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"recipients": " "}, "say to whom"),
        ({"recipients": "someone@example.org"}, "Addresses of persons"),
        ({"recipient_kind": "aliens"}, "kind of recipient"),
        ({"copies": 0}, "At least one copy"),
        ({"sent_on": today() + timedelta(days=2)}, "in the future"),
    ],
)
def test_what_does_not_fit_is_refused(edition, secretariat, changes, said):
    with pytest.raises(InputError, match=said):
        recorded(secretariat, edition, **changes)


def test_only_what_is_released_is_disseminated(secretariat):
    held = composed("fr")
    with pytest.raises(InputError, match="Only what is released"):
        recorded(secretariat, held)
    with pytest.raises(InputError, match="Only what is released"):
        dispatch_edition(actor=secretariat, edition=held, posts=[secretariat.post_id])


def test_others_do_not_keep_the_record(edition, secretariat):
    row = recorded(secretariat, edition)
    for other in (ANONYMOUS, make_actor(Role.DELEGATE, programmes=[FICTIONAL])):
        with pytest.raises(Forbidden):
            recorded(other, edition)
        with pytest.raises(Forbidden):
            remove_dissemination(actor=other, row=row)
    remove_dissemination(actor=secretariat, row=row)
    with acting_as(SYSTEM):
        assert not Dissemination.objects.exists()


def test_the_record_leaves_the_public_view_with_its_edition(edition, secretariat):
    recorded(secretariat, edition)
    withdraw_edition(actor=secretariat, edition=edition)
    with acting_as(ANONYMOUS):
        assert not visible_disseminations(ANONYMOUS).exists()
    with acting_as(secretariat):
        assert visible_disseminations(secretariat).count() == 1


def test_the_file_holds_no_note_and_starts_no_formula(edition, secretariat):
    recorded(secretariat, edition, recipients="=1+1", note="for us alone")
    with acting_as(ANONYMOUS):
        text = disseminations_csv(visible_disseminations(ANONYMOUS), "en")
    assert "for us alone" not in text
    assert ",'=1+1," in text


def holder_of(organisation, language):
    post = make_post(organisation=organisation, programmes=[FICTIONAL])
    return make_holding(post=post, user=make_user(language=language))


class TestDispatch:
    def test_each_holder_is_written_to_in_their_language_and_it_is_recorded(
        self, edition, secretariat, django_capture_on_commit_callbacks, caplog
    ):
        french = release_edition(actor=SYSTEM, edition=composed("fr"))
        ministry = make_organisation()
        english, other = holder_of(ministry, "en"), holder_of(ministry, "fr")
        vacant = make_post(organisation=ministry, programmes=[FICTIONAL])
        with procrastinate_app.current_app.replace_connector(InMemoryConnector()) as app:
            with django_capture_on_commit_callbacks(execute=True):
                rows = dispatch_edition(
                    actor=secretariat, edition=edition, posts=[english.post_id, other.post_id, vacant.pk]
                )
            jobs = [job["args"] for job in app.connector.jobs.values()]
        assert {(row.edition_id, row.language, row.form, row.copies) for row in rows} == {
            (edition.pk, "en", "e-mail", 1),
            (french.pk, "fr", "e-mail", 1),
        }
        assert not any("@" in str(value) for job in jobs for value in job.values())
        with django_capture_on_commit_callbacks(execute=True):
            for job in jobs:
                deliver(**job)
        sent = {message.to[0]: message for message in mail.outbox}
        assert set(sent) == {english.user.email, other.user.email}
        assert f"/en/report/{FICTIONAL}/en/1.pdf" in sent[english.user.email].body
        assert f"/fr/report/{FICTIONAL}/fr/1.pdf" in sent[other.user.email].body
        assert sent[english.user.email].subject != sent[other.user.email].subject
        assert not any(address in caplog.text for address in sent)

    def test_nothing_goes_out_once_the_edition_is_withdrawn(self, edition, django_capture_on_commit_callbacks):
        holding = holder_of(make_organisation(), "en")
        withdraw_edition(actor=SYSTEM, edition=edition)
        with django_capture_on_commit_callbacks(execute=True):
            deliver(edition_id=str(edition.pk), post_id=str(holding.post_id))
        assert mail.outbox == []

    def test_posts_of_another_programme_and_posts_that_nobody_holds_are_refused(self, edition, secretariat):
        elsewhere = make_post(programmes=["another"])
        vacant = make_post(programmes=[FICTIONAL])
        with pytest.raises(InputError, match="from the list"):
            dispatch_edition(actor=secretariat, edition=edition, posts=[elsewhere.pk])
        with pytest.raises(InputError, match="from the list"):
            dispatch_edition(actor=secretariat, edition=edition, posts=[])
        with pytest.raises(InputError, match="Nobody holds"):
            dispatch_edition(actor=secretariat, edition=edition, posts=[vacant.pk])

    def test_others_may_not(self, edition):
        for other in (ANONYMOUS, make_actor(Role.HEAD_OF_DELEGATION, programmes=[FICTIONAL])):
            with pytest.raises((Forbidden, NotHere)):
                dispatch_edition(actor=other, edition=edition, posts=[])
