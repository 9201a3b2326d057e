from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.consultation.factories import TEXT
from tests.consultation.meetings import set_up

from mashura.consultation.rules.calendar import CalendarDay, calendar_feed

MOMENT = datetime(2031, 5, 2, 12, tzinfo=UTC)
DAY = date(2031, 5, 13)


def unfolded(feed):
    return feed.replace("\r\n ", "").split("\r\n")


def test_a_meeting_of_two_days_ends_on_the_day_after():
    one = CalendarDay("a@b", "Meeting; of, two", DAY, date(2031, 5, 14), place="Corvan\nXCC", address="http://x/")
    lines = unfolded(calendar_feed("Name", [one], language="en", made_at=MOMENT))
    assert "DTSTART;VALUE=DATE:20310513" in lines
    assert "DTEND;VALUE=DATE:20310515" in lines
    assert r"SUMMARY;LANGUAGE=en:Meeting\; of\, two" in lines
    assert r"LOCATION;LANGUAGE=en:Corvan\nXCC" in lines
    assert "DTSTAMP:20310502T120000Z" in lines


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_no_line_is_longer_than_75_octets_and_nothing_is_lost(title):
    feed = calendar_feed("N", [CalendarDay("u", title, DAY, DAY)], language="ar", made_at=MOMENT)
    assert all(len(line.encode()) <= 75 for line in feed.split("\r\n"))
    told = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    assert f"SUMMARY;LANGUAGE=ar:{told}" in unfolded(feed)


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize(("language", "title"), [("en", "One thing"), ("ar", "شيء واحد"), ("fr", "Une chose")])
def test_the_feed_speaks_the_language_of_its_address(client, tmp_path, language, title):
    set_up(tmp_path)
    answer = client.get(f"/{language}/programme/made-up/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    body = answer.content.decode()
    assert body.count("BEGIN:VEVENT") == 2
    assert title in body
    assert TEXT["en"] in body or language != "en"


@pytest.mark.django_db(databases=["default", "owner"])
def test_an_unreleased_programme_has_no_feed(client, tmp_path):
    set_up(tmp_path, is_released=False)
    assert client.get("/en/programme/made-up/calendar.ics").status_code == 404
