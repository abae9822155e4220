"""Health days of an office: the shipped list brought in once, expected dates, reminders, papers, the command line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest

from hospcomms.cli import main
from hospcomms.domain.agenda import TODAY
from hospcomms.domain.appointments import Appointment
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.observances import Observance, ObservanceDay
from hospcomms.domain.query import Op, Query
from hospcomms.services import calendar, calendar_home, observances, records
from hospcomms.services.health_day_papers import HEALTH_DAYS_AHEAD
from hospcomms.services.ics.writing import content_of
from hospcomms.services.office import Office, open_office
from hospcomms.services.reports import make, report_document
from hospcomms.services.settings import Settings
from hospcomms.storage.connect import SCHEMA_VERSION
from tests.hospital import empty
from tests.storage import golden

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
TODAY_ = date(2026, 11, 22)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office on 22 November 2026 with the shipped health days, in English."""
    settings = Settings(officer="ن. عيّنة", language="en", is_ready=True)
    found = empty(tmp_path / "office", settings, lambda: NOON)
    observances.bring_in(found)
    yield found
    found.close()


def by_code(office: Office, code: str) -> Observance:
    """One of the shipped health days."""
    (found,) = records.find(office, Query(Observance).where("code", Op.IS, code))
    assert isinstance(found, Observance)
    return found


def test_the_list_comes_once_with_the_expected_dates_of_the_islamic_year(office: Office) -> None:
    assert records.count(office, Query(Observance)) == len(observances.shipped()) == 75
    ramadan = records.parts(office, ObservanceDay, by_code(office, "ramadan-diabetes").id)
    assert [one.first for one in ramadan] == [date(2026, 2, 18), date(2027, 2, 8), date(2028, 1, 28)]
    assert not any(one.is_announced for one in ramadan)
    records.remove(office, Observance, [by_code(office, "chagas").id])
    assert observances.bring_in(office) is None
    assert records.count(office, Query(Observance)) == 74


def test_a_list_brought_in_at_the_start_is_nothing_to_undo(tmp_path: Path) -> None:
    fresh = empty(tmp_path / "fresh")
    try:
        observances.bring_in(fresh, "start")
        assert records.undoable(fresh) is None
    finally:
        fresh.close()


def test_expected_dates_are_added_beside_those_announced(office: Office) -> None:
    season = by_code(office, "eid-hydatid")
    assert observances.missing_to_expect(office, season)
    one, *others = records.parts(office, ObservanceDay, season.id)
    records.save(office, replace(one, first=date(2026, 5, 28), last=date(2026, 5, 30), is_announced=True))
    records.remove(office, ObservanceDay, [other.id for other in others])
    assert not observances.missing_to_expect(office, season)
    observances.enter_expected(office, season)
    found = records.parts(office, ObservanceDay, season.id)
    assert [str(day.first) for day in found] == ["2026-05-28", "2027-05-16", "2028-05-05"]
    assert observances.next_days(office, season) == (date(2027, 5, 16), date(2027, 5, 18))
    assert not observances.is_season(by_code(office, "diabetes"))


def test_the_next_date_is_the_one_under_way_or_to_come(office: Office) -> None:
    week = by_code(office, "amr")
    assert observances.next_days(office, week) == (date(2026, 11, 18), date(2026, 11, 24))
    assert observances.next_days(office, by_code(office, "kidney")) == (date(2027, 3, 11), date(2027, 3, 11))
    assert observances.next_days(office, Observance(rule="by_hand")) is None
    fifth = Observance(rule="nth_weekday", month=2, weekday="0", nth=5)
    assert observances.next_days(office, fifth) is None


