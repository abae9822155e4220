"""What the cells of a sheet are beyond their values: formulas, errors, percentages, and how far they reach.

The reader of values gives the last computed value of a formula and nothing for an error, so the parts of
the workbook are looked through once for themselves.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import FORM_COLUMNS, FORM_ROWS
from hospcomms.domain.wording import sentence
from hospcomms.services.exchange.archive import damaged

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_PERCENT_FORMATS = frozenset({9, 10})
"""Excel's built-in formats 0% and 0.00%."""

Place = tuple[int, int]


@dataclass
class CellFacts:
    """Places (row, column from 0) of formulas, errors with their sign, and numbers shown as percentages."""

    formulas: set[Place] = field(default_factory=set)
    errors: dict[Place, str] = field(default_factory=dict)
    percents: set[Place] = field(default_factory=set)
    any_cell: bool = False


def address(place: Place) -> str:
    """The name of a cell as Excel writes it: (0, 27) is AB1."""
    row, column = place
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def place_of(name: str) -> Place | None:
    """The place of a cell named as Excel does; None for anything else."""
    found = _ADDRESS.fullmatch(name)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def scan(name: str, parts: Mapping[str, bytes], wanted: set[str]) -> dict[str, CellFacts]:
    """The facts of the wanted sheets, by title.

    Raises Refusal for damaged parts and for cells far outside any table.
    """
    try:
        percents = _percent_styles(parts)
        places = sheet_parts(parts)
        return {title: _scan_sheet(title, parts[places[title]], percents) for title in wanted if title in places}
    except (ParseError, DefusedXmlException, KeyError, ValueError, IndexError) as error:
        raise damaged(name) from error


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The part that holds each sheet, by title."""
    links = {
        item.get("Id"): posixpath.normpath(posixpath.join("xl", item.get("Target", "").removeprefix("/xl/")))
        for item in fromstring(parts["xl/_rels/workbook.xml.rels"])
    }
    found: dict[str, str] = {}
    for item in _tagged(fromstring(parts["xl/workbook.xml"]), "sheet"):
        relation = next((value for key, value in item.attrib.items() if key.endswith("}id")), "")
        found[item.get("name", "")] = links.get(relation, "")
    return found


def _percent_styles(parts: Mapping[str, bytes]) -> set[int]:
    """The numbers of the cell styles that show a share as a percentage."""
    if "xl/styles.xml" not in parts:
        return set()
    root = fromstring(parts["xl/styles.xml"])
    formats = set(_PERCENT_FORMATS)
    for item in _tagged(root, "numFmt"):
        # '0.0"%"' only writes the sign behind the number; without quotes Excel multiplies by 100
        if "%" in re.sub(r'"[^"]*"|\\.', "", item.get("formatCode", "")):
            formats.add(int(item.get("numFmtId", "0")))
    for block in _tagged(root, "cellXfs"):
        return {index for index, style in enumerate(block) if int(style.get("numFmtId", "0")) in formats}
    return set()


def _tagged(root: Any, tag: str) -> Iterator[Any]:
    return (item for item in root.iter() if item.tag.rpartition("}")[2] == tag)


def _scan_sheet(title: str, content: bytes, percents: set[int]) -> CellFacts:
    facts = CellFacts()
    row = column = -1
    for event, item in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
        tag = item.tag.rpartition("}")[2]
        if tag == "row":
            if event == "start":
                row, column = int(item.get("r") or row + 2) - 1, -1
            else:
                item.clear()
        elif tag == "c" and event == "end":
            # some programs leave the address out: then the cell follows the one before
            row, column = place_of(item.get("r") or "") or (row, column + 1)
            _note(title, item, (row, column), percents, facts)
    return facts


def _note(title: str, item: Any, place: Place, percents: set[int], facts: CellFacts) -> None:
    """Take down what one cell is, if it holds anything."""
    inside = {child.tag.rpartition("}")[2]: child for child in item}
    if not inside.keys() & {"v", "f", "is"}:
        return
    if place[0] >= FORM_ROWS or place[1] >= FORM_COLUMNS:
        raise Refusal(
            "too-far",
            sentence(
                "In the sheet “{sheet}” the cell {cell} lies far outside the table."
                " Delete what stands there, save the file and import it again.",
                sheet=title,
                cell=address(place),
            ),
        )
    facts.any_cell = True
    if "f" in inside:
        facts.formulas.add(place)
    if item.get("t") == "e":
        facts.errors[place] = inside["v"].text or "" if "v" in inside else ""
    elif int(item.get("s") or 0) in percents and item.get("t", "n") == "n":
        facts.percents.add(place)
