"""Address cards (vCard 2.1, 3.0 and 4.0) as properties: unfolded, decoded, their values parted.

Written after the vCard 2.1 specification (versit, 1996), RFC 2426 (3.0) and RFC 6350 (4.0). A library was looked for:
vobject refuses many 2.1 cards of telephones and has no maintainer; what is needed here is small and exact.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hospcomms.domain.limits import CARD_LINES_OF_A_KIND
from hospcomms.services.exchange.encodings import page_of

BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_FOLD = re.compile(rb"\r?\n[ \t]")
_SOFT = re.compile(rb"=\r?\n")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PARTS = re.compile(r"(?<!\\);")
_ITEMS = re.compile(r"(?<!\\),")
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})


@dataclass(frozen=True)
class Property:
    """One line of a card: its name, its parameters (several values each), and its text still escaped."""

    name: str
    params: dict[str, tuple[str, ...]]
    raw: str
    group: str = ""

    @property
    def types(self) -> frozenset[str]:
        """What kind of telephone or address it is, in small letters: ``home``, ``cell``, ``fax``, ``pref`` …"""
        return frozenset(value.lower() for value in self.params.get("TYPE", ()))

    @property
    def text(self) -> str:
        """The whole value, unescaped."""
        return _plain(self.raw)

    def parts(self) -> list[str]:
        """The parts of a structured value (N, ORG, ADR), each unescaped."""
        return [_plain(part) for part in _PARTS.split(self.raw)]

    def items(self) -> list[str]:
        """The items of a list (CATEGORIES), each unescaped."""
        return [found for item in _ITEMS.split(self.raw) if (found := _plain(item).strip())]


@dataclass
class Card:
    """One card: its properties in order, and what was left out of it (``photo``, ``value``, ``many``, ``open``)."""

    properties: list[Property] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def all(self, name: str) -> list[Property]:
        """The properties of a name, the preferred one first."""
        found = [line for line in self.properties if line.name == name and line.raw.strip()]
        return sorted(found, key=lambda line: not ("pref" in line.types or "1" in line.params.get("PREF", ())))

    def first(self, name: str) -> Property | None:
        """The preferred property of a name."""
        return next(iter(self.all(name)), None)


def cards_in(content: bytes, encoding: str = "") -> Iterator[Card]:
    """The cards of a file, one by one; ``encoding`` is that of lines that do not say theirs ("" to guess)."""
    card: Card | None = None
    for line in _lines(content):
        start = line[:40].strip().upper().replace(b" ", b"")
        if start.startswith(b"BEGIN:VCARD"):
            if card is not None:  # the one before was never closed
                card.left_out.append("open")
                yield card
            card = Card()
        elif start.startswith(b"END:VCARD"):
            if card is not None:
                yield card
            card = None
        elif card is not None:
            _take(card, line, encoding)
    if card is not None:
        card.left_out.append("open")
        yield card


def _lines(content: bytes) -> Iterator[bytes]:
    """The logical lines: folded ones joined before anything is decoded, as a fold may cut a letter in two."""
    waiting = b""
    for line in unfolded(content).split(b"\n"):
        waiting += line
        head = waiting.partition(b":")[0].upper()
        if b"QUOTED-PRINTABLE" in head and waiting.endswith(b"="):
            waiting = waiting[:-1]  # the line goes on in the next one
            continue
        if waiting.strip():
            yield waiting
        waiting = b""
    if waiting.strip():
        yield waiting


def unfolded(content: bytes) -> bytes:
    """The bytes with folded lines joined and every line end a line feed."""
    return _FOLD.sub(b"", content.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))


def _take(card: Card, line: bytes, encoding: str) -> None:
    """Add the property of a line to a card, if it is one that is kept."""
    head, mark, value = _parted(line)
    if not mark:
        return  # no property: the rest of a base64 block in 2.1, or an empty line
    group, _, name = head[0].rpartition(".")
    params = _params(head[1:])
    kind = name.strip().upper()
    if kind in BINARY:
        card.left_out.append("photo")
        return
    if sum(found.name == kind for found in card.properties) >= CARD_LINES_OF_A_KIND:
        card.left_out.append("many")
        return
    text = _decoded(value, params, encoding)
    if text is None:
        card.left_out.append("value")
        return
    card.properties.append(Property(kind, params, text, group))


def _parted(line: bytes) -> tuple[list[str], bytes, bytes]:
    """Name and parameters, the colon, and the value; a colon inside quotation marks does not part."""
    is_quoted = False
    for place, byte in enumerate(line[:2000]):
        if byte == 0x22:
            is_quoted = not is_quoted
        elif byte == 0x3A and not is_quoted:
            head = line[:place].decode("utf-8", errors="replace")
            return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', head), b":", line[place + 1 :]
    return [], b"", b""


def _params(words: list[str]) -> dict[str, tuple[str, ...]]:
    """The parameters by name; 2.1 also writes bare values (TEL;CELL), which are types or encodings."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        name, mark, value = word.partition("=")
        name = name.strip().upper()
        if not mark:
            name, value = ("ENCODING" if name in _ENCODINGS else "TYPE"), word
        values = tuple(item.strip() for item in value.replace('"', "").split(",") if item.strip())
        if values:  # a parameter without a value says nothing
            found[name] = (*found.get(name, ()), *values)
    return found


def _decoded(value: bytes, params: dict[str, tuple[str, ...]], encoding: str) -> str | None:
    """The text of a value, None when its bytes mean nothing."""
    way = params.get("ENCODING", ("",))[0].upper()
    if way == "QUOTED-PRINTABLE":
        value = quopri.decodestring(_SOFT.sub(b"", value))
    elif way in ("B", "BASE64"):
        try:
            value = binascii.a2b_base64(value, strict_mode=False)
        except binascii.Error:
            return None
    charset = params.get("CHARSET", ("",))[0]
    for name in (charset, "utf-8", encoding, page_of(value), "cp1256"):
        try:
            if name:
                return value.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def _plain(text: str) -> str:
    """A value without its escapes."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text).strip()
