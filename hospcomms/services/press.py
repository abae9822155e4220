"""What one does with the people of the press: log a contact, verify, move, put on a list; each is one change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import when_said
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, day, link, text
from hospcomms.domain.press import (
    PROGRESS,
    Interaction,
    ListMember,
    Outlet,
    Person,
    PressList,
    Role,
    last_stale_day,
)
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence
from hospcomms.services import records
from hospcomms.services.list_members import why_blocked

if TYPE_CHECKING:
    from hospcomms.services.office import Office

RECENT_DAYS = 7
"""Somebody contacted within so many days is said before being contacted again (PRE-6)."""
LOG, VERIFY, MOVE = N_("Log a contact"), N_("Verified today"), N_("Move to another outlet")
PUT_ON_LIST, DONE = N_("Add to a list"), N_("The next step is done")
MOST_ADDED = 5_000
"""People added to a list at once: more is a mistake of the filter."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class MoveOrder(Record):
    """What is asked when a person goes to another outlet: where, as what, and from when."""

    key = "move_order"
    one = N_("Move")
    many = N_("Moves")

    outlet: int = link(N_("New media outlet"), "outlet", required=True)
    function: str = text(N_("Function"))
    on: date | None = day(N_("First day there"), required=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ListOrder(Record):
    """What is asked before people are put on a list: which one."""

    key = "list_order"
    one = N_("Choice of a list")
    many = N_("Choices of lists")

    press_list: int = link(N_("Press list"), "press_list", required=True)


@dataclass(frozen=True)
class Added:
    """What came of adding people to a list: the change (None when nobody was added), whom it took, and the others.

    ``blocked`` says of each who was refused why; ``recent`` who of those added was contacted lately.
    """

    commit: Commit | None
    people: tuple[Person, ...] = ()
    already: int = 0
    blocked: tuple[Sentence, ...] = ()
    recent: tuple[Sentence, ...] = ()

    def said(self) -> Sentence:
        """All of it in words."""
        parts: list[Sentence] = [counted("{n} person added to the list.", "{n} people added to the list.", self.count)]
        if self.already:
            parts.append(counted("{n} was on it already.", "{n} were on it already.", self.already))
        parts += self.blocked[:3]
        if len(self.blocked) > 3:
            left = len(self.blocked) - 3
            parts.append(counted("{n} more was refused.", "{n} more were refused.", left))
        parts += self.recent[:3]
        return sentence("{parts}", parts=tuple(parts))

    @property
    def count(self) -> int:
        """How many were added."""
        return len(self.people)


def log(
    office: Office, person: Person, way: str, outcome: str, next_step: str = "", next_on: date | None = None
) -> Commit:
    """Keep a contact made just now by the officer. Raises Invalid when nothing is said of it."""
    made = Interaction(
        person=person.id,
        at=office.clock(),
        way=way,
        author=office.settings.officer,
        outcome=outcome,
        next_step=next_step,
        next_on=next_on,
    )
    return records.save(office, made, LOG)


def finish_step(office: Office, interaction: Interaction) -> Commit:
    """Mark the next step of a contact as done."""
    return records.save(office, replace(interaction, next_done=True), DONE)


def verified(office: Office, wanted: Sequence[int]) -> Commit:
    """Note that the details of these people were checked today."""
    return records.bulk_edit(office, Person, wanted, {"verified_on": office.today}, VERIFY)


def verify(office: Office, record: Person | Outlet) -> Commit:
    """Note that the details of a person or an outlet were checked today."""
    return records.save(office, replace(record, verified_on=office.today), VERIFY)


def to_verify(office: Office) -> Query:
    """The queue of people never verified or longer ago than six months, the oldest first (PRE-7)."""
    asked = Query(Person).where("verified_on", Op.TO_OR_EMPTY, last_stale_day(office.today))
    return replace(asked, sort=(Sort("verified_on"),))


def move(office: Office, person: Person, order: MoveOrder) -> Commit:
    """End the present roles of a person the day before the order's and begin one at another outlet, as one change.

    Raises Invalid for a day in the future or one on which a present role had not begun.
    """
    records.refuse_if_wrong(order)
    assert order.on is not None
    if order.on > office.today:
        said = sentence("A move is recorded once it has happened. Enter today or an earlier day.")
        raise Invalid([Problem("on", said)])
    present = [role for role in records.parts(office, Role, person.id) if role.holds(order.on)]
    begun = max((role.start for role in present if role.start is not None), default=None)
    if begun is not None and begun >= order.on:
        raise Invalid([Problem("on", sentence("The present role began on {day}. Enter a later day.", day=begun))])
    last = order.on - timedelta(days=1)
    fresh = Role(person=person.id, outlet=order.outlet, function=order.function, start=order.on)
    return records.save_all(office, [*(replace(role, end=last) for role in present), fresh], MOVE)


def put_on_list(office: Office, person: Person, order: ListOrder) -> Commit:
    """Put one person on a list. Raises Invalid when they are blocked or already on it."""
    records.refuse_if_wrong(order)
    return records.save(office, _member(office, order.press_list, person), PUT_ON_LIST)


def add_to_list(office: Office, press_list: int, wanted: Sequence[int]) -> Added:
    """Put several people on a list as one change; blocked ones are left out, and it is said why.

    Raises Refusal when they are more than ``MOST_ADDED``, or when none could be added because all are blocked.
    """
    if len(wanted) > MOST_ADDED:
        raise Refusal(
            "too-many",
            counted(
                "At most {n} person can be added at once. Narrow the filter.",
                "At most {n} people can be added at once. Narrow the filter.",
                MOST_ADDED,
            ),
        )
    standing = {member.person for member in records.parts(office, ListMember, press_list)}
    asked = [person for person in records.window(office, Person, list(dict.fromkeys(wanted))) if not person.binned_at]
    fresh = [person for person in asked if person.id not in standing]
    blocked = tuple(said for person in fresh if (said := why_blocked(person)) is not None)
    taken = tuple(person for person in fresh if not person.is_blocked)
    if not taken:
        if blocked:
            raise Refusal("blocked", sentence("{parts}", parts=blocked[:3]))
        return Added(None, already=len(asked))
    recent = tuple(said for person in taken if (said := lately(person, office.today)) is not None)
    made = [_member(office, press_list, person) for person in taken]
    commit = records.save_all(office, made, PUT_ON_LIST)
    return Added(commit, taken, len(asked) - len(fresh), blocked, recent)


def _member(office: Office, press_list: int, person: Person) -> ListMember:
    return ListMember(press_list=press_list, person=person.id, changed_on=office.today)


def lately(person: Person, today: date) -> Sentence | None:
    """That somebody was contacted within the last ``RECENT_DAYS`` days; None when they were not."""
    if person.last_contact is None or not 0 <= (today - person.last_contact).days <= RECENT_DAYS:
        return None
    when = when_said(person.last_contact, today)
    return sentence("{name} was last contacted {when}.", name=person.name, when=when)


def by_state(office: Office, press_list: PressList) -> tuple[Sentence, ...]:
    """How many people of a list stand in each state, in the order of the states, empty ones left out."""
    found = Counter(member.progress for member in records.parts(office, ListMember, press_list.id))
    return tuple(
        sentence("{state}: {n}", state=Label(choice.label), n=found[choice.key])
        for choice in PROGRESS
        if found[choice.key]
    )


def lists_of(office: Office, person: Person) -> list[tuple[ListMember, PressList]]:
    """The lists a person is on, with how far things are there, by name."""
    members = records.find(office, Query(ListMember).where("person", Op.IS, person.id))
    lists = {one.id: one for one in records.window(office, PressList, [member.press_list for member in members])}
    found = [(member, lists[member.press_list]) for member in members if member.press_list in lists]
    return sorted(found, key=lambda pair: pair[1].name)


def people_of(office: Office, outlet: Outlet) -> tuple[list[Role], list[Role]]:
    """The roles at an outlet that hold today and those that are over, each newest first."""
    found: list[Role] = records.find(office, Query(Role).where("outlet", Op.IS, outlet.id))
    now = [role for role in found if role.holds(office.today)]
    return now, [role for role in found if not role.holds(office.today)]
