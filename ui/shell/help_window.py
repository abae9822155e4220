"""Help: the program's own pages, kept with it, one for each room and language; nothing is fetched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from hospcomms import RESOURCES
from hospcomms.domain.wording import N_
from ui import theme
from ui.language import direction, spoken, tr

NOT_WRITTEN = N_("There is no help for this page yet.")


def page_for(room: str) -> Path | None:
    """The help page of a room in the language of the window, else the first page there is."""
    for language in (spoken().language, "en"):
        for name in (room, "home"):
            path = RESOURCES / "help" / language / f"{name}.md"
            if path.exists():
                return path
    return None


class HelpWindow(QDialog):
    """A window beside the page one works on; links lead to other help pages only."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Help"))
        self.setLayoutDirection(direction())
        self.resize(theme.px(520), theme.px(600))
        self.setModal(False)
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
        column.addWidget(self._text)

    def show_room(self, room: str) -> None:
        """Show the page of a room."""
        path = page_for(room)
        if path is None:
            self._text.setPlainText(tr(NOT_WRITTEN))
        else:
            self._show(path)
        self.show()
        self.raise_()
        self.activateWindow()

    def words(self) -> str:
        """The text shown."""
        return self._text.toPlainText()

    def _show(self, path: Path) -> None:
        """Our own Markdown, which alone may be shown as formatted text."""
        self._text.setMarkdown(path.read_text(encoding="utf-8"))
        cursor = QTextCursor(self._text.document())
        cursor.select(QTextCursor.SelectionType.Document)
        block = QTextBlockFormat()
        block.setLayoutDirection(direction())
        block.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        block.setAlignment(Qt.AlignmentFlag.AlignLeading)
        cursor.mergeBlockFormat(block)
        self._text.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, link: QUrl) -> None:
        name = Path(link.path()).stem
        path = page_for(name)
        if path is not None:
            self._show(path)
