"""The year of campaigns: weeks along, themes and campaigns down, with the public holidays as bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.campaigns import STATES, Campaign
from hospcomms.domain.changes import Commit
from hospcomms.domain.charts import GanttRow
from hospcomms.domain.charts.works import campaign_row
from hospcomms.domain.folding import sort_key
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.services import preview, records
from ui import theme
from ui.language import ntr, plain, say, spoken, tr
from ui.preview import open_preview
from ui.rooms.timeline import Timeline
from ui.rooms.timeline_rows import TimeRow
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label as Words
from ui.widgets.marks import StateLabel
from ui.widgets.sheets import EmptyState, Sheet

LIMIT = 300
"""Campaigns of one year that are shown; a hospital has a few dozen."""
_STATES = {state.key: state for state in STATES}


class YearGrid(QWidget):
    """One year at a time; arrows or buttons go to the year before and after. Enter opens a campaign."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.year = session.office.today.year
        self._is_stale = False
        self.timeline = Timeline(session, (N_("Campaign"), ""), owners=False, fitted=True)
        self.timeline.view.setAccessibleName(tr("Campaigns of the year"))
        self._title = Words("", role="section")
        self._more = Words("", role="small", tone="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._tools())
        self._legend = {key: StateLabel(one.shape, tr(one.label), role="small") for key, one in _STATES.items()}
        column.addLayout(self._states())
        sheet = Sheet(padding=0)
        sheet.body.setContentsMargins(1, 1, 1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.timeline)
        line = tr("Give a campaign its first and last day to see it here.")
        self._empty = EmptyState("calendar_month", tr("No campaign in this year."), line)
        self._stack.addWidget(self._empty)
        sheet.body.addWidget(self._stack)
        column.addWidget(sheet, 1)
        column.addWidget(self._more)
        self.timeline.view.opened.connect(lambda ident: session.go.open_record(Campaign, ident))
        session.bus.committed.connect(self._follow)
        self.read()

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        # chevrons turn over with the page, so that “left” is always the way back
        before, after = "chevron_left", "chevron_right"
        row.addWidget(Button(tr("Previous year"), lambda: self.show_year(self.year - 1), icon=before, kind="square"))
        row.addWidget(self._title)
        row.addWidget(Button(tr("Next year"), lambda: self.show_year(self.year + 1), icon=after, kind="square"))
        row.addWidget(Button(tr("This year"), lambda: self.show_year(self.session.office.today.year), kind="row"))
        row.addWidget(Button(tr("Print the year"), self.print_year, icon="print", kind="row"))
        row.addStretch(1)
        return row

    def _states(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        for label in self._legend.values():
            row.addWidget(label)
        row.addStretch(1)
        return row

    def _explain(self, campaigns: Sequence[Campaign]) -> None:
        """Name the states that are on the page, in the order in which a campaign goes through them."""
        there = {campaign.state for campaign in campaigns}
        for state, label in self._legend.items():
            label.setVisible(state in there)

    def print_year(self) -> None:
        """Show the year as one landscape sheet in the preview."""
        open_preview(self.session, self, preview.of_year(self.session.office, self.year))

    def show_year(self, year: int) -> None:
        """Show another year (1900-2200)."""
        self.year = min(max(year, 1900), 2200)
        self.read()

    def read(self) -> None:
        """Read the campaigns of the year again."""
        self._is_stale = False
        span = Span(date(self.year, 1, 1), date(self.year, 12, 31))
        asked = Query(Campaign).where("is_template", Op.IS, False).where("start", Op.TO, span.last)
        open_end = asked.where("end", Op.EMPTY).where("start", Op.FROM, span.first)
        found: list[Campaign] = []
        for query in (asked.where("end", Op.FROM, span.first), open_end):
            ordered = Query(Campaign, query.conditions, sort=(Sort("start", descending=True),))
            found += records.find(self.session.office, ordered, LIMIT)
        self._title.setText(spoken().digits(str(self.year)))
        self._explain(found)
        rows = rows_of(found)
        self.timeline.show_rows(rows, span)
        self._stack.setCurrentWidget(self.timeline if rows else self._empty)
        cut = len(found) >= LIMIT
        said = ntr("Only the {n} campaign begun last is shown.", "Only the {n} campaigns begun last are shown.", LIMIT)
        self._more.setText(said if cut else "")
        self._more.setVisible(cut)

    def _follow(self, commit: Commit) -> None:
        if not commit.touches(Campaign):
            return
        if self.isVisible():
            self.read()
        else:
            self._is_stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.read()


def rows_of(campaigns: Sequence[Campaign]) -> list[TimeRow]:
    """The campaigns under their first theme, the themes in order, those without one last."""

    def theme_of(campaign: Campaign) -> str:
        return campaign.themes[0] if campaign.themes else ""

    ordered = sorted(
        campaigns,
        key=lambda campaign: (
            not campaign.themes,
            sort_key(theme_of(campaign)),
            campaign.start or date.max,
            campaign.id,
        ),
    )
    rows = []
    for name, own in groupby(ordered, key=theme_of):
        rows.append(TimeRow(0, GanttRow(name or tr("Without a theme"), None, None, level=1)))
        rows += [_row(campaign) for campaign in own]
    return rows


def _row(campaign: Campaign) -> TimeRow:
    state = _STATES[campaign.state]
    row = TimeRow(campaign.id, campaign_row(campaign), "", state.shape)
    days = (
        sentence("from {start} to {end}", start=row.span.first, end=row.span.last)
        if row.span
        else sentence("No days set")
    )
    voice = plain(say(sentence("{state}, {days}", state=Label(state.label), days=days)))
    return replace(row, voice=voice)
