"""The safety of the data: how old its copies are and what went wrong, a backup now, a trial, a restore, the check."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import backups, clock_watch, safety, upkeep
from hospcomms.services.backups import Copy, Rehearsal
from hospcomms.services.upkeep import CheckReport
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.file_dialogs import Outside
from ui.language import say, tr
from ui.safety.copy_list import CopyList
from ui.safety.second_place import SecondPlace
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.messages import LoadingBar
from ui.widgets.sheets import Sheet, scrolled

if TYPE_CHECKING:
    from ui.window import Window

TITLE = N_("Safety of the data")
MOST_PROBLEMS = 12


class SafetyPage(QWidget):
    """Cards of what stands, the copies, the check. Work is done beside the window, one thing at a time."""

    def __init__(self, session: Session, outside: Outside | None = None) -> None:
        super().__init__()
        self.session, self.outside = session, outside or Outside()
        self._buttons: list[Button] = []
        column = self._column = QVBoxLayout(self)
        column.setSpacing(theme.px(12))
        self.now = self._button(N_("Back up now"), self.back_up, icon="save", kind="primary")
        head = QHBoxLayout()
        head.addWidget(Label(tr(TITLE), role="title"))
        head.addStretch()
        head.addWidget(self.now)
        column.addLayout(head)
        self._bar = LoadingBar()
        column.addWidget(self._bar)
        column.addWidget(self._cards(), 1)
        session.bus.copied.connect(self.read_again)
        self.read_again()

    def _button(self, words: str, act: Callable[[], Any], *, icon: str = "", kind: str = "") -> Button:
        button = Button(tr(words), act, icon=icon, kind=kind)
        self._buttons.append(button)
        return button

    def _cards(self) -> QScrollArea:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(6))
        self._clock = self._button(N_("The clock is right"), self.confirm_clock)
        state = QVBoxLayout()
        state.addLayout(self._lines)
        state.addWidget(self._clock, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._card(N_("State of the copies"), state))
        self.second = SecondPlace(self.session, self.outside, self.save_file)
        column.addWidget(self._card(N_("The second place"), _in_column(self.second)))
        self.copies = CopyList(self.try_copy, self.restore)
        column.addWidget(self._card(N_("Backups found"), _in_column(self.copies)))
        column.addWidget(self._card(N_("Check of the data"), self._check_card()))
        column.addStretch()
        return scrolled(inside)

    @staticmethod
    def _card(title: str, content: QVBoxLayout) -> Sheet:
        sheet = Sheet()
        sheet.body.setSpacing(theme.px(10))
        sheet.body.addWidget(Label(tr(title), role="section"))
        sheet.body.addLayout(content)
        return sheet

    def _check_card(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        told = tr(N_("Reads the whole data file, its index, links, attached files and the logs of incidents."))
        column.addWidget(Label(told, tone="text2", wrap=True))
        self._found = QVBoxLayout()
        self._found.setSpacing(theme.px(6))
        column.addLayout(self._found)
        row = QHBoxLayout()
        row.addWidget(self._button(N_("Check now"), self.check, icon="scan"))
        row.addStretch()
        column.addLayout(row)
        return column

    # what stands

    def read_again(self) -> None:
        """Show the copies and their ages as they are now."""
        office = self.session.office
        _fill(self._lines, [(line.severity, line.words) for line in safety.lines(office)])
        self._clock.setVisible(clock_watch.anomaly(office) is not None)
        self.copies.show_copies(backups.copies(office))
        self.second.read_again()

    # what is done

    def back_up(self) -> None:
        """Make a backup, here and in the second place."""
        self._work(lambda: backups.make(self.session.office, "asked"), self._backed_up)

    def _backed_up(self, _copy: Copy) -> None:
        failed = backups.state(self.session.office).failed
        if failed is not None:
            self.session.go.refuse(failed)
        else:
            self.session.go.say(sentence("The backup was made and verified."))

    def confirm_clock(self) -> None:
        """The officer says that the clock is right: backups are thinned again."""
        clock_watch.confirm(self.session.office)
        self.session.bus.copied.emit()

    def save_file(self, path: Path) -> None:
        """Write everything, attached files too, into one file."""
        self._work(lambda: backups.write_file(self.session.office, path), self._backed_up)

    def try_copy(self, copy: Copy) -> None:
        """Restore a copy for a trial, beside the data, and take it away again."""
        self._work(lambda: backups.rehearse(self.session.office, copy), self._tried)

    def _tried(self, found: Rehearsal) -> None:
        if not found.ok:
            self.session.go.refuse(found.problems[0])
            return
        words = counted(
            "The backup of {when} can be restored: {n} record was read in it. Nothing was changed.",
            "The backup of {when} can be restored: {n} records were read in it. Nothing was changed.",
            sum(found.counts.values()),
            when=found.copy.at,
        )
        self.session.go.say(words)

    def restore(self, copy: Copy) -> None:
        """Look at what a backup would bring and take away, then restore it."""
        # late: seldom needed
        from ui.safety.restoring import look_at

        look_at(cast("Window", self.window()), copy, self.session.go.refuse, self)

    def check(self) -> None:
        """Read the whole data and say what is wrong with it."""
        self._work(lambda: upkeep.check(self.session.office), self._checked)

    def _checked(self, found: CheckReport) -> None:
        if found.ok:
            told = counted(
                "Everything is in order: {n} record.",
                "Everything is in order: {n} records.",
                sum(found.records.values()),
            )
            _fill(self._found, [("done", told)])
            return
        shown = [("late", problem.sentence) for problem in found.problems[:MOST_PROBLEMS]]
        if len(found.problems) > MOST_PROBLEMS:
            shown.append(("late", counted("And {n} more.", "And {n} more.", len(found.problems) - MOST_PROBLEMS)))
        _fill(self._found, shown)

    def _work(self, work: Callable[[], Any], done: Callable[[Any], Any]) -> None:
        """Do something beside the window, its buttons at rest meanwhile."""

        def ended(answer: Any) -> None:
            self._rest(busy=False)
            self.session.bus.copied.emit()
            done(answer)

        def failed(error: BaseException) -> None:
            self._rest(busy=False)
            self.session.bus.copied.emit()
            self.session.go.refuse(error.sentence if isinstance(error, Refusal) else Sentence(UNEXPECTED))

        def run(_progress: Progress) -> Any:
            return work()

        self._rest(busy=True)
        self.session.background.start(self, run, done=ended, failed=failed)

    def _rest(self, *, busy: bool) -> None:
        self._bar.begin() if busy else self._bar.end()
        for button in self._buttons:
            button.setEnabled(not busy)
        self.second.setEnabled(not busy)
        self.copies.set_busy(busy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        edge = theme.px(12 if self.window().width() < theme.px(1000) else 20)
        self._column.setContentsMargins(edge, theme.px(16), edge, theme.px(12))


def _in_column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.addWidget(widget)
    return column


def _fill(column: QVBoxLayout, lines: list[tuple[str, Sentence]]) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
    for shape, words in lines:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Mark(shape, 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(say(words), wrap=True, tone="late" if shape == "late" else "text"), 1)
        column.addWidget(line)
