"""What can stand in a template: every placeholder with its meaning, to be searched and copied."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hospcomms.domain.folding import fold
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.template_fill import placeholders
from ui import theme
from ui.exchange.rows import TextTable
from ui.language import direction, plain, say, shown, spoken, tr
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

TITLE = N_("What can stand in a template")


class PlaceholderList(QDialog):
    """A field to search in, the list, and a button that copies the chosen placeholder."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(plain(tr(TITLE)))
        self.setLayoutDirection(direction())
        self.setFixedWidth(theme.px(480))
        self._rows = placeholders(spoken())
        self.words = QLineEdit()
        self.words.setPlaceholderText(shown(tr(N_("Search"))))
        self.words.setAccessibleName(tr(N_("Search")))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(self._filter)
        self.table = TextTable((tr(N_("Placeholder")), tr(N_("What is put there"))), tr(TITLE), (230,))
        self.table.doubleClicked.connect(self._copy_of)
        self.copied = Label("", role="small", tone="text2", elide=True)
        self.copy = Button(tr(N_("Copy")), self.copy_chosen, icon="copy", kind="primary")
        self.copy.setDefault(True)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.copied, 1)
        foot.addWidget(Button(tr(N_("Close")), self.reject))
        foot.addWidget(self.copy)
        column = QVBoxLayout(self)
        edge = theme.px(16)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(8))
        column.addWidget(Label(tr(TITLE), role="section", bold=True))
        column.addWidget(
            Label(tr(N_("Write a placeholder in a cell; it is replaced when the template is filled.")),
                  tone="text2", wrap=True)
        )  # fmt: skip
        column.addWidget(self.words)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._filter("")
        room = parent.window().height()
        self.resize(self.width(), min(theme.px(560), max(theme.px(400), room - theme.px(40))))

    def _filter(self, words: str) -> None:
        wanted = fold(words)
        self.table.texts.show([row for row in self._rows if wanted in fold(" ".join(row))])
        self.table.resizeRowsToContents()
        if self.table.texts.rows:
            self.table.choose_row(0)
        self.copy.setEnabled(bool(self.table.texts.rows))

    def _copy_of(self, index: QModelIndex) -> None:
        self.table.choose_row(index.row())
        self.copy_chosen()

    def copy_chosen(self) -> None:
        """Put the chosen placeholder on the clipboard."""
        chosen = self.table.selectionModel().selectedRows()
        if chosen:
            written = str(self.table.texts.rows[chosen[0].row()][0])
            QGuiApplication.clipboard().setText(written)
            self.copied.setText(say(sentence("Copied: {text}", text=written)))
