"""The text fields under the editors: one line or paragraphs whose direction is forced, and Latin lines.

Qt guesses the direction of each text it edits ("COVID-19 مرض." is laid out left to right, its full stop
in front); a forced QTextOption is the only cure seen, so names are typed in a QTextEdit of one line.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QTextEdit, QWidget

from hospcomms.domain.odd_letters import straight
from ui import theme
from ui.language import shown
from ui.theme import px

FIELD_HEIGHT = 32
LINE = 1.7  # em: text with full vowel marks needs it
MIN_LINES = 4
NAME_ROOM, EDGE_ROOM = 3, 6  # pixels beside the text, so that it stands where that of other fields does
EDGE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute


class DirectedText(QTextEdit):
    """Plain text in one forced direction; ``changed`` tells of changes by the officer only."""

    changed = Signal()

    def __init__(self, *, rtl: bool, page_rtl: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self._silent, self._page_rtl = False, page_rtl
        self.set_rtl(rtl)
        self.textChanged.connect(self._tell)

    def set_rtl(self, rtl: bool) -> None:
        """Force the other direction; the text stays at the edge of the page at which lines begin."""
        option = QTextOption(self.document().defaultTextOption())
        option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        option.setAlignment(EDGE if self._page_rtl and not rtl else Qt.AlignmentFlag.AlignLeading)
        self.document().setDefaultTextOption(option)

    def text(self) -> str:
        """The text as it was typed: no-break spaces stay (``toPlainText`` would turn them into spaces)."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Show ``text`` and forget what could be undone."""
        self._silent = True
        try:
            self.setPlainText(text)
            self._laid_out()
            self.document().clearUndoRedoStacks()
        finally:
            self._silent = False

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(straight(source.text()))
        self.ensureCursorVisible()

    def _laid_out(self) -> None:
        """Nothing more to do for one line."""

    def _tell(self) -> None:
        if not self._silent:
            self.changed.emit()


class NameLine(DirectedText):
    """One line of text in a forced direction: Enter submits, pasted line breaks become spaces."""

    submitted = Signal()
    left = Signal()

    def __init__(self, *, rtl: bool, page_rtl: bool, parent: QWidget | None = None) -> None:
        super().__init__(rtl=rtl, page_rtl=page_rtl, parent=parent)
        self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("line", "one")
        self._hint = ""

    def set_hint(self, text: str) -> None:
        """What the empty line says; QTextEdit shows its own placeholder in right-to-left pages only."""
        self._hint = text
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._hint or not self.document().isEmpty():
            return
        used = theme.current()
        side = Qt.AlignmentFlag.AlignRight if used.rtl else Qt.AlignmentFlag.AlignLeft
        painter = QPainter(self.viewport())
        painter.setPen(used.colour("text3"))
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignTop
        painter.drawText(self.viewport().rect(), flags, shown(self._hint))
        painter.end()

    def sizeHint(self) -> QSize:
        return QSize(px(160), px(FIELD_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(28))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(" ".join(straight(source.text()).split("\n")).replace("\r", ""))
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.height() - 2 * self.frameWidth() - QFontMetricsF(self.font()).height()
        self.setViewportMargins(px(NAME_ROOM), max(0, math.ceil(room / 2)), px(NAME_ROOM), 0)
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()  # the frame shows the keyboard, and Qt repaints only what is inside it
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Paragraphs(DirectedText):
    """Paragraphs with lines of 1.7 em: at least ``lines`` lines high, growing with the text."""

    def __init__(self, *, rtl: bool, page_rtl: bool, lines: int = MIN_LINES, parent: QWidget | None = None) -> None:
        super().__init__(rtl=rtl, page_rtl=page_rtl, parent=parent)
        self._lines = lines
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setProperty("line", "many")
        self.setViewportMargins(px(EDGE_ROOM), px(2), px(EDGE_ROOM), 0)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._grow())
        self.set_text("")

    def line_height(self) -> int:
        """One line in pixels."""
        metrics = QFontMetricsF(self.font())
        size = (
            self.font().pixelSize()
            if self.font().pixelSize() > 0
            else metrics.fontDpi() * self.font().pointSizeF() / 72
        )
        return math.ceil(max(LINE * size, metrics.height()))

    def _laid_out(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLineHeight(self.line_height(), QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
        cursor.mergeBlockFormat(block)
        self._grow()

    def _grow(self) -> None:
        least = self._lines * self.line_height()
        wanted = math.ceil(max(least, self.document().size().height())) + px(14)
        if self.height() != wanted:
            self.setFixedHeight(wanted)


class LatinLine(QLineEdit):
    """A line that is left to right whatever the page, standing at the right edge of a right-to-left one."""

    left = Signal()

    def __init__(self, *, page_rtl: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        if page_rtl:
            self.setAlignment(EDGE)

    def sizeHint(self) -> QSize:
        return QSize(px(120), px(FIELD_HEIGHT))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()
