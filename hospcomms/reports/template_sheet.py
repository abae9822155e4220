"""One sheet of a template: its rows read, repeated for the items of lists, and filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from openpyxl.formula.translate import Translator

from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Label
from hospcomms.reports.template_cells import fill_cell, fill_line, text_of
from hospcomms.reports.template_package import Element, Package, SheetPart, child, inside, local
from hospcomms.reports.template_refs import RowMap, Standing, moved_areas, moved_formula
from hospcomms.reports.template_rows import Outline, OutlineReading, Placed, Spot, is_only_marks, placed_rows
from hospcomms.reports.template_survey import HEADER, Unknown
from hospcomms.reports.template_widths import Room, height_of, narrow_columns
from hospcomms.reports.template_words import Scopes, Shape, has_placeholder, knows, pieces

_LETTERS = re.compile("[A-Z]+")
HEADS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")


class TemplateSheet:
    """A sheet with the rows that are repeated in it."""

    def __init__(self, package: Package, sheet: SheetPart, shape: Shape) -> None:
        self.sheet, self._package = sheet, package
        self._root = package.tree(sheet.part)
        block = child(self._root, "sheetData")
        assert block is not None
        self._block = block
        self._rows = _numbered(block)
        self._spots = self._read_spots()
        self.outline: Outline = OutlineReading(sheet.title, shape).read(self._spots)
        self.unknown = (*self.outline.unknown, *self._elsewhere(shape))
        self.narrow = narrow_columns(sheet.title, self._root, package, self.outline.held)
        self._room = Room(self._root)
        self.count = len(self._spots)
        self._placed: list[Placed] = []

    def _read_spots(self) -> list[Spot]:
        found = []
        for number, row in self._rows.items():
            for cell in row:
                text = text_of(cell, self._package)
                if has_placeholder(text):
                    found.append(Spot(number, cell.get("r"), text))
        return found

    def _elsewhere(self, shape: Shape) -> list[Unknown]:
        """Unknown names in formulas, where nothing is ever filled in, and in headers and footers."""
        title = self.sheet.title
        found = []
        for row in self._rows.values():
            for cell in row:
                formula = child(cell, "f")
                if formula is not None and has_placeholder(formula.text or ""):
                    found.append(Unknown(title, cell.get("r"), "=" + (formula.text or "")))
        place = Label(HEADER)
        found += [
            Unknown(title, place, piece.text)
            for item in inside(self._root, *HEADS)
            for piece in pieces(item.text or "")
            if piece.is_placeholder and (piece.mark or not knows((shape,), piece.name))
        ]
        return found

    @property
    def repeats(self) -> bool:
        """True when rows of this sheet are repeated or taken out."""
        return bool(self.outline.sections)

    def plan(self, scopes: Scopes) -> RowMap | None:
        """Decide which rows there will be; None when they stay as they are."""
        last = max(self._rows, default=0)
        if not self.repeats:
            self._placed = [Placed(row, (), scopes) for row in self._rows]
            return None
        dropped = frozenset(row for row in self._rows if self._is_only_marks(row))
        self._placed = placed_rows(self.outline.sections, last, scopes, dropped)
        return RowMap([(placed.old, placed.path) for placed in self._placed], last)

    def _is_only_marks(self, number: int) -> bool:
        """True for a row with nothing in it but marks of the lists that are repeated."""
        marked = {name for name, _ in self.outline.marks}
        filled = [cell for cell in self._rows[number] if len(cell)]
        if not filled or not all(cell.get("r") in marked for cell in filled):
            return False
        return all(is_only_marks(text_of(cell, self._package)) for cell in filled)

    def write(self, scopes: Scopes, maps: Mapping[str, RowMap], speaking: Locale) -> None:
        """Put the rows in place with their values, and let formulas follow."""
        _spell_out(self._block)
        rows = maps.get(self.sheet.title.casefold())
        copies = [self._copy(placed) for placed in self._placed]
        for item in list(self._block):
            self._block.remove(item)
        for number, (row, placed) in enumerate(zip(copies, self._placed, strict=True), 1):
            if row is None:
                continue
            self._fill_row(row, placed, speaking)
            _move_formulas(row, Standing(self.sheet.title, maps, placed.path), rows)
            if rows is not None:
                _number(row, number)
            self._block.append(row)
        dimension = child(self._root, "dimension")
        if dimension is not None:
            self._root.remove(dimension)
        for item in inside(self._root, *HEADS):
            fill_line(item, scopes, speaking, doubles_ampersands=True)

    def _copy(self, placed: Placed) -> Element | None:
        row = self._rows.get(placed.old)
        return None if row is None else deepcopy(row)

    def _fill_row(self, row: Element, placed: Placed, speaking: Locale) -> None:
        is_filled, wrapped = False, {}
        for cell in row:
            if has_placeholder(text_of(cell, self._package)):
                fill_cell(cell, self._package, placed.scopes, self.outline.marks, cell.get("r"), speaking)
                is_filled = True
            style = int(cell.get("s", "0"))
            if self._package.wraps(style) and (text := text_of(cell, self._package)):
                wrapped[cell.get("r")] = (text, style)
        if is_filled and row.get("customHeight") not in ("1", "true"):
            # the height was measured for the placeholder; without one Excel measures the text
            row.attrib.pop("ht", None)
            height = height_of(wrapped, self._room, self._package)
            if height:
                row.set("ht", f"{height:g}")


def _numbered(block: Element) -> dict[int, Element]:
    """The rows by number, rows and cells all named: some programs leave the names out."""
    found: dict[int, Element] = {}
    number = 0
    for row in [item for item in block if local(item) == "row"]:
        number = int(row.get("r") or number + 1)
        row.set("r", str(number))
        row.attrib.pop("spans", None)
        column = 0
        for cell in row:
            letters = _LETTERS.match(cell.get("r") or "")
            column = _index(letters[0]) if letters else column + 1
            cell.set("r", f"{_letters(column)}{number}")
        found[number] = row
    return found


def _index(letters: str) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + ord(letter) - 64
    return found


def _letters(column: int) -> str:
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def _number(row: Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row:
        letters = _LETTERS.match(cell.get("r"))
        assert letters is not None
        cell.set("r", f"{letters[0]}{number}")


def _spell_out(block: Element) -> None:
    """Write out formulas that are kept once for several cells, so that each can follow its own row."""
    shared: dict[str, tuple[str, str]] = {}
    for formula in inside(block, "f"):
        if formula.get("t") != "shared":
            continue
        place, ident = formula.getparent().get("r"), formula.get("si", "")
        if formula.text:
            shared[ident] = (formula.text, place)
        if ident in shared:
            text, origin = shared[ident]
            formula.text = Translator("=" + text, origin=origin).translate_formula(place)[1:]
        for name in ("t", "si", "ref"):
            formula.attrib.pop(name, None)


def _move_formulas(row: Element, standing: Standing, rows: RowMap | None) -> None:
    """Let the formulas of a row follow what they mean; their old results are forgotten."""
    for cell in row:
        formula = child(cell, "f")
        if formula is None:
            continue
        if formula.text:
            formula.text = moved_formula(formula.text, standing)
        if rows is not None and formula.get("ref"):
            formula.set("ref", moved_areas(formula.get("ref"), rows))
        value = child(cell, "v")
        if value is not None:
            cell.remove(value)
        cell.attrib.pop("t", None)
