"""Calendars of other programs: read, compared, brought in as one change; and our own, read by another parser."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vobject

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.observances import Observance
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import calendar, records
from hospcomms.services.ics.bringing import COMPARED, CalendarPlan, bring, plan
from hospcomms.services.ics.reading import STEP, UNTITLED
from hospcomms.services.ics.writing import content_of, export
from hospcomms.services.office import Office, create_office
from hospcomms.services.settings import Settings
from tests.hospital import empty

SAMPLES = Path(__file__).parents[1] / "data" / "ics"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _algiers() -> Iterator[None]:
    """The wall clock of the hospital: one hour before Greenwich all year."""
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process cannot be set here")
    before = os.environ.get("TZ")
    os.environ["TZ"] = "Africa/Algiers"
    time.tzset()
    yield
    os.environ.pop("TZ")
    if before is not None:
        os.environ["TZ"] = before
    time.tzset()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An empty office on 22 November 2026."""
    found = empty(tmp_path / "office", Settings(officer="ن. عيّنة", is_ready=True), lambda: NOON)
    yield found
    found.close()


def of_file(office: Office, tmp_path: Path, *events: str, head: str = "") -> CalendarPlan:
    """The plan for a file of these events, given by their lines, after lines of the calendar's own."""
    inside = head + "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    path = tmp_path / "given.ics"
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{inside}END:VCALENDAR\n", encoding="utf-8")
    return plan(office, path)


def short(one: Appointment) -> tuple[str, str, str, str, str]:
    """First and last day and times of an appointment, and its title."""
    return str(one.first), str(one.last or ""), one.begins, one.ends, one.title


def judged(event: Any) -> tuple[date, str, date, str, str, str, str]:
    """What another program's parser finds: first day and time, last day and time, place, note and with whom."""
    start = event.dtstart.value
    end = event.dtend.value if "dtend" in event.contents else start
    texts = [getattr(event, name).value if name in event.contents else "" for name in ("location", "description")]
    who = event.contents["x-hospcomms-with"][0].value if "x-hospcomms-with" in event.contents else ""
    if isinstance(start, datetime):
        return (start.date(), f"{start:%H:%M}", end.date(), f"{end:%H:%M}", *texts, who)
    return (start, "", end - timedelta(days=1), "", *texts, who)


def names_in(content: bytes) -> set[str]:
    """The names of the events of a file, as another program's parser finds them."""
    return {event.uid.value for event in vobject.readOne(content.decode()).vevent_list}


def test_a_calendar_of_google_comes_with_its_repeated_events_written_out(office: Office) -> None:
    found = plan(office, SAMPLES / "google.ics")
    assert [short(one) for one in found.new] == [
        ("2026-12-03", "", "09:00", "10:30", "اجتماع التنسيق الشهري"),
        ("2026-12-14", "2026-12-16", "", "", "أبواب مفتوحة على المستشفى"),
        ("2026-11-01", "", "09:00", "10:00", "مراجعة الصحافة الأسبوعية"),
        ("2026-11-08", "", "09:00", "10:00", "مراجعة الصحافة الأسبوعية"),
        ("2026-11-29", "", "09:00", "10:00", "مراجعة الصحافة الأسبوعية"),
        ("2026-11-22", "", "11:00", "12:00", "مراجعة الصحافة (مؤجلة)"),
    ]
    assert found.new[0].note == "جدول الأعمال:\n1) الحملة\n2) الميزانية; ملاحظات"
    assert found.new[0].place == "قاعة الاجتماعات, الطابق 2"
    assert {one.origin for one in found.new} == {"مكتب الاتصال (عيّنة)"}
    assert (found.repeated, found.refused) == (1, [])


def test_calendars_of_outlook_apple_and_thunderbird_come_in_the_time_of_the_wall(office: Office) -> None:
    outlook = plan(office, SAMPLES / "outlook.ics")
    assert [short(one) for one in outlook.new] == [
        ("2026-12-06", "", "10:00", "11:30", "Réunion avec l’ARS – préparation"),
        ("2026-07-15", "", "08:00", "09:00", "Visioconférence (heure d’été)"),
        ("2026-12-25", "", "", "", "Clôture du plan annuel"),
    ]
    assert outlook.new[0].who == "Dr A. Exemple, Mme B. Essai"
    assert outlook.new[0].place.endswith("communication, bâtiment A")
    apple = plan(office, SAMPLES / "apple.ics")
    assert [short(one) for one in apple.new] == [
        ("2026-06-10", "", "19:00", "23:30", "Nuit de la recherche"),
        ("2026-01-31", "", "09:00", "09:45", "Contrôle mensuel des affiches"),
        ("2026-03-31", "", "08:00", "08:45", "Contrôle mensuel des affiches"),
        ("2026-05-31", "", "08:00", "08:45", "Contrôle mensuel des affiches"),
        ("2026-07-31", "", "08:00", "08:45", "Contrôle mensuel des affiches"),
    ]
    bird = plan(office, SAMPLES / "thunderbird.ics")
    assert [short(one)[:4] for one in bird.new] == [("2026-12-08", "2026-12-10", "08:30", "16:00")]
    assert bird.new[0].title.endswith("الاستقبال والمصالح الاستعجالية")
    assert bird.left_out == 1


