"""Which column of a list is what: by the words of its heading in three languages, else by its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hospcomms.domain.folding import fold
from hospcomms.domain.wording import C_
from hospcomms.services.exchange.cell_scan import address
from hospcomms.services.exchange.tables import Table
from hospcomms.services.exchange.values import shown

SKIP = "skip"
"""The role of a column that is not read."""
COLUMN = C_("heading", "Column {letter}")
DEEPEST = 30
"""Rows of titles and logos a sheet may have above its headings."""
LOOKED_AT = 200
_NUMBERED = re.compile(r"\s*\(?(?<!\w)\d{1,2}\)?\s*")
Samples = Sequence[Sequence[str]]
"""Some values of each column."""


@dataclass(frozen=True)
class Head:
    """The headings of a table: their row (-1 for none), and by column the words the file has, "" where it has none."""

    row: int
    words: tuple[str, ...]

    def key(self, column: int) -> str:
        """What a column is known by when the file comes again."""
        same = [place for place in range(column) if heading_key(self.words[place]) == heading_key(self.words[column])]
        return f"{heading_key(self.words[column])} #{len(same)}"

    @property
    def signature(self) -> str:
        """What files of the same kind have in common: their headings."""
        return "|".join(heading_key(word) for word in self.words)[:2000]

    def letter(self, column: int) -> str:
        """The letter of a column, as Excel names it."""
        return address((0, column)).rstrip("1")


def by_heading(_heading: str, _values: Sequence[str]) -> str:
    """A list whose columns are only told by their headings."""
    return SKIP


def as_guessed(_found: list[str], _head: Head, _samples: Samples) -> None:
    """A list whose columns do not decide about each other."""


@dataclass(frozen=True)
class Vocabulary:
    """What the columns of one kind of list may hold.

    ``kind`` names it; ``roles`` are the roles with their marked names in the order of the choice, ``several`` those
    that more than one column may have, ``words`` the headings of each with ``|`` between them. ``guess`` tells the
    role of a column by its heading and values where the words do not; ``settle`` and ``complete`` look at all columns
    together, before and after of several with one role the best is chosen.
    """

    kind: str
    roles: Mapping[str, str]
    several: frozenset[str]
    words: Mapping[str, str]
    guess: Callable[[str, Sequence[str]], str] = by_heading
    settle: Callable[[list[str], Head, Samples], None] = as_guessed
    complete: Callable[[list[str], Head, Samples], None] = as_guessed
    refused: Callable[[str], bool] = lambda _key: False  # headings that are never read, by their key
    known: dict[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Make the index of the words."""
        known = {heading_key(word): role for role, words in self.words.items() for word in words.split("|")}
        object.__setattr__(self, "known", known)

    def recognised(self, heading: str) -> str | None:
        """What a heading says its column holds, None when it is not known. Numbers in it do not count."""
        key = heading_key(heading)
        bare = " ".join(_NUMBERED.sub(" ", key).split()).strip(" -")
        slashed = heading_key(heading.partition("/")[0]) if "/" in heading else ""
        for name in (key, bare, bare.replace(" - value", ""), slashed):
            if name in self.known:
                return self.known[name]
        return None


def heading_key(text: str) -> str:
    """A heading as it is compared: folded, signs and underscores made spaces."""
    return " ".join(re.sub(r"[*:_/.\n°\u00a0]+", " ", fold(text)).split())


def head_of(table: Table, vocabulary: Vocabulary) -> Head:
    """The headings: the row, among the first ones, in which most is recognised; none when nothing is."""
    width = max(len(row) for row in table.rows)
    if table.fixed:
        return Head(-1, table.fixed)
    counts = {
        place: len({role for cell in row if isinstance(cell, str) and (role := vocabulary.recognised(cell))})
        for place, row in enumerate(table.rows[:DEEPEST])
    }
    best = max(counts, key=lambda place: (counts[place], -place))
    if counts[best] == 0:
        return Head(-1, ("",) * width)
    cells = [shown(cell).strip() for cell in table.rows[best]] + [""] * (width - len(table.rows[best]))
    return Head(best, tuple(" ".join(cell.split())[:200] for cell in cells))


def guessed_roles(
    table: Table, head: Head, vocabulary: Vocabulary, kept: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """What each column seems to hold; ``kept`` is what the officer chose the last time, by the key of the column."""
    if kept and all(head.key(column) in kept for column in range(len(head.words))):
        return tuple(kept[head.key(column)] for column in range(len(head.words)))
    if table.fixed:
        return tuple(vocabulary.recognised(word) or SKIP for word in head.words)
    samples = [list(_below(table, head, column)) for column in range(len(head.words))]
    found = [_guessed(head.words[column], samples[column], vocabulary) for column in range(len(head.words))]
    vocabulary.settle(found, head, samples)
    for role in set(found) - vocabulary.several - {SKIP}:
        places = [place for place, one in enumerate(found) if one == role]
        best = max(places, key=lambda place: (len(set(samples[place])), sum(map(len, samples[place])), -place))
        for place in places:
            if place != best:
                found[place] = SKIP
    vocabulary.complete(found, head, samples)
    return tuple(found)


def _guessed(heading: str, values: Sequence[str], vocabulary: Vocabulary) -> str:
    if vocabulary.refused(heading_key(heading)):
        return SKIP
    return vocabulary.recognised(heading) or vocabulary.guess(heading, values)


def _below(table: Table, head: Head, column: int) -> Iterator[str]:
    """Some of the values under a heading."""
    for row in table.rows[head.row + 1 : head.row + 1 + LOOKED_AT]:
        if column < len(row) and row[column] not in ("", None):
            yield shown(row[column]).strip()


def examples(table: Table, head: Head, column: int, count: int = 3) -> list[str]:
    """A few different values of a column."""
    return list(dict.fromkeys(_below(table, head, column)))[:count]
