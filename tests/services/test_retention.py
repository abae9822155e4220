"""Retention in a real store: when the time of each kind is over, what waits and why, and that a person decides."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from hospcomms.domain import retention_dues as dues
from hospcomms.domain.access import KEPT
from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.campaigns import CLOSED, RUNNING, Campaign
from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.incidents import STOOD_DOWN, Incident
from hospcomms.domain.press import Person
from hospcomms.domain.privacy import KINDS, Erasure, LegalHold, RetentionRule
from hospcomms.domain.query import Query
from hospcomms.services import access, clock_watch, home, legal_holds, records, retention
from hospcomms.services.office import Office
from tests.cases import cases
from tests.rooms.office_at_work import TODAY, at_work

LAST = date(2025, 11, 22)
"""The last day on which something ended that is past twelve months today."""
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def desk(office: Office) -> Office:
    return at_work(office)


def at(day: date, hour: int = 12) -> datetime:
    return datetime(day.year, day.month, day.day, hour).astimezone().astimezone(UTC)


def add(desk: Office, record: Record) -> int:
    """Write a record with the stamps it brings, as one of former years has them."""
    with desk.store.change("x", "start") as change:
        return change.add(replace(record, id=change.number())).id


def rule(desk: Office, kind: str, months: float = 12, **facts: Any) -> RetentionRule:
    return records.save(desk, RetentionRule(kind=kind, months=months, **facts)).saved(RetentionRule)


def visit(day: date, **facts: Any) -> Accreditation:
    return Accreditation(outlet=1, title=str(day), starts_at=at(day), **facts)


ENDED: dict[str, list[Any]] = {
    "person": [
        lambda day: {"name": "x", "created_at": at(LONG_AGO), "last_contact": day, "verified_on": LONG_AGO},
        lambda day: {"name": "x", "created_at": at(LONG_AGO), "last_contact": LONG_AGO, "verified_on": day},
        lambda day: {"name": "x", "created_at": at(day)},
    ],
    "interaction": [lambda day: {"person": 1, "outcome": "x", "at": at(day, 23)}],
    "enquiry": [
        lambda day: {"state": "answered", "received_at": at(LONG_AGO), "answered_at": at(day), "title": "x"},
        lambda day: {"state": "declined", "received_at": at(LONG_AGO), "state_since": at(day), "title": "x"},
    ],
    "accreditation": [
        lambda day: {"title": "x", "starts_at": at(LONG_AGO), "ends_at": at(day)},
        lambda day: {"title": "x", "starts_at": at(day)},
    ],
    "delivery": [lambda day: {"release": 1, "recipient": "x", "created_at": at(LONG_AGO), "at": at(day)}],
    "clip": [lambda day: {"title": "x", "on": day}],
    "colleague": [
        lambda day: {"name": "x", "function": "x", "created_at": at(LONG_AGO), "mandate_until": day},
        lambda day: {"name": "x", "function": "x", "created_at": at(LONG_AGO), "verified_on": day},
    ],
    "consent": [
        lambda day: {"title": "x", "expires_on": day},
        lambda day: {"title": "x", "withdrawn_on": day, "expires_on": date(2030, 1, 1)},
    ],
    "session": [lambda day: {"title": "x", "held_on": day}],
    "questionnaire": [
        lambda day: {"title": "x", "before_on": LONG_AGO, "after_on": day},
        lambda day: {"title": "x", "before_on": day},
    ],
    "campaign": [
        lambda day: {
            "title": "x",
            "state": CLOSED,
            "created_at": at(LONG_AGO),
            "end": LONG_AGO,
            "state_since": at(day),
        },
        lambda day: {"title": "x", "state": CLOSED, "created_at": at(LONG_AGO), "end": day},
    ],
    "incident": [lambda day: {"title": "x", "state": STOOD_DOWN, "ended_at": at(day)}],
    "breach": [lambda day: {"title": "x", "closed_on": day}],
    "erasure": [lambda day: {"title": "x", "done_at": at(day)}],
}
STILL_OPEN: dict[str, dict[str, Any]] = {
    "enquiry": {"state": "in_hand", "received_at": at(LONG_AGO), "title": "x"},
    "consent": {"title": "x", "given_on": LONG_AGO},
    "photo": {"title": "x", "retired": False},
    "campaign": {"title": "x", "state": RUNNING, "created_at": at(LONG_AGO), "end": LONG_AGO},
    "incident": {"title": "x", "state": "running", "started_at": at(LONG_AGO)},
    "breach": {"title": "x", "found_at": at(LONG_AGO)},
    "session": {"title": "x"},
}


def test_the_time_of_each_kind_is_counted_from_its_own_end_and_what_is_open_has_none(desk: Office) -> None:
    assert {*dues.ENDINGS} == {choice.key for choice in KINDS} == {*ENDED, "photo"}
    with cases() as tried:
        for kind, ways in ENDED.items():
            with tried.case(kind):
                record, period = BY_KEY[kind], rule(desk, kind)
                over = [add(desk, record(**way(LAST))) for way in ways]
                for way in ways:
                    add(desk, record(**way(LAST + timedelta(days=1))))
                if kind in STILL_OPEN:
                    add(desk, record(**STILL_OPEN[kind]))
                found = retention.past(desk, period)
                assert sorted(one.record.id for one in found) == over
                assert {one.end for one in found} == {LAST}
                assert {one.over for one in found} == {TODAY}
                assert retention.due_of(desk, period).count == len(over)


def test_a_photo_counts_from_the_day_it_was_no_longer_to_be_used(desk: Office) -> None:
    period, photo = rule(desk, "photo"), BY_KEY["photo"]
    used, retired = (add(desk, photo(title="x", retired=flag)) for flag in (False, True))
    assert retention.past(desk, period) == []
    later = replace(desk, clock=lambda: datetime.now(UTC) + timedelta(days=400))
    assert [one.record.id for one in retention.past(later, period)] == [retired] != [used]


def test_a_rule_counts_from_the_entry_or_the_last_change_too_and_an_archive_is_never_proposed(desk: Office) -> None:
    old = add(desk, Person(name="قديم", created_at=at(LONG_AGO), last_contact=TODAY))
    with cases() as tried:
        for facts, found in (
            ({"counted_from": "created"}, [old]),
            ({"counted_from": "changed"}, []),
            ({"counted_from": "ended"}, []),
            ({"counted_from": "created", "afterwards": "keep"}, []),
            ({"counted_from": "created", "months": 1200}, []),
        ):
            with tried.case(facts):
                period = RetentionRule(**{"kind": "person", "months": 12.0, **facts})
                assert [one.record.id for one in retention.past(desk, period)] == found


def test_what_lies_in_the_bin_is_still_kept_and_is_proposed_too(desk: Office) -> None:
    period, ident = rule(desk, "accreditation"), add(desk, visit(LONG_AGO))
    records.remove(desk, Accreditation, [ident])
    assert [one.record.id for one in retention.past(desk, period)] == [ident]


def test_months_end_with_the_month_and_nothing_is_proposed_before_its_time() -> None:
    assert dues.months_after(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert dues.months_before(date(2025, 3, 31), 1) == date(2025, 2, 28)
    assert dues.months_after(date(2025, 11, 30), 1.5) == date(2026, 1, 30)
    chance = random.Random(8)
    for _ in range(2_000):
        today, months = date(2000, 1, 1) + timedelta(days=chance.randrange(20_000)), chance.randrange(1, 1200)
        last = dues.months_before(today, months)
        assert dues.months_after(last, months) <= today
        assert dues.months_after(last + timedelta(days=4), months) > today


def test_a_hold_a_crisis_and_nothing_else_make_a_kind_wait_and_then_nothing_is_erased(desk: Office) -> None:
    ident = add(desk, Person(name="قديم", created_at=at(LONG_AGO)))
    period, order = rule(desk, "person"), retention.EraseOrder(decided_by="المدير", confirm="محو")
    hold = LegalHold(title="دعوى", reason="x", kinds=("person",), since=TODAY, decided_by="المدير")
    crisis = {"title": "حريق", "started_at": at(TODAY)}
    with cases() as tried:
        for name, record, waits in (
            ("held", hold, True),
            ("everything is held", replace(hold, kinds=()), True),
            ("another kind is held", replace(hold, kinds=("clip",)), False),
            ("not yet", replace(hold, since=TODAY + timedelta(days=1)), False),
            ("lifted", replace(hold, since=LONG_AGO, lifted_on=TODAY), False),
            ("a crisis", Incident(**crisis), True),
            ("a drill", Incident(**crisis, is_drill=True), False),
            ("a crisis that is over", Incident(**crisis, state=STOOD_DOWN, ended_at=at(TODAY)), False),
        ):
            with tried.case(name):
                made = add(desk, record)
                assert (retention.due_of(desk, period).paused is not None) is waits
                assert bool(_lines(desk)) is not waits
                if waits:
                    with pytest.raises(Refusal) as refused:
                        retention.erase(desk, period, [ident], order)
                    assert refused.value.kind == "held"
                    assert records.get(desk, Person, ident).name == "قديم"
                with desk.store.change("x", "start") as change:
                    change.bin(type(record), made)
                if isinstance(record, Incident):  # one in the bin is no crisis
                    assert retention.why_paused(desk, "person") is None


def test_nothing_is_proposed_while_the_clock_cannot_be_believed(desk: Office) -> None:
    add(desk, visit(LONG_AGO))
    period = rule(desk, "accreditation")
    clock_watch.note(desk)
    with cases() as tried:
        for days, waits in ((0, False), (30, False), (-1, True), (400, True)):
            with tried.case(days):
                moved = replace(desk, clock=lambda days=days: desk.clock() + timedelta(days=days))
                assert (retention.due_of(moved, period).paused is not None) is waits
                assert bool(_lines(moved)) is not waits
    clock_watch.confirm(moved)
    assert retention.due_of(moved, period).paused is None


def test_a_hold_says_what_it_holds_and_can_be_lifted_and_put_back(desk: Office) -> None:
    add(desk, visit(LONG_AGO))
    made = records.save(desk, LegalHold(title="x", reason="x", since=TODAY, decided_by="x")).saved(LegalHold)
    held = legal_holds.held(desk, made)
    assert (held["accreditation"], held["person"]) == (1, 0)
    lifted = legal_holds.lift(desk, made).saved(LegalHold)
    assert lifted.lifted_on == TODAY
    assert legal_holds.held(desk, lifted) == {}
    assert legal_holds.why_each(desk) == {}
    with pytest.raises(Refusal):
        legal_holds.lift(desk, lifted)
    again = legal_holds.renew(desk, lifted).saved(LegalHold)
    assert legal_holds.why_held(desk, "person") is not None
    later = replace(again, since=TODAY + timedelta(days=2))
    with pytest.raises(Refusal):
        legal_holds.lift(desk, later)


def _lines(desk: Office) -> list[Any]:
    found = home.agenda(desk)
    return [line for group in found.groups for line in group.lines if line.record is RetentionRule]


def test_the_first_page_speaks_of_it_only_when_something_is_past_its_time(desk: Office) -> None:
    rule(desk, "accreditation")
    assert _lines(desk) == []
    for many in range(3):
        add(desk, visit(LONG_AGO + timedelta(days=many)))
    (line,) = _lines(desk)
    assert (line.group, line.ident, line.reason.values["n"]) == ("today", 0, 3)
    assert "2021-01-01" in str(line.when)
    assert records.count(desk, Query(Accreditation)) == 3  # looking erased nothing


def test_what_is_kept_for_now_comes_again_on_the_day_named_and_its_reason_is_in_the_log(desk: Office) -> None:
    period, first, second = rule(desk, "accreditation"), add(desk, visit(LONG_AGO)), add(desk, visit(LAST))
    with pytest.raises(Invalid):
        retention.keep(desk, period, [first], retention.KeepOrder())
    with pytest.raises(Invalid):
        retention.keep(desk, period, [first], retention.KeepOrder(reason="x", until=TODAY))
    retention.keep(desk, period, [first], retention.KeepOrder(reason="أرشيف المشروع", until=TODAY + timedelta(days=9)))
    assert [one.record.id for one in retention.past(desk, period)] == [second]
    assert retention.due_of(desk, period).count == 1
    (line,) = access.lines(desk, what=KEPT)
    assert (line.ident, line.record, line.why) == (first, "accreditation", "أرشيف المشروع")
    later = replace(desk, clock=lambda: desk.clock() + timedelta(days=9))
    assert retention.due_of(later, period).count == 2


def test_erasing_takes_only_what_is_past_its_time_and_leaves_a_certificate_without_names(desk: Office) -> None:
    over = add(desk, replace(visit(LAST), title="زيارة سرية"))
    young = add(desk, visit(LAST + timedelta(days=1)))
    period, order = rule(desk, "accreditation"), retention.EraseOrder(decided_by="المدير", confirm="محو")
    with pytest.raises(Invalid):
        retention.erase(desk, period, [over], retention.EraseOrder(confirm="erase"))
    with pytest.raises(Invalid):
        retention.erase(desk, period, [over], retention.EraseOrder(decided_by="المدير", confirm="yes"))
    for wanted in ([], [young], [over, young]):
        with pytest.raises(Refusal) as refused:
            retention.erase(desk, period, wanted, order)
        assert refused.value.kind == "not-due"
    assert records.count(desk, Query(Accreditation)) == 2
    retention.erase(desk, period, [over], order)
    assert [one.id for one in records.find(desk, Query(Accreditation))] == [young]
    (certificate,) = records.find(desk, Query(Erasure))
    assert (certificate.ground, certificate.decided_by) == ("retention", "المدير")
    assert "سرية" not in repr(certificate)
    assert retention.due_of(desk, period).count == 0


def test_the_usual_periods_come_once_for_every_kind_and_speak_the_language_of_the_office(desk: Office) -> None:
    for row in retention.shipped():
        for value in row.values():
            assert not isinstance(value, dict) or (set(value) == {"ar", "fr", "en"} and all(value.values()))
    french = replace(desk, settings=replace(desk.settings, language="fr"))
    commit = retention.bring_in(french)
    assert commit is not None
    found = retention.rules(desk)
    assert {one.kind for one in found} == {choice.key for choice in KINDS}
    assert all(one.legal_text for one in found)
    assert "juridique" in found[0].legal_text
    records.remove(desk, RetentionRule, [found[0].id])
    assert retention.bring_in(desk) is None
    assert retention.dues(desk) == []


def test_the_day_a_record_is_over_is_known_before_it_comes() -> None:
    period = RetentionRule(kind="campaign", months=6.0)
    assert dues.over_on(period, Campaign(state=CLOSED, created_at=at(LONG_AGO), end=LAST)) == date(2026, 5, 22)
    assert dues.over_on(period, Campaign(state=RUNNING, created_at=at(LONG_AGO), end=LAST)) is None
    assert dues.asked(RetentionRule(kind="unknown", months=6.0), TODAY) == ()
