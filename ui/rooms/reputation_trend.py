"""The image of the hospital over time: for each thing asked or coded the verdicts, the chart and its table twin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.audiences import Audience
from hospcomms.domain.changes import Commit
from hospcomms.domain.charts.image import OF_NOBODY
from hospcomms.domain.evaluation.image import ImageSeries
from hospcomms.domain.reputation import ImageWave
from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import sentence
from hospcomms.services import preview, reputation
from ui import theme
from ui.language import plain, say, shown, tr
from ui.preview import open_preview
from ui.records.editors.choices import QuietCombo
from ui.rooms.reputation_cards import question_card
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.segments import Segments
from ui.widgets.sheets import EmptyState, scrolled

CHART, TABLES = "chart", "tables"
NARROW = 620
"""Width of the view below which the print button has no words."""


class ReputationTrend(QWidget):
    """The series of one audience or of all; «Tables» shows the same figures as tables, a button prints them."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.series: Sequence[ImageSeries] = ()
        self._is_stale = False
        self.audience = QuietCombo()
        self.audience.setAccessibleName(tr("Target audience"))
        self.audience.setMinimumHeight(theme.px(32))
        self.audience.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.audience.setMinimumContentsLength(22)
        self.audience.activated.connect(lambda _index: self._show())
        self.looks = Segments([(CHART, tr("Chart"), "data_trending"), (TABLES, tr("Tables"), "grid")], CHART)
        self.looks.setAccessibleName(tr("View"))
        self.looks.chosen.connect(self.show_look)
        self.print = Button(tr("Print"), self.print_trend, icon="print", kind="row")
        self.print_small = Button(tr("Print"), self.print_trend, icon="print", kind="square")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._tools())
        self._stack = QStackedWidget()
        line = tr("Enter a measurement for each wave with the same words: its share and verdict appear here.")
        words = say(sentence("Add {record}", record=Word(ImageWave.one)))
        begin = (words, lambda: session.go.new_record(ImageWave))
        self._empty = EmptyState("star", tr("No image measured yet"), line, begin)
        self._stack.addWidget(self._empty)
        column.addWidget(self._stack, 1)
        session.bus.committed.connect(self._follow)
        self.read()

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.audience, 1)
        row.addStretch(1)
        row.addWidget(self.looks)
        row.addWidget(self.print)
        row.addWidget(self.print_small)
        return row

    def read(self) -> None:
        """Read the measurements again; the audience chosen stays, as long as it has any."""
        self._is_stale = False
        chosen = self.chosen()
        self.audience.clear()
        self.audience.addItem(tr("All audiences"), reputation.EVERYONE)
        for ident, name in reputation.audiences(self.session.office).items():
            self.audience.addItem(shown(name) if name else tr(OF_NOBODY), ident)
        self.audience.setCurrentIndex(max(self.audience.findData(chosen), 0))
        self._show()

    def chosen(self) -> int:
        """The audience that is shown: its id, 0 for none named, ``EVERYONE`` for all."""
        found = self.audience.currentData()
        return reputation.EVERYONE if found is None else int(found)

    def choose(self, audience: int) -> None:
        """Show the series of another audience, as if it had been picked."""
        self.audience.setCurrentIndex(max(self.audience.findData(audience), 0))
        self._show()

    def show_look(self, key: str) -> None:
        """Show the charts or the tables."""
        self.looks.choose(key)
        self._show()

    def print_trend(self) -> None:
        """Show what is chosen as a report in the preview."""
        chosen = self.chosen()
        audience = None if chosen == reputation.EVERYONE else chosen
        open_preview(self.session, self, preview.of_reputation(self.session.office, audience))

    def _show(self) -> None:
        self.series = reputation.series(self.session.office, self.chosen())
        old = self._stack.currentWidget()
        if self.series:
            self._stack.setCurrentIndex(self._stack.addWidget(self._page()))
        else:
            self._stack.setCurrentWidget(self._empty)
        if old is not None and old is not self._empty:
            self._stack.removeWidget(old)
            old.deleteLater()
        for tool in (self.audience, self.looks, self.print, self.print_small):
            tool.setEnabled(bool(self.series))

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        as_tables = self.looks.current() == TABLES
        today = self.session.office.today
        for _, own in groupby(self.series, key=lambda one: one.question):
            column.addWidget(question_card(list(own), today, as_tables=as_tables))
        column.addStretch(1)
        area = scrolled(page)
        area.setAccessibleName(plain(self.audience.currentText()))
        return area

    def _follow(self, commit: Commit) -> None:
        if not (commit.touches(ImageWave) or commit.touches(Audience)):
            return
        if self.isVisible():
            self.read()
        else:
            self._is_stale = True

    def _fit(self) -> None:
        is_narrow = self.width() < theme.px(NARROW)
        self.print.setVisible(not is_narrow)
        self.print_small.setVisible(is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        if self._is_stale:
            self.read()
