"""An .ics file cut into its parts at their BEGIN and END lines, so that a broken event leaves the others whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

CALENDAR, EVENT, ZONE = "VCALENDAR", "VEVENT", "VTIMEZONE"
_NAME = re.compile(r"[A-Za-z0-9-]+")
_FOLDED = (" ", "\t")


@dataclass
class Block:
    """One part of a file: its kind, the number of its first line, its lines as they stand, and whether it ends."""

    kind: str
    number: int = 0
    lines: list[str] = field(default_factory=list)
    is_whole: bool = False

    def text(self, names: Collection[str] = ()) -> str:
        """The part as a text of its own, ended in any case; with ``names`` only the lines of these."""
        inside = self._of(names) if names else self.lines
        return "\n".join((f"BEGIN:{self.kind}", *inside, f"END:{self.kind}", ""))

    def _of(self, names: Collection[str]) -> Iterator[str]:
        is_wanted = False
        for line in self.lines:
            if not line.startswith(_FOLDED):
                found = _NAME.match(line)
                is_wanted = found is not None and found[0].upper() in names
            if is_wanted:
                yield line


@dataclass
class Contents:
    """What a file holds: its calendars' own lines, its events and time zones, and how many tasks and notes."""

    calendars: list[Block] = field(default_factory=list)
    events: list[Block] = field(default_factory=list)
    zones: list[Block] = field(default_factory=list)
    left_out: int = 0

    def keep(self, block: Block) -> None:
        """Put a part where it belongs. What stands inside an event, such as an alarm, is passed over."""
        if block.kind == EVENT:
            self.events.append(block)
        elif block.kind == ZONE:
            self.zones.append(block)
        elif block.kind in ("VTODO", "VJOURNAL"):
            self.left_out += 1


def contents(text: str) -> Contents:
    """The parts of a file."""
    found, begun = Contents(), list[Block]()
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        start = line[:6].upper()
        if start == "BEGIN:":
            _begin(found, begun, Block(line[6:].strip().upper(), number))
        elif start.startswith("END:"):
            _end(found, begun, line[4:].strip().upper())
        elif begun:
            begun[-1].lines.append(line)
    for block in begun:
        found.keep(block)
    return found


def _begin(found: Contents, begun: list[Block], block: Block) -> None:
    if block.kind == CALENDAR:
        found.calendars.append(block)
    elif block.kind == EVENT and begun and begun[-1].kind == EVENT:  # the end of the one before is missing
        found.keep(begun.pop())
    begun.append(block)


def _end(found: Contents, begun: list[Block], kind: str) -> None:
    if not any(block.kind == kind for block in begun):
        return
    while begun:
        block = begun.pop()
        block.is_whole = block.kind == kind
        if begun and begun[-1].kind == ZONE:  # its summer and winter
            begun[-1].lines += block.text().splitlines()
        found.keep(block)
        if block.is_whole:
            return
