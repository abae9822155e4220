"""The log of an incident: lines that only grow, each sealed with the one before it, so that tampering shows (CRI-6).

The seal of a line is SHA-256 over the seal before it and everything the line says; the first line is sealed with the
identity of its incident. Elapsed time follows a clock that never goes back while the program runs; the time of day
and its distance from UTC are kept beside it (HICS 214 activity log; RELIABILITY.md F on clocks).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta

from hospcomms.domain.fields import Choice
from hospcomms.domain.wording import C_, N_, Sentence, sentence

KINDS = (
    Choice("note", C_("log", "Note")),
    Choice("start", C_("log", "Activation")),
    Choice("step", C_("log", "Step")),
    Choice("call", C_("log", "Call")),
    Choice("told", C_("log", "Told")),
    Choice("statement", C_("log", "Statement")),
    Choice("report", C_("log", "Situation report")),
    Choice("rumour", C_("log", "Rumour")),
    Choice("fact", C_("log", "Public fact")),
    Choice("level", C_("log", "Level or phase")),
    Choice("correction", C_("log", "Correction")),
    Choice("clock", N_("The clock was changed")),
    Choice("end", C_("log", "Stand-down")),
)


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One line: ``at`` is the time of day in UTC, ``offset`` local minutes east of UTC.

    ``elapsed`` counts milliseconds since activation; ``run`` names the run of the program and ``ticks`` its steady
    clock in milliseconds. ``corrects`` is the number of the line this one corrects, 0 for none.
    """

    incident: int
    line: int
    at: datetime
    offset: int
    elapsed: int
    run: str
    ticks: int
    kind: str
    words: str
    by: str
    corrects: int = 0
    seal: str = ""


_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SEALED = tuple(field.name for field in fields(LogLine) if field.name != "seal")


@dataclass(frozen=True)
class Fault:
    """A line that is not as it was written: its number, and what is wrong with it."""

    line: int
    sentence: Sentence


def genesis(identity: str) -> str:
    """What stands before the first line of an incident."""
    return hashlib.sha256(f"hospcomms incident {identity}".encode()).hexdigest()


def sealed(before: str, line: LogLine) -> LogLine:
    """The line with its seal; ``before`` is the seal of the line before it, or ``genesis``."""
    return replace(line, seal=_seal(before, line))


def _seal(before: str, line: LogLine) -> str:
    said = [
        value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        for value in (getattr(line, name) for name in _SEALED)
    ]
    return hashlib.sha256(_AS_JSON([before, *said]).encode()).hexdigest()


def elapsed_since(last: LogLine | None, at: datetime, run: str, ticks: int) -> int:
    """Milliseconds since activation of something that happens now; never less than at the last line.

    Within one run of the program the steady clock counts; after a restart the time of day does, and a time of day
    before the last line's counts as no time at all.
    """
    if last is None:
        return 0
    if last.run == run:
        return last.elapsed + max(0, ticks - last.ticks)
    return last.elapsed + max(0, (at - last.at) // timedelta(milliseconds=1))


def first_fault(identity: str, lines: Sequence[LogLine], count: int, head: str) -> Fault | None:
    """The first line that was changed, moved, added or taken away; None when the log is whole.

    ``lines`` are all lines in order of number; ``count`` and ``head`` are the number of lines and the last seal as
    kept beside the log.
    """
    before = genesis(identity)
    at_count = ""
    for number, line in enumerate(lines, 1):
        if line.line != number:
            return Fault(number, sentence("Line {n} of the log is missing.", n=number))
        if _seal(before, line) != line.seal:
            said = sentence(
                "Line {n} of the log was changed after it was written, or a line before it moved.", n=number
            )
            return Fault(number, said)
        before = line.seal
        at_count = line.seal if number == count else at_count
    if len(lines) < count:
        return Fault(len(lines) + 1, sentence("Line {n} of the log is missing.", n=len(lines) + 1))
    return _fault_at_the_end(len(lines), before, count, head, at_count)


def _fault_at_the_end(found: int, last: str, count: int, head: str, at_count: str) -> Fault | None:
    """What the number of lines and the last seal kept beside the log say of lines that fit each other."""
    if found == count and last == (head or last):
        return None
    if count and at_count == head:
        return Fault(count + 1, sentence("Line {n} of the log was not written by this program.", n=count + 1))
    said = sentence("The last seal kept beside the log is missing or was changed. It stood at line {n}.", n=found)
    return Fault(max(1, found), said)
