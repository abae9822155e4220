"""What is done with the people of the press: logged, verified, moved, put on lists; each is one undo."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.press import NEW, SENT, Interaction, ListMember, Outlet, Person, PressList, Role
from hospcomms.services import press, records
from hospcomms.services.office import Office


@pytest.fixture
def desk(office: Office) -> Office:
    """The office with its clock on 22 November 2026."""
    return replace(office, clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC))


def person(desk: Office, name: str = "سميرة", **facts: object) -> Person:
    return records.save(desk, Person(name=name, phone="0500 10 00 01", **facts)).saved(Person)  # type: ignore[arg-type]


def outlet(desk: Office, name: str) -> int:
    return records.save(desk, Outlet(name=name)).saved(Outlet).id


def press_list(desk: Office, name: str = "بيان") -> PressList:
    return records.save(desk, PressList(name=name)).saved(PressList)


def members(desk: Office, whole: PressList) -> list[ListMember]:
    return records.parts(desk, ListMember, whole.id)


def test_a_contact_is_logged_now_by_the_officer(desk: Office) -> None:
    who = person(desk)
    press.log(desk, who, "email", "طلبت رقما", "إرسال الرقم", date(2026, 11, 24))
    (found,) = records.parts(desk, Interaction, who.id)
    assert (found.at, found.author, found.way) == (desk.clock(), desk.settings.officer, "email")
    assert records.get(desk, Person, who.id).last_contact == desk.today
    press.finish_step(desk, found)
    assert records.parts(desk, Interaction, who.id)[0].next_done
    records.undo(desk)
    records.undo(desk)
    assert records.parts(desk, Interaction, who.id) == []
    with pytest.raises(Invalid):
        press.log(desk, who, "call", "  ")


def test_verifying_many_is_one_undo_and_empties_the_queue(desk: Office) -> None:
    never, old, fresh = (
        person(desk, "أ"),
        person(desk, "ب", verified_on=desk.today - timedelta(days=184)),
        person(desk, "ج", verified_on=desk.today - timedelta(days=183)),
    )
    assert [one.id for one in records.find(desk, press.to_verify(desk))] == [never.id, old.id]
    press.verified(desk, [never.id, old.id])
    assert records.find(desk, press.to_verify(desk)) == []
    assert records.get(desk, Person, fresh.id).verified_on == fresh.verified_on
    records.undo(desk)
    assert records.count(desk, press.to_verify(desk)) == 2


def test_a_move_ends_the_present_roles_and_begins_another_in_one_change(desk: Office) -> None:
    who, first, second = person(desk), outlet(desk, "جريدة"), outlet(desk, "إذاعة")
    records.save(desk, Role(person=who.id, outlet=first, function="صحفية", start=date(2020, 1, 1)))
    order = press.MoveOrder(outlet=second, function="محررة", on=date(2026, 11, 20))
    press.move(desk, who, order)
    new, old = records.parts(desk, Role, who.id)
    assert (old.outlet, old.end, new.outlet, new.start) == (first, date(2026, 11, 19), second, date(2026, 11, 20))
    assert records.get(desk, Person, who.id).outlet == second
    records.undo(desk)
    (role,) = records.parts(desk, Role, who.id)
    assert role.end is None


@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2020, 1, 1)])
def test_a_move_in_the_future_or_before_the_present_role_is_refused(desk: Office, on: date) -> None:
    who, first = person(desk), outlet(desk, "جريدة")
    records.save(desk, Role(person=who.id, outlet=first, start=date(2020, 1, 1)))
    with pytest.raises(Invalid) as refused:
        press.move(desk, who, press.MoveOrder(outlet=first, on=on))
    assert [problem.field for problem in refused.value.problems] == ["on"]


def test_people_are_added_once_and_blocked_ones_left_out_with_the_reason(desk: Office) -> None:
    whole = press_list(desk)
    good, shy, lost = person(desk, "أ"), person(desk, "ب", do_not_contact=True), person(desk, "ج", bad_address=True)
    added = press.add_to_list(desk, whole.id, [good.id, shy.id, lost.id, good.id])
    assert [one.person for one in members(desk, whole)] == [good.id]
    assert len(added.blocked) == 2
    assert press.add_to_list(desk, whole.id, [good.id]).commit is None
    records.undo(desk)
    assert members(desk, whole) == []
    with pytest.raises(Refusal):
        press.add_to_list(desk, whole.id, [shy.id])


def test_no_other_way_puts_a_blocked_person_or_the_same_twice_on_a_list(desk: Office) -> None:
    whole, good, shy = press_list(desk), person(desk, "أ"), person(desk, "ب", do_not_contact=True)
    row = records.save(desk, ListMember(press_list=whole.id, person=good.id)).saved(ListMember)
    with pytest.raises(Invalid):
        records.save(desk, ListMember(press_list=whole.id, person=shy.id))
    with pytest.raises(Invalid):
        records.save(desk, replace(members(desk, whole)[0], person=shy.id))
    with pytest.raises(Invalid):
        records.save(desk, ListMember(press_list=whole.id, person=good.id))
    with pytest.raises(Invalid):
        press.put_on_list(desk, shy, press.ListOrder(press_list=whole.id))
    assert [one.id for one in members(desk, whole)] == [row.id]


def test_a_person_blocked_later_stays_on_the_list_and_can_be_taken_off(desk: Office) -> None:
    whole, who = press_list(desk), person(desk)
    press.add_to_list(desk, whole.id, [who.id])
    records.save(desk, replace(who, do_not_contact=True))
    (member,) = members(desk, whole)
    records.save(desk, replace(member, progress=SENT))
    records.remove(desk, ListMember, [member.id])
    records.undo(desk)
    assert members(desk, whole)[0].progress == SENT


def test_a_changed_state_notes_its_day(desk: Office) -> None:
    whole, who = press_list(desk), person(desk)
    press.add_to_list(replace(desk, clock=lambda: datetime(2026, 11, 1, tzinfo=UTC)), whole.id, [who.id])
    (member,) = members(desk, whole)
    assert (member.progress, member.changed_on) == (NEW, date(2026, 11, 1))
    records.bulk_edit(desk, ListMember, [member.id], {"progress": SENT})
    changed = members(desk, whole)[0].changed_on
    assert changed is not None
    assert changed > date(2026, 11, 1)


def test_who_was_contacted_lately_is_said(desk: Office) -> None:
    whole, who = press_list(desk), person(desk)
    press.log(desk, who, "call", "رد")
    later = replace(desk, clock=lambda: datetime(2026, 11, 29, 9, tzinfo=UTC))
    assert len(press.add_to_list(later, whole.id, [who.id]).recent) == 1
    stored = records.get(desk, Person, who.id)
    assert press.lately(stored, date(2026, 11, 30)) is None
    assert press.lately(stored, date(2026, 11, 21)) is None


def test_a_list_counts_its_states_and_a_person_knows_its_lists(desk: Office) -> None:
    whole, who, other = press_list(desk), person(desk, "أ"), person(desk, "ب")
    press.add_to_list(desk, whole.id, [who.id, other.id])
    first = members(desk, whole)[0]
    records.save(desk, replace(first, progress=SENT))
    speaking = desk.settings.locale_for("en")
    assert [speaking.say(one) for one in press.by_state(desk, whole)] == ["New: 1", "Sent: 1"]
    assert [found.id for _member, found in press.lists_of(desk, who)] == [whole.id]


def test_an_outlet_knows_its_people_now_and_before(desk: Office) -> None:
    place = outlet(desk, "جريدة")
    here, gone = person(desk, "أ"), person(desk, "ب")
    records.save(desk, Role(person=here.id, outlet=place, start=date(2024, 1, 1)))
    records.save(desk, Role(person=gone.id, outlet=place, start=date(2020, 1, 1), end=date(2023, 1, 1)))
    now, before = press.people_of(desk, records.get(desk, Outlet, place))
    assert ([role.person for role in now], [role.person for role in before]) == ([here.id], [gone.id])
