import smtplib
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, connections
from tests.access.factories import make_holding, make_organisation, make_post, make_user
from tests.commitments.factories import NOON, WHY, World, said, write_at_once

from mashura.access.models import Post, User
from mashura.access.public import SYSTEM, acting_as
from mashura.commitments.actions import commitments, reports, responses
from mashura.commitments.actions import reminders as actions
from mashura.commitments.actions.reminders import remind_posts
from mashura.commitments.models import Reminder, ReportingDuty
from mashura.commitments.tasks import remind_of_what_is_due
from mashura.kit.clock import stopped_at

pytestmark = pytest.mark.django_db(databases=["default", "owner"])
OPEN = date(2031, 7, 1)


def duty(world, **changes):
    """A duty of the ministry of health that opens in July and is due in the middle of September."""
    row = world.active(**changes)
    found = reports.schedule_reports(actor=world.secretariat, commitment=row, starts=date(2031, 1, 1), every_months=6)
    with acting_as(SYSTEM):
        ReportingDuty.objects.exclude(pk=found[0].pk).delete()
        ReportingDuty.objects.update(due=date(2031, 9, 15))
    return row


@pytest.fixture
def reminded(django_capture_on_commit_callbacks):
    """The messages that a run on a day sends."""

    def run(day):
        before = len(mail.outbox)
        moment = day if isinstance(day, datetime) else NOON.replace(month=day.month, day=day.day)
        with stopped_at(moment), django_capture_on_commit_callbacks(execute=True):
            remind_posts()
        return mail.outbox[before:]

    return run


def test_each_occasion_is_told_once_to_each_post_in_its_language(world, reminded):
    row = duty(world)
    french = make_holding(post=make_post(organisation=world.health), user=make_user(language="fr"))
    make_post(organisation=world.health)  # nobody holds it
    address = User.objects.get(pk=world.minister.user_id).email
    assert reminded(OPEN - timedelta(1)) == []
    first = {message.to[0]: message for message in reminded(OPEN)}
    assert set(first) == {address, french.user.email}
    assert f"/en/commitments/own/{row.ref}/" in first[address].body
    assert f"/fr/commitments/own/{row.ref}/" in first[french.user.email].body
    assert "given now" in first[address].body
    for day, words in (
        (date(2031, 8, 16), "within 30 days"),
        (date(2031, 9, 8), "within a week"),
        (date(2031, 9, 16), "overdue"),
    ):
        assert reminded(day - timedelta(1)) == []
        assert any(words in message.body for message in reminded(day))
        assert reminded(day) == []
    assert reminded(date(2031, 12, 1)) == []


def test_everything_new_stands_in_one_message(world, reminded):
    duty(world)
    responses.request_responses(actor=world.secretariat, addressees=[world.addressee()], due=date(2031, 8, 30))
    with acting_as(SYSTEM):
        Reminder.objects.all().delete()
    (message,) = reminded(OPEN)
    assert "commitment" in message.body
    assert f"/en/commitments/respond/{world.addressee().pk}/" in message.body


def test_a_request_is_told_of_until_it_is_answered_and_again_when_its_day_moves(world, reminded):
    assert world.minister.post_id
    ask = {"actor": world.secretariat, "addressees": [world.addressee()]}
    responses.request_responses(**ask, due=date(2031, 8, 30))
    assert len(reminded(NOON)) == 1
    assert reminded(NOON) == []
    responses.request_responses(**ask, due=date(2031, 9, 30))
    assert len(reminded(NOON)) == 1
    world.answer()
    assert reminded(date(2031, 10, 15)) == []


def test_what_was_reported_or_stopped_is_not_asked_for(world, reminded):
    row = duty(world)
    with stopped_at(NOON + timedelta(20)), acting_as(SYSTEM):
        found = ReportingDuty.objects.get()
    with stopped_at(NOON + timedelta(20)):
        report = reports.file_report(
            actor=world.minister, commitment=row, author_class="ministry", text=said(), duty=found
        )
        reports.submit_report(actor=world.minister, report=report)
    assert reminded(date(2031, 9, 16)) == []


