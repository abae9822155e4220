"""The first step of importing answers: the file, and which of its sheets holds which asking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hospcomms.domain.wording import N_, Sentence
from hospcomms.services.answers.reading import Choices
from hospcomms.services.answers.sheets import AnswerSheet
from ui import theme
from ui.language import say, shown, tr
from ui.records.editors.choices import QuietCombo
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import LoadingBar
from ui.widgets.sheets import Sheet

NONE_YET = N_("No file is chosen yet.")
HINT = N_(
    "One file with a column that says before or after, a file with two sheets, or two files. 1 and 0 stand for right"
    " and wrong; any other text is compared with the right answer of the question. Empty cells count as not answered."
)


class FileStep(Sheet):
    """The button that asks for files, their names, and the sheets of the two askings; ``changed`` tells of a choice."""

    changed = Signal()

    def __init__(self, ask: Callable[[], None]) -> None:
        super().__init__()
        self.choose = Button(tr(N_("Choose one file or two…")), ask, icon="folder_open")
        self.named = Label(tr(NONE_YET), tone="text2", elide=True)
        self.loading = LoadingBar()
        self.before, self.after = QuietCombo(), QuietCombo()
        self._askings = self._asking_row()
        for part in (
            Label(tr(N_("1. File")), role="section"),
            row_of(self.choose, self.named),
            self.loading,
            Label(tr(HINT), role="small", tone="text2", wrap=True),
            self._askings,
        ):
            self.body.addWidget(part)
        self.show_none()

    def _asking_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for words, box in ((N_("Answers before"), self.before), (N_("Answers after"), self.after)):
            row.addWidget(Label(tr(words)))
            box.setAccessibleName(tr(words))
            box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            box.setMinimumWidth(theme.px(90))
            box.activated.connect(lambda _place: self.changed.emit())
            row.addWidget(box, 1)
        return holder

    def show_files(self, paths: Sequence[Path], sheets: Sequence[AnswerSheet], choices: Choices) -> None:
        """Show what was read, with the sheets as they are chosen."""
        # the names come from outside: each is a value of its own
        self.named.setText(say(Sentence("{names}", {"names": tuple(path.name for path in paths)})))
        self.named.paint_in("text")
        for box, place in ((self.before, choices.before), (self.after, choices.after)):
            box.clear()
            box.addItem(tr(N_("Not in the file")), None)
            for number, sheet in enumerate(sheets):
                box.addItem(shown(sheet.title or sheet.file), number)
            box.setCurrentIndex(0 if place is None else place + 1)
        self._askings.show()

    def show_none(self) -> None:
        """Say that no file is chosen."""
        self.named.setText(tr(NONE_YET))
        self.named.paint_in("text2")
        self._askings.hide()


def row_of(*widgets: QWidget) -> QWidget:
    """Widgets beside each other; a label takes the room that is left."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    for widget in widgets:
        row.addWidget(widget, 1 if isinstance(widget, Label) else 0)
    return holder
