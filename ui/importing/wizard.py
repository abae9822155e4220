"""What imports in four steps share: file, columns, preview, import; the way on and back; work beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence
from ui import theme
from ui.background import UNEXPECTED, Progress, Task
from ui.file_dialogs import Outside
from ui.importing.steps import Steps
from ui.language import say, tr
from ui.preview.working import Working
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import Banner

FILE, COLUMNS, PREVIEW, DONE = range(4)
NAMES = (N_("File"), N_("Columns"), N_("Preview"), N_("Import"))
NOTHING_YET = N_("Nothing is saved before “Import”; one “Undo” takes the whole import back.")


class ImportWizard(QWidget):
    """The frame of the steps; an import adds the page of each, says what the buttons do, and starts its work here."""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__()
        self.session = session
        self.outside = Outside()
        self.step = FILE
        self._task: Task | None = None
        self.banner, self.steps, self.stack = Banner(self), Steps(NAMES), QStackedWidget()
        self.title = Label(tr(title), role="title")
        self.about = Label("", tone="text2", elide=True)
        self.back = Button("", self.go_back, icon="chevron_right" if theme.current().rtl else "chevron_left")
        self.primary = Button(tr(N_("Choose a file…")), self.go_on, icon="arrow_import", kind="primary")
        self.cancel = Button(tr(N_("Cancel the import")), self.give_up, icon="dismiss", kind="plain")
        self.working = Working(self, self.stop)
        self._promise = Label(tr(NOTHING_YET), role="small", tone="text2")
        self.foot = QHBoxLayout()
        self._column = QVBoxLayout(self)
        self._compose()

    def _compose(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        head.addWidget(self.title)
        head.addWidget(self.about, 1)
        head.addWidget(self.cancel)
        line = QHBoxLayout()
        line.addWidget(self.steps, 1)
        line.addWidget(self._promise)
        self.foot.setSpacing(theme.px(10))
        self.foot.addWidget(self.back)
        self.foot.addStretch(1)
        self.foot.addWidget(self.primary)
        self._column.setSpacing(theme.px(10))
        self._column.addLayout(head)
        self._column.addLayout(line)
        self._column.addWidget(self.banner)
        self._column.addWidget(self.stack, 1)
        self._column.addLayout(self.foot)

    def show_step(self, step: int) -> None:
        """Show a step with its buttons."""
        self.step = step
        self.steps.show_step(step)
        self.stack.setCurrentIndex(step)
        self.back.setVisible(step in (COLUMNS, PREVIEW))
        self.back.name_it(tr(N_("Back: file")) if step == COLUMNS else tr(N_("Back: columns")))
        self.cancel.setVisible(step != DONE)
        self._fit()
        self.renew_buttons()

    def renew_buttons(self) -> None:
        """Name and enable the buttons for what stands there now."""

    def go_on(self) -> None:
        """What the primary button does at this step."""

    def go_back(self) -> None:
        """One step back."""

    def give_up(self) -> None:
        """Give the import up; nothing was saved."""
        self.stop()
        self.session.go.back()

    # work beside the window

    def start(self, what: Sentence, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Do ``work`` in the background, said as ``what``; then ``done`` gets its answer. What was under way stops."""
        self.stop()
        self.banner.dismiss()
        self.working.begin(what)
        self.primary.setEnabled(False)

        def ended(answer: Any) -> None:
            self._task = None
            self.working.end()
            self.renew_buttons()
            done(answer)

        self._task = self.session.background.start(
            self, work, done=ended, failed=self._failed, progressed=self.working.tell
        )

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self.working.end()
        self.renew_buttons()
        said = say(error.sentence) if isinstance(error, Refusal) else tr(UNEXPECTED)
        self.banner.show_message("late", said)

    def stop(self) -> None:
        """Stop what is under way; nothing of it is saved."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
            self.working.end()
            self.renew_buttons()

    def is_busy(self) -> bool:
        """True while something is read, checked or written."""
        return self._task is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_busy():
            self.stop()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = theme.px(12 if self.is_narrow else 20)
        self._column.setContentsMargins(edge, theme.px(12), edge, theme.px(8))
        self._fit()

    @property
    def is_narrow(self) -> bool:
        """True in a window in which not everything finds room beside each other."""
        return self.width() < theme.px(900)

    def _fit(self) -> None:
        self._promise.setVisible(self.step != DONE and self.width() >= theme.px(1000))
