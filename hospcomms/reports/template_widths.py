"""Columns of a template that are too narrow for the dates and amounts they are to hold: Excel shows ### there.

Widths are measured in digits of the workbook's usual font, as Excel counts the width of a column.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from hospcomms.domain.fields import Kind
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.reports.template_package import Element, Package, child, inside

WIDE_KINDS = (Kind.DAY, Kind.MOMENT, Kind.MONEY)
"""Values that are not shown at all where they do not fit; texts run over or are wrapped."""
MARGIN = 0.75
"""What Excel keeps free in a cell, counted in the width of its column."""
_USUAL_WIDTH, _USUAL_CHARACTERS = 8.43 + MARGIN, 8
_DAY, _MOMENT, _GENERAL = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "0.00"
_OWN_DAYS = {14: _DAY, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: _MOMENT}
_OWN_NUMBERS = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00"}
_DIGITS, _LETTER, _SIGN = 1.0, 1.1, 0.6
"""Widths of a digit, of a letter, and of a point, stroke or space."""
_LARGEST_DIGITS, _LARGEST_GROUPS = 7, 2
"""An amount in the millions is what a campaign of a hospital may cost."""
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.|(y+|m+|d+|h+|s+)|(.)', re.IGNORECASE)
_BOLD = 1.06
_LINE, _WRAPPED = 1.37, 1.05
"""Height of a line over the size of its letters; how much longer a text is for being broken between words."""
TALLEST = 409.0
"""Points: Excel knows no taller row."""


class Room:
    """The widths of the columns of a sheet, and which cells are merged side by side."""

    def __init__(self, root: Element) -> None:
        self._columns = [_column(item) for item in inside(root, "col")]
        self._usual = _usual_width(child(root, "sheetFormatPr"))
        self._merged = _merged(root)

    def of(self, name: str) -> float:
        """The width of a cell in digits, its margin included; 0 when a column of it is hidden."""
        column = place(name)[0]
        first, last = self._merged.get(name, (column, column))
        widths = [self._width(each) for each in range(first, last + 1)]
        return sum(widths) if all(widths) else 0.0

    def _width(self, column: int) -> float:
        found = (width for first, last, width in self._columns if first <= column <= last)
        width = next(found, None)
        return self._usual if width is None else width


def narrow_columns(title: str, root: Element, package: Package, held: Mapping[str, Kind]) -> tuple[Sentence, ...]:
    """What is to be said of the columns of a sheet; ``held`` is what the cells (by name) will hold."""
    if not held:
        return ()
    found: dict[int, Sentence] = {}
    room, cells = Room(root), {cell.get("r"): cell for cell in inside(root, "c")}
    for name, kind in sorted(held.items(), key=lambda item: place(item[0])):
        column, width = place(name)[0], room.of(name)
        if column in found or not width:  # a column that is hidden shows nothing
            continue
        if _needed(kind, int(cells[name].get("s", "0")), package) > width - MARGIN:
            found[column] = _said(title, name.rstrip("0123456789"), kind)
    return tuple(found[column] for column in sorted(found))


def height_of(texts: Mapping[str, tuple[str, int]], room: Room, package: Package) -> float:
    """The height in points of a row whose cells that wrap hold these texts (by name, with their style); 0 for a row
    of one line.

    Excel measures such a row itself when it is edited; other programs take what the file says, so it must be said.
    """
    tallest = 0.0
    for name, (text, style) in texts.items():
        size, is_bold = package.letters(style)
        usual, _ = package.letters(0)
        width = (room.of(name) - MARGIN) * usual / size / (_BOLD if is_bold else 1.0)
        lines = sum(max(1, math.ceil(len(line) * _WRAPPED / max(width, 1.0))) for line in text.split("\n"))
        if lines > 1:
            tallest = max(tallest, lines * size * _LINE)
    return min(round(tallest, 1), TALLEST)


def _said(sheet: str, column: str, kind: Kind) -> Sentence:
    if kind is Kind.MONEY:
        return sentence(
            "Column {column} of sheet {sheet} is too narrow for amounts in the millions and would show ###: widen it.",
            column=column,
            sheet=sheet,
        )
    return sentence(
        "Column {column} of sheet {sheet} is too narrow for dates and would show ###: widen it.",
        column=column,
        sheet=sheet,
    )


def _needed(kind: Kind, style: int, package: Package) -> float:
    """The room a value of this kind takes in its format and font."""
    number, code = package.number_format(style)
    if kind is Kind.MONEY:
        room = _amount_room(code or _OWN_NUMBERS.get(number, _GENERAL))
    elif package.is_day_style(style):
        room = _day_room(code or _OWN_DAYS.get(number, _DAY))
    else:
        room = _day_room(_MOMENT if kind is Kind.MOMENT else _DAY)
    size, is_bold = package.letters(style)
    usual, _ = package.letters(0)
    return room * size / usual * (_BOLD if is_bold else 1.0)


def _day_room(code: str) -> float:
    """The room of a day written by a date format."""
    room = 0.0
    for quoted, escaped, mark, sign in _TOKEN.findall(code.split(";", maxsplit=1)[0]):
        if mark:
            many = len(mark)
            if mark[0] in "mMdD" and many > 2:
                room += {3: 4.0, 4: 9.0}.get(many, 9.0) * _LETTER
            else:
                room += (4 if many > 2 else 2) * _DIGITS
        else:
            room += _text_room(quoted or escaped or sign)
    return room


def _amount_room(code: str) -> float:
    """The room of an amount in the millions written by a number format."""
    positive = code.split(";", maxsplit=1)[0]
    plain = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.', "", positive)
    decimals = re.search(r"\.([0#?]+)", plain)
    room = _LARGEST_DIGITS * _DIGITS + (_LARGEST_GROUPS * _SIGN if "," in plain else 0.0)
    if decimals:
        room += _SIGN + len(decimals[1]) * _DIGITS
    words = "".join(quoted or escaped for quoted, escaped, _, _ in _TOKEN.findall(positive))
    return room + _text_room(words) + (_text_room("%") if "%" in plain else 0.0)


def _text_room(text: str) -> float:
    return sum(_LETTER if letter.isalpha() else _DIGITS if letter.isdigit() else _SIGN for letter in text)


def _column(item: Element) -> tuple[int, int, float | None]:
    """The first and last column of a description, and their width: 0 when hidden, None for the usual one."""
    width = None if item.get("width") is None else float(item.get("width"))
    is_hidden = item.get("hidden") in ("1", "true")
    return int(item.get("min", "0")), int(item.get("max", "0")), 0.0 if is_hidden else width


def _usual_width(usual: Element | None) -> float:
    if usual is None:
        return _USUAL_WIDTH
    characters = float(usual.get("baseColWidth", _USUAL_CHARACTERS))
    return float(usual.get("defaultColWidth", characters - _USUAL_CHARACTERS + _USUAL_WIDTH))


def _merged(root: Element) -> dict[str, tuple[int, int]]:
    """The first and last column of merged cells, by the name of the first cell."""
    found = {}
    for item in inside(root, "mergeCell"):
        first, _, last = (item.get("ref") or "").partition(":")
        if last:
            found[first] = (place(first)[0], place(last)[0])
    return found


def place(name: str) -> tuple[int, int]:
    """Column and row of a cell, both from 1."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column, int(name[len(letters) :])
