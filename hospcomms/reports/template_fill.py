"""Fills a workbook that somebody else designed: values in place of placeholders, rows repeated for lists.

Only what has to change is changed: formats, formulas, merged cells, print areas, rules, pictures, charts and
shapes stay, and follow the rows they belong to.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path

from lxml import etree

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Label, Sentence, sentence
from hospcomms.reports.handing_over import write_whole
from hospcomms.reports.template_cells import fill_line
from hospcomms.reports.template_moving import forget_results, move_neighbours, move_sheet, move_workbook
from hospcomms.reports.template_package import Element, Package, inside
from hospcomms.reports.template_refs import LAST_ROW, Standing
from hospcomms.reports.template_sheet import TemplateSheet
from hospcomms.reports.template_survey import Survey, Unknown, losses, made_plain, refuse_unfit
from hospcomms.reports.template_words import Scope, Shape, has_placeholder, knows, pieces


class Template:
    """A ministry's own workbook, read and understood; nothing is written before `fill`."""

    def __init__(self, name: str, parts: Mapping[str, bytes], shape: Shape) -> None:
        """Read the parts of the workbook `name`. Raises Refusal for macros, links, or damage."""
        self._name, self._shape = name, shape
        self._package = Package(parts)
        try:
            refuse_unfit(name, self._package)
            made_plain(self._package)
            self._sheets = [TemplateSheet(self._package, sheet, shape) for sheet in self._package.sheets()]
            self._lines = self._shape_lines()
        except (etree.XMLSyntaxError, KeyError, ValueError, IndexError, AssertionError) as problem:
            raise Refusal(
                "damaged-file",
                sentence("The template {file} is damaged or was not copied whole. Ask for it again.", file=name),
            ) from problem
        self.survey = self._survey(losses(Package(parts), any(sheet.repeats for sheet in self._sheets)))

    def _survey(self, lost: tuple[Sentence, ...]) -> Survey:
        unknown = [item for sheet in self._sheets for item in sheet.unknown]
        count = sum(sheet.count for sheet in self._sheets)
        for part, line in self._lines:
            count += 1
            for piece in pieces(line.text or ""):
                if piece.is_placeholder and (piece.mark or not knows((self._shape,), piece.name)):
                    title = posixpath.splitext(posixpath.basename(part))[0]
                    unknown.append(Unknown(title, Label(N_("a shape or chart")), piece.text))
        narrow = tuple(said for sheet in self._sheets for said in sheet.narrow)
        return Survey(count, tuple(unknown), (*lost, *narrow))

    def _shape_lines(self) -> list[tuple[str, Element]]:
        """The texts of shapes and charts that hold placeholders."""
        return [
            (part, line)
            for part in self._package.names
            if posixpath.dirname(part) in ("xl/drawings", "xl/charts") and part.endswith(".xml")
            if has_placeholder(self._package.raw(part).decode("utf-8", "replace"))
            for line in inside(self._package.tree(part), "t")
            if has_placeholder(line.text or "")
        ]

    def fill(self, figures: Scope, path: Path, speaking: Locale) -> None:
        """Write the filled workbook, whole or not at all; a template is filled once.

        Raises Refusal when there are more rows than a sheet can hold, or the file cannot be written.
        """
        scopes = (figures,)
        maps = {}
        for sheet in self._sheets:
            rows = sheet.plan(scopes)
            if rows is not None:
                maps[sheet.sheet.title.casefold()] = rows
        if any(rows.count > LAST_ROW for rows in maps.values()):
            raise Refusal(
                "too-long", sentence("The template {file} would have more rows than Excel can hold.", file=self._name)
            )
        for sheet in self._sheets:
            own = maps.get(sheet.sheet.title.casefold())
            sheet.write(scopes, maps, speaking)
            root = self._package.tree(sheet.sheet.part)
            move_sheet(root, Standing(sheet.sheet.title, maps), own)
            if own is not None:
                move_neighbours(self._package, sheet.sheet, own)
        move_workbook(self._package, maps)
        for _, line in self._lines:
            fill_line(line, scopes, speaking)
        forget_results(self._package)
        write_whole(path, self._package.save)
