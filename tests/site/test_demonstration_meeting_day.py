import pytest

from mashura.access.public import SYSTEM, acting_as, create_demonstration_accounts, create_supporting_cast
from mashura.consultation.models import AgendaItem, AgendaNote, SpeakerEvent
from mashura.consultation.public import load_bundled_programmes
from mashura.site.demonstration.cast import Cast
from mashura.site.demonstration.meeting_day import play_meeting_day
from mashura.site.demonstration.meetings import play_meetings

pytestmark = pytest.mark.django_db(databases=["default", "owner"])


def counted():
    with acting_as(SYSTEM):
        return [
            SpeakerEvent.objects.count(),
            AgendaNote.objects.count(),
            sorted(AgendaItem.objects.exclude(standing="pending").values_list("meeting_id", "standing")),
        ]


def test_the_days_are_played_once():
    load_bundled_programmes(actor=SYSTEM)
    create_demonstration_accounts(actor=SYSTEM, programmes=["fictional-example"], fictional=["fictional-example"])
    create_supporting_cast(actor=SYSTEM, programme="fictional-example")
    play_meetings(Cast())
    play_meeting_day(Cast())
    played = counted()
    assert played[1:] == [
        2,
        [("fictional-example/regional-meeting", "opened"), ("fictional-example/workshop-amarilia", "concluded")],
    ]
    assert played[0] > 10
    play_meeting_day(Cast())
    assert counted() == played
