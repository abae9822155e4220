"""Rows read from the pages of a database by its file format alone, so that a page that is lost loses only its rows.

The format is that of www.sqlite.org/fileformat2.html: B-trees of tables (pages 5 and 13) and of tables without rowid
and indexes (pages 2 and 10), cells with overflow pages, records of serial types.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from hospcomms.storage.page_reading import Pages

TABLE_LEAF, TABLE_INSIDE, INDEX_LEAF, INDEX_INSIDE = 13, 5, 10, 2
_HEADER_OF_FILE = 100
_LONGEST = 1 << 30
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}

Value = None | int | float | str | bytes


@dataclass(frozen=True)
class Row:
    """One row: its number (None in a table without them) and its values in the order they are stored."""

    number: int | None
    values: tuple[Value, ...]


@dataclass
class Reading:
    """What was met while reading: pages reached, and how many branches or rows could not be read."""

    reached: set[int] = field(default_factory=set)
    lost: int = 0


class _Unreadable(Exception):
    """A cell or an overflow page cannot be read."""


def rows(pages: Pages, root: int, met: Reading) -> Iterator[Row]:
    """The rows of the tree below ``root``, branch by branch; what cannot be read is counted in ``met``."""
    waiting = [root]
    while waiting:
        number = waiting.pop()
        page = pages.get(number)
        if number in met.reached:
            continue
        if page is None:
            met.lost += 1
            continue
        met.reached.add(number)
        yield from rows_of_page(pages, number, met)
        waiting.extend(reversed(_children(page, number)))


def kind_of(page: bytes, number: int) -> int:
    """The kind of a page of a tree, 0 for any other page."""
    kind = page[_start(number)]
    return kind if kind in (TABLE_LEAF, TABLE_INSIDE, INDEX_LEAF, INDEX_INSIDE) else 0


def rows_of_page(pages: Pages, number: int, met: Reading) -> list[Row]:
    """The rows that lie on one page; those that cannot be read are counted in ``met``."""
    page = pages.get(number)
    found: list[Row] = []
    if page is None or kind_of(page, number) not in (TABLE_LEAF, INDEX_LEAF, INDEX_INSIDE):
        return found
    for place in _cells(page, number):
        try:
            found.append(_row(pages, page, kind_of(page, number), place, met))
        except (_Unreadable, IndexError, struct.error, UnicodeDecodeError):
            met.lost += 1
    return found


def _start(number: int) -> int:
    return _HEADER_OF_FILE if number == 1 else 0


def _cells(page: bytes, number: int) -> list[int]:
    start = _start(number)
    kind = page[start]
    first = start + (12 if kind in (TABLE_INSIDE, INDEX_INSIDE) else 8)
    count = int.from_bytes(page[start + 3 : start + 5], "big")
    places = [int.from_bytes(page[at : at + 2], "big") for at in range(first, first + 2 * count, 2)]
    return [place for place in places if first + 2 * count <= place < len(page)]


def _children(page: bytes, number: int) -> list[int]:
    start = _start(number)
    if page[start] not in (TABLE_INSIDE, INDEX_INSIDE):
        return []
    last = int.from_bytes(page[start + 8 : start + 12], "big")
    return [*(int.from_bytes(page[place : place + 4], "big") for place in _cells(page, number)), last]


def _row(pages: Pages, page: bytes, kind: int, place: int, met: Reading) -> Row:
    at = place + (4 if kind == INDEX_INSIDE else 0)
    size, at = _varint(page, at)
    number: int | None = None
    if kind == TABLE_LEAF:
        number, at = _varint(page, at)
        number -= (number >> 63) << 64
    payload = _payload(pages, page, at, size, kind, met)
    return Row(number, _values(payload))


def _payload(pages: Pages, page: bytes, at: int, size: int, kind: int, met: Reading) -> bytes:
    """The whole content of a cell; what does not fit on its page lies on a chain of others."""
    usable = pages.usable
    if size > _LONGEST:
        raise _Unreadable
    most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
    if size <= most:
        return page[at : at + size]
    least = (usable - 12) * 32 // 255 - 23
    here = least + (size - least) % (usable - 4)
    here = here if here <= most else least
    parts, left = [page[at : at + here]], size - here
    following = int.from_bytes(page[at + here : at + here + 4], "big")
    while left > 0:
        further = pages.get(following)
        if further is None:
            raise _Unreadable
        met.reached.add(following)
        parts.append(further[4 : 4 + min(left, usable - 4)])
        left -= usable - 4
        following = int.from_bytes(further[:4], "big")
    return b"".join(parts)


def _values(payload: bytes) -> tuple[Value, ...]:
    end, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    found: list[Value] = []
    for kind in kinds:
        value, end = _value(payload, end, kind)
        found.append(value)
    return tuple(found)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGERS or kind == 7:
        size = _INTEGERS.get(kind, 8)
        stored = _piece(payload, at, size)
        value: Value = struct.unpack(">d", stored)[0] if kind == 7 else int.from_bytes(stored, "big", signed=True)
        return value, at + size
    if kind < 12:
        raise _Unreadable
    size = (kind - 12) // 2
    stored = _piece(payload, at, size)
    return (stored.decode("utf-8") if kind % 2 else stored), at + size


def _piece(payload: bytes, at: int, size: int) -> bytes:
    if at + size > len(payload):
        raise _Unreadable
    return payload[at : at + size]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    found = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        found = found << 7 | byte & 0x7F
        if byte < 0x80:
            return found, at
    return found << 8 | data[at], at + 1
