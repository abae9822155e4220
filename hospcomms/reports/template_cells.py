"""Cells of a template: what they hold as text, and the value that is put in place of a placeholder."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from datetime import date, datetime
from decimal import Decimal

from lxml import etree

from hospcomms.domain.locale import Locale
from hospcomms.reports.sheet_cells import FORMULA_STARTS, clean_text
from hospcomms.reports.template_package import Element, Package, child, inside, local, main
from hospcomms.reports.template_words import (
    Listed,
    Piece,
    Scopes,
    Told,
    Value,
    has_placeholder,
    has_value,
    pieces,
    told,
)

DAY, MOMENT = "dd/mm/yyyy", "dd/mm/yyyy hh:mm"
_FIRST_SAFE_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: before this day its count is one off."""
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def text_of(cell: Element, package: Package) -> str:
    """The text a cell holds; "" for numbers, formulas and empty cells."""
    return "".join(run.text or "" for run in _texts(cell, package))


def _texts(cell: Element, package: Package) -> list[Element]:
    """The pieces of a cell's text, in order; readings for Japanese are no part of it."""
    if child(cell, "f") is not None:
        return []
    kind, value = cell.get("t"), child(cell, "v")
    if kind == "s" and value is not None and (value.text or "").isdigit():
        return _pieces(package.string(int(value.text)))
    if kind == "inlineStr" and (block := child(cell, "is")) is not None:
        return _pieces(block)
    return [value] if kind == "str" and value is not None else []


def _pieces(block: Element) -> list[Element]:
    return [item for item in inside(block, "t") if local(item.getparent()) != "rPh"]


def fill_cell(
    cell: Element, package: Package, scopes: Scopes, hidden: frozenset[tuple[str, int]], name: str, speaking: Locale
) -> None:
    """Put values in place of the placeholders of a cell; `name` is the cell's in the template, `hidden` the
    marks that only say what is repeated.
    """
    found = [piece for index, piece in enumerate(pieces(text_of(cell, package))) if (name, index) not in hidden]
    if not any(piece.text.strip() for piece in found):
        _clear(cell)
        return
    bare = [piece for piece in found if piece.is_placeholder or piece.text.strip()]
    wraps = package.wraps(int(cell.get("s", "0")))
    if len(bare) == 1 and not bare[0].mark and has_value(scopes, bare[0].name):
        value: Value = next(iter(told(bare, scopes)))  # type: ignore[assignment]
        _put(cell, _lines(value, speaking, wraps) if isinstance(value, str) else value, package)
        return
    if not _fill_runs(cell, package, scopes, speaking):
        _put_text(cell, said(found, scopes, speaking, wraps=wraps), package)


def said(found: Sequence[Piece], scopes: Scopes, speaking: Locale, *, wraps: bool = True) -> str:
    """The pieces as one text, their values written as the document's language writes them. Where the cell
    ``wraps``, each item of a list has a line; else the items stand in one line, as the language lists them.
    """
    return "".join(_word(part, speaking, wraps) for part in told(found, scopes))


def _word(part: Told, speaking: Locale, wraps: bool) -> str:
    if isinstance(part, Piece):
        return part.text
    if isinstance(part, Listed):
        items = ["".join(_word(each, speaking, wraps) for each in item) for item in part.items]
        return "\n".join(items) if wraps else speaking.listing(items)
    return "" if part is None else _lines(speaking.value(part), speaking, wraps)


def _lines(text: str, speaking: Locale, wraps: bool) -> str:
    """A text of several lines as it is, or on one where the cell has no room for more: a line that is not set
    to wrap would lie over its neighbours, or its parts would be glued together.
    """
    found = [line.strip() for line in text.splitlines() if line.strip()]
    return text if wraps or len(found) < 2 else speaking.listing(found)


def _fill_runs(cell: Element, package: Package, scopes: Scopes, speaking: Locale) -> bool:
    """Fill a text of several formats piece by piece, so that it keeps them; False when a placeholder or a
    list reaches over the edge of a piece.
    """
    texts = _texts(cell, package)
    if len(texts) < 2 or any(_is_cut(text.text or "") for text in texts):
        return False
    block = texts[0].getparent().getparent()
    made = etree.SubElement(cell, main("is"))
    for run in block:
        made.append(deepcopy(run))
    for text in _pieces(made):
        wraps = package.wraps(int(cell.get("s", "0")))
        text.text = clean_text(said(pieces(text.text or ""), scopes, speaking, wraps=wraps))
        text.set(_SPACE, "preserve")
    for item in list(cell):
        if item is not made:
            cell.remove(item)
    cell.set("t", "inlineStr")
    return True


def _is_cut(text: str) -> bool:
    """True when a piece of a text holds only a part of a placeholder, or a list."""
    rest = re.sub(r"\{\{[^{}]*\}\}", "", text)
    return "{{" in rest or "}}" in rest or any(piece.mark for piece in pieces(text))


def _put(cell: Element, value: Value, package: Package) -> None:
    """Write a value as what it is: a true date, a true number, or a text that stays one."""
    if value is None or value == "":
        _clear(cell)
    elif isinstance(value, bool):
        _put_number(cell, str(int(value)))
        cell.set("t", "b")
    elif isinstance(value, datetime) or (isinstance(value, date) and value >= _FIRST_SAFE_DAY):
        style = int(cell.get("s", "0"))
        if not package.is_day_style(style):
            cell.set("s", str(package.day_style(style, MOMENT if isinstance(value, datetime) else DAY)))
        _put_number(cell, repr(_serial(value, package.counts_from_1904)))
    elif isinstance(value, int | float | Decimal):
        _put_number(cell, f"{value:f}" if isinstance(value, Decimal) else repr(value))
    else:
        _put_text(cell, str(value), package)


def _serial(value: date, from_1904: bool) -> float | int:
    """The day as Excel counts it; a moment with its share of the day, in local time."""
    moment = value.astimezone().replace(tzinfo=None) if isinstance(value, datetime) and value.tzinfo else value
    days = moment.toordinal() - date(1899, 12, 30).toordinal() - (1462 if from_1904 else 0)
    if not isinstance(moment, datetime):
        return days
    return days + (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86_400


def _put_number(cell: Element, digits: str) -> None:
    _clear(cell)
    etree.SubElement(cell, main("v")).text = digits


def _put_text(cell: Element, text: str, package: Package) -> None:
    kept = clean_text(text)
    _clear(cell)
    if not kept:
        return
    if kept.startswith(FORMULA_STARTS):
        cell.set("s", str(package.literal_style(int(cell.get("s", "0")))))
    cell.set("t", "inlineStr")
    written = etree.SubElement(etree.SubElement(cell, main("is")), main("t"))
    written.text = kept
    written.set(_SPACE, "preserve")


def _clear(cell: Element) -> None:
    """Empty a cell; its format stays."""
    for item in list(cell):
        cell.remove(item)
    cell.attrib.pop("t", None)


def fill_line(element: Element, scopes: Scopes, speaking: Locale, *, doubles_ampersands: bool = False) -> None:
    """Fill a text outside the cells: a shape's, or (with `doubles_ampersands`) a header's or footer's."""
    if not has_placeholder(element.text or ""):
        return
    parts = [
        _word(part, speaking, wraps=True).replace("&", "&&") if doubles_ampersands and not isinstance(part, Piece) else
        _word(part, speaking, wraps=True)
        for part in told(pieces(element.text), scopes)
    ]  # fmt: skip
    element.text = clean_text("".join(parts))
