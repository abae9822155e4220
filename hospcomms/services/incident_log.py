"""Writing into the log of an incident: every act of the crisis desk is one change that also says what was done (CRI-6).

An act is never offered to undo: what was wrong is said in a new line. Nothing here returns before the disk has it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

from hospcomms.domain.changes import Commit, Step
from hospcomms.domain.checks import Problem
from hospcomms.domain.cleaning import clean_line, clean_text, cleaned
from hospcomms.domain.errors import Invalid
from hospcomms.domain.fields import Record
from hospcomms.domain.incident_log import Fault, LogLine, first_fault
from hospcomms.domain.incidents import Incident
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import incident_rules, records
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.store import Store
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Record)
KIND = incident_rules.KIND
WRITE, CORRECT = N_("Write into the log"), N_("Correct the log")
DRIFT = timedelta(seconds=60)
"""A clock that went so far from the steady one was changed by hand, or by the network."""
MOST_WORDS = 4_000
_steady: Callable[[], float] = (
    partial(time.clock_gettime, time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic
)


@dataclass(frozen=True)
class Moment:
    """When something happens: the time of day (UTC), minutes east of UTC, and the steady clock of a run (ms)."""

    at: datetime
    offset: int
    run: str
    ticks: int


@dataclass(frozen=True)
class Pen:
    """One run of the program as the log knows it: its name, and a clock in seconds that never goes back.

    ``identity`` gives each new incident a name nobody else has; its log is sealed with it.
    """

    run: str
    steady: Callable[[], float] = _steady
    identity: Callable[[], str] = partial(secrets.token_hex, 16)

    def moment(self, at: datetime) -> Moment:
        """Now, ``at`` by the clock on the wall; the zone is asked each time, it may change under a running program."""
        east = at.astimezone().utcoffset() or timedelta()
        return Moment(at, int(east // timedelta(minutes=1)), self.run, int(self.steady() * 1000))


_PROCESS = Pen(secrets.token_hex(8))
_PENS: WeakKeyDictionary[Store, Pen] = WeakKeyDictionary()


def pen_of(office: Office) -> Pen:
    """The pen of this run of the program, or the one given to this office."""
    return _PENS.get(office.store, _PROCESS)


_LATE: ContextVar[Moment | None] = ContextVar("late", default=None)


def moment_of(office: Office) -> Moment:
    """Now, by the clocks of this office."""
    return pen_of(office).moment(office.clock())


@contextmanager
def dated(moment: Moment) -> Iterator[None]:
    """Acts inside the block happened at ``moment`` and could not be written then; their lines say so."""
    token = _LATE.set(moment)
    try:
        yield
    finally:
        _LATE.reset(token)


def use_pen(office: Office, pen: Pen | None) -> None:
    """Write with another pen from now on (None: this run's own), for an office whose clock is made: the sample."""
    if pen is None:
        _PENS.pop(office.store, None)
    else:
        _PENS[office.store] = pen


class Act:
    """One open change of an incident; made by ``act``. After its block ``commit`` holds what was written."""

    def __init__(self, office: Office, change: Change, incident: Incident) -> None:
        self.office, self.change, self.incident = office, change, incident
        self.locale = office.settings.locale_for(incident.language)
        self.lines: list[LogLine] = []
        self.commit: Commit | None = None

    @property
    def at(self) -> datetime:
        """The moment of this act, in UTC: when it happened, not when it could be written."""
        late = _LATE.get()
        return late.at if late else self.change.at

    def save(self, record: R) -> R:
        """Write a record of the incident after its checks. Raises Invalid or Stale."""
        settled = cleaned(record).settled()
        records.refuse_if_wrong(settled)
        stored: R = self.change.save(settled)
        if isinstance(stored, Incident):
            self.incident = stored
        return stored

    def say(self, kind: str, words: Sentence | str, by: str = "", corrects: int = 0) -> LogLine:
        """Write a line of the log in this change, in the language of the incident; before it one on a changed clock."""
        moment = _LATE.get() or pen_of(self.office).moment(self.at)
        last = self.lines[-1] if self.lines else self.office.store.log_last(self.incident.id)
        said = _clock_changed(last, moment)
        if said is not None:
            self._write("clock", said, "", 0, moment)
        if _LATE.get() is not None:
            words = sentence("{words} (written to the disk only at {at})", words=words, at=self.change.at)
        return self._write(kind, words, by, corrects, moment)

    def _write(self, kind: str, words: Sentence | str, by: str, corrects: int, moment: Moment) -> LogLine:
        wanted = LogLine(
            incident=self.incident.id,
            line=0,
            at=moment.at,
            offset=moment.offset,
            elapsed=0,
            run=moment.run,
            ticks=moment.ticks,
            kind=kind,
            words=self.locale.say(words) if isinstance(words, Sentence) else words,
            by=by or self.office.settings.officer,
            corrects=corrects,
        )
        line = self.change.log(self.incident.identity, wanted)
        self.lines.append(line)
        return line


@contextmanager
def act(office: Office, incident: int, name: str) -> Iterator[Act]:
    """Open an act of an incident: all of it, the lines of the log too, is on disk when the block ends, or none of it.

    Raises Missing, and Refusal when the data cannot be written.
    """
    with office.store.change(name, KIND) as change:
        found = Act(office, change, change.stored(Incident, incident))
        yield found
        refresh_wholes(change)
    found.commit = _with_incident(change.commit, found.incident)


def done(made: Act) -> Commit:
    """The commit of an act whose block has ended."""
    assert made.commit is not None
    return made.commit


@dataclass(frozen=True)
class Written:
    """A line as it stands on disk, and the commit that tells the pages."""

    line: LogLine
    commit: Commit


def log(office: Office, incident: int, words: str, kind: str = "note", corrects: int = 0, by: str = "") -> LogLine:
    """Write a line; it is on disk when this returns. Raises Invalid for no words, Refusal when it cannot be written."""
    return write(office, incident, words, kind, corrects, by).line


def write(office: Office, incident: int, words: str, kind: str = "note", corrects: int = 0, by: str = "") -> Written:
    """As ``log``, with the commit for the pages that show the incident."""
    said = in_line(words)
    with act(office, incident, CORRECT if corrects else WRITE) as made:
        if corrects:
            _refuse_unknown(office, incident, corrects)
        line = made.say("correction" if corrects and kind == "note" else kind, said, by, corrects)
    return Written(line, done(made))


def in_line(words: str) -> str:
    """Typed words as the log keeps them. Raises Invalid when nothing is said or far too much."""
    # marks that turn the direction of a line could make it read as something else
    said = "\n".join(clean_line(part) for part in clean_text(words).split("\n")).strip()
    if not said:
        raise Invalid([Problem("", sentence("Nothing was written. Say in a few words what happened."))])
    if len(said) > MOST_WORDS:
        raise Invalid(
            [Problem("", sentence("A line holds at most {n} characters. Write it as several.", n=MOST_WORDS))]
        )
    return said


def verify(office: Office, incident: int) -> Fault | None:
    """The first line that is not as it was written; None when the log is whole. Raises Missing."""
    return fault_of(office, office.store.get(Incident, incident))


def fault_of(office: Office, incident: Incident) -> Fault | None:
    """As ``verify``; a log whose first line is no activation has lost its first: no incident begins without one."""
    return checked_lines(office, incident)[1]


def checked_lines(office: Office, incident: Incident) -> tuple[list[LogLine], Fault | None]:
    """All lines of an incident, and the first one that is not as it was written."""
    found, count, head = office.store.log_whole(incident.id)
    fault = first_fault(incident.identity, found, count, head)
    if fault is None and (not found or found[0].kind != "start"):
        fault = Fault(1, sentence("Line {n} of the log is missing.", n=1))
    return found, fault


def lines(office: Office, incident: int, after: int = 0) -> list[LogLine]:
    """The lines of an incident with numbers above ``after``, in order."""
    return office.store.log_lines(incident, after)


def line_saying(office: Office, incident: int, words: str) -> int:
    """The number of the last line with exactly these words, 0 when there is none: what a correction names."""
    return next((line.line for line in reversed(lines(office, incident)) if line.words == words), 0)


def _refuse_unknown(office: Office, incident: int, number: int) -> None:
    last = office.store.log_last(incident)
    if last is None or not 1 <= number <= last.line:
        raise Invalid(
            [Problem("", sentence("Line {n} of the log does not exist, so it cannot be corrected.", n=number))]
        )


def _clock_changed(last: LogLine | None, moment: Moment) -> Sentence | None:
    """That the clock on the wall was set between the last line and now; None when both clocks agree."""
    if last is None:
        return None
    if last.run == moment.run:
        expected = last.at + timedelta(milliseconds=moment.ticks - last.ticks)
        changed = abs(moment.at - expected) > DRIFT
    else:
        expected = last.at
        changed = moment.at < last.at - DRIFT
    if not changed:
        return None
    return sentence(
        "The clock of this computer was changed: it would show {expected} and shows {shown}."
        " Elapsed time does not follow it.",
        expected=expected,
        shown=moment.at,
    )


def _with_incident(commit: Commit | None, incident: Incident) -> Commit:
    """The commit, with the incident among its steps, so that every page that shows it reads again."""
    assert commit is not None
    if commit.touches(Incident, incident.id):
        return commit
    return replace(commit, steps=(*commit.steps, Step(incident, incident)))
