"""Pages of Word documents written paragraph by paragraph: every paragraph and run says which way it runs.

In Arabic each also carries the sizes and bold of complex scripts: what is typed beside it later takes that on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FONT = "Arial"
_SPELLING = {"ar": "ar-DZ", "fr": "fr-FR", "en": "en-GB"}
_BUILT = datetime(2026, 1, 1, tzinfo=UTC)
"""The date in the file: the same texts make the same template."""


class WordPage:
    """A Word document in a language being written, paragraph by paragraph, on upright A4."""

    def __init__(self, language: str, title: str = "") -> None:
        self.document: Any = Document()
        self._language, self._rtl = language, language == "ar"
        properties = self.document.core_properties
        properties.author, properties.language, properties.title = "HospComms", _SPELLING[language], title
        properties.created = properties.modified = _BUILT
        self._set_page()
        self._set_style()

    def _set_page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(22)
        section.top_margin, section.bottom_margin = Mm(16), Mm(18)
        if self._rtl:
            properties = section._sectPr  # noqa: SLF001  # python-docx has no word for it
            _before(properties, OxmlElement("w:bidi"), "w:rtlGutter", "w:docGrid")

    def _set_style(self) -> None:
        """What is typed anywhere in the document looks and runs like the rest."""
        style = self.document.styles["Normal"]
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.line_spacing = 1.25 if self._rtl else 1.1
        _look(style.element.get_or_add_rPr(), self._language, 11, bold=False)
        if self._rtl:
            _before(style.element.get_or_add_pPr(), OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")

    def line(
        self,
        text: str,
        *,
        size: float = 11,
        bold: bool = False,
        align: str = "start",
        before: float = 0,
        after: float = 4,
        heading: bool = False,
        keeps_with_next: bool = False,
        cell: Any = None,
    ) -> Any:
        """A paragraph; `align` is start, end, center or both, seen from where its text begins.

        `cell` is a cell or the head of the pages, to write in its first paragraph.
        """
        paragraph = cell.paragraphs[0] if cell is not None else self.document.add_paragraph()
        paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
        paragraph.paragraph_format.keep_with_next = heading or keeps_with_next
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # as above
        if self._rtl:
            _before(properties, OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")
        if align != "start":
            # in a paragraph that runs from right to left Word takes “right” for its end
            placed = OxmlElement("w:jc")
            placed.set(qn("w:val"), "right" if align == "end" else align)
            properties.append(placed)
        if heading:
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), "0")
            properties.append(level)
        run = paragraph.add_run(text)
        _look(run._r.get_or_add_rPr(), self._language, size, bold=bold)  # noqa: SLF001  # as above
        return paragraph

    def head(self, text: str) -> None:
        """A framed line at the top of every page."""
        paragraph = self.line(text, size=12, bold=True, align="center", cell=self.document.sections[0].header)
        frame = OxmlElement("w:pBdr")
        for side in ("top", "left", "bottom", "right"):
            edge = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "12"), ("space", "4"), ("color", "000000")):
                edge.set(qn(f"w:{name}"), value)
            frame.append(edge)
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  # as above
        _before(properties, frame, "w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:jc")

    def picture(self, path: Path, width: float) -> None:
        """A picture in the middle, `width` millimetres wide."""
        paragraph = self.line("", align="center", before=6, keeps_with_next=True)
        paragraph.runs[0].add_picture(str(path), width=Mm(width))

    def tag(self, text: str) -> None:
        """A paragraph that holds only a mark for what is repeated or optional, and goes away."""
        self.line(text)

    def each(self, loop: str, text: str, **look: Any) -> None:
        """A paragraph for each item."""
        self.tag(f"{{%p for {loop} %}}")
        self.line(text, **look)
        self.tag("{%p endfor %}")

    def optional(self, name: str, text: str, **look: Any) -> None:
        """A paragraph that is left out when there is nothing to say."""
        self.tag(f"{{%p if {name} %}}")
        self.line(text, **look)
        self.tag("{%p endif %}")

    def table(self, heads: Sequence[str], loop: str, cells: Sequence[str]) -> None:
        """A table with a repeated head and a row for each item; in Arabic its columns begin at the right."""
        table = self.document.add_table(rows=4, cols=len(heads), style="Table Grid")
        table.autofit = False
        self._share(table)
        if self._rtl:
            table._tblPr.append(OxmlElement("w:bidiVisual"))  # noqa: SLF001  # as above
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            self.line(text, size=9.5, bold=True, after=2, cell=cell)
        for row, name in ((table.rows[0], "w:tblHeader"), (table.rows[2], "w:cantSplit")):
            row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001  # as above
        self.line(f"{{%tr for {loop} %}}", cell=table.rows[1].cells[0])
        for cell, text in zip(table.rows[2].cells, cells, strict=True):
            self.line(text, size=9.5, after=2, cell=cell)
        self.line("{%tr endfor %}", cell=table.rows[3].cells[0])

    def _share(self, table: Any) -> None:
        """Give the first column, which holds the longest texts, twice the room of the others."""
        section = self.document.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        for place, column in enumerate(table.columns):
            column.width = width * (2 if place == 0 else 1) // (len(table.columns) + 1)
            for cell in column.cells:
                cell.width = column.width


def _look(properties: Any, language: str, size: float, *, bold: bool) -> None:
    """Font, size, bold and language of a run or style, each also for complex scripts, in the order of the format."""
    half = str(round(size * 2))
    made = [("w:rFonts", {"w:ascii": FONT, "w:hAnsi": FONT, "w:cs": FONT})]
    if bold:
        made += [("w:b", {}), ("w:bCs", {})]
    made += [("w:sz", {"w:val": half}), ("w:szCs", {"w:val": half})]
    if language == "ar":
        made.append(("w:rtl", {}))
    spelling = {"w:val": _SPELLING["fr" if language == "ar" else language], "w:bidi": _SPELLING["ar"]}
    made.append(("w:lang", spelling))
    for name, _ in made:
        for old in properties.findall(qn(name)):
            properties.remove(old)
    for name, values in made:
        element = OxmlElement(name)
        for key, value in values.items():
            element.set(qn(key), value)
        properties.append(element)


def _before(properties: Any, element: Any, *names: str) -> None:
    """Put an element where the format wants it: before the first of these."""
    follower = next((item for item in properties if item.tag in [qn(name) for name in names]), None)
    properties.append(element) if follower is None else follower.addprevious(element)
