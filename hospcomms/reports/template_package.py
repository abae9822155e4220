"""A workbook as the parts it is made of: sheets by title, shared texts, relations, styles.

Parts nobody asks for go back into the file byte by byte, so that charts, shapes and pictures stay as they
are.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORKBOOK = "xl/workbook.xml"
STYLES = "xl/styles.xml"
_CONTENT_TYPES = "[Content_Types].xml"
_FIRST_OWN_FORMAT = 164
"""Number formats below are Excel's own."""
_NO_MARKS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""Words, signs and colours in a number format: letters that stand for nothing."""
USUAL_SIZE = 11.0
"""Points of a font that does not say its size."""

Element = Any
"""An lxml element; lxml ships no types."""


def parse(content: bytes) -> Element:
    """The tree of a part; nothing outside it is ever read. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(content, parser)


def local(element: Element) -> str:
    """The name of an element without its namespace; "" for comments."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def inside(root: Element, *names: str) -> list[Element]:
    """All elements of these local names, in order."""
    return [item for item in root.iter() if local(item) in names]


def child(element: Element, name: str) -> Element | None:
    """The first child of this local name."""
    return next((item for item in element if local(item) == name), None)


def main(name: str) -> str:
    """A name of the workbook's main namespace."""
    return f"{{{MAIN}}}{name}"


@dataclass(frozen=True)
class SheetPart:
    """A worksheet: its title and the part that holds it."""

    title: str
    part: str


