"""The planning models of a programme: guided questions, answered in place and kept as one types (AWA-2)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.campaigns import KeyMessage
from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.objectives import Objective
from hospcomms.domain.planning_models import MESSAGE, OBJECTIVE, PURPOSES, Question, questions_of
from hospcomms.domain.programmes import MODELS, ModelAnswer, Programme
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import programmes, records
from ui import theme
from ui.language import say, tr
from ui.records.editors.lines import Paragraphs
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Bar, Mark, Rule
from ui.widgets.sheets import Sheet, scrolled

QUIET = 1500
"""Milliseconds without a key after which an answer is kept."""
LINES = 2
USE, LEAVE = N_("Use this model"), N_("Leave this model")
MADE = {
    OBJECTIVE: sentence("An objective was begun. Fill in its baseline and target in the tab “The programme”."),
    MESSAGE: sentence("A key message was begun; it stands in the plan of the campaign."),
}
STANDS = {OBJECTIVE: N_("It is an objective"), MESSAGE: N_("It is a key message")}


def answered(session: Session, programme: Programme) -> Sentence | int:
    """“4 of 6” over all models in use; 0 while none is used."""
    given = programmes.answers_of(session.office, programme.id)
    asked = [(one.model, one.key) for model in programme.models for one in questions_of(model)]
    return sentence("{done} of {all}", done=sum(key in given for key in asked), all=len(asked)) if asked else 0


class AnswerField(Paragraphs):
    """Paragraphs that tell when the keyboard leaves them."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class QuestionCell(QWidget):
    """A question, why it is asked, its answer, an example, and what the answer can become.

    ``typed`` comes when the answer is to be kept; ``led`` names what is to be made of it.
    """

    typed = Signal()
    led = Signal(str)

    def __init__(self, session: Session, question: Question) -> None:
        super().__init__()
        self.question = question
        self.mark = Mark("draft")
        rtl = session.locale.rtl
        self.field = AnswerField(rtl=rtl, page_rtl=rtl, lines=LINES)
        self.field.setAccessibleName(tr(question.title))
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self.typed)
        self.field.changed.connect(self._quiet.start)
        self.field.left.connect(self.flush)
        self._compose()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.mark)
        head.addWidget(Label(tr(self.question.title), bold=True, wrap=True), 1)
        column.addLayout(head)
        column.addWidget(Label(tr(self.question.why), role="small", tone="text2", wrap=True))
        column.addWidget(self.field)
        example = say(sentence("Example: {text}", text=tr(self.question.example)))
        column.addWidget(Label(example, role="small", tone="text3", wrap=True))
        self._below = QHBoxLayout()
        self._below.setSpacing(theme.px(8))
        self._leads: dict[str, tuple[Button, Label]] = {}
        for lead in self.question.leads:
            name = programmes.TO_OBJECTIVE if lead == OBJECTIVE else programmes.TO_MESSAGE
            button = Button(tr(name), partial(self.led.emit, lead), icon="arrow_enter", kind="row")
            stands = Label(tr(STANDS[lead]), role="small", tone="text2")
            self._leads[lead] = button, stands
            self._below.addWidget(button)
            self._below.addWidget(stands)
        self._below.addStretch(1)
        column.addLayout(self._below)

    def flush(self) -> None:
        """Keep at once what was typed a moment ago."""
        if self._quiet.isActive():
            self._quiet.stop()
            self.typed.emit()

    @property
    def is_waiting(self) -> bool:
        """True while something typed is not kept yet."""
        return self._quiet.isActive()

    def show_answer(self, words: str, made: frozenset[str]) -> None:
        """Show the answer as it is kept, unless something else is being typed, and what became of it."""
        if not (self.is_waiting or self.field.hasFocus()) and self.field.text().strip() != words:
            self.field.set_text(words)
        self.mark.show_shape("done" if words else "draft")
        for lead, (button, stands) in self._leads.items():
            button.setVisible(bool(words) and lead not in made)
            stands.setVisible(bool(words) and lead in made)


