"""Everything of a sheet that names rows, moved to where its rows went: merged cells, rules, anchors,
charts.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from hospcomms.reports.template_package import WORKBOOK, Element, Package, SheetPart, child, inside, local, main
from hospcomms.reports.template_refs import RowMap, Standing, bounds, moved_area, moved_areas, moved_formula

_RULES = ("conditionalFormatting", "dataValidation")
_AREAS = ("sqref", "ref")
_AREA_OWNERS = {"autoFilter", "ignoredError", "protectedRange", "sortState", "selection", "table", "dimension"}
_VML_ROW = re.compile(rb"(<x:Row>\s*)(\d+)(\s*</x:Row>)")
_VML_ANCHOR = re.compile(rb"(<x:Anchor>\s*)([-0-9,\s]+?)(\s*</x:Anchor>)")


def move_sheet(root: Element, standing: Standing, rows: RowMap | None) -> None:
    """Move what a sheet's own part says of rows, and the formulas of its rules; `rows` None when its own
    rows stay.
    """
    _move_rules(root, standing, rows)
    if rows is None:
        return
    _move_merged(root, rows)
    _move_links(root, rows)
    _move_sparklines(root, standing, rows)
    for item in inside(root, *_AREA_OWNERS):
        for name in _AREAS:
            if item.get(name):
                item.set(name, moved_areas(item.get(name), rows))
    for item in inside(root, "brk"):
        if local(item.getparent()) == "rowBreaks":
            item.set("id", str(rows.last(int(item.get("id", "1")))))
    for item in inside(root, "pane"):
        _move_pane(item, rows)
    for item in inside(root, "selection"):
        if item.get("activeCell"):
            item.set("activeCell", moved_area(item.get("activeCell"), rows))
    _move_anchors(root, rows)


def _move_rules(root: Element, standing: Standing, rows: RowMap | None) -> None:
    """Conditional formats and checks of entries, those of newer Excels included."""
    for rule in inside(root, *_RULES):
        area = rule.get("sqref") or next((item.text or "" for item in inside(rule, "sqref")), "")
        top = bounds(area.split(" ")[0]) if area else None
        path = rows.copies(top[1])[0][1] if rows and top and rows.copies(top[1]) else ()
        where = Standing(standing.sheet, standing.maps, path)
        for item in inside(rule, "formula", "formula1", "formula2", "f"):
            if item.text and len(item) == 0:
                item.text = moved_formula(item.text, where)
        if rows is None:
            continue
        if rule.get("sqref"):
            rule.set("sqref", moved_areas(rule.get("sqref"), rows))
        for item in inside(rule, "sqref"):
            item.text = moved_areas(item.text or "", rows)


def _move_merged(root: Element, rows: RowMap) -> None:
    """Merged cells: once for each copy of their first row, down to the last copy of their last row in it."""
    block = child(root, "mergeCells")
    if block is None:
        return
    for item in list(block):
        area = bounds(item.get("ref", ""))
        block.remove(item)
        if area is None:
            continue
        left, top, right, bottom = area
        while top < bottom and not rows.copies(top):
            top += 1
        for number, path in rows.copies(top):
            last = max(number, rows.last(bottom, path))
            if (left, number) != (right, last):
                etree.SubElement(block, main("mergeCell"), ref=f"{left}{number}:{right}{last}")
    block.set("count", str(len(block)))
    if not len(block):
        root.remove(block)


def _move_links(root: Element, rows: RowMap) -> None:
    """Hyperlinks: one for each copy of their row."""
    for item in inside(root, "hyperlink"):
        area = bounds(item.get("ref", ""))
        if area is None:
            continue
        left, top, right, bottom = area
        for number, _ in rows.copies(top):
            copy = deepcopy(item)
            for name in [name for name in copy.attrib if name.endswith("}uid")]:
                del copy.attrib[name]  # no two may have the same
            last = number + bottom - top
            copy.set("ref", f"{left}{number}" if (left, top) == (right, bottom) else f"{left}{number}:{right}{last}")
            item.addprevious(copy)
        item.getparent().remove(item)


def _move_sparklines(root: Element, standing: Standing, rows: RowMap) -> None:
    """The small charts inside cells: one for each copy of their row, over the figures of that copy."""
    for item in inside(root, "sparkline"):
        place, source = (next(iter(inside(item, name)), None) for name in ("sqref", "f"))
        area = None if place is None else bounds(place.text or "")
        if place is None or area is None:
            continue
        for number, path in rows.copies(area[1]):
            copy = deepcopy(item)
            next(iter(inside(copy, "sqref"))).text = f"{area[0]}{number}"
            if source is not None and source.text:
                where = Standing(standing.sheet, standing.maps, path)
                next(iter(inside(copy, "f"))).text = moved_formula(source.text, where)
            item.addprevious(copy)
        item.getparent().remove(item)


def _move_pane(pane: Element, rows: RowMap) -> None:
    """A frozen head keeps its rows."""
    if pane.get("state", "").startswith("frozen") and (pane.get("ySplit") or "").isdigit():
        pane.set("ySplit", str(rows.first(int(pane.get("ySplit")) + 1) - 1))
    if pane.get("topLeftCell"):
        pane.set("topLeftCell", moved_area(pane.get("topLeftCell"), rows))


def _move_anchors(root: Element, rows: RowMap) -> None:
    """Pictures, charts and shapes: those that stretch with their cells grow, the others only move."""
    for start in inside(root, "from"):
        anchor = start.getparent()
        end = child(anchor, "to")
        top = child(start, "row")
        if top is None or not (top.text or "").isdigit():
            continue
        old = int(top.text)
        top.text = str(rows.first(old + 1) - 1)
        bottom = None if end is None else child(end, "row")
        if bottom is None or not (bottom.text or "").isdigit():
            continue
        stretches = anchor.get("editAs", "twoCell") == "twoCell" and child(anchor, "pic") is None
        height = int(bottom.text) - old
        bottom.text = str(rows.last(int(bottom.text) + 1) - 1 if stretches else int(top.text) + height)


def move_neighbours(package: Package, sheet: SheetPart, rows: RowMap) -> None:
    """The parts that belong to a sheet: tables, comments, drawings."""
    for _, kind, part in package.relations(sheet.part):
        if kind == "table":
            root = package.tree(part)
            for item in [root, *inside(root, "autoFilter", "sortState", "sortCondition")]:
                if item.get("ref"):
                    item.set("ref", moved_areas(item.get("ref"), rows))
        elif kind in ("comments", "threadedComment"):
            for item in inside(package.tree(part), "comment", "threadedComment"):
                item.set("ref", moved_area(item.get("ref", ""), rows))
        elif kind == "drawing":
            _move_anchors(package.tree(part), rows)
        elif kind == "vmlDrawing":
            package.put(part, _moved_vml(package.raw(part), rows))


def _moved_vml(content: bytes, rows: RowMap) -> bytes:
    """The old drawing language, in which comments and controls are kept; it is not always well formed."""

    def row(match: re.Match[bytes]) -> bytes:
        return match[1] + str(rows.first(int(match[2]) + 1) - 1).encode() + match[3]

    def anchor(match: re.Match[bytes]) -> bytes:
        numbers = [int(word) for word in match[2].split(b",")]
        if len(numbers) == 8:
            by = rows.first(numbers[2] + 1) - 1 - numbers[2]
            numbers[2], numbers[6] = numbers[2] + by, numbers[6] + by
        return match[1] + b", ".join(str(number).encode() for number in numbers) + match[3]

    return _VML_ANCHOR.sub(anchor, _VML_ROW.sub(row, content))


def move_workbook(package: Package, maps: Mapping[str, RowMap]) -> None:
    """What the workbook says of rows as a whole: names, print areas, charts, sources of pivot tables."""
    root = package.tree(WORKBOOK)
    for item in inside(root, "definedName"):
        item.text = moved_name(item.text or "", maps)
    for part in package.names:
        folder, kind = posixpath.dirname(part), posixpath.splitext(part)[1]
        if kind != ".xml":
            continue
        if folder in ("xl/charts", "xl/chartsheets"):
            for item in inside(package.tree(part), "f"):
                item.text = moved_name(item.text or "", maps)
        elif folder == "xl/pivotCache" and posixpath.basename(part).startswith("pivotCacheDefinition"):
            source = package.tree(part)
            source.set("refreshOnLoad", "1")
            for item in inside(source, "worksheetSource"):
                rows = maps.get(item.get("sheet", "").casefold())
                if rows is not None and item.get("ref"):
                    item.set("ref", moved_areas(item.get("ref"), rows))


def moved_name(formula: str, maps: Mapping[str, RowMap]) -> str:
    """A formula that always means areas (a print area, the values of a chart): cells grow to their copies."""
    if not formula or not maps:
        return formula
    moved = moved_formula(f"SUM({formula})", Standing("", maps))
    return moved.removeprefix("SUM(").removesuffix(")")


def forget_results(package: Package) -> None:
    """Have everything computed anew when the workbook is opened: results in the file would be the old
    ones.
    """
    root = package.tree(WORKBOOK)
    settings = child(root, "calcPr")
    if settings is None:
        settings = etree.Element(main("calcPr"))
        after = ("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
                 "fileRecoveryPr", "webPublishObjects", "extLst")  # fmt: skip
        follower = next((item for item in root if local(item) in after), None)
        root.append(settings) if follower is None else follower.addprevious(settings)
    settings.set("fullCalcOnLoad", "1")
    for part in package.names:
        if posixpath.dirname(part) == "xl/charts" and part.endswith(".xml"):
            for item in inside(package.tree(part), "numCache", "strCache", "multiLvlStrCache"):
                item.getparent().remove(item)
