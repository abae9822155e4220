"""Breaches in a real store: the clock until the authority must be told, what closes one, and the paper for it."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdfium2
import pytest

from hospcomms.domain import breach_times as times
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.locale import LANGUAGES
from hospcomms.domain.privacy import Breach
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.services import breaches, home, records, reports
from hospcomms.services.office import Office
from hospcomms.services.privacy_reports import BREACH
from tests.cases import cases
from tests.rooms.office_at_work import NOW, TODAY, at_work

HOUR = timedelta(hours=1)
TEXTS = {
    "circumstances": "أرسلت القائمة إلى عنوان خاطئ",
    "data": "الاسم والهاتف",
    "consequences": "اتصالات غير مرغوبة",
    "measures": "طلب المحو كتابيا",
    "people_kinds": "صحفيون",
}


@pytest.fixture
def desk(office: Office) -> Office:
    return at_work(office)


def breach(desk: Office, hours_ago: float = 2, **facts: Any) -> Breach:
    begun = replace(breaches.fresh(desk), title="قائمة مرسلة", found_at=NOW - hours_ago * HOUR, harm=("seen",))
    return records.save(desk, replace(begun, **facts)).saved(Breach)


def line_of(desk: Office) -> Any:
    found = home.agenda(desk)
    return next((line for group in found.groups for line in group.lines if line.record is Breach), None)


def test_a_breach_begins_now_with_the_hours_its_country_gives_and_the_officer_may_change_them(desk: Office) -> None:
    with cases() as tried:
        for country, hours in (("DZ", 120), ("SA", 72), ("OM", 120), ("XX", 120)):
            with tried.case(country):
                settings = replace(desk.settings, country=country)
                begun = breaches.fresh(replace(desk, settings=settings))
                assert (begun.found_at, begun.notice_hours, begun.responsible) == (NOW, hours, desk.settings.officer)
    changed = breach(desk, notice_hours=72.0)
    assert changed.due_at == NOW + 70 * HOUR


def test_the_clock_says_hours_and_minutes_and_turns_late_to_the_minute(desk: Office) -> None:
    found = Breach(title="x", found_at=NOW, notice_hours=120.0, harm=("seen",))
    due = NOW + 120 * HOUR
    minute = timedelta(minutes=1)
    with cases() as tried:
        for now, left, said, presses in (
            (NOW, 7200, "120 hours", ""),
            (NOW + 55 * minute, 7145, "119 hours and 5 minutes", ""),
            (due - 24 * HOUR - minute, 1441, "24 hours and 1 minute", ""),
            (due - 24 * HOUR, 1440, "24 hours", "soon"),
            (due - 61 * minute, 61, "1 hour and 1 minute", "soon"),
            (due - minute, 1, "1 minute", "soon"),
            (due, 0, "less than a minute", "soon"),
            (due + timedelta(seconds=1), -1, "1 minute", "late"),
            (due + 3 * HOUR, -180, "3 hours", "late"),
        ):
            with tried.case(said):
                assert times.minutes_left(found, now) == left
                assert str(times.time_said(left)) == said
                assert times.severity(found, now) == presses
    told = replace(found, authority_told_at=NOW)
    assert (times.minutes_left(told, due + HOUR), times.severity(told, due + HOUR)) == (None, "")


def test_the_first_page_counts_down_turns_late_and_stays_until_the_breach_is_closed(desk: Office) -> None:
    one = breach(desk, 2, **TEXTS)
    with cases() as tried:
        for later, group, severity in (
            (0, "week", "note"),
            (100, "today", "soon"),
            (118.5, "late", "late"),
            (24 * 40, "late", "late"),
        ):
            with tried.case(later):
                line = line_of(replace(desk, clock=lambda later=later: NOW + later * HOUR))
                assert (line.group, line.severity, line.ident) == (group, severity, one.id)
    told = breaches.tell(desk, one, breaches.ToldOrder()).saved(Breach)
    assert (line_of(desk).group, line_of(desk).severity) == ("today", "note")
    people = breaches.tell_people(desk, told, breaches.PeopleOrder(not_told_because="لا خطر")).saved(Breach)
    breaches.close(desk, people)
    assert line_of(desk) is None


def test_the_authority_is_told_in_time_or_with_a_reason_and_never_in_the_future(desk: Office) -> None:
    one = breach(desk, 119)
    assert breaches.tell(desk, one, breaches.ToldOrder()).saved(Breach).authority_told_at == NOW
    late = breach(desk, 121)
    with pytest.raises(Invalid) as refused:
        breaches.tell(desk, late, breaches.ToldOrder())
    assert [problem.field for problem in refused.value.problems] == ["late_because"]
    assert records.get(desk, Breach, late.id).authority_told_at is None
    told = breaches.tell(desk, late, breaches.ToldOrder(late_because="عطلة")).saved(Breach)
    assert times.was_late(told)
    fresh = breach(desk, 1)
    for wrong in (NOW + HOUR, NOW - 2 * HOUR):  # in the future, before it was found
        with pytest.raises(Invalid) as refused:
            breaches.tell(desk, fresh, breaches.ToldOrder(at=wrong))
        assert [problem.field for problem in refused.value.problems] == ["at"]


def test_a_breach_is_closed_only_when_everything_the_register_asks_is_said(desk: Office) -> None:
    one = breach(desk)
    wanted = {"circumstances", "data", "consequences", "measures", "people", "authority_told_at", "people_told_at"}
    assert {problem.field for problem in breaches.missing_to_close(desk, one)} == wanted
    with pytest.raises(Invalid):
        breaches.close(desk, one)
    whole = {**TEXTS, "authority_told_at": NOW, "people_told_at": NOW}
    complete = replace(one, **whole)
    with cases() as tried:
        for name in whole:
            with tried.case(name):
                empty = replace(complete, **{name: None if name.endswith("_at") else " "})
                field = "people" if name == "people_kinds" else name
                assert [problem.field for problem in breaches.missing_to_close(desk, empty)] == [field]
    closed = breaches.close(desk, records.save(desk, complete).saved(Breach)).saved(Breach)
    assert closed.closed_on == TODAY
    assert breaches.reopen(desk, closed).saved(Breach).closed_on is None


def test_the_paper_is_about_the_breach_with_the_least_time_left(desk: Office) -> None:
    with pytest.raises(Refusal):
        breaches.latest(desk)
    pressing, _newer = breach(desk, 100), breach(desk, 3)
    closed = breach(desk, 110, closed_on=TODAY)
    assert breaches.latest(desk).id == pressing.id != closed.id


def test_the_notice_names_the_authority_and_everything_it_asks_in_every_language(desk: Office) -> None:
    facts = {**TEXTS, "people": 24.0, "late_because": "عطلة رسمية", "not_told_because": "لا خطر عليهم"}
    one = breach(desk, 130, **facts, authority_told_at=NOW, closed_on=TODAY, reference="VD-7")
    with cases() as tried:
        for language in LANGUAGES:
            with tried.case(language):
                speaking = desk.settings.locale_for(language)
                _record, document = reports.report_document(desk, BREACH, one.id, speaking)
                said = repr(document)
                for text in (*TEXTS.values(), "عطلة رسمية", "لا خطر عليهم", desk.settings.officer, "VD-7"):
                    assert text in said, text
                assert speaking.text(times.authority("DZ")) in said
                assert speaking.moment(datetime(2026, 11, 22, 9, tzinfo=UTC).astimezone()) in said
                assert speaking.text("The authority was told after the time.") in said
    pages = pypdfium2.PdfDocument(io.BytesIO(pdf_bytes(document, speaking)))
    assert len(pages) <= 2
