"""What stands round the views of the activities: the row of tools, the legend, the line of what is pushed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hospcomms.domain.activities import STATUSES
from hospcomms.domain.schedule import Delay
from hospcomms.domain.wording import N_, counted, sentence
from ui import theme
from ui.language import say, tr
from ui.widgets.buttons import Button
from ui.widgets.chart_paint import named
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, StateLabel
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState, Sheet

LIST, BOARD, TIMELINE = "list", "board", "timeline"
SCALES = {"day": N_("Day"), "week": N_("Week"), "month": N_("Month")}
MOVE_LINKED = N_("Move the linked dates")


class ActivityTools(QWidget):
    """Views, scales, today, the legend, and the button for a new activity."""

    def __init__(self, view: str, scale: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        views = [(LIST, tr("List"), "list"), (BOARD, tr("Board"), "board"), (TIMELINE, tr("Timeline"), "timeline")]
        self.views = Segments(views, view)
        self.views.setAccessibleName(tr("View"))
        self.scales = Segments([(key, tr(words), "") for key, words in SCALES.items()], scale)
        self.scales.setAccessibleName(tr("Scale"))
        self.today = Button(tr("Today"), kind="row")
        self._legend = _legend()
        self.linked = Button(tr(MOVE_LINKED), icon="warning", kind="plain", tone="soon")
        self.new = Button(tr("New activity"), icon="add", kind="row")
        for widget in (self.views, self.scales, self.today, self._legend, self.linked):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.new)

    def fit(self, *, timeline: bool, wide: bool, delayed: bool) -> None:
        """Show what the view has use for and the window has room for."""
        for tool in (self.scales, self.today):
            tool.setVisible(timeline)
        self._legend.setVisible(timeline and wide)
        self.linked.setVisible(timeline and delayed)


class DelayLine(QWidget):
    """One line under the timeline: what a delay pushes, and the way to move it all at once."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        row.setSpacing(theme.px(8))
        self._words = Label("", role="small", elide=True)
        self.button = Button(tr(MOVE_LINKED), kind="link")
        row.addWidget(Mark("soon"))
        row.addWidget(self._words, 1000)
        row.addWidget(self.button)
        row.addStretch(1)
        self.hide()

    def words(self) -> str:
        """What the line says."""
        return self._words.words()

    def show_delays(self, delays: Sequence[Delay]) -> None:
        """Say the first delay, and how many more there are."""
        if not delays:
            self._words.setText("")
            return
        first = delays[0]
        said = sentence(
            "“{activity}” ends too late for “{pushed}”, which comes after it.",
            activity=first.activity.title,
            pushed=first.pushed.title,
        )
        rest = len(delays) - 1
        more = counted("{n} more activity is pushed.", "{n} more activities are pushed.", rest)
        self._words.setText(say(sentence("{first} {more}", first=said, more=more)) if rest else say(said))
        # the link follows the words; a label that may be cut would else take the whole line
        self._words.setMaximumWidth(self._words.fontMetrics().horizontalAdvance(self._words.text()) + theme.px(4))


def _legend() -> QWidget:
    """What the shapes of the rows mean."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(theme.px(6), 0, 0, 0)
    row.setSpacing(theme.px(12))
    for status in STATUSES[:3]:
        row.addWidget(StateLabel(status.shape, tr(status.label), role="small"))
    row.addWidget(StateLabel("late", tr("Late"), role="small"))
    holiday = QHBoxLayout()
    holiday.setSpacing(theme.px(6))
    holiday.addWidget(_Swatch())
    holiday.addWidget(Label(tr("Public holiday"), role="small", tone="text2"))
    row.addLayout(holiday)
    return holder


class _Swatch(QWidget):
    """The band of a public holiday in the legend."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(theme.px(13), theme.px(13))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), named("observance", used))
        painter.setPen(QPen(QColor(used.note), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


def sheet_of(timeline: QWidget, line: QWidget) -> Sheet:
    """The sheet that holds the timeline and, below it, the line of what is pushed."""
    sheet = Sheet(padding=0)
    sheet.body.setContentsMargins(1, 1, 1, 1)
    sheet.body.setSpacing(0)
    sheet.body.addWidget(timeline, 1)
    sheet.body.addWidget(line)
    return sheet


def nothing_yet(begin: Callable[[], None]) -> EmptyState:
    """What stands in place of the timeline while there is no activity."""
    line = tr("What is done, by whom and when: leaflets, talks, broadcasts, surveys.")
    return EmptyState("timeline", tr("No activities yet."), line, (tr("New activity"), begin))
