"""One thing asked or coded over time: a verdict band for each audience, the chart or the tables, and the limits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.charts import Lines
from hospcomms.domain.charts.image import audience_named, share_charts, tone_charts
from hospcomms.domain.charts.image_table import SHAPES, wave_table
from hospcomms.domain.evaluation import image_told
from hospcomms.domain.evaluation.image import ImageSeries
from hospcomms.domain.reputation import MEASURES
from hospcomms.domain.wording import sentence
from ui import theme
from ui.language import plain, say, spoken, tr
from ui.rooms.evaluation_tables import FiguresTable
from ui.widgets import kit
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Picture, Rule
from ui.widgets.sheets import Sheet

SHAPE = 28
_MEASURES = {choice.key: choice.label for choice in MEASURES}


class TrendChart(ChartView):
    """A chart one can go to with Tab: the page follows, and the arrow keys move it on."""

    def __init__(self, chart: Lines, name: str) -> None:
        super().__init__(chart)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(self, 0, 0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            kit.paint_focus(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.current())
            painter.end()


class WavesTable(FiguresTable):
    """The waves of a series; where room is short the counts go first, then the net tone, never the verdict."""

    LEAST_NEEDED = (1, 3)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        last = self.columnCount() - 1
        wide = {column: self._wide(column) for column in range(last + 1)}
        for column in self.LEAST_NEEDED:
            if column < last - 1:
                self.setColumnHidden(column, sum(wide.values()) > self.width())
                if self.isColumnHidden(column):
                    del wide[column]

    def _wide(self, column: int) -> int:
        """The width a column asks for, its heading included."""
        return max(self.sizeHintForColumn(column), self.horizontalHeader().sectionSizeHint(column)) + 1


def question_card(own: Sequence[ImageSeries], today: date, *, as_tables: bool) -> Sheet:
    """The series of one thing asked or coded: verdicts first, then its charts or its tables, then the limits."""
    card = Sheet()
    head = QHBoxLayout()
    head.setSpacing(theme.px(10))
    head.addWidget(Label(own[0].title, role="section", elide=True), 1)
    head.addWidget(Label(tr(_MEASURES.get(own[0].measure, own[0].measure)), role="small", tone="text2"))
    card.body.addLayout(head)
    for one in own:
        card.body.addWidget(Rule())
        card.body.addLayout(_band(one, today))
    card.body.addWidget(Rule())
    if as_tables:
        for one in own:
            _add_table(card, one)
    else:
        for chart in (*share_charts(own, spoken()), *tone_charts(own, spoken())):
            _add_chart(card, own[0], chart)
    _add_limits(card, own)
    return card


def _band(one: ImageSeries, today: date) -> QHBoxLayout:
    """The verdict of a series: its shape, the sentence, what was measured, and what follows."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(12))
    row.addWidget(Mark(SHAPES[one.verdict], SHAPE), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(theme.px(2))
    words.addWidget(Label(say(image_told.headline(one)), role="preview", wrap=True))
    words.addWidget(Label(" ".join(say(said) for said in image_told.figures(one)), wrap=True))
    for said in image_told.follows(one, today):
        follow = QHBoxLayout()
        follow.setSpacing(theme.px(6))
        follow.addWidget(Picture("arrow_right", 16), 0, Qt.AlignmentFlag.AlignTop)
        follow.addWidget(Label(say(said), tone="text2", wrap=True), 1)
        words.addLayout(follow)
    row.addLayout(words, 1)
    return row


def _add_chart(card: Sheet, one: ImageSeries, chart: Lines) -> None:
    name = plain(say(sentence("{name}: {heading}", name=one.title, heading=chart.heading)))
    card.body.addWidget(TrendChart(chart, name))


def _add_table(card: Sheet, one: ImageSeries) -> None:
    table = wave_table(one, spoken())
    name = audience_named(one, spoken())
    card.body.addWidget(Label(name, bold=True))
    shown = WavesTable(name, table.headings)
    shown.fill(table.rows, len(table.headings) - 2)
    card.body.addWidget(shown)


def _add_limits(card: Sheet, own: Sequence[ImageSeries]) -> None:
    """What the figures cannot know: once where it holds for all, else with the name of the audience."""
    told = [[say(note) for note in image_told.limits(one)] for one in own]
    texts = [text for text in told[0] if all(text in others for others in told)]
    for one, found in zip(own, told, strict=True):
        name = audience_named(one, spoken())
        texts += [say(sentence("{audience}: {text}", audience=name, text=text)) for text in found if text not in texts]
    if texts:
        card.body.addWidget(Rule())
    for text in texts:
        card.body.addWidget(Label(text, role="small", tone="text2", wrap=True))