def test_a_calendar_brought_in_again_doubles_nothing_and_one_undo_takes_it_back(office: Office, tmp_path: Path) -> None:
    first = plan(office, SAMPLES / "google.ics")
    bring(office, first)
    with pytest.raises(Refusal, match="here already"):
        bring(office, first)
    assert records.count(office, Query(Appointment)) == 6
    again = plan(office, SAMPLES / "google.ics")
    assert (again.is_empty, again.same) == (True, 6)
    changed = (SAMPLES / "google.ics").read_text(encoding="utf-8")
    changed = changed.replace("20261203T080000Z", "20261203T083000Z").replace(
        "STATUS:CONFIRMED\nSUMMARY:أبواب", "STATUS:CANCELLED\nSUMMARY:أبواب"
    )
    (tmp_path / "changed.ics").write_text(changed, encoding="utf-8")
    third = plan(office, tmp_path / "changed.ics")
    assert [short(one)[2] for one in third.changed] == ["09:30"]
    assert [one.title for one in third.cancelled] == ["أبواب مفتوحة على المستشفى"]
    bring(office, third)
    assert records.count(office, Query(Appointment)) == 5
    records.undo(office)
    records.undo(office)
    assert records.count(office, Query(Appointment)) == 0
    bring(office, plan(office, SAMPLES / "google.ics"))
    (one,) = records.find(office, Query(Appointment).where("title", Op.IS, "أبواب مفتوحة على المستشفى"))
    records.remove(office, Appointment, [one.id])
    deleted = plan(office, SAMPLES / "google.ics")
    assert [str(refused.why) for refused in deleted.refused] == ["It was deleted here."]


def test_broken_events_are_named_and_the_good_ones_are_kept(office: Office, tmp_path: Path) -> None:
    found = of_file(
        office,
        tmp_path,
        "UID:good\nDTSTART:20261201T100000\nSUMMARY:good",
        "UID:no-day\nSUMMARY:no day",
        "UID:31-february\nDTSTART;VALUE=DATE:20260231\nSUMMARY:no such day",
        "UID:zone\nDTSTART;TZID=Mars/Olympus:20261201T100000\nSUMMARY:unknown zone",
        "UID:rule\nDTSTART:20261201T100000\nRRULE:FREQ=NEVER\nSUMMARY:no rule",
        "UID:often\nDTSTART:20261201T100000\nRRULE:FREQ=SECONDLY\nSUMMARY:too often",
        "UID:noise\nthis is no line\nDTSTART;VALUE=DATE:20261202\nDTEND;VALUE=DATE:20261201\nSUMMARY:noise",
        "UID:old\nDTSTART;VALUE=DATE:18991231\nSUMMARY:too old",
        "UID:good\nDTSTART:20261201T100000\nSUMMARY:twice",
        "DTSTART:20261205T100000\nDTEND:20261205T090000",
        f"UID:long\nDTSTART;VALUE=DATE:20261203\nSUMMARY:{'طويل ' * 200}",
        "UID:folder\nDTSTART;TZID=America:20261201T100000\nSUMMARY:a folder",
        "UID:end\nDTSTART:99991231T235959Z\nSUMMARY:end of time",
        "UID:length\nDTSTART:20261201T100000\nDURATION:P99999999999W\nSUMMARY:too long",
    )
    assert [one.title[:5] for one in found.new] == ["good", "noise", office.settings.locale.text(UNTITLED)[:5], "طويل "]
    assert short(found.new[1])[:2] == ("2026-12-02", "")
    assert short(found.new[2])[:4] == ("2026-12-05", "", "10:00", "")
    assert {(one.title, str(one.why)) for one in found.refused} == {
        ("no day", "It has no day."),
        ("no such day", "“20260231” cannot be read."),
        ("unknown zone", "“Mars/Olympus” cannot be read."),
        ("no rule", "“FREQ=NEVER” cannot be read."),
        ("too often", "“FREQ=SECONDLY” cannot be read."),
        ("too old", "First day: the year 1899 cannot be right."),
        ("twice", "The file holds it twice."),
        ("a folder", "“DTSTART;TZID=America:20261201T100000” cannot be read."),
        ("end of time", "“99991231T235959Z” cannot be read."),
        ("too long", "“P99999999999W” cannot be read."),
    }
    assert next(one.line for one in found.refused if one.title == "no day") == 8


