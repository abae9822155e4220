"""The calendar over all rooms: what is dated, what moves, what clashes, and health days nobody prepares."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hospcomms.domain.activities import CANCELLED, DONE, Activity
from hospcomms.domain.appointments import Appointment
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.dated import HOLIDAYS, OBSERVANCES, Dated
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind, Record, Texts, fields_of
from hospcomms.domain.observances import Observance, ObservanceDay
from hospcomms.domain.press import Interaction, Person
from hospcomms.domain.programmes import FollowUp, Programme
from hospcomms.domain.query import Query
from hospcomms.domain.releases import Release
from hospcomms.services import calendar, embargo, records
from hospcomms.services.dated_things import SOURCES
from hospcomms.services.office import Office

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def saved(office: Office, *found: Record) -> list[Any]:
    """The records as they were stored, in the order given."""
    return [step.after for step in records.save_all(office, found, "Save").steps][: len(found)]


def titles(found: list[Dated], *layers: str) -> list[str]:
    """The titles of some layers."""
    return [one.title for one in found if one.layer in layers or not layers]


def test_everything_that_touches_the_days_is_there_once_and_nothing_else(office: Office) -> None:
    (running,) = saved(office, Campaign(title="حملة", start=date(2026, 9, 1), end=date(2027, 1, 31)))
    (template,) = saved(office, Campaign(title="نموذج", is_template=True, start=FIRST, end=LAST))
    days = {
        "before": (date(2026, 10, 1), date(2026, 10, 31)),
        "touches the first day": (date(2026, 10, 1), FIRST),
        "inside": (date(2026, 11, 10), date(2026, 11, 12)),
        "one day without an end": (date(2026, 11, 20), None),
        "only an end": (None, date(2026, 11, 21)),
        "over all": (date(2026, 1, 1), date(2027, 1, 1)),
        "touches the last day": (LAST, date(2026, 12, 31)),
        "after": (date(2026, 12, 1), None),
        "no day": (None, None),
    }
    saved(office, *(Activity(campaign=running.id, title=name, start=a, end=b) for name, (a, b) in days.items()))
    saved(office, Activity(campaign=running.id, title="cancelled", start=FIRST, status=CANCELLED))
    saved(office, Activity(campaign=template.id, title="of a template", start=FIRST))
    found = calendar.things(office, FIRST, LAST)
    assert sorted(titles(found, "activities")) == sorted(set(days) - {"before", "after", "no day"})
    assert titles(found, "campaigns") == ["حملة"]
    assert titles(found, HOLIDAYS) == ["عيد الثورة"] or date(2026, 11, 1) in {
        one.first for one in found if one.layer == HOLIDAYS
    }
    assert [one.first for one in found] == sorted(one.first for one in found)


def test_each_day_of_every_record_is_in_the_calendar_or_known_to_be_no_date_to_keep(office: Office) -> None:
    told = {(source.record.key, name) for source in SOURCES for name in (source.first, source.last) if name}
    told |= {("observance_day", "first"), ("observance_day", "last")}
    told |= {("material_version", "review_by"), ("enquiry", "deadline")}  # seen in the material, and as “answer due”
    left = {
        f"{record.key}.{name}"
        for record in RECORDS
        for name, field in fields_of(record).items()
        if field.kind in (Kind.DAY, Kind.MOMENT) and (record.key, name) not in told
    }
    # what was done, said or noted, or belongs to a crisis that runs: nothing to be planned takes place on it
    noted = ("_at", "_on", "state_since", ".at", ".on", ".since", ".until")
    assert {name for name in left if not name.endswith(noted)} == {
        "colleague.mandate_from",
        "incident_call.deadline",
        "objective.baseline_date",
        "person.last_contact",
        "role.end",
        "role.start",
        "situation_report.next_due",
    }


def test_a_thing_is_moved_as_one_change_that_undo_takes_back(office: Office) -> None:
    (one,) = saved(office, Appointment(title="اجتماع", first=date(2026, 11, 3), last=date(2026, 11, 4), begins="9h"))
    (dated,) = calendar.things(office, FIRST, LAST, frozenset({"appointments"}))
    assert (dated.begins, dated.first, dated.last) == ("09:00", date(2026, 11, 3), date(2026, 11, 4))
    commit = calendar.move(office, dated, 30)
    moved = records.get(office, Appointment, one.id)
    assert (commit.name, moved.first, moved.last) == (calendar.MOVE, date(2026, 12, 3), date(2026, 12, 4))
    records.undo(office)
    assert records.get(office, Appointment, one.id).first == date(2026, 11, 3)
    for far in (10**5, -(10**5), 10**9):
        with pytest.raises(Refusal, match="no day is kept"):
            calendar.move(office, dated, far)


def test_what_is_done_or_follows_a_rule_stays_where_it_is(office: Office) -> None:
    (whole,) = saved(office, Campaign(title="حملة", start=FIRST, end=LAST))
    (open_one,) = saved(office, Activity(campaign=whole.id, title="نشاط", start=date(2026, 11, 5)))
    saved(office, Observance(title=Texts(ar="يوم"), rule="fixed", month=11, day_of_month=14))
    found = calendar.things(office, FIRST, LAST)
    still = [one for one in found if not one.moves]
    assert {one.layer for one in still} == {"campaigns", OBSERVANCES, HOLIDAYS}
    for one in still:
        with pytest.raises(Refusal, match="cannot be moved here"):
            calendar.move(office, one, 1)
    (dated,) = (one for one in found if one.ident == open_one.id)
    saved(office, replace(open_one, status=DONE))
    with pytest.raises(Refusal, match="cannot be moved here"):
        calendar.move(office, dated, 1)


def test_a_programme_stands_once_beside_the_campaign_that_carries_it(office: Office) -> None:
    (programme,) = saved(office, Programme(title="برنامج السكري", start=FIRST, end=LAST))
    saved(office, FollowUp(programme=programme.id, due=date(2026, 11, 25)))
    found = calendar.things(office, FIRST, LAST)
    assert titles(found, "campaigns") == ["برنامج السكري"]
    assert (
        titles(found, "deadlines") == ["Follow-up: برنامج السكري"] or "برنامج السكري" in titles(found, "deadlines")[0]
    )


def test_a_release_under_embargo_is_not_in_a_calendar_that_leaves(office: Office) -> None:
    until = datetime.now(UTC) + timedelta(days=3)
    saved(office, Release(title="سرّي", body="نص", embargo_until=until, publish_at=until + timedelta(hours=1)))
    first, last = until.date() - timedelta(days=2), until.date() + timedelta(days=2)
    assert len(titles(calendar.things(office, first, last), "press")) == 2
    outside = embargo.leaving(office, office.settings.locale)
    assert titles(calendar.things(outside, first, last), "press") == []


def test_a_next_step_is_gone_with_its_person(office: Office) -> None:
    (person,) = saved(office, Person(name="صحفي"))
    at = datetime(2026, 11, 2, 9, tzinfo=UTC)
    saved(office, Interaction(person=person.id, at=at, outcome="مكالمة", next_step="إرسال", next_on=date(2026, 11, 9)))
    assert titles(calendar.things(office, FIRST, LAST), "press") == ["إرسال"]
    records.remove(office, Person, [person.id])
    assert titles(calendar.things(office, FIRST, LAST), "press") == []


def test_health_days_of_the_country_come_by_their_rule_or_as_entered(office: Office) -> None:
    rule = {"rule": "week", "month": 12, "day_of_month": 29, "length": 7, "is_followed": True}
    (week, _other) = saved(
        office,
        Observance(title=Texts(ar="أسبوع رأس السنة", fr="Semaine"), **rule),
        Observance(title=Texts(ar="غير ذلك"), rule="fixed", month=1, day_of_month=2, country="SA"),
    )
    january = (date(2027, 1, 1), date(2027, 1, 31))
    (found,) = (one for one in calendar.things(office, *january) if one.layer == OBSERVANCES)
    assert (found.title, found.first, found.last) == ("أسبوع رأس السنة", date(2026, 12, 29), date(2027, 1, 4))
    assert calendar.unprepared(office, [found]) == [found]
    saved(office, Programme(title="للأسبوع", observance=week.id, start=date(2026, 12, 20), end=date(2027, 1, 4)))
    assert calendar.unprepared(office, [found]) == []
    saved(office, ObservanceDay(observance=week.id, first=date(2026, 12, 10), last=date(2026, 12, 12)))
    assert [one for one in calendar.things(office, *january) if one.layer == OBSERVANCES] == []
    (moved,) = (
        one for one in calendar.things(office, date(2026, 12, 1), LAST.replace(month=12)) if one.ident == week.id
    )
    assert (moved.first, moved.shape) == (date(2026, 12, 10), "waiting")


def test_a_health_day_is_prepared_by_what_names_it_or_its_theme_near_it(office: Office) -> None:
    saved(
        office,
        Observance(
            title=Texts(ar="اليوم العالمي للسكري"), rule="fixed", month=11, day_of_month=14, is_followed=True,
            lead_days=20, themes=("السكري",),
        ),
    )  # fmt: skip
    (day,) = (one for one in calendar.things(office, FIRST, LAST) if one.layer == OBSERVANCES)
    (whole,) = saved(office, Campaign(title="حملة النظافة", start=FIRST, end=LAST))
    (early,) = saved(office, Activity(campaign=whole.id, title="فحص السكري", start=date(2026, 10, 24)))
    assert calendar.unprepared(office, [day]) == [day]
    saved(office, replace(early, start=date(2026, 10, 25)))
    assert calendar.unprepared(office, [day]) == []
    assert records.count(office, Query(Observance)) == 1
