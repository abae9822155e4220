"""Where a person of the press works and when they were last spoken to follow from their roles and contacts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hospcomms.domain.checks import errors, problems_of
from hospcomms.domain.press import Interaction, Outlet, Person, Role
from hospcomms.services import records
from hospcomms.services.office import Office


@pytest.fixture
def person(office: Office) -> Person:
    return records.save(office, Person(name="سميرة عيّنة", phone="0550 00 00 00")).saved(Person)


def outlet(office: Office, name: str) -> int:
    return records.save(office, Outlet(name=name)).saved(Outlet).id


def now(office: Office, person: Person) -> Person:
    return records.get(office, Person, person.id)


def test_a_move_keeps_the_old_role_and_shows_the_new_one(office: Office, person: Person) -> None:
    first, second = outlet(office, "جريدة أولى"), outlet(office, "إذاعة ثانية")
    old = records.save(office, Role(person=person.id, outlet=first, function="صحفية", start=date(2020, 1, 1)))
    assert now(office, person).outlet == first
    left = replace(old.saved(Role), end=office.today - timedelta(days=1))
    fresh = Role(person=person.id, outlet=second, function="رئيسة تحرير", start=office.today)
    records.save_all(office, [left, fresh], "Move")
    assert (now(office, person).outlet, now(office, person).function) == (second, "رئيسة تحرير")
    assert len(records.parts(office, Role, person.id)) == 2
    records.undo(office)
    assert now(office, person).outlet == first


def test_nobody_works_where_every_role_is_over(office: Office, person: Person) -> None:
    place = outlet(office, "جريدة")
    role = records.save(office, Role(person=person.id, outlet=place)).saved(Role)
    records.save(office, replace(role, start=date(2020, 1, 1), end=date(2021, 1, 1)))
    assert now(office, person).outlet == 0


def test_the_last_contact_is_the_newest_of_all(office: Office, person: Person) -> None:
    for day in (3, 9, 5):
        at = datetime(2026, 11, day, 10, tzinfo=UTC)
        records.save(office, Interaction(person=person.id, at=at, outcome="رد"))
    assert now(office, person).last_contact == date(2026, 11, 9)
    newest = max(records.parts(office, Interaction, person.id), key=lambda found: (found.at is not None, found.at))
    records.remove(office, Interaction, [newest.id])
    assert now(office, person).last_contact == date(2026, 11, 5)


def test_a_contact_is_stale_after_six_months_without_a_check() -> None:
    today = date(2026, 11, 22)
    assert Person(name="x").is_stale(today)
    assert Person(name="x", verified_on=today - timedelta(days=184)).is_stale(today)
    assert not Person(name="x", verified_on=today - timedelta(days=183)).is_stale(today)


def test_who_asked_not_to_be_called_and_who_cannot_be_reached_are_blocked() -> None:
    assert Person(name="x", do_not_contact=True).is_blocked
    assert Person(name="x", bad_address=True).is_blocked
    assert not Person(name="x").is_blocked


def test_a_role_says_where_or_what_and_its_days_are_in_order() -> None:
    assert [problem.field for problem in errors(problems_of(Role(person=1)))] == ["outlet"]
    crossed = Role(person=1, function="x", start=date(2026, 2, 1), end=date(2026, 1, 1))
    assert [problem.field for problem in errors(problems_of(crossed))] == ["end"]
