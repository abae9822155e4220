"""The page on which a version is scored: the first questions, the items one by one or all, the score as it grows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import latin_digits
from hospcomms.domain.materials import QualityScore
from hospcomms.domain.quality import scoring
from hospcomms.domain.quality.sheets import ANSWERS, NA, NO, YES
from hospcomms.domain.wording import N_
from hospcomms.services import quality
from ui import theme
from ui.language import direction, tr
from ui.records.form import quiet_timer
from ui.rooms.score_foot import ScoreFoot
from ui.rooms.score_items import ItemCard, ItemRow
from ui.rooms.score_questions import FirstQuestions
from ui.session import Session
from ui.shell.help_pages import HELP
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.segments import Segments
from ui.widgets.sheets import Sheet, scrolled

FIRST, ONE, ALL = "first", "one", "all"
LETTERS = {YES: "yoنغ", NO: "nلى", NA: "asطش"}
"""The first letters of the answers, and the Arabic ones on the keys Y, N and A; the figures 1 to 3 do as well."""
_WAIT = 400
_BEGIN_PARTS = (12, 15, 18)
"""The items of the index whose answer may leave their part out."""
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ScoreSheetPage(QWidget):
    """``left`` tells that the sheet was finished, thrown away, or left as it is; half filled it stays as a draft."""

    left = Signal()

    def __init__(self, session: Session, score: QualityScore, answers: dict[int, str]) -> None:
        super().__init__()
        self.session, self.score = session, score
        self.sheet = quality.sheet_of(score)
        self.answers = dict(answers)
        self.dirty = False
        self.setProperty(HELP, "materials-quality")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._timer = quiet_timer(self, _WAIT, self.keep)
        self.questions = FirstQuestions(session, score, self.sheet)
        self.questions.edited.connect(self._touched)
        self.cards = {item.number: ItemCard(self.sheet, item) for item in self.sheet.items}
        self.rows = {item.number: ItemRow(self.sheet, item) for item in self.sheet.items}
        for number in self.sheet.numbers():
            self.cards[number].chosen.connect(self.answer)
            self.rows[number].chosen.connect(self.answer)
        self.foot = ScoreFoot(self.sheet)
        self.foot.back.clicked.connect(lambda: self.step(-1))
        self.foot.on.clicked.connect(lambda: self.step(1))
        self.foot.finish.clicked.connect(lambda _pressed=False: self.finish())
        self._compose()
        self._show_answers()
        self.show_view(ONE if not (self.sheet.asks_first and quality.unanswered(score)) else FIRST)
        self._go_to_first_open()

    def _compose(self) -> None:
        views = [
            (FIRST, tr(N_("First questions")), ""),
            (ONE, tr(N_("One by one")), ""),
            (ALL, tr(N_("All items")), ""),
        ]
        self.views = Segments(views, ONE)
        self.views.setAccessibleName(tr(N_("View")))
        self.views.chosen.connect(self.show_view)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Button(tr(N_("Back to the scores")), self.leave, icon="arrow_left", kind="square"))
        head.addWidget(Label(tr(self.sheet.title), role="section", elide=True), 1)
        head.addWidget(self.views)
        head.addWidget(Button(tr(N_("Throw this sheet away")), self.throw_away, icon="delete", kind="square"))
        self._one = QStackedWidget()
        for card in self.cards.values():
            self._one.addWidget(card)
        self._pages = QStackedWidget()
        for page in (self.questions, scrolled(self._one), scrolled(self._list())):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(self._pages, 1)
        column.addWidget(self.foot)

    def _list(self) -> QWidget:
        """All items under the headings of their parts."""
        sheet, part = Sheet(), ""
        for item in self.sheet.items:
            if item.part != part:
                part = item.part
                described = self.sheet.part(part)
                sheet.body.addWidget(Label(tr(described.title), role="section"))
                if described.question:
                    line = tr(described.question)
                    sheet.body.addWidget(Label(line, role="small", tone="text2", wrap=True))
            sheet.body.addWidget(self.rows[item.number])
        sheet.body.addStretch(1)
        return sheet

    # what is shown

    def show_view(self, key: str) -> None:
        """Show the first questions, one item, or all items."""
        self.views.choose(key)
        self._pages.setCurrentIndex((FIRST, ONE, ALL).index(key))
        self.foot.show_steps(shown=key == ONE)
        if key == FIRST:
            self.questions.focus()
        else:
            self.setFocus()

    def show_item(self, number: int) -> None:
        """Show one item by itself."""
        self._one.setCurrentWidget(self.cards[number])
        place = self.sheet.numbers().index(number)
        self.foot.back.setEnabled(place > 0)
        self.foot.on.setEnabled(place + 1 < len(self.sheet.items))

    def number(self) -> int:
        """The number of the item shown by itself."""
        shown = self._one.currentWidget()
        assert isinstance(shown, ItemCard)
        return shown.item.number

    def _show_answers(self) -> None:
        final = scoring.settled(self.sheet, self.answers)
        fixed = scoring.forced(self.sheet, self.answers)
        for number in self.sheet.numbers():
            answer, reason = final.get(number, ""), fixed.get(number, ("", ""))[1]
            if number in _BEGIN_PARTS:
                reason = ""  # it is this answer that leaves the part out: it can be changed
            self.cards[number].show_answer(answer, reason)
            self.rows[number].show_answer(answer, reason)
        self.foot.show_tally(scoring.tally(self.sheet, self.answers))

    def _go_to_first_open(self) -> None:
        missing = scoring.tally(self.sheet, self.answers).missing
        self.show_item(missing[0] if missing else self.sheet.numbers()[0])

    # what is done

    def answer(self, number: int, answer: str) -> None:
        """Give an item an answer, and go on to the next one that is open."""
        if not self.cards[number].answers.may_be(answer):
            return
        self.answers[number] = answer
        self._touched()
        self._show_answers()
        if self.views.current() == ONE:
            later = [one for one in scoring.tally(self.sheet, self.answers).missing if one > number]
            self.show_item(later[0] if later else number)
        self.setFocus()

    def step(self, by: int) -> None:
        """Go to the item before or after."""
        numbers = self.sheet.numbers()
        place = min(max(numbers.index(self.number()) + by, 0), len(numbers) - 1)
        self.show_item(numbers[place])

    def _touched(self) -> None:
        self.dirty = True
        self._timer.start()

    def keep(self) -> None:
        """Keep the sheet as it is as a draft, if something was touched."""
        self._timer.stop()
        if self.dirty:
            typed = self.questions.typed()
            self.dirty = not _done(self.session, lambda: quality.keep_half(self.session.office, typed, self.answers))

    def finish(self) -> None:
        """Save the sheet and its score as one change; what is missing is shown and said."""
        self.score = self.questions.typed()
        try:
            commit = quality.keep_score(self.session.office, self.score, self.answers)
        except Refusal as refusal:
            self.keep()
            self.session.go.refuse(refusal.sentence)
            self._go_to_first_open()
            whole = not scoring.tally(self.sheet, self.answers).missing
            self.show_view(FIRST if whole else ONE)
            return
        self.dirty = False
        self._timer.stop()
        self.session.go.committed(commit)
        self.left.emit()

    def leave(self) -> None:
        """Go back to the scores; the sheet stays as a draft."""
        self.keep()
        self.left.emit()

    def throw_away(self) -> None:
        """Forget what was answered and go back."""
        self.dirty = False
        self._timer.stop()
        office, score = self.session.office, self.score
        if _done(self.session, lambda: quality.forget_half(office, score.version, score.instrument)):
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _COMMANDS or self.views.current() != ONE:
            super().keyPressEvent(event)
            return
        step, answer = _step(event), _answer(event.text())
        if step:
            self.step(step)
        elif answer:
            self.answer(self.number(), answer)
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self.keep()  # the office is closed before its pages are hidden
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep()
        super().hideEvent(event)


def _done(session: Session, act: Callable[[], None]) -> bool:
    """Do something with the draft; False when it was refused, and that is said."""
    try:
        act()
    except Refusal as refusal:
        session.go.refuse(refusal.sentence)
        return False
    return True


def _step(event: QKeyEvent) -> int:
    """How far an arrow key goes, in reading direction."""
    on = -1 if direction() == Qt.LayoutDirection.RightToLeft else 1
    keys = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -on, Qt.Key.Key_Right: on}
    return keys.get(Qt.Key(event.key()), 0)


def _answer(text: str) -> str:
    """The answer a key stands for, "" for none."""
    pressed = latin_digits(text).lower()
    if len(pressed) != 1:
        return ""
    if pressed in "123":
        return ANSWERS[int(pressed) - 1]
    return next((answer for answer, letters in LETTERS.items() if pressed in letters), "")