def test_a_suspended_commitment_waits(world, reminded):
    row = duty(world)
    commitments.suspend_commitment(actor=world.minister, commitment=row, reason=WHY)
    assert reminded(OPEN) == []


def test_a_schedule_made_anew_with_the_same_days_tells_nothing_twice(world, reminded):
    row = world.active()
    set_again = {"actor": world.secretariat, "commitment": row, "starts": date(2031, 1, 1), "every_months": 6}
    reports.schedule_reports(**set_again)
    assert len(reminded(OPEN)) == 1
    with stopped_at(NOON.replace(month=7)):
        reports.schedule_reports(**set_again)
    assert reminded(OPEN) == []


def test_only_posts_that_speak_for_the_owner_in_its_programme_are_told(world, reminded):
    duty(world)
    for changes in (
        {"organisation": world.health, "role": "translator"},
        {"organisation": world.health, "programmes": ["other"]},
        {"organisation": world.health, "is_open": False},
        {"organisation": make_organisation()},
    ):
        make_holding(post=make_post(**changes))
    assert len(reminded(OPEN)) == 1


def test_days_are_those_of_the_owners_country(world, reminded, monkeypatch):
    monkeypatch.setattr("mashura.commitments.rules.deadlines.ZONES", {"XAA": "Pacific/Auckland"})
    duty(world)
    evening = datetime(2031, 6, 30, 11, tzinfo=ZoneInfo("UTC"))
    assert reminded(evening) == []
    assert len(reminded(evening + timedelta(hours=2))) == 1


def test_a_task_that_dies_before_it_is_done_has_told_and_kept_nothing(world, reminded, monkeypatch):
    duty(world)

    def die(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(actions, "record", die)
        with pytest.raises(KeyboardInterrupt):
            reminded(OPEN)
    assert mail.outbox == []
    assert len(reminded(OPEN)) == 1


def test_the_database_keeps_an_occasion_once(world):
    with acting_as(SYSTEM):
        post = Post.objects.get(pk=world.minister.post_id)
        one = {"post": post, "subject": "duty:x", "due": OPEN, "occasion": "opened"}
        Reminder.objects.create(**one)
    with pytest.raises(IntegrityError, match="post_is_reminded_once"):
        write_at_once(lambda: Reminder.objects.create(**one))


def test_the_task_says_how_many_messages_left(world, django_capture_on_commit_callbacks):
    duty(world)
    with stopped_at(NOON.replace(month=7)), django_capture_on_commit_callbacks(execute=True):
        assert remind_of_what_is_due(0) == 1
        assert remind_of_what_is_due(0) == 0


@pytest.mark.usefixtures("noon")
@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
class TestCommitted:
    def test_two_tasks_at_once_write_one_message(self):
        world = World()
        duty(world)
        other = connections["owner"]
        with stopped_at(NOON.replace(month=7)):
            with acting_as(SYSTEM, using="owner"), other.cursor() as cursor:
                # Another task is writing to this post just now.
                cursor.execute("SELECT 1 FROM access_post WHERE id = %s FOR UPDATE", [world.minister.post_id])
                assert remind_posts() == 0
            assert remind_posts() == 1
            assert remind_posts() == 0
        assert len(mail.outbox) == 1

    def test_a_refused_message_is_written_again_and_an_uncertain_one_is_not(self, monkeypatch, caplog):
        world = World()
        duty(world)
        for error, left in ((smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"no")}), 1), (TimeoutError(), 0)):
            with acting_as(SYSTEM):
                Reminder.objects.all().delete()
            mail.outbox.clear()
            with monkeypatch.context() as patched, stopped_at(NOON.replace(month=7)):
                patched.setattr("django.core.mail.EmailMessage.send", _raising(error))
                assert remind_posts() == 0
            with stopped_at(NOON.replace(month=7)):
                assert remind_posts() == left
            assert len(mail.outbox) == left
        assert "@" not in caplog.text


def _raising(error):
    def send(*_args, **_kwargs):
        raise error

    return send