class Package:
    """The parts of one workbook, each parsed at most once and written back only if it was."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._raw = dict(parts)
        self._trees: dict[str, Element] = {}
        self._strings: list[Element] | None = None
        self._styles: dict[tuple[int, str], int] = {}

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._raw)

    def raw(self, part: str) -> bytes:
        """The bytes of a part as they came."""
        return self._raw[part]

    def tree(self, part: str) -> Element:
        """The tree of a part, which is written back with what was changed in it."""
        if part not in self._trees:
            self._trees[part] = parse(self._raw[part])
        return self._trees[part]

    def put(self, part: str, content: bytes) -> None:
        """Replace the bytes of a part."""
        self._raw[part] = content
        self._trees.pop(part, None)

    def sheets(self) -> list[SheetPart]:
        """The worksheets in their order, hidden ones too; chart sheets are left out."""
        links = {ident: target for ident, kind, target in self.relations(WORKBOOK) if kind == "worksheet"}
        return [
            SheetPart(item.get("name", ""), links[ident])
            for item in inside(self.tree(WORKBOOK), "sheet")
            if (ident := item.get(f"{{{RELATIONS}}}id", "")) in links
        ]

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """What a part refers to inside the file: id, kind (drawing, comments …) and part."""
        name = _relations_of(part)
        if name not in self._raw:
            return
        for item in self.tree(name):
            if local(item) == "Relationship" and item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join(posixpath.dirname(part), item.get("Target", "")))
                target = item.get("Target", "").lstrip("/") if item.get("Target", "").startswith("/") else target
                if target in self._raw:
                    yield item.get("Id", ""), item.get("Type", "").rpartition("/")[2], target

    def drop(self, part: str) -> None:
        """Take a part out, with its content type and every relation to it."""
        self._raw.pop(part, None)
        self._trees.pop(part, None)
        for item in list(self.tree(_CONTENT_TYPES)):
            if item.get("PartName") == f"/{part}":
                item.getparent().remove(item)
        for name in [name for name in self._raw if name.endswith(".rels")]:
            for item in list(self.tree(name)):
                if posixpath.basename(item.get("Target", "")) == posixpath.basename(part):
                    item.getparent().remove(item)

    def string(self, index: int) -> Element:
        """The shared text with this number."""
        if self._strings is None:
            part = next((target for _, kind, target in self.relations(WORKBOOK) if kind == "sharedStrings"), "")
            self._strings = [item for item in self.tree(part) if local(item) == "si"] if part else []
        return self._strings[index]

    @property
    def counts_from_1904(self) -> bool:
        """True when day 0 of the workbook is 1 January 1904."""
        settings = child(self.tree(WORKBOOK), "workbookPr")
        return settings is not None and settings.get("date1904") in ("1", "true")

    def is_day_style(self, style: int) -> bool:
        """True when a cell style shows a number as a date."""
        kind, written = self.number_format(style)
        code = _NO_MARKS.sub("", written).lower()
        return 14 <= kind <= 22 or 45 <= kind <= 47 or ("d" in code and ("m" in code or "y" in code)) or "yy" in code

    def number_format(self, style: int) -> tuple[int, str]:
        """The number format of a cell style: its number, and its code where the workbook writes one."""
        kind = int(self._style(style).get("numFmtId", "0"))
        own = {int(item.get("numFmtId", "0")): item.get("formatCode", "") for item in self._formats()}
        return kind, own.get(kind, "")

    def letters(self, style: int) -> tuple[float, bool]:
        """The size in points of a cell style's font, and whether it is bold."""
        fonts = child(self.tree(STYLES), "fonts")
        number = int(self._style(style).get("fontId", "0"))
        if fonts is None or not 0 <= number < len(fonts):
            return USUAL_SIZE, False
        size, bold = child(fonts[number], "sz"), child(fonts[number], "b")
        is_bold = bold is not None and bold.get("val", "1") not in ("0", "false")
        return (USUAL_SIZE if size is None else float(size.get("val", USUAL_SIZE))), is_bold

    def wraps(self, style: int) -> bool:
        """True when a cell style sets a text on several lines."""
        placed = child(self._style(style), "alignment")
        return placed is not None and placed.get("wrapText") in ("1", "true")

    def day_style(self, style: int, code: str) -> int:
        """A style like this one that shows a number as a date by the format `code`."""
        return self._variant(style, code)

    def literal_style(self, style: int) -> int:
        """A style like this one whose text stays a text when somebody edits the cell."""
        return self._variant(style, "")

    def _variant(self, style: int, code: str) -> int:
        if (style, code) not in self._styles:
            made = deepcopy(self._style(style))
            if code:
                made.set("numFmtId", str(self._format_number(code)))
                made.set("applyNumberFormat", "1")
            else:
                made.set("quotePrefix", "1")
            block = child(self.tree(STYLES), "cellXfs")
            assert block is not None
            block.append(made)
            block.set("count", str(len(block)))
            self._styles[style, code] = len(block) - 1
        return self._styles[style, code]

    def _style(self, style: int) -> Element:
        block = child(self.tree(STYLES), "cellXfs")
        assert block is not None
        return block[style] if 0 <= style < len(block) else block[0]

    def _formats(self) -> list[Element]:
        block = child(self.tree(STYLES), "numFmts")
        return [] if block is None else list(block)

    def _format_number(self, code: str) -> int:
        """The number of a number format, added when the workbook has none like it."""
        known = self._formats()
        for item in known:
            if item.get("formatCode") == code:
                return int(item.get("numFmtId", "0"))
        number = max([_FIRST_OWN_FORMAT - 1, *(int(item.get("numFmtId", "0")) for item in known)]) + 1
        root = self.tree(STYLES)
        block = child(root, "numFmts")
        if block is None:
            block = etree.Element(main("numFmts"))
            root.insert(0, block)
        etree.SubElement(block, main("numFmt"), numFmtId=str(number), formatCode=code)
        block.set("count", str(len(block)))
        return number

    def save(self, path: Path) -> None:
        """Write the workbook: changed parts as they are now, the others byte by byte."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            # readers look for the content types first
            for part in sorted(self._raw, key=lambda name: name != _CONTENT_TYPES):
                archive.writestr(part, self._content(part))

    def _content(self, part: str) -> bytes:
        if part not in self._trees:
            return self._raw[part]
        written: bytes = etree.tostring(self._trees[part], xml_declaration=True, encoding="UTF-8", standalone=True)
        return written


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"
