"""Why a verdict: the steps from this campaign's counts to it, what must be said beside it, and “what if n were …”."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from hospcomms.domain.charts import IntervalRow, Intervals
from hospcomms.domain.charts.kinds import PERCENT
from hospcomms.domain.evaluation.board import Row
from hospcomms.domain.evaluation.indicators import with_answers
from hospcomms.domain.evaluation.phrases import points
from hospcomms.domain.evaluation.told import short
from hospcomms.domain.evaluation.verdicts import Finding, judge
from hospcomms.domain.plots import Interval
from hospcomms.domain.wording import Sentence, counted, sentence
from ui import theme
from ui.language import direction, is_arabic, say, spoken, tr
from ui.rooms.evaluation.cards import card_head
from ui.rooms.evaluation.charts import name_of, shape_of, spaced, word_of
from ui.widgets import kit
from ui.widgets.buttons import Button
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule, StateLabel
from ui.widgets.sheets import Sheet, scrolled

_LATIN = re.compile("[A-Za-z]")
_BETWEEN_PARTS = re.compile(r"\s*[؛،;·\n]\s*|\s+(?=\()")
STEPS = (10, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500, 600, 800, 1000, 1500, 2000, 3000, 5000, 10_000)
"""Numbers of answers the slider stops at, beside the real one."""


class WhyPage(QWidget):
    """One indicator explained; the two buttons at the end go to the one before and after."""

    def __init__(
        self,
        rows: Sequence[Row],
        findings: Sequence[Finding | None],
        back: Callable[[], None],
        enter: Callable[[int], object] | None = None,
    ) -> None:
        """``enter`` opens the form of a row's result; without it the page is only read."""
        super().__init__()
        self._rows, self._findings, self._back, self._enter = rows, findings, back, enter
        self.place = 0
        self.slider: AnswersSlider | None = None
        self.back = Button(tr("Back to the board"), back, icon="arrow_left")
        self._where = Label("", role="small", tone="text2")
        self._before = Button(tr("Previous indicator"), lambda: self.show_row(self.place - 1), icon="chevron_left")
        self._after = Button(tr("Next indicator"), lambda: self.show_row(self.place + 1), icon="chevron_right")
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.back)
        head.addWidget(self._where)
        head.addStretch(1)
        head.addWidget(self._before)
        head.addWidget(self._after)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addLayout(head)
        self._area: QWidget | None = None
        for button in (self._before, self._after):
            button.setVisible(len(rows) > 1)

    def show_row(self, place: int) -> None:
        """Explain the indicator at that place."""
        self.place = min(max(place, 0), len(self._rows) - 1)
        had = self._before.hasFocus() or self._after.hasFocus()
        self._before.setEnabled(self.place > 0)
        self._after.setEnabled(self.place < len(self._rows) - 1)
        if self._area is not None:
            self._column.removeWidget(self._area)
            self._area.deleteLater()
        said = sentence("Indicator {n} of {total}", n=self.place + 1, total=len(self._rows))
        self._where.setText(say(said))
        self._area = scrolled(self._page(self._rows[self.place], self._findings[self.place]))
        self._column.addWidget(self._area, 1)
        if not had:
            self.back.setFocus()

    def _page(self, row: Row, finding: Finding | None) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(_verdict(row))
        if self._enter is not None and row.actual.value is None:
            column.addWidget(self._entering(self._enter), 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(_listed(tr("How the verdict is found"), row.why, tr("Nothing could be computed.")))
        if row.notes:
            column.addWidget(_listed(tr("What must be said beside it"), row.notes, "", "soon"))
        self.slider = None
        if finding is not None and finding.interval is not None:
            self.slider = AnswersSlider(finding)
            column.addWidget(self.slider)
        column.addStretch(1)
        return page

    def _entering(self, enter: Callable[[int], object]) -> Button:
        return Button(tr("Enter the result…"), lambda: enter(self.place), icon="add")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
            return
        super().keyPressEvent(event)


def _verdict(row: Row) -> Sheet:
    card = Sheet()
    line = QHBoxLayout()
    line.setSpacing(theme.px(14))
    line.addWidget(Mark(shape_of(row.verdict), 34), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(theme.px(4))
    words.addWidget(Label(name_of(row), role="small", tone="text2", wrap=True))
    words.addWidget(Label(say(row.headline), role="preview", wrap=True))
    standing = () if row.standing is None else (row.standing,)
    answers = () if row.answers is None else (row.answers,)
    for said in (*row.figures, *answers, *row.beside, row.grade_said, *standing):
        words.addWidget(Label(say(said), wrap=True))
    if row.sources:
        for source in row.sources:
            said_of = sentence("Source: {source}", source=parts_of(source))
            words.addWidget(Label(say(said_of), role="small", tone="text2", wrap=True))
    line.addLayout(words, 1)
    card.body.addLayout(line)
    return card


def parts_of(source: str) -> str | tuple[str, ...]:
    """A source as it is drawn: one of two scripts in its parts, each kept together, so that none turns another over."""
    if not is_arabic(source) or not _LATIN.search(source):
        return source
    return tuple(part for part in _BETWEEN_PARTS.split(source) if part)


def _listed(title: str, said: Sequence[Sentence], nothing: str, mark: str = "") -> Sheet:
    """Sentences below each other: numbered steps, or notes with their shape."""
    card = Sheet()
    card.body.addLayout(card_head(title))
    card.body.addWidget(Rule())
    for number, step in enumerate(said, 1):
        line = QHBoxLayout()
        line.setSpacing(theme.px(10))
        top = Qt.AlignmentFlag.AlignTop
        if mark:
            line.addWidget(Mark(mark), 0, top)
        else:
            count = Label(spoken().number(number), bold=True, tone="text2")
            count.setFixedWidth(theme.px(20))
            line.addWidget(count, 0, top)
        line.addWidget(Label(say(step), wrap=True), 1)
        card.body.addLayout(line)
    if not said:
        card.body.addWidget(Label(nothing, tone="text2", wrap=True))
    return card


class _Slider(QSlider):
    """A slider that shows where the keyboard is as everything else does; scrolling the page over it moves nothing."""

    def __init__(self, orientation: Qt.Orientation) -> None:
        super().__init__(orientation)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            kit.paint_focus(painter, QRectF(self.rect()), theme.current())
            painter.end()


class AnswersSlider(Sheet):
    """“What if n were …”: the same shares with another number of answers in every group; nothing of it is kept."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self.setLayoutDirection(direction())
        self._finding = finding
        ends = [group.n for group in finding.comparison.ends if group is not None]
        self.real = round(min(ends))
        self.steps = sorted({*STEPS, self.real})
        self.body.addLayout(card_head(tr("What if there were more answers, or fewer?")))
        self.body.addWidget(Rule())
        note = tr("A thought experiment: the same shares as measured, with another number of answers in each group.")
        self.body.addWidget(Label(note, role="small", tone="text2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.number = Label("", bold=True)
        self.number.setMinimumWidth(theme.px(170))
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Answers in each group"))
        self.slider.setRange(0, len(self.steps) - 1)
        self.slider.setPageStep(3)
        self.slider.setMinimumHeight(theme.px(28))
        row.addWidget(self.number)
        row.addWidget(self.slider, 1)
        row.addWidget(Button(tr("As measured"), self.reset, kind="link"))
        self.body.addLayout(row)
        self.chart = ChartView(self._drawn(finding))
        self.chart.setAccessibleName(tr("What if there were more answers, or fewer?"))
        self._state = StateLabel("not_measured", "")
        self.words = [Label("", wrap=True) for _ in range(2)]
        self.body.addWidget(self._state)
        for label in self.words:
            self.body.addWidget(label)
        self.body.addWidget(self.chart)
        self.slider.valueChanged.connect(lambda _value: self.show_now())
        self.reset()
        self.show_now()

    def reset(self) -> None:
        """Go back to the number of answers there really were (of the smaller group)."""
        self.slider.setValue(bisect_left(self.steps, self.real))

    def thought(self) -> Finding:
        """The finding with as many answers as the slider says; as measured at the real number."""
        n = self.steps[self.slider.value()]
        return self._finding if n == self.real else judge(with_answers(self._finding.comparison, n))

    def _drawn(self, thought: Finding) -> Intervals:
        """What was measured over what would be, on one axis."""
        n = self.steps[self.slider.value()]
        supposed = spaced(say(_number(n, is_real=n == self.real)))
        return Intervals((_line(tr("As measured"), self._finding), _line(supposed, thought)))

    def show_now(self) -> None:
        """Say what the verdict would be, and draw it."""
        n, found = self.steps[self.slider.value()], self.thought()
        self.number.setText(say(_number(n, is_real=n == self.real)))
        self._state.show_state(shape_of(found.verdict), word_of(found.verdict))
        difference = short(found)
        told = sentence("Difference: {difference}", difference=difference) if difference else ""
        self.words[0].setText(say(told) if told else tr("No interval can be computed."))
        self.words[1].setText(say(_seen(found.seen_change)))
        self.chart.show_chart(self._drawn(found))
        told_all = f"{self.number.words()}: {word_of(found.verdict)}"
        self.slider.setAccessibleDescription(told_all)


def _line(label: str, finding: Finding) -> IntervalRow:
    """A finding as a line of the chart, in percent."""
    ends = []
    for group, around in zip(finding.comparison.ends, (finding.before_interval, finding.after_interval), strict=True):
        if group is None or around is None:
            ends.append(Interval(None))
        else:
            ends.append(Interval(round(100 * group.share, 1), 100 * around.low, 100 * around.high))
    shape = shape_of(finding.verdict)
    told = short(finding)
    return IntervalRow(
        label,
        ends[0],
        ends[1],
        tone=shape,
        sign=shape,
        verdict=word_of(finding.verdict),
        difference=spaced(say(told)) if told else "",
        unit=PERCENT,
    )


def _number(n: int, *, is_real: bool) -> Sentence:
    if is_real:
        return counted("{n} answer, as measured", "{n} answers, as measured", n)
    return counted("{n} answer in each group", "{n} answers in each group", n)


def _seen(change: float | None) -> Sentence:
    if change is None:
        return sentence("The smallest change that could be seen reliably is not known for this comparison.")
    return sentence("The smallest change that could be seen reliably: {points}.", points=points(change))
