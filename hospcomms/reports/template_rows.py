"""The rows of a template's sheet: which are repeated for which list, and the rows they become."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from hospcomms.domain.fields import Kind
from hospcomms.domain.wording import N_, Label
from hospcomms.reports.template_refs import Path
from hospcomms.reports.template_survey import Unknown
from hospcomms.reports.template_words import (
    OPEN,
    Piece,
    Scopes,
    Shape,
    Shapes,
    blank,
    items_of,
    kind_of,
    knows,
    list_shape,
    pieces,
    section_end,
)


@dataclass(frozen=True)
class Spot:
    """A cell that holds placeholders: row (from 1), name of the cell, and its text."""

    row: int
    cell: str
    text: str


@dataclass
class Section:
    """Rows repeated for the items of a list, both ends included, with the sections inside them."""

    ident: int
    name: str
    first: int
    cell: str
    shape: Shape
    last: int = 0
    inside: list[Section] = field(default_factory=list)


@dataclass(frozen=True)
class Placed:
    """A new row: the old one it is a copy of, in which copy it stands, and the scopes of its values."""

    old: int
    path: Path
    scopes: Scopes


@dataclass(frozen=True)
class Outline:
    """The sections of a sheet, outermost, and what in it could not be understood.

    `marks` are the pieces that open or close a section of rows, by cell: they are not shown. `held` is the kind
    of what will stand alone in a cell, where it is a day or an amount.
    """

    sections: tuple[Section, ...]
    unknown: tuple[Unknown, ...]
    marks: frozenset[tuple[str, int]]
    held: Mapping[str, Kind] = field(default_factory=dict)


class OutlineReading:
    """Finds the sections of one sheet, and the names nothing is known of."""

    def __init__(self, sheet: str, shape: Shape) -> None:
        self._sheet, self._shape = sheet, shape
        self._open: list[Section] = []
        self._done: list[Section] = []
        self._unknown: list[Unknown] = []
        self._marks: set[tuple[str, int]] = set()
        self._held: dict[str, Kind] = {}
        self._count = 0

    def read(self, spots: Sequence[Spot]) -> Outline:
        """The outline of a sheet whose cells with placeholders are `spots`, in reading order."""
        for spot in spots:
            self._read_cell(spot)
        for section in self._open:
            self._say(section.cell, f"{{{{#{section.name}}}}}")
        if self._open:
            # a part that is never closed repeats nothing
            self._done = [section for section in self._done if section not in self._open]
        return Outline(tuple(self._apart()), tuple(self._unknown), frozenset(self._marks), self._held)

    @property
    def _shapes(self) -> Shapes:
        return (self._shape, *(section.shape for section in self._open))

    def _read_cell(self, spot: Spot) -> None:
        found = pieces(spot.text)
        index = 0
        while index < len(found):
            piece = found[index]
            end = section_end(found, index) if piece.mark == OPEN else None
            if end is not None and not self._is_row(found, index, end):
                self._check_inside(spot, found[index + 1 : end], piece)
                index = end
            elif piece.mark:
                self._turn(spot, index, piece)
            elif piece.is_placeholder and not knows(self._shapes, piece.name):
                self._say(spot.cell, piece.text)
            elif piece.is_placeholder and (kind := kind_of(self._shapes, piece.name)) and _is_alone(found, index):
                self._held[spot.cell] = kind
            index += 1

    def _is_row(self, found: Sequence[Piece], start: int, end: int) -> bool:
        """A list that opens and closes in one cell repeats the row when it is all the cell holds, and no
        other list is being repeated.
        """
        round_it = [*found[:start], *found[end + 1 :]]
        return not self._open and not any(piece.is_placeholder or piece.text.strip() for piece in round_it)

    def _turn(self, spot: Spot, index: int, piece: Piece) -> None:
        """Open or close a section of rows."""
        if piece.mark == OPEN:
            shape = list_shape(self._shapes, piece.name)
            if shape is None:
                self._say(spot.cell, piece.text)
                return
            self._count += 1
            section = Section(self._count, piece.name, spot.row, spot.cell, shape)
            (self._open[-1].inside if self._open else self._done).append(section)
            self._open.append(section)
        elif self._open and self._open[-1].name == piece.name:
            self._open.pop().last = spot.row
        else:
            self._say(spot.cell, piece.text)
            return
        self._marks.add((spot.cell, index))

    def _check_inside(self, spot: Spot, inside: Sequence[Piece], piece: Piece) -> None:
        """The names of a list told inside one cell."""
        shape = list_shape(self._shapes, piece.name)
        if shape is None:
            self._say(spot.cell, piece.text)
            return
        for each in inside:
            if each.is_placeholder and not each.mark and not knows((*self._shapes, shape), each.name):
                self._say(spot.cell, each.text)

    def _say(self, cell: str, text: str) -> None:
        self._unknown.append(Unknown(self._sheet, cell, text))

    def _apart(self) -> Iterator[Section]:
        """The outermost sections; one that begins in a row the one before still repeats cannot be told."""
        last = 0
        for section in self._done:
            if section.first <= last:
                place = Label(N_("two repeated parts in the same row"))
                self._unknown.append(Unknown(self._sheet, place, f"{{{{#{section.name}}}}}"))
            else:
                yield section
                last = section.last


def _is_alone(found: Sequence[Piece], place: int) -> bool:
    """True when nothing but marks stands beside a piece: its cell will hold a true value."""
    rest = [*found[:place], *found[place + 1 :]]
    return all(piece.mark or not (piece.is_placeholder or piece.text.strip()) for piece in rest)


def placed_rows(sections: Sequence[Section], last: int, scopes: Scopes, dropped: frozenset[int]) -> list[Placed]:
    """The new rows of a sheet of `last` rows, without the `dropped` ones (rows of nothing but marks)."""
    return list(_placed(1, last, sections, scopes, (), dropped))


def _placed(
    first: int, last: int, sections: Sequence[Section], scopes: Scopes, path: Path, dropped: frozenset[int]
) -> Iterator[Placed]:
    row = first
    for section in sections:
        yield from (Placed(old, path, scopes) for old in range(row, section.first) if old not in dropped)
        # a list without items keeps one empty row, so that the sums below still have something to sum
        for number, item in enumerate(items_of(scopes, section.name) or (blank(section.shape),)):
            inner = (*path, (section.ident, number))
            yield from _placed(section.first, section.last, section.inside, (*scopes, item), inner, dropped)
        row = section.last + 1
    yield from (Placed(old, path, scopes) for old in range(row, last + 1) if old not in dropped)


def is_only_marks(text: str) -> bool:
    """True when a cell holds nothing but marks that open or close lists."""
    found = pieces(text)
    return bool(found) and all(piece.mark or not piece.text.strip() for piece in found)
