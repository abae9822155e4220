"""Running a crisis when the disk will not write: acts held in memory, saved aside, and a folder elsewhere.

What is held keeps the moment at which it was done; its line says that it was written later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services.incident_elsewhere import merge_back, start_elsewhere
from hospcomms.services.incident_log import MOST_WORDS, Moment, Written, dated, in_line, moment_of, write

if TYPE_CHECKING:
    from hospcomms.domain.locale import Locale
    from hospcomms.services.office import Office

__all__ = ["WORLD", "Held", "HeldLines", "merge_back", "save_aside", "start_elsewhere"]
WORLD = frozenset({"disk-full", "read-only", "busy", "disk-error", "damaged"})
"""What the disk may refuse and may grant later; every other refusal is about what was done and is said at once."""


@dataclass(frozen=True)
class Held:
    """An act that could not be written: when it was done, in which incident, in words, by whom, and why it waits."""

    moment: Moment
    incident: int
    words: Sentence | str
    by: str
    reason: Sentence
    doing: Callable[[Office], Commit]


class HeldLines:
    """What waits for the disk, in order. One for each window; it lives in memory only."""

    def __init__(self) -> None:
        self._waiting: list[Held] = []

    @property
    def waiting(self) -> tuple[Held, ...]:
        """What waits, the oldest first."""
        return tuple(self._waiting)

    def write_or_hold(
        self, office: Office, incident: int, words: str, kind: str = "note", corrects: int = 0, by: str = ""
    ) -> LogLine | Held:
        """Write a line of the log, or hold it when the disk refuses. Raises Invalid when nothing is said."""
        said, written = in_line(words), list[Written]()

        def doing(office: Office) -> Commit:
            written.append(write(office, incident, said, kind, corrects, by))
            return written[-1].commit

        made = self.do_or_hold(office, incident, said, doing, by)
        return made if isinstance(made, Held) else written[-1].line

    def do_or_hold(
        self, office: Office, incident: int, words: Sentence | str, doing: Callable[[Office], Commit], by: str = ""
    ) -> Commit | Held:
        """Do an act of the desk (tick, call …), or hold it; ``words`` say what it is. Raises what is its own fault.

        What waits goes first: the log keeps the order in which things were done.
        """
        self.flush(office)
        if self._waiting:
            return self._hold(office, incident, words, doing, by, self._waiting[0].reason)
        try:
            return doing(office)
        except Refusal as refusal:
            if refusal.kind not in WORLD:
                raise
            return self._hold(office, incident, words, doing, by, refusal.sentence)

    def _hold(
        self,
        office: Office,
        incident: int,
        words: Sentence | str,
        doing: Callable[[Office], Commit],
        by: str,
        reason: Sentence,
    ) -> Held:
        held = Held(moment_of(office), incident, words, by or office.settings.officer, reason, doing)
        self._waiting.append(held)
        return held

    def flush(self, office: Office) -> list[Commit]:
        """Write what waits, until the disk refuses again; returns what was written. Nothing is ever dropped.

        An act that has lost its sense meanwhile is kept as a note in the log, with what speaks against it.
        """
        made: list[Commit] = []
        while self._waiting:
            held = self._waiting[0]
            try:
                with dated(held.moment):
                    made.append(_do(office, held))
            except Refusal as refusal:
                if refusal.kind in WORLD:
                    break
                raise
            del self._waiting[0]
        return made


def _do(office: Office, held: Held) -> Commit:
    try:
        return held.doing(office)
    except Refusal as refusal:
        if refusal.kind in WORLD:
            raise
        say = office.settings.locale.say
        said = sentence("Could not be done any more: {what} {why}", what=held.words, why=refusal.sentence)
        return write(office, held.incident, say(said)[:MOST_WORDS], by=held.by).commit


def save_aside(lines: Sequence[Held], path: Path, speaking: Locale) -> Path:
    """Write what waits to a file on another drive: .csv for a spreadsheet, else plain text. Raises Refusal."""
    # late: part of an emergency only
    from hospcomms.reports.csv_file import write_csv
    from hospcomms.reports.handing_over import write_whole
    from hospcomms.reports.sheet import Sheet, SheetColumn

    rows = [(speaking.moment(held.moment.at), held.by, _said(held, speaking)) for held in lines]
    if path.suffix.casefold() == ".csv":
        named = (("at", N_("When")), ("by", N_("Initials")), ("words", N_("Words")))
        columns = tuple(SheetColumn(key, speaking.text(heading)) for key, heading in named)
        write_csv(path, Sheet(speaking.text(N_("Log of the incident")), columns, rows), speaking.language)
    else:
        text = "".join(f"{when}\t{by}\t{words}\r\n" for when, by, words in rows)
        write_whole(path, lambda part: _write_text(part, text))
    return path


def _write_text(path: Path, text: str) -> None:
    path.write_bytes(("\ufeff" + text).encode())


def _said(held: Held, speaking: Locale) -> str:
    return speaking.say(held.words) if isinstance(held.words, Sentence) else held.words
