"""The events of an .ics file as they stand in it, each read for itself: a broken one leaves the others whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hospcomms.services.ics.lines import Line, content_lines

EVENT, ZONE = "VEVENT", "VTIMEZONE"
_ENDS = ("BEGIN", "END")


@dataclass
class Component:
    """One part of a file: its lines by name, and the numbers of those that could not be read."""

    kind: str
    number: int
    lines: dict[str, list[Line]] = field(default_factory=dict)
    broken: list[int] = field(default_factory=list)
    is_whole: bool = False

    def line(self, name: str) -> Line | None:
        """The first line of a name."""
        found = self.lines.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """The text of the first line of a name, stripped; "" when there is none."""
        found = self.line(name)
        return found.text.strip() if found is not None else ""

    def all(self, name: str) -> Sequence[Line]:
        """All lines of a name."""
        return self.lines.get(name, ())


@dataclass
class Contents:
    """What a file holds: its events, the definitions of its time zones by name, its own name, and what is left out."""

    events: list[Component] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)
    name: str = ""
    left_out: int = 0
    is_calendar: bool = False


def contents(text: str) -> Contents:
    """The parts of a file. What stands inside an event, such as an alarm, is passed over."""
    found, open_parts = Contents(), list[Component]()
    for line in content_lines(text):
        if isinstance(line, int):
            if open_parts:
                open_parts[-1].broken.append(line)
        elif line.name in _ENDS:
            _turn(found, open_parts, line)
        elif not open_parts:
            continue
        else:
            open_parts[-1].lines.setdefault(line.name, []).append(line)
            if len(open_parts) == 1 and line.name == "X-WR-CALNAME":
                found.name = line.text.strip()
    for part in open_parts:
        if part.kind == EVENT:
            found.events.append(part)
    return _with_zones(found, text)


def _turn(found: Contents, open_parts: list[Component], line: Line) -> None:
    """A part begins or ends."""
    kind = line.value.strip().upper()
    if line.name == "BEGIN":
        found.is_calendar |= kind == "VCALENDAR"
        if kind == EVENT and open_parts and open_parts[-1].kind == EVENT:  # the end of the one before is missing
            found.events.append(open_parts.pop())
        open_parts.append(Component(kind, line.number))
        return
    if not any(part.kind == kind for part in open_parts):
        return
    while open_parts:
        part = open_parts.pop()
        part.is_whole = part.kind == kind
        if part.kind == EVENT:
            found.events.append(part)
        elif part.kind in ("VTODO", "VJOURNAL"):
            found.left_out += 1
        if part.is_whole:
            return


def _with_zones(found: Contents, text: str) -> Contents:
    """The definitions of time zones as they stand, for the reader of zones."""
    for definition in _between(text, f"BEGIN:{ZONE}", f"END:{ZONE}"):
        for line in content_lines(definition):
            if isinstance(line, Line) and line.name == "TZID":
                found.zones.setdefault(line.value.strip(), definition)
    return found


def _between(text: str, begin: str, end: str) -> Iterator[str]:
    start = text.find(begin)
    while start >= 0:
        stop = text.find(end, start)
        if stop < 0:
            return
        yield text[start : stop + len(end)]
        start = text.find(begin, stop)