def test_a_cut_file_is_read_as_far_as_it_goes_and_another_kind_of_file_is_none(office: Office, tmp_path: Path) -> None:
    cut = tmp_path / "cut.ics"
    cut.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201\nSUMMARY:x\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:cut")
    assert [str(one.why) for one in plan(office, cut).refused] == ["The event is cut off."]
    for text in ("", "name;day\n", "BEGIN:VCARD\nEND:VCARD\n"):
        cut.write_text(text)
        with pytest.raises(Refusal, match="holds no calendar"):
            plan(office, cut)


def test_alarms_folds_and_escapes_of_other_programs_are_understood(office: Office, tmp_path: Path) -> None:
    (one,) = of_file(
        office,
        tmp_path,
        "DTSTART;VALUE=DATE;TZID=Europe/Paris:20261201\nBEGIN:VALARM\nTRIGGER:soon\nSUMMARY:alarm\nEND:VALARM\n"
        'SUMMARY:one\\, tw\n o\nLOCATION:C:\\\\new\\; room\nATTENDEE;CN="A; B: C";X=1:mailto:x@example.org\n'
        "ATTENDEE;CN=D,E:mailto:y@example.org\nATTENDEE:mailto:z@example.org",
        head="X-WR-CALNAME:ours\\, too\nno line\n",
    ).new
    assert (one.title, one.place, one.origin) == ("one, two", "C:\\new; room", "ours, too")
    assert (one.who, short(one)[:4]) == ("A; B: C, D, E, z@example.org", ("2026-12-01", "", "", ""))


def test_a_zone_that_a_file_defines_is_known_in_that_file_only(office: Office, tmp_path: Path) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Ours\nBEGIN:STANDARD\nDTSTART:16010101T000000\nRRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=1SU\n"
        "TZOFFSETFROM:+0300\nTZOFFSETTO:+0300\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    event = "DTSTART;TZID=Ours:20261201T100000\nSUMMARY:x"
    for head, begins in (
        (zone, "08:00"),
        ("", ""),
        (zone.replace("+0300", "+0000"), "11:00"),
        (zone.partition("DTSTART")[0], ""),
    ):
        found = of_file(office, tmp_path, event, head=head)
        assert [one.begins for one in found.new] == [begins] * bool(begins)
        assert [str(one.why) for one in found.refused] == ["“Ours” cannot be read."] * (not begins)
    often = zone.replace("YEARLY;BYMONTH=1;BYDAY=1SU", "SECONDLY")
    assert len(of_file(office, tmp_path, event, head=often).refused) == 1
    vendor = of_file(office, tmp_path, "DTSTART;TZID=/mozilla.org/2/Europe/Paris:20260701T100000\nSUMMARY:x")
    assert [one.begins for one in vendor.new] == ["09:00"]


def test_a_time_that_moved_to_nowhere_leaves_the_others_of_its_event(office: Office, tmp_path: Path) -> None:
    found = of_file(
        office,
        tmp_path,
        "UID:a\nDTSTART:20261201T100000\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:all",
        "UID:a\nDTSTART:20261202T110000\nRECURRENCE-ID:20261202T100000\nSUMMARY:moved",
        "UID:a\nDTSTART:20261203T110000\nRECURRENCE-ID:tomorrow\nSUMMARY:broken",
    )
    assert [(str(one.first)[-2:], one.title) for one in found.new] == [("01", "all"), ("03", "all"), ("02", "moved")]
    assert [one.title for one in found.refused] == ["broken"]


def test_reading_and_writing_tell_how_far_they_are_and_stop_when_asked(office: Office, tmp_path: Path) -> None:
    path, said = tmp_path / "many.ics", list[float]()
    many = "".join(
        f"BEGIN:VEVENT\nUID:{n}\nDTSTART:20261201T100000\nSUMMARY:{n}\nEND:VEVENT\n" for n in range(2 * STEP)
    )
    path.write_text(f"BEGIN:VCALENDAR\n{many}END:VCALENDAR\n")

    def stop(fraction: float) -> None:
        if fraction:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        plan(office, path, stop)
    wanted = plan(office, path, said.append)
    assert said == [0.0, 0.5, 1.0, 1.0]
    with pytest.raises(InterruptedError):
        bring(office, wanted, stop)
    assert records.count(office, Query(Appointment)) == 0