def test_the_first_page_asks_for_what_is_to_be_prepared_and_names_what_is_planned(office: Office) -> None:
    records.save_all(
        office,
        [
            Campaign(title="World Cancer Day at school", start=date(2027, 1, 20), end=date(2027, 2, 10)),
            Appointment(title="Meeting", first=TODAY_, begins="10:00", ends="11:00"),
            Appointment(title="Tomorrow", first=date(2026, 11, 23)),
        ],
        "Save",
    )
    lines = {line.title: line for line in calendar_home.calendar_due(office, TODAY_, set())}
    assert set(lines) == {"World AIDS Day", "Meeting"}
    aids = lines["World AIDS Day"]
    assert (aids.group, aids.severity, aids.day) == ("fortnight", "soon", date(2026, 12, 1))
    assert str(aids.reason).startswith("Nothing is planned yet. Preparation was to begin on")
    assert (lines["Meeting"].group, str(lines["Meeting"].reason)) == (TODAY, "From 10:00 to 11:00.")
    records.save(office, Campaign(title="AIDS: come and ask", start=date(2026, 11, 25), end=date(2026, 12, 5)))
    (near,) = (line for line in calendar_home.calendar_due(office, TODAY_, set()) if line.title == "World AIDS Day")
    assert (near.severity, str(near.reason)) == ("note", "Planned: AIDS: come and ask.")
    observances.leave(office, by_code(office, "aids"))
    assert "World AIDS Day" not in {line.title for line in calendar_home.calendar_due(office, TODAY_, set())}


def test_the_paper_of_the_health_days_ahead_is_made_in_all_languages(office: Office, tmp_path: Path) -> None:
    for language in ("ar", "fr", "en"):
        speaking = office.settings.locale_for(language)
        _record, document = report_document(office, HEALTH_DAYS_AHEAD, None, speaking)
        assert document.language == language
        make(office, HEALTH_DAYS_AHEAD, None, speaking, tmp_path / f"{language}.pdf")
    long = (date(2026, 1, 1), date(2026, 12, 31))
    _record, whole = report_document(office, HEALTH_DAYS_AHEAD, None, office.settings.locale, long)
    rows = [row for block in whole.blocks for row in getattr(block, "rows", ())]
    assert len(rows) == len(observances.shipped())  # each once in this year


def test_the_command_line_takes_the_calendar_out_and_brings_one_in(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records.save(office, Appointment(title="Meeting", first=TODAY_, begins="10:00"))
    folder = str(office.folder)
    office.close()
    out = tmp_path / "c.ics"
    words = ("calendar", "export", "--from", "2026-11-22", "--to", "2026-12-01", "--out", str(out), "--json")
    assert main(["--data", folder, *words]) == 0
    assert json.loads(capsys.readouterr().out)["events"] == out.read_text(encoding="utf-8").count("BEGIN:VEVENT")
    assert main(["--data", folder, "calendar", "import", str(out), "--json"]) == 0
    shape = json.loads(capsys.readouterr().out)
    assert (shape["new"], shape["same"], shape["written"]) == (0, 1, False)
    assert len(shape["refused"]) == out.read_text(encoding="utf-8").count("BEGIN:VEVENT") - 1


def test_an_office_of_an_older_program_says_so_once_and_every_calendar_can_be_read(tmp_path: Path) -> None:
    """The golden folders hold a filled and an empty record of each type of their day."""
    for place in sorted(golden.HOME.glob("schema-*")):
        folder = tmp_path / place.name
        shutil.copytree(place, folder)
        (folder / golden.EXPECTED).unlink()
        office = open_office(folder)
        try:
            assert office.holder.was_older == (place.name != f"schema-{SCHEMA_VERSION}")
            observances.bring_in(office, "start")
            assert calendar.things(office, date.max, date.max) == calendar.things(office, date.min, date.min) == []
            found = calendar.things(office, date(2020, 1, 1), date(2031, 12, 31))
            assert {one.layer for one in found} >= {"observances", "holidays"}
            calendar.clashes(found)
            calendar.unprepared(office, found)
            icalendar.Calendar.from_ical(content_of(office, TODAY_, date(2027, 12, 31))[0])
        finally:
            office.close()
        again = open_office(folder)
        assert not again.holder.was_older
        again.close()
