"""The rules of press lists that hold whichever way a member is written: who may stand on one, and since when."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid
from hospcomms.domain.press import ListMember, Person
from hospcomms.domain.wording import Sentence, sentence

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change


def why_blocked(person: Person) -> Sentence | None:
    """Why a person cannot be put on a list (PRE-6); None when nothing forbids it."""
    if person.do_not_contact:
        return sentence("{name} is marked “Do not contact” and cannot be put on a list.", name=person.name)
    if person.bad_address:
        return sentence(
            "Messages to {name} came back. Correct the address and untick “The address does not work” first.",
            name=person.name,
        )
    return None


def settle_members(change: Change) -> None:
    """Refuse blocked people and people already on the list; note the day on which a state changed.

    Raises Invalid, and then nothing of the change is kept.
    """
    standing: dict[int, Counter[int]] = {}
    for step in change.steps:
        after, before = step.after, step.before
        if not isinstance(after, ListMember) or after.binned_at:
            continue
        if not isinstance(before, ListMember) or _is_another(change, before, after):
            _admit(change, after, standing)
        elif before.progress != after.progress and before.changed_on == after.changed_on:
            _note_day(change, after)
        if after.changed_on is None:
            _note_day(change, after)


def _is_another(change: Change, before: ListMember, after: ListMember) -> bool:
    """Another person took the place of one still in use; a person merged into another takes its place freely."""
    return before.person != after.person and not change.stored(Person, before.person).binned_at


def _note_day(change: Change, member: ListMember) -> None:
    now = change.stored(ListMember, member.id)
    change.save(replace(now, changed_on=change.at.astimezone().date()))


def _admit(change: Change, member: ListMember, standing: dict[int, Counter[int]]) -> None:
    person = change.stored(Person, member.person)
    said = why_blocked(person)
    if said is not None:
        raise Invalid([Problem("person", said)])
    if member.press_list not in standing:
        standing[member.press_list] = Counter(one.person for one in change.parts(ListMember, member.press_list))
    if standing[member.press_list][member.person] > 1:
        raise Invalid([Problem("person", sentence("{name} is already on this list.", name=person.name))])