def test_what_repeats_for_ever_is_written_out_within_bounds(office: Office, tmp_path: Path) -> None:
    found = of_file(
        office,
        tmp_path,
        "UID:daily\nDTSTART:20200101T100000\nRRULE:FREQ=DAILY\nSUMMARY:daily",
        "UID:yearly\nDTSTART;VALUE=DATE:19520229\nRRULE:FREQ=YEARLY\nSUMMARY:leap",
        "UID:dates\nDTSTART;VALUE=DATE:20261201\nRDATE;VALUE=DATE:20261203,20261205\nSUMMARY:dates",
    )
    daily = [one for one in found.new if one.title == "daily"]
    assert (daily[0].first, len(daily)) == (date(2025, 11, 22), 800)
    assert [str(one.first) for one in found.new if one.title == "leap"] == ["2028-02-29"]
    assert [str(one.first)[-2:] for one in found.new if one.title == "dates"] == ["01", "03", "05"]
    assert found.until == date(2028, 11, 21)
    assert any("until" in str(said) for said in found.told())


def test_our_calendar_is_read_by_another_parser_and_comes_back_equal(office: Office, tmp_path: Path) -> None:
    given = [
        Appointment(title="اجتماع؛ مع، فواصل, and; \\ more", first=date(2026, 12, 1), begins="09:30", ends="11:00"),
        Appointment(
            title="أيام", kind="training", first=date(2026, 12, 30), last=date(2027, 1, 2), note="سطر\nسطر آخر"
        ),
        Appointment(title="Visite de l’établissement " * 8, first=date(2026, 12, 5), place="Bâtiment « A », 2ᵉ étage"),
        Appointment(title="ليلة", first=date(2026, 12, 6), last=date(2026, 12, 7), begins="20:00", ends="06:00"),
        Appointment(title="مع", first=date(2026, 12, 8), begins="8:00", channel="راديو", who="ف. عيّنة، ك. مثال"),
    ]
    records.save_all(office, given, "Save")
    target = tmp_path / "out.ics"
    assert export(office, date(2026, 12, 1), date(2026, 12, 31), frozenset({"appointments"}), target) == 5
    octets = target.read_bytes()
    pieces = octets.split(b"\r\n")
    assert (max(len(piece) for piece in pieces) <= 75, b"\n" in b"".join(pieces)) == (True, False)
    assert all(piece.decode() for piece in pieces[:-1])
    stored = {one.title: one for one in records.find(office, Query(Appointment))}
    parsed = {event.summary.value: event for event in vobject.readOne(octets.decode()).vevent_list}
    assert set(parsed) == set(stored)
    for title, one in stored.items():
        days = (one.first, one.begins, one.last or one.first, one.ends or one.begins)
        assert judged(parsed[title]) == (*days, one.place, one.note, one.who)
    same = plan(office, target)
    assert (same.is_empty, same.same) == (True, 5)
    other = create_office(tmp_path / "other", office.settings, lambda: NOON)
    try:
        bring(other, plan(other, target))
        came = {one.title: one for one in records.find(other, Query(Appointment))}
        assert {title: [getattr(one, name) for name in COMPARED] for title, one in came.items()} == {
            title: [getattr(one, name) for name in COMPARED] for title, one in stored.items()
        }
    finally:
        other.close()


def test_all_layers_are_written_with_names_that_stay_and_are_not_brought_back_as_appointments(
    office: Office, tmp_path: Path
) -> None:
    records.save_all(
        office,
        [
            Observance(title=Texts(ar="اليوم العالمي للسكري"), rule="fixed", month=11, day_of_month=14),
            Scenario(title=Texts(ar="حريق"), cluster="victim", review_on=date(2026, 11, 3), drill_on=date(2026, 11, 3)),
        ],
        "Save",
    )
    content, count = content_of(office, date(2026, 11, 1), date(2026, 11, 30))
    names = names_in(content)
    assert count == 4
    assert len(names) == 4
    dated = next(
        one for one in calendar.things(office, date(2026, 11, 1), date(2026, 11, 30)) if one.field == "drill_on"
    )
    calendar.move(office, dated, 2)
    later, _count = content_of(office, date(2026, 11, 1), date(2026, 11, 30))
    assert names_in(later) == names
    (tmp_path / "own.ics").write_bytes(content)
    back = plan(office, tmp_path / "own.ics")
    assert (back.new, len(back.refused)) == ([], 4)
