"""What an import of answers would write and what stands in its way, before anything is saved."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.evaluation.questionnaire import score_change, score_told
from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services.answers.columns import numbers
from hospcomms.services.answers.reading import ERROR, NOTE, WARNING, Reading, Trouble
from hospcomms.services.answers.tally import QuestionTally
from hospcomms.services.questionnaires import with_counts
from ui import theme
from ui.importing.counters import Count, Counters
from ui.language import say, spoken, tr
from ui.rooms.evaluation_tables import FiguresTable
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

MOST_PLACES = 12
_GRAVEST = (ERROR, WARNING, NOTE)
HEADINGS = (
    N_("Question"),
    N_("Right before"),
    N_("Right after"),
    N_("Wrong before, right after"),
    N_("Right before, wrong after"),
)


class PreviewStep(QWidget):
    """Counters, the problems by kind with their places and what settles them, and the counts of each question."""

    def __init__(self, remedies: Sequence[QWidget]) -> None:
        super().__init__()
        self.said: list[str] = []
        self.table = FiguresTable(tr(N_("Counts of each question")), HEADINGS)
        self._counters = Counters()
        self._troubles = QVBoxLayout()
        self._troubles.setSpacing(theme.px(6))
        self._scores = Label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._counters)
        column.addLayout(self._troubles)
        for remedy in remedies:
            column.addWidget(remedy)
        column.addWidget(self._scores)
        column.addWidget(self.table)

    def show_reading(self, reading: Reading, questionnaire: Questionnaire, questions: Sequence[Question]) -> None:
        """Show what was read; the scores of the same people are judged by their own differences."""
        _clear(self._troubles)
        self._counters.show_counts(_counts(reading))
        troubles = sorted(reading.troubles, key=lambda trouble: _GRAVEST.index(trouble.severity))
        self.said = [say(trouble.said) for trouble in troubles]
        for trouble in troubles:
            self._troubles.addWidget(_line(trouble))
        counts = reading.tally
        self.table.setVisible(counts is not None)
        self._scores.hide()
        if counts is not None:
            score = score_told(score_change(with_counts(questionnaire, counts)))
            self._scores.setText(say(score) if score is not None else "")
            self._scores.setVisible(score is not None)
            order = numbers(questions)
            wordings = {question.id: question.wording.best(spoken().language) for question in questions}
            rows = [_row(line, order[line.question], wordings[line.question]) for line in counts.questions]
            self.table.fill(rows, 0)


def _counts(reading: Reading) -> list[Count]:
    people = reading.tally.people if reading.tally is not None else 0
    refused = sum(trouble.severity == ERROR for trouble in reading.troubles)
    warned = sum(trouble.severity == WARNING for trouble in reading.troubles)
    return [
        ("note", reading.rows, N_("Rows with answers")),
        ("done", people, N_("People counted")),
        ("soon", warned, N_("Warnings")),
        ("late", refused, N_("Problems to settle")),
    ]


def _line(trouble: Trouble) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    row.addWidget(Mark(trouble.severity, 16), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(say(trouble.said), bold=trouble.severity == ERROR, wrap=True))
    if trouble.places:
        words.addWidget(Label(say(_places(trouble)), role="small", tone="text2", wrap=True))
    row.addLayout(words, 1)
    return holder


def _places(trouble: Trouble) -> Sentence:
    shown_places = tuple(place.said for place in trouble.places[:MOST_PLACES])
    more = len(trouble.places) - len(shown_places)
    if more <= 0:
        return Sentence("{places}", {"places": shown_places})
    return counted("{places}, and {n} more place", "{places}, and {n} more places", more, places=shown_places)


def _row(line: QuestionTally, number: int, wording: str) -> tuple[str, ...]:
    return (
        say(sentence("{n}. {question}", n=number, question=wording)),
        _share(line.right_before, line.answers_before),
        _share(line.right_after, line.answers_after),
        _number(line.gained),
        _number(line.lost),
    )


def _share(right: int | None, answers: int | None) -> str:
    return "" if right is None or answers is None else say(sentence("{right} of {n}", right=right, n=answers))


def _number(count: int | None) -> str:
    return "" if count is None else spoken().number(count)


def _clear(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
