"""What each column of a file of answers holds, guessed and changed by the officer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from hospcomms.domain.questionnaires import Question
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.answers.columns import CODE, PERSONAL, QUESTION, SKIP, WAVE, Role, head_of, numbers
from hospcomms.services.answers.sheets import AnswerSheet
from ui import theme
from ui.language import say, shown, spoken, tr
from ui.widgets.labels import Label

EXAMPLES = 3
LONGEST = 60
_FIRST = ((SKIP, N_("Not read")), (CODE, N_("Code of the person")), (WAVE, N_("Before or after")))
_COLUMNS = (N_("Heading in the file"), N_("Examples"), N_("What it holds"))


class ColumnChoices(QWidget):
    """One line for each column: its heading, some of its values, and what it holds. ``changed`` tells of a choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, QComboBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(6))
        for column, share in enumerate((4, 3, 5)):
            self._grid.setColumnStretch(column, share)

    def show_columns(
        self, sheets: Sequence[AnswerSheet], roles: Mapping[str, Role], questions: Sequence[Question]
    ) -> None:
        """Show the columns of the sheets with the roles they have."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.boxes = {}
        for place, words in enumerate(_COLUMNS):
            self._grid.addWidget(Label(tr(words), role="small", tone="text2"), 0, place)
        for row, (key, (heading, values)) in enumerate(_columns(sheets, questions).items(), 1):
            self._grid.addWidget(Label(heading, elide=True), row, 0)
            role = roles.get(key, Role(SKIP))
            if role.kind == PERSONAL:
                self._grid.addWidget(Label(tr(N_("Not shown")), tone="text3"), row, 1)
                self._grid.addWidget(Label(tr(N_("Not read: it names people")), tone="text2"), row, 2)
                continue
            examples = spoken().listing(values)
            self._grid.addWidget(Label(examples, tone="text2", elide=True), row, 1)
            self.boxes[key] = box = self._box(heading, role, questions)
            self._grid.addWidget(box, row, 2)

    def roles(self) -> dict[str, Role]:
        """What the officer chose for each column that can be read."""
        return {key: box.currentData() for key, box in self.boxes.items()}

    def _box(self, heading: str, role: Role, questions: Sequence[Question]) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(say(sentence("What the column “{heading}” holds", heading=heading)))
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for kind, words in _FIRST:
            box.addItem(tr(words), Role(kind))
        for question in questions:
            number = numbers(questions)[question.id]
            wording = question.wording.best(spoken().language)
            short = wording if len(wording) <= LONGEST else f"{wording[: LONGEST - 1]}…"
            box.addItem(shown(say(sentence("{n}. {question}", n=number, question=short))), Role(QUESTION, question.id))
        place = next((place for place in range(box.count()) if box.itemData(place) == role), 0)
        box.setCurrentIndex(place)
        box.activated.connect(lambda _place: self.changed.emit())
        return box


def _columns(sheets: Sequence[AnswerSheet], questions: Sequence[Question]) -> dict[str, tuple[str, list[str]]]:
    """The heading of each column by its key, and the first different values below it."""
    found: dict[str, tuple[str, list[str]]] = {}
    for sheet in sheets:
        head = head_of(sheet, questions)
        below = [row for row in sorted(sheet.rows) if row > head.row][:50]
        for key, column in head.places.items():
            values = dict.fromkeys(text for row in below if (text := sheet.rows[row].get(column, "")))
            found.setdefault(key, (head.words[key], list(values)[:EXAMPLES]))
    return found
