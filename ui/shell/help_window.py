"""Help: the program's own pages, kept with it, one for each room and language; nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QFont,
    QKeySequence,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from hospcomms.domain.locale import NARROW, isolated
from hospcomms.domain.wording import N_
from ui import theme
from ui.language import direction, spoken, tr
from ui.shell.help_pages import CONTENTS, contents, page_for
from ui.widgets.buttons import Button

__all__ = ["HelpWindow", "page_for", "show_help"]
NOT_WRITTEN = N_("There is no help for this page yet.")
_FROM_THE_LEFT = re.compile(
    r"(\]\([^)]*\))"  # the address of a link stays as it is
    r"|`([^`|]+)`"  # keys, names of files, commands
    r"|\([A-Za-z][^()\u0600-\u06ff]*\)"  # what stands in brackets, with them
    r"|[A-Za-z](?:[A-Za-zÀ-ÿ0-9 ,.&:/-]*(?:[A-Za-zÀ-ÿ0-9]|\([A-Za-z0-9 ,.]*\)))?"  # names and works
    r"|[\d\u00a0,(]+(?: [+÷=] [\d\u00a0,()]*\d\)?)+"  # sums
    r"|\d{1,3}(?:\u00a0\d{3})+"  # large numbers
)
LINE = 125
"""Height of the lines in percent of that of the letters: Arabic needs room above and below."""


def show_help(over: QWidget, name: str) -> None:
    """Open the help page ``name`` over a window that has no help of its own; it goes when that window goes."""
    HelpWindow(over).show_room(name)


class HelpWindow(QDialog):
    """A window beside the page one works on; links lead to other help pages only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        self.setLayoutDirection(direction())
        self.resize(theme.px(560), theme.px(640))
        self.setModal(False)
        self._way: list[str] = []
        self._text = QTextBrowser()
        self._text.setOpenLinks(False)
        self._text.anchorClicked.connect(self._follow)
        self._text.setAccessibleName(tr("Help"))
        option = QTextOption()
        option.setTextDirection(direction())
        self._text.document().setDefaultTextOption(option)
        self._text.document().setDocumentMargin(theme.px(16))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar())
        column.addWidget(self._text)

    def _bar(self) -> QHBoxLayout:
        """The way back and the list of all pages."""
        before = "chevron_right" if spoken().rtl else "chevron_left"
        self._back = Button(tr(N_("Back")), self.back, icon=before, kind="plain")
        self._back.setShortcut(QKeySequence("Alt+Right" if spoken().rtl else "Alt+Left"))
        self.list = Button(tr(N_("Contents")), lambda: self.show_page(CONTENTS), icon="list", kind="plain")
        row = QHBoxLayout()
        edge = theme.px(8)
        row.setContentsMargins(edge, edge, edge, 0)
        row.addWidget(self.list)
        row.addWidget(self._back)
        row.addStretch(1)
        return row

    def show_room(self, room: str) -> None:
        """Show the page of a room; the way back begins here."""
        self._way = []
        self.show_page(room)
        self.show()
        self.raise_()
        self.activateWindow()
        self._text.setFocus()

    def show_page(self, name: str) -> None:
        """Show a page by its name, or the list of all pages (``CONTENTS``)."""
        if not self._way or self._way[-1] != name:
            self._way.append(name)
        self._back.setEnabled(len(self._way) > 1)
        path = None if name == CONTENTS else page_for(name)
        if name == CONTENTS:
            self._show(contents())
        elif path is None:
            self._text.setPlainText(tr(NOT_WRITTEN))
        else:
            self._show(path.read_text(encoding="utf-8"))

    def back(self) -> None:
        """Show the page before."""
        if len(self._way) > 1:
            self._way.pop()
            self.show_page(self._way[-1])

    def words(self) -> str:
        """The text shown."""
        return self._text.toPlainText()

    def document(self) -> QTextDocument:
        """What is shown, as it is laid out."""
        return self._text.document()

    def _show(self, text: str) -> None:
        """Our own Markdown, which alone may be shown as formatted text; narrow spaces are too narrow on a screen."""
        wide = text.replace(NARROW, "\u00a0")
        self._text.setMarkdown(_mirrored(wide) if spoken().rtl else wide)
        document = self._text.document()
        _space(document)
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                _frame(frame)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, link: QUrl) -> None:
        name = Path(link.path()).stem
        if name == CONTENTS or page_for(name) is not None:
            self.show_page(name)


def _mirrored(text: str) -> str:
    """Our Markdown for a page read from the right: what runs from the left is isolated, tables begin at the right.

    Qt lays the columns of a text from left to right in every language, so the cells of a row change their order.
    """
    apart = _FROM_THE_LEFT.sub(_set_apart, text)
    rows = (
        f"|{'|'.join(reversed(line.strip('|').split('|')))}|" if line.startswith("|") else line
        for line in apart.split("\n")
    )
    return "\n".join(rows)


def _set_apart(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    return f"`{isolated(found[2])}`" if found[2] else isolated(found[0])


def _space(document: QTextDocument) -> None:
    """Room between paragraphs and above headings; the lines of a table stand closer."""
    block = document.firstBlock()
    while block.isValid():
        cursor = QTextCursor(block)
        shape = block.blockFormat()
        in_table, level = cursor.currentTable() is not None, shape.headingLevel()
        shape.setTopMargin(theme.px(12 if level else 0))
        shape.setBottomMargin(theme.px(0 if in_table else 3 if block.textList() is not None else 6))
        height = 100 if in_table else LINE
        shape.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        shape.setLayoutDirection(direction())
        shape.setAlignment(Qt.AlignmentFlag.AlignLeading)
        cursor.setBlockFormat(shape)
        block = block.next()


def _frame(table: QTextTable) -> None:
    """A table over the whole width with thin lines, its heads in bold."""
    shape = table.format()
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorder(1)
    shape.setBorderBrush(theme.current().colour("line"))
    shape.setBorderCollapse(True)
    shape.setCellPadding(theme.px(5))
    shape.setCellSpacing(0)
    shape.setTopMargin(theme.px(4))
    shape.setBottomMargin(theme.px(10))
    table.setFormat(shape)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.DemiBold)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        cursor = cell.firstCursorPosition()
        cursor.setPosition(cell.lastCursorPosition().position(), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(bold)
