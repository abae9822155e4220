"""The lines of an .ics file (RFC 5545): folded and unfolded, their names, parameters and escaped texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

WIDEST = 75
"""The most octets of a line before it is folded."""
_NAME = re.compile(r"[A-Za-z0-9-]+")
_ESCAPED = re.compile(r"\\(.)")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')


@dataclass(frozen=True)
class Line:
    """One content line: its name in capitals, its parameters, its value as it stands, and its number in the file."""

    name: str
    value: str
    parameters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    number: int = 0

    @property
    def text(self) -> str:
        """The value as text, its escapes undone."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


def content_lines(text: str) -> Iterator[Line | int]:
    """The content lines of a file, folded ones joined; the number of a line that is none stands in its place."""
    kept, begun = "", 0
    for number, piece in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if begun and piece[:1] in (" ", "\t"):
            kept += piece[1:]
            continue
        if kept.strip():
            yield _read(kept, begun) or begun
        kept, begun = piece, number
    if kept.strip():
        yield _read(kept, begun) or begun


def _read(line: str, number: int) -> Line | None:
    found = _NAME.match(line)
    if found is None:
        return None
    place, parameters = found.end(), {}
    while (one := _PARAMETER.match(line, place)) is not None:
        parameters[one[1].upper()] = one[2].strip('"')
        place = one.end()
    if line[place : place + 1] != ":":
        return None
    return Line(found[0].upper(), line[place + 1 :], parameters, number)


def escaped(text: str) -> str:
    """A text as it stands in a line."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """A line folded so that no piece is longer than 75 octets and no letter is cut, with its end."""
    octets = line.encode()
    if len(octets) <= WIDEST:
        return f"{line}\r\n"
    pieces, start, room = [], 0, WIDEST
    while start < len(octets):
        end = min(start + room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # inside a letter of several octets
            end -= 1
        pieces.append(octets[start:end].decode())
        start, room = end, WIDEST - 1
    return "\r\n ".join(pieces) + "\r\n"


def written(lines: Iterable[tuple[str, str]]) -> str:
    """A file of lines of name (with parameters) and value."""
    return "".join(folded(f"{name}:{value}") for name, value in lines)
