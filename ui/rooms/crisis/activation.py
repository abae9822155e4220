"""Activating a crisis from anywhere: choose the scenario, say how grave it is, really or as a drill (CRI-3)."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.folding import fold
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Scenario, ScenarioQuestion
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import incidents, records, scenarios
from hospcomms.services.incident_rescue import WORLD
from ui import theme
from ui.language import direction, say, shown, spoken, tip, tr
from ui.records.editors.lines import NameLine
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import Banner
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState, scrolled

if TYPE_CHECKING:
    from ui.session import Session

TITLE = N_("Activate a crisis")
NOW, AS_DRILL = N_("Activate now"), C_("activate", "Drill")
ELSEWHERE = N_("Run it from a fresh folder…")
SIZE = (760, 560)


class FilterLine(NameLine):
    """Typing filters, ↑ ↓ move in the list below, Enter goes on to the confirmation."""

    walked = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if steps:
            self.walked.emit(steps)
            return
        super().keyPressEvent(event)


class ActivationDialog(QDialog):
    """``begun`` carries the incident and the commit. Choosing and one confirmation: the incident runs.

    ``elsewhere`` carries the scenario that is to be run from a fresh folder, because the disk refused.
    """

    begun = Signal(int, object)
    elsewhere = Signal(int)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.scenarios: list[Scenario] = []
        self._questions: dict[int, list[ScenarioQuestion]] = {}
        self._boxes: list[tuple[QCheckBox, ScenarioQuestion]] = []
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setLayoutDirection(direction())
        self.setWindowTitle(tr(TITLE))
        self.banner = Banner(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16))
        self._column.setSpacing(theme.px(10))
        self._column.addWidget(Label(tr(TITLE), role="section"))
        self._column.addWidget(self.banner)
        self._body = QWidget()
        self._column.addWidget(self._body, 1)
        self._fill()
        room = parent.size()
        self.resize(QSize(theme.px(SIZE[0]), theme.px(SIZE[1])).boundedTo(room))

    def _fill(self) -> None:
        """The list of scenarios, or the offer to install those that are shipped."""
        self.scenarios = records.find(self.session.office, Query(Scenario))
        language = self.session.locale.language
        self.scenarios.sort(key=lambda one: fold(one.title.best(language)))
        old, self._body = self._body, self._scenario_body() if self.scenarios else self._empty_body()
        self._column.replaceWidget(old, self._body)
        old.hide()
        old.deleteLater()
        if self.scenarios:
            self.filter.setFocus()

    def _empty_body(self) -> QWidget:
        return EmptyState(
            "alert_urgent",
            tr(N_("There is no scenario yet.")),
            tr(N_("The program brings thirteen hospital scenarios in Arabic, French and English.")),
            (tr(N_("Install them")), self.install),
            action_icon="arrow_download",
        )

    def install(self) -> None:
        """Put the shipped scenarios into the office."""
        try:
            scenarios.install(self.session.office)
        except Refusal as refusal:
            self.banner.show_message("late", say(refusal.sentence))
            return
        self._fill()

    def _scenario_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        rtl = spoken().rtl
        self.filter = FilterLine(rtl=rtl, page_rtl=rtl)
        self.filter.set_hint(tr(N_("Type a word of the scenario")))
        self.filter.setAccessibleName(tr(N_("Scenario")))
        self.list = QListWidget()
        self.list.setSpacing(1)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMinimumHeight(theme.px(120))
        self._about = Label("", role="small", tone="text2", wrap=True)
        self._asked = QWidget()
        self._asked_column = QVBoxLayout(self._asked)
        self._asked_column.setContentsMargins(0, 0, 0, 0)
        self._asked_column.setSpacing(theme.px(2))
        self.level = Segments([(n, say(sentence("Level {n}", n=int(n))), "") for n in "123"], "1")
        row = QHBoxLayout()
        row.addWidget(self.filter, 1)
        row.addWidget(Label(tr(N_("Level")), tone="text2"))
        row.addWidget(self.level)
        column.addLayout(row)
        column.addWidget(self.list, 3)
        column.addWidget(self._about)
        column.addWidget(scrolled(self._asked), 4)
        column.addLayout(self._buttons())
        self.filter.changed.connect(self._filter)
        self.filter.walked.connect(self._walk)
        self.filter.submitted.connect(self._confirm)
        self.list.currentRowChanged.connect(lambda _row: self._show_chosen())
        self._filter()
        return body

    def _buttons(self) -> QHBoxLayout:
        self.drill = Button(tr(AS_DRILL), partial(self.activate, drill=True))
        self.now = Button(tr(NOW), partial(self.activate, drill=False), kind="critical", icon="alert_urgent")
        for button in (self.drill, self.now):
            button.setAutoDefault(False)
        cancel = Button(tr(N_("Cancel")), self.reject)
        cancel.setAutoDefault(False)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.drill)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.now)
        return row

    # choosing

    def _filter(self) -> None:
        language = self.session.locale.language
        wanted = fold(self.filter.text()).split()
        self.list.clear()
        for one in self.scenarios:
            title = one.title.best(language)
            if all(word in fold(title) for word in wanted):
                item = QListWidgetItem(shown(title))
                item.setData(Qt.ItemDataRole.UserRole, one.id)
                item.setSizeHint(QSize(0, theme.px(32)))
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._show_chosen()

    def _walk(self, steps: int) -> None:
        self.list.setCurrentRow(min(max(self.list.currentRow() + steps, 0), self.list.count() - 1))

    def chosen(self) -> Scenario | None:
        """The scenario under the cursor."""
        item = self.list.currentItem()
        ident = item.data(Qt.ItemDataRole.UserRole) if self.list.currentRow() >= 0 else 0
        return next((one for one in self.scenarios if one.id == ident), None)

    def _show_chosen(self) -> None:
        one = self.chosen()
        self._about.setText(one.verification.best(self.session.locale.language) if one is not None else "")
        self.level.choose("1")
        for box, _question in self._boxes:
            self._asked_column.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = []
        for button in (self.drill, self.now):
            button.setEnabled(one is not None)
        if one is not None:
            self._show_questions(one)

    def _show_questions(self, one: Scenario) -> None:
        """The activation questions: each yes raises the level at least to its own."""
        if one.id not in self._questions:
            self._questions[one.id] = records.parts(self.session.office, ScenarioQuestion, one.id)
        for question in self._questions[one.id]:
            box = QuestionBox(question.question.best(self.session.locale.language))
            box.toggled.connect(lambda _on: self._weigh())
            self._asked_column.addWidget(box)
            self._boxes.append((box, question))
        # made after the buttons, they would come behind them for Tab
        walked = [self.level.findChildren(QPushButton)[-1], *(box for box, _question in self._boxes), self.drill]
        for before, after in pairwise(walked):
            QWidget.setTabOrder(before, after)

    def _weigh(self) -> None:
        yes = [question for box, question in self._boxes if box.isChecked()]
        self.level.choose(scenarios.level_of(yes) if yes else "1")

    def _confirm(self) -> None:
        """Enter in the line: on to the one confirmation."""
        if self.now.isEnabled():
            self.now.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def activate(self, *, drill: bool) -> None:
        """Begin the incident; what is refused is said here."""
        one = self.chosen()
        if one is None:
            return
        try:
            started = incidents.start(self.session.office, one.id, drill=drill, level=self.level.current() or "1")
        except Invalid as refusal:
            self.banner.show_message("late", " ".join(say(problem.message) for problem in refusal.problems))
            return
        except Refusal as refusal:
            action = (tr(ELSEWHERE), partial(self._leave_for, one.id)) if refusal.kind in WORLD else None
            self.banner.show_message("late", say(refusal.sentence), action)
            return
        self.accept()
        self.begun.emit(started.incident, started.commit)

    def _leave_for(self, scenario: int) -> None:
        self.reject()
        self.elsewhere.emit(scenario)


class QuestionBox(QCheckBox):
    """A question one answers with yes."""

    def __init__(self, question: str) -> None:
        super().__init__(shown(question))
        self.setAccessibleName(question)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(tip(question))
