"""Everything dated in a year with 5,000 things, and in a month of it: read from all rooms, sorted, and compared."""

from __future__ import annotations

import random
import tempfile
from datetime import date, timedelta
from pathlib import Path

from hospcomms.domain.activities import Activity
from hospcomms.domain.appointments import Appointment
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Record
from hospcomms.domain.monitoring import Issue
from hospcomms.domain.query import Query
from hospcomms.domain.sessions import EducationSession
from hospcomms.services import calendar, observances, records
from hospcomms.services.ics.bringing import plan
from hospcomms.services.office import Office, create_office
from tests.benchmarks.ratio import Ratio, median, taken

THINGS, ROUNDS = 5_000, 9
YEAR_MS, MONTH_MS = 100.0, 25.0
EVENTS, READ_MS = 10_000, 10_000.0
YEAR = 2026
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)
MONTH = date(YEAR, 4, 26), date(YEAR, 6, 6)
"""The six weeks a month is shown in."""


def measure(_folder: Path, _count: int) -> list[Ratio]:
    """The year and the month against the milliseconds they may take, and the clashes of the year."""
    with tempfile.TemporaryDirectory() as place:
        office = create_office(Path(place) / "office")
        try:
            fill(office)
            found = calendar.things(office, FIRST, LAST)
            year = median(taken(lambda: calendar.things(office, FIRST, LAST)) for _ in range(ROUNDS))
            month = median(taken(lambda: calendar.things(office, *MONTH)) for _ in range(ROUNDS))
            file = Path(place) / "many.ics"
            file.write_text(many_events(), encoding="utf-8")
            read = taken(lambda: plan(office, file))
            clash = median(taken(lambda: calendar.clashes(found)) for _ in range(ROUNDS))
        finally:
            office.close()
    what = f"All that is dated in a year, {len(found):,} things of all rooms, against the milliseconds aimed at."
    return [
        Ratio("things of a year", year, YEAR_MS, 1.0, what),
        Ratio("things of a month", month, MONTH_MS, 1.0, "The same for the six weeks of a month."),
        Ratio("a calendar of 10,000 events", read, READ_MS, 1.0, "From the file to what is new, changed and refused."),
        Ratio(
            "clashes of a year", clash, YEAR_MS, None, "Every pair of them that shares a place, a channel or a voice."
        ),
    ]


def many_events() -> str:
    """An .ics file of 10,000 events as other programs write them."""
    events = (
        f"BEGIN:VEVENT\r\nUID:{number}@example.org\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART;TZID=Europe/Paris:2026{1 + number % 9:02}10T090000\r\n"
        f"DTEND;TZID=Europe/Paris:2026{1 + number % 9:02}10T100000\r\n"
        f"SUMMARY:اجتماع {number}\\, مهم\r\nEND:VEVENT\r\n"
        for number in range(EVENTS)
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(events)}END:VCALENDAR\r\n"


def fill(office: Office, things: int = THINGS) -> None:
    """Write so many dated things into the year, of the kinds and lengths of a busy hospital, and its health days."""
    dice = random.Random(6)

    def day() -> date:
        return FIRST + timedelta(days=dice.randrange(365))

    observances.bring_in(office, "start")
    places = [f"قاعة رقم {number}" for number in range(60)]
    whole = records.save(office, Campaign(title="حملة طويلة", start=FIRST, end=LAST)).saved(Campaign)
    made: list[Record] = []
    for number in range(things):
        on = day()
        if number % 10 < 5:
            last = on + timedelta(days=dice.choice((0, 0, 0, 2, 9)))
            made.append(Activity(campaign=whole.id, title=f"نشاط {number}", start=on, end=last, channel="راديو"))
        elif number % 10 < 7:
            made.append(EducationSession(title=f"حصة {number}", held_on=on, place=dice.choice(places), begins="09:00"))
        elif number % 10 < 9:
            made.append(
                Appointment(title=f"موعد {number}", first=on, begins="10:00", ends="11:00", place=dice.choice(places))
            )
        elif number % 100 == 9:
            made.append(Campaign(title=f"حملة {number}", start=on, end=on + timedelta(days=40)))
        else:
            made.append(Issue(title=f"قضية {number}", opened_on=on, review_on=on))
    records.save_all(office, made, "Fill")
    assert records.count(office, Query(Activity)) == things // 2