class ModelsPage(QWidget):
    """The models in use with their questions, then those that could be used; follows what is saved elsewhere."""

    def __init__(self, session: Session, programme: Programme) -> None:
        super().__init__()
        self._session, self.programme = session, programme
        self.cells: dict[tuple[str, str], QuestionCell] = {}
        self._progress: dict[str, tuple[Bar, Label]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None
        self._fill()
        session.bus.committed.connect(self._heard)

    def _fill(self) -> None:
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self.cells, self._progress = {}, {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        for choice in MODELS:
            if choice.key in self.programme.models:
                column.addWidget(self._model(choice.key, choice.label))
        others = [choice for choice in MODELS if choice.key not in self.programme.models]
        if others:
            column.addWidget(self._others([(choice.key, choice.label) for choice in others]))
        column.addStretch(1)
        self._shown = scrolled(inside)
        self._column.addWidget(self._shown)
        first = next(iter(self.cells.values()), None)
        if first is not None:
            self.setFocusProxy(first.field)
        self._show_answers()

    def _model(self, model: str, title: str) -> QWidget:
        sheet = Sheet()
        sheet.body.setSpacing(theme.px(14))
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        bar, said = Bar(0.0, 80, 8), Label("", role="small", tone="text2")
        self._progress[model] = bar, said
        head.addWidget(Label(tr(title), role="section", bold=True))
        head.addWidget(bar)
        head.addWidget(said)
        head.addStretch(1)
        leave = Button(tr(LEAVE), lambda: self.use(model, used=False), icon="dismiss", kind="icon")
        leave.setAccessibleName(say(sentence("{verb}: {name}", verb=tr(LEAVE), name=tr(title))))
        head.addWidget(leave)
        sheet.body.addLayout(head)
        sheet.body.addWidget(Label(tr(PURPOSES[model]), role="small", tone="text2", wrap=True))
        for question in questions_of(model):
            sheet.body.addWidget(Rule())
            cell = QuestionCell(self._session, question)
            cell.typed.connect(lambda cell=cell: self.keep(cell))
            cell.led.connect(lambda lead, cell=cell: self.lead(cell, lead))
            self.cells[model, question.key] = cell
            sheet.body.addWidget(cell)
        return sheet

    def _others(self, choices: list[tuple[str, str]]) -> QWidget:
        sheet = Sheet()
        title = N_("Other planning models") if self.programme.models else N_("Choose a planning model")
        sheet.body.addWidget(Label(tr(title), role="section", bold=True))
        if not self.programme.models:
            words = tr(
                N_("A model asks the questions a good plan answers. One is enough; answers stay when you leave it.")
            )
            sheet.body.addWidget(Label(words, tone="text2", wrap=True))
        for key, label in choices:
            sheet.body.addWidget(Rule())
            row = QHBoxLayout()
            row.setSpacing(theme.px(12))
            told = QVBoxLayout()
            told.addWidget(Label(tr(label), bold=True))
            told.addWidget(Label(tr(PURPOSES[key]), role="small", tone="text2", wrap=True))
            row.addLayout(told, 1)
            use = Button(tr(USE), partial(self.use, key, used=True), kind="row")
            use.setAccessibleName(say(sentence("{verb}: {name}", verb=tr(USE), name=tr(label))))
            row.addWidget(use)
            sheet.body.addLayout(row)
        return sheet

    def _show_answers(self) -> None:
        given = programmes.answers_of(self._session.office, self.programme.id)
        made = self._made()
        for key, cell in self.cells.items():
            words = given[key].answer if key in given else ""
            line = " ".join(words.split())
            cell.show_answer(words, frozenset(lead for lead, names in made.items() if line and line in names))
        for model, (bar, said) in self._progress.items():
            asked = questions_of(model)
            done = sum((model, one.key) in given for one in asked)
            bar.show_share(done / len(asked))
            said.setText(say(sentence("{done} of {all} answered", done=done, all=len(asked))))

    def _made(self) -> dict[str, frozenset[str]]:
        """The indicators and messages of the campaign."""
        office, campaign = self._session.office, self.programme.campaign
        objectives = records.parts(office, Objective, campaign) if campaign else []
        messages = records.parts(office, KeyMessage, campaign) if campaign else []
        words = [text for one in messages for text in (one.wording.ar, one.wording.fr, one.wording.en)]
        return {OBJECTIVE: frozenset(one.indicator for one in objectives), MESSAGE: frozenset(words)}

    def keep(self, cell: QuestionCell) -> None:
        """Keep the answer of a cell; a refusal is said and the text stays."""
        question = cell.question
        words = cell.field.text()
        self._do(
            lambda: programmes.answer(self._session.office, self.programme.id, question.model, question.key, words)
        )

    def lead(self, cell: QuestionCell, lead: str) -> None:
        """Make an objective or a key message of an answer."""
        cell.flush()
        key = cell.question.model, cell.question.key
        given = programmes.answers_of(self._session.office, self.programme.id).get(key)
        make = programmes.make_objective if lead == OBJECTIVE else programmes.make_message
        if given is not None and self._do(lambda: make(self._session.office, self.programme, given)):
            self._session.go.say(MADE[lead])

    def use(self, model: str, *, used: bool) -> None:
        """Use a model or leave it; the answers stay."""
        done = self._do(lambda: programmes.choose_model(self._session.office, self.programme, model, used=used))
        first = next((cell for key, cell in self.cells.items() if key[0] == model or not used), None)
        if done and first is not None:  # the button that was pressed is gone
            first.field.setFocus()

    def _do(self, act: Callable[[], Commit | None]) -> bool:
        try:
            commit = act()
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)
            return False
        if commit is not None:
            self._session.go.committed(commit)
        return commit is not None

    def _heard(self, commit: Commit) -> None:
        if not any(commit.touches(kind) for kind in (Programme, ModelAnswer, Objective, KeyMessage)):
            return
        try:
            found = records.get(self._session.office, Programme, self.programme.id)
        except Missing:
            return
        is_other = found.models != self.programme.models
        self.programme = found
        if is_other:
            self.leave()
            self._fill()
        else:
            self._show_answers()

    def select(self, ident: int) -> None:
        """Put the cursor into the answer with this id."""
        for key, given in programmes.answers_of(self._session.office, self.programme.id).items():
            if given.id == ident and key in self.cells:
                self.cells[key].field.setFocus()

    def leave(self) -> None:
        """Keep what was typed a moment ago."""
        for cell in self.cells.values():
            cell.flush()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.leave()
