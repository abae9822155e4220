"""A calendar brought in: what is new, changed, the same or refused, and then all of it as one change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.appointments import Appointment
from hospcomms.domain.checks import errors, problems_of
from hospcomms.domain.cleaning import cleaned
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services.ics.reading import STEP, Brought, Refused, Told, read, read_text
from hospcomms.services.ics.uids import own, own_appointment

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.office import Office

BRING = N_("Bring in a calendar")
COMPARED = ("title", "kind", "first", "last", "begins", "ends", "place", "channel", "who", "note")
"""The fields a calendar brings; the others stay as the office has them."""


@dataclass
class CalendarPlan:
    """What an import would do: ``changed`` as they will be, ``cancelled`` go to the bin, ``same`` stay as they are."""

    name: str
    new: list[Appointment] = field(default_factory=list)
    changed: list[Appointment] = field(default_factory=list)
    same: int = 0
    cancelled: list[Appointment] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    repeated: int = 0
    left_out: int = 0
    until: date = date.max

    @property
    def is_empty(self) -> bool:
        """True when nothing would be written."""
        return not (self.new or self.changed or self.cancelled)

    def told(self) -> tuple[Sentence, ...]:
        """What would happen, one sentence for each kind of it."""
        found = [
            (len(self.new), counted("{n} new appointment.", "{n} new appointments.", len(self.new))),
            (len(self.changed), counted("{n} changed.", "{n} changed.", len(self.changed))),
            (self.same, counted("{n} is here already, the same.", "{n} are here already, the same.", self.same)),
            (
                len(self.cancelled),
                counted(
                    "{n} was cancelled and goes to the bin.",
                    "{n} were cancelled and go to the bin.",
                    len(self.cancelled),
                ),
            ),
            (len(self.refused), counted("{n} is left out.", "{n} are left out.", len(self.refused))),
            (self.repeated, self._repeated_told()),
            (
                self.left_out,
                counted(
                    "{n} task or note is no appointment.", "{n} tasks or notes are no appointments.", self.left_out
                ),
            ),
        ]
        return tuple(said for count, said in found if count) or (sentence("The file holds no event."),)

    def _repeated_told(self) -> Sentence:
        return counted(
            "{n} event that repeats is written out day by day until {day}.",
            "{n} events that repeat are written out day by day until {day}.",
            self.repeated,
            day=self.until,
        )


def plan(office: Office, path: Path, told: Told | None = None) -> CalendarPlan:
    """What bringing in an .ics file would do; nothing is written. Raises Refusal for a file that is none.

    ``told`` hears how far the reading is (0-1), and may stop it by raising.
    """
    return plan_of(office, read(read_text(path), path.name, office.settings.locale, office.today, told))


def plan_of(office: Office, brought: Brought) -> CalendarPlan:
    """The same for what was read already."""
    made = CalendarPlan(
        brought.name,
        refused=list(brought.refused),
        repeated=brought.repeated,
        left_out=brought.left_out,
        until=brought.until,
    )
    known = _known(office, (*(one.uid for one in brought.appointments), *brought.cancelled))
    seen: set[str] = set()
    for one in brought.appointments:
        if one.uid in seen:
            _refuse(made, one, sentence("The file holds it twice."))
            continue
        seen.add(one.uid)
        _sort(office, made, one, known)
    gone = (known[uid] for uid in dict.fromkeys(brought.cancelled) if uid in known)
    made.cancelled = [one for one in gone if one.binned_at is None]
    return made


def _sort(office: Office, made: CalendarPlan, one: Appointment, known: dict[str, Appointment]) -> None:
    """Put one appointment where it belongs."""
    before, ours = known.get(one.uid), own(office, one.uid)
    tidy = cleaned(one).settled()
    if before is None and ours is not None:
        _refuse(made, one, sentence("It came from this program and is kept in another room."))
    elif before is not None and before.binned_at is not None:
        _refuse(made, one, sentence("It was deleted here."))
    elif wrong := errors(problems_of(tidy)):
        _refuse(made, one, wrong[0].message)
    elif before is None:
        made.new.append(tidy)
    elif all(getattr(before, name) == getattr(tidy, name) for name in COMPARED):
        made.same += 1
    else:
        made.changed.append(replace(before, **{name: getattr(tidy, name) for name in COMPARED}))


def _refuse(made: CalendarPlan, one: Appointment, why: Sentence) -> None:
    made.refused.append(Refused(0, one.title, why))


def _known(office: Office, uids: Iterable[str]) -> dict[str, Appointment]:
    """The appointments of these names that are here already, those in the bin too."""
    wanted = list(dict.fromkeys(uids))
    found: dict[str, Appointment] = {}
    for binned in (False, True):
        for one in office.store.find(Query(Appointment, binned=binned).where("uid", Op.FILLED)):
            found.setdefault(one.uid, one)
    idents = {ident: uid for uid in wanted if (ident := own_appointment(office, uid)) and uid not in found}
    for one in office.store.window(Appointment, sorted(idents)):
        found[idents[one.id]] = one
    asked = set(wanted)
    return {uid: one for uid, one in found.items() if uid in asked}


def bring(office: Office, wanted: CalendarPlan, told: Told | None = None) -> Commit:
    """Write what was planned as one change that undo takes back whole. Raises Stale, or another Refusal.

    ``told`` hears how far it is (0-1).
    """
    kept = (*wanted.new, *wanted.changed)
    fresh = {one.uid for one in wanted.new}
    with office.store.change(BRING) as change:
        if any(one.uid in fresh for one in change.find(Query(Appointment).where("uid", Op.FILLED))):
            said = sentence("Some of these appointments are here already: they came in meanwhile. Read the file again.")
            raise Refusal("stale", said)
        for number, one in enumerate(kept):
            if told is not None and number % STEP == 0:
                told(number / len(kept))
            change.save(one)
        for one in wanted.cancelled:
            change.bin(Appointment, one.id)
    assert change.commit is not None
    return change.commit
