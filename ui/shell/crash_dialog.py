"""What is shown when the program fails: that the data is safe, the whole report, and the ways on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QLibraryInfo, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hospcomms.domain.wording import N_
from hospcomms.services.crash_reports import CrashReport
from ui import theme
from ui.clipboard import LASTING
from ui.language import direction, plain, say, tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

TITLE = N_("Something went wrong inside the program")
SAFE = N_(
    "What was saved is safe, and what is typed is kept as a draft. If the page does not answer, restart the program."
)
WHOLE = N_("This is the whole report. It holds no data of the office:")
COPY, GO_ON, RESTART = N_("Copy report"), N_("Go on"), N_("Restart")
COPIED = N_("Copied")
SIZE = (620, 420)


def words_of(report: CrashReport) -> str:
    """The report as plain text in the language of the window."""
    libraries = f"Qt {QLibraryInfo.version().toString()}"
    head = [plain(say(line)) for line in report.sentences(libraries)]
    return "\n".join([*head, *(report.lines or ("-",))])


def copy_report(report: CrashReport) -> None:
    """Put the report on the clipboard; it holds nothing of the data and may stay there."""
    data = QMimeData()
    data.setText(words_of(report))
    data.setData(LASTING, b"1")
    QGuiApplication.clipboard().setMimeData(data)


class CrashDialog(QDialog):
    """Shows one failure. ``restart`` ends the program and begins it again."""

    def __init__(self, report: CrashReport, restart: Callable[[], Any], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(direction())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr(TITLE))
        self.report = report
        self._again = False
        self._text = QPlainTextEdit(words_of(report))
        self._text.setReadOnly(True)
        self._text.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._text.setAccessibleName(tr(WHOLE))
        self._copy = Button(tr(COPY), self._copied, icon="copy")
        self.accepted.connect(lambda: restart() if self._again else None)
        again = Button(tr(RESTART), self._restart, icon="arrow_counterclockwise")
        go_on = Button(tr(GO_ON), self.accept, kind="primary")
        for button in (self._copy, again, go_on):
            button.setAutoDefault(False)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Mark("late", 20))
        head.addWidget(Label(tr(TITLE), role="section", wrap=True), 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self._copy)
        foot.addStretch()
        foot.addWidget(again)
        foot.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(*theme.margins(20, 16, 20, 16))
        column.setSpacing(theme.px(10))
        column.addLayout(head)
        column.addWidget(Label(tr(SAFE), wrap=True))
        column.addWidget(Label(tr(WHOLE), role="small", tone="text2", wrap=True))
        column.addWidget(self._text, 1)
        column.addLayout(foot)
        self.resize(theme.px(SIZE[0]), theme.px(SIZE[1]))
        go_on.setFocus()

    def words(self) -> str:
        """The report shown."""
        return self._text.toPlainText()

    def _restart(self) -> None:
        self._again = True
        self.accept()

    def _copied(self) -> None:
        copy_report(self.report)
        self._copy.name_it(tr(COPIED))
