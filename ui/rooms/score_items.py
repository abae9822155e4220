"""The items of a score sheet on the screen: one as a card with its examples, or as a row of a list."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hospcomms.domain.quality.scoring import may_be_na
from hospcomms.domain.quality.sheets import ANSWERS, NA, Item, ScoreSheet
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from ui import theme
from ui.language import say, tr
from ui.records.editors.flow import Flow
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.sheets import Sheet, key_cap

ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
KEYS = {answer: str(place) for place, answer in enumerate(ANSWERS, 1)}
"""The figure key of each answer."""


class AnswerButton(Button):
    """A button that leaves the arrow keys to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), theme.px(56)), hint.height())


class Answers(QWidget):
    """The answers an item may have; the one given is pressed. ``chosen`` carries the number of the item and it."""

    chosen = Signal(int, str)

    def __init__(self, sheet: ScoreSheet, item: Item, *, caps: bool = False) -> None:
        super().__init__()
        self._may_be_na = may_be_na(sheet, item.number)
        self.buttons: dict[str, AnswerButton] = {}
        self._caps: dict[str, QLabel] = {}
        row = Flow(self, 6)
        for answer in ANSWERS:
            if answer == NA and not self._may_be_na and not item.without:
                continue
            button = AnswerButton(tr(sheet.word(answer)), partial(self.chosen.emit, item.number, answer), kind="row")
            button.setCheckable(True)
            self.buttons[answer] = button
            if caps:
                self._caps[answer] = key_cap(KEYS[answer])
                row.addWidget(self._caps[answer])
            row.addWidget(button)

    def show_answer(self, answer: str, *, is_fixed: bool) -> None:
        """Press the answer given; one that follows from another item cannot be changed here."""
        for key, button in self.buttons.items():
            button.setChecked(key == answer)
            button.setEnabled(not is_fixed)
            is_open = key != NA or self._may_be_na or answer == NA  # it may follow from another item
            for shown in filter(None, (button, self._caps.get(key))):
                shown.setVisible(is_open)

    def may_be(self, answer: str) -> bool:
        """True when this answer can be given now."""
        button = self.buttons.get(answer)
        return button is not None and button.isEnabled() and (answer != NA or self._may_be_na)


class ItemCard(Sheet):
    """One item: what is asked, the answers, why it is asked, an example that is right and one that is not."""

    chosen = Signal(int, str)

    def __init__(self, sheet: ScoreSheet, item: Item) -> None:
        super().__init__()
        self.item = item
        place = sheet.numbers().index(item.number) + 1
        said = sentence("Item {place} of {all}", place=place, all=len(sheet.items))
        head = QHBoxLayout()
        head.addWidget(Label(tr(sheet.part(item.part).title), role="small", tone="text2", bold=True))
        head.addStretch(1)
        head.addWidget(Label(say(said), role="small", tone="text2"))
        self.answers = Answers(sheet, item, caps=True)
        self.answers.chosen.connect(self.chosen)
        self._reason = Label("", role="small", tone="text2", wrap=True)
        self.body.addLayout(head)
        asked = sentence("{number}. {text}", number=item.number, text=Word(item.text))
        self.body.addWidget(Label(say(asked), role="preview", wrap=True))
        self.body.addWidget(self.answers)
        self.body.addWidget(self._reason)
        self.body.addWidget(Rule())
        self.body.addWidget(Label(tr(item.why), wrap=True))
        self.body.addLayout(_examples(item))
        if item.without and may_be_na(sheet, item.number):
            line = sentence("“Not applicable” only where this holds: {reason}", reason=Word(item.without))
            self.body.addWidget(Label(say(line), role="small", tone="text2", wrap=True))
        self.body.addStretch(1)

    def show_answer(self, answer: str, reason: str) -> None:
        """Show the answer; ``reason`` is the marked reason when it follows from another item."""
        self.answers.show_answer(answer, is_fixed=bool(reason))
        self._reason.setText(tr(reason) if reason else "")
        self._reason.setVisible(bool(reason))


def _examples(item: Item) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(8))
    grid.setVerticalSpacing(theme.px(6))
    grid.setColumnStretch(1, 1)
    rows = (("done", N_("An example that does well"), item.good), ("rejected", N_("One that does not"), item.bad))
    for row, (shape, name, text) in enumerate(rows):
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(Label(tr(name), role="small", tone="text2"))
        column.addWidget(Label(tr(text), wrap=True))
        grid.addWidget(Mark(shape), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(column, row, 1)
    return grid


class ItemRow(QWidget):
    """One item in the list of all: number, what is asked, answers."""

    chosen = Signal(int, str)

    def __init__(self, sheet: ScoreSheet, item: Item) -> None:
        super().__init__()
        self.answers = Answers(sheet, item)
        self.answers.chosen.connect(self.chosen)
        self.answers.setFixedWidth(theme.px(250))
        text = Label(say(sentence("{number}. {text}", number=item.number, text=Word(item.text))), wrap=True)
        text.setToolTip(tr(item.why))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.px(3), 0, theme.px(3))
        row.setSpacing(theme.px(12))
        row.addWidget(text, 1)
        row.addWidget(self.answers)

    def show_answer(self, answer: str, reason: str) -> None:
        """Show the answer given, or the one that follows from another item."""
        self.answers.show_answer(answer, is_fixed=bool(reason))
        self.setToolTip(tr(reason) if reason else "")
