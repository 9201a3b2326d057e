"""A meeting with delegations and an agenda, for tests of its day; and two connections that write at once."""

import threading

from django.db import connections
from tests.consultation.meetings import NAME, delegation, held, secretariat

from mashura.access.public import SYSTEM, acting_as
from mashura.consultation import public
from mashura.consultation.actions import meeting_day as actions
from mashura.consultation.models import AgendaItem
from mashura.consultation.rules.meeting_day import Standing


def item(key="workshop", *, is_open=True):
    """A new item at the end of the agenda, open or not."""
    who = secretariat()
    with acting_as(who):
        made = public.save_agenda_item(actor=who, meeting=held(key), title=NAME)
        return actions.take_item(actor=who, item=made, standing=Standing.OPENED) if is_open else made


def fresh(row):
    with acting_as(SYSTEM):
        return AgendaItem.objects.select_related("meeting__programme").get(pk=row.pk)


def states(*countries, key="workshop"):
    return [delegation(key, country=country) for country in countries]


def at_once(first, second):
    """Run two writes on connections of their own: the second begins while the first is not committed.

    Each is (actor, function without arguments). Returns what each gave or the exception it raised.
    """
    written, waiting = threading.Event(), threading.Event()
    said = [None, None]

    def run(place, actor, write):
        try:
            with acting_as(actor):
                if place == 1:
                    written.wait(30)
                    waiting.set()
                said[place] = write()
                if place == 0:
                    written.set()
                    waiting.wait(30)
                    # The second has read by now, or waits for the row that is written here.
                    waiting_moment.wait(0.3)
        except Exception as error:  # noqa: BLE001 - told to the test's own thread
            said[place] = error
            written.set()
        finally:
            connections["default"].close()

    waiting_moment = threading.Event()
    threads = [threading.Thread(target=run, args=(place, *one)) for place, one in enumerate((first, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return said
