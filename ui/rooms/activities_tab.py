"""The activities of a campaign: as a list, as a board by status, and as a timeline whose bars can be moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain import schedule
from hospcomms.domain.activities import DONE, STATUSES, UNDER_WAY, Activity
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.changes import Commit
from hospcomms.domain.charts.works import activity_row
from hospcomms.domain.errors import Refusal
from hospcomms.domain.schedule import Delay, Span
from hospcomms.domain.wording import N_, InWords, sentence
from hospcomms.services import records
from ui import theme
from ui.language import plain, say, tip, tr
from ui.records.part_panel import PartPanel
from ui.records.part_table import PartTable
from ui.remembered import recall, remember
from ui.rooms.activities_tools import (
    BOARD,
    LIST,
    MOVE_LINKED,
    SCALES,
    TIMELINE,
    ActivityTools,
    DelayLine,
    nothing_yet,
    sheet_of,
)
from ui.rooms.activity_board import ActivityBoard, lanes, when_words
from ui.rooms.timeline import END, MOVE, Timeline
from ui.rooms.timeline_rows import TimeRow
from ui.session import Session

NOTHING = "nothing"
MOVE_IT, RESIZE_IT = N_("Move the activity"), N_("Change the length")
CHANGE_STATUS = N_("Change the status")
PAGE = "activities"
LEGEND, LOW = 1040, 340
"""Width from which there is room for the legend, and height below which there is none for the delay line."""
_SHAPES = {status.key: status.shape for status in STATUSES}


class ActivitiesTab(QWidget):
    """Three views of the same activities; every change is one that can be undone."""

    def __init__(self, session: Session, campaign: Campaign) -> None:
        super().__init__()
        self.session, self.campaign = session, campaign
        self.activities: list[Activity] = []
        self._delays: list[Delay] = []
        kept = recall(session.office, PAGE)
        self.view = str(kept.get("view", TIMELINE))
        self.timeline = Timeline(session, (N_("Activity"), N_("Owner")))
        self.timeline.view.setAccessibleName(tr("Timeline of the activities"))
        self.board: ActivityBoard | None = None
        self.table: PartTable | None = None
        self.panel = PartPanel(session, self)
        scale = str(kept.get("scale", "week"))
        self.tools = ActivityTools(self.view, scale if scale in SCALES else "week")
        self.delay_line = DelayLine()
        self._compose()
        self._connect()
        self.read()

    def _compose(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.tools)
        body = QHBoxLayout()
        body.setSpacing(theme.px(12))
        self._stack = QStackedWidget()
        body.addWidget(self._stack, 1)
        body.addWidget(self.panel)
        column.addLayout(body, 1)
        sheet = sheet_of(self.timeline, self.delay_line)
        self._pages: dict[str, QWidget] = {TIMELINE: sheet, NOTHING: nothing_yet(self.new)}
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.timeline.choose_scale(self.tools.scales.current())

    def _connect(self) -> None:
        self.tools.views.chosen.connect(self.show_view)
        self.tools.scales.chosen.connect(self.show_scale)
        self.tools.today.clicked.connect(lambda: self.timeline.look_at(self.session.office.today))
        self.tools.new.clicked.connect(self.new)
        for button in (self.tools.linked, self.delay_line.button):
            button.clicked.connect(self.move_linked)
        self.timeline.view.pulled.connect(self.pull)
        self.timeline.view.opened.connect(self.open)
        self.timeline.view.delete_asked.connect(self.delete)
        self.panel.closed.connect(self._focus_view)
        self.session.bus.committed.connect(self._follow)

    # reading and showing

    def read(self) -> None:
        """Read the activities again and show them where they stand now."""
        self.activities = records.parts(self.session.office, Activity, self.campaign.id)
        today = self.session.office.today
        spans = [span for activity in self.activities if (span := schedule.span_of(activity))]
        if self.campaign.start and self.campaign.end and self.campaign.start <= self.campaign.end:
            spans.append(Span(self.campaign.start, self.campaign.end))
        first = self.session.locale.country.first_weekday
        rows = [row_of(activity, today) for activity in self.activities]
        self.timeline.show_rows(rows, schedule.extent(spans, today, first))
        if self.board is not None:
            self.board.show_lanes(lanes(self.activities, today))
        self._delays = schedule.delays(self.activities, today)
        self.delay_line.show_delays(self._delays)
        self.tools.linked.setToolTip(tip(self.delay_line.words()))
        self.show_view(self.view)

    def show_record(self, campaign: Campaign) -> None:
        """Show the campaign as it stands now."""
        self.campaign = campaign
        self.read()

    def show_view(self, key: str) -> None:
        """Show the list, the board or the timeline."""
        if key not in (LIST, BOARD, TIMELINE):
            key = TIMELINE
        if key != self.view:
            self.view = key
            self._remember()
        self.tools.views.choose(key)
        wanted = NOTHING if not self.activities and key != LIST else key
        self._stack.setCurrentWidget(self._page(wanted))
        table = {LIST: self.table, TIMELINE: self.timeline.view, BOARD: self.board}.get(wanted)
        self.setFocusProxy(table or self.tools.new)
        self._fit()

    def _page(self, key: str) -> QWidget:
        """The page of a view; the list and the board are built when first shown."""
        if key not in self._pages:
            if key == LIST:
                self.table = PartTable(self.session, Activity, self.campaign.id)
                self.table.opened.connect(lambda found: self.open(found.id))
                self._pages[key] = self.table
            else:
                self.board = ActivityBoard(self.activities, self.session.office.today)
                self.board.moved.connect(self.change_status)
                self.board.opened.connect(self.open)
                self._pages[key] = self.board
            self._stack.addWidget(self._pages[key])
        return self._pages[key]

    def show_scale(self, scale: str) -> None:
        """Show days, weeks or months wide."""
        self.tools.scales.choose(scale)
        self.timeline.choose_scale(scale)
        self._remember()

    def _remember(self) -> None:
        remember(self.session.office, PAGE, {"view": self.view, "scale": self.tools.scales.current()})

    def _follow(self, commit: Commit) -> None:
        if commit.touches(Activity) or commit.touches(Campaign, self.campaign.id):
            self.read()

    def _focus_view(self) -> None:
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a small window the legend gives way, and the line of the delays becomes a button above."""
        used, is_timeline = theme.current(), self._stack.currentWidget() is self._pages[TIMELINE]
        low = self.height() < used.px(LOW)
        delayed = bool(self._delays)
        self.tools.fit(timeline=is_timeline, wide=self.width() >= used.px(LEGEND), delayed=delayed and low)
        self.delay_line.setVisible(delayed and not low)

    # changing

    def activity(self, ident: int) -> Activity | None:
        """The activity with this id as it was read last."""
        return next((activity for activity in self.activities if activity.id == ident), None)

    def select(self, ident: int) -> None:
        """Stand on an activity in the view that is shown."""
        row = self.timeline.model.row_of(ident)
        if row >= 0:
            self.timeline.view.setCurrentIndex(self.timeline.model.index(row, 0))
        if self.view == BOARD and self.board is not None:
            self.board.go_to(ident)
        if self.view == LIST and self.table is not None:
            self.table.select(ident)

    def new(self) -> None:
        """Begin a new activity in the panel beside."""
        self.panel.show_part(Activity(campaign=self.campaign.id))

    def open(self, ident: int) -> None:
        """Show the whole form of an activity beside the page."""
        found = self.activity(ident)
        if found is not None:
            self.panel.show_part(found)

    def pull(self, ident: int, part: str, days: int) -> None:
        """A bar was pulled: move both days, or one of them."""
        found = self.activity(ident)
        if found is None:
            return
        if part == MOVE:
            self._save([schedule.moved(found, days)], MOVE_IT)
        else:
            edge = schedule.resized(found, end=days) if part == END else schedule.resized(found, start=days)
            self._save([edge], RESIZE_IT)

    def change_status(self, ident: int, status: str) -> None:
        """Give an activity another status."""
        found = self.activity(ident)
        if found is not None and found.status != status:
            self._save([replace(found, status=status)], CHANGE_STATUS)

    def move_linked(self) -> None:
        """Move everything that a delay pushes, as one change."""
        self._save(schedule.linked_moves(self.activities, self.session.office.today), MOVE_LINKED)

    def delete(self, ident: int) -> None:
        """Put an activity into the bin."""
        try:
            commit = records.remove(self.session.office, Activity, [ident])
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            return
        self.session.go.committed(commit)

    def _save(self, changed: Sequence[Activity], name: str) -> None:
        changed = [activity for activity in changed if activity != self.activity(activity.id)]
        if not changed:
            return
        try:
            commit = records.save_all(self.session.office, changed, name)
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            self.read()
            return
        self.session.go.committed(commit)


def row_of(activity: Activity, today: date) -> TimeRow:
    """An activity as a row of the timeline."""
    look = schedule.look(activity, today)
    shape = "late" if look == "late" else _SHAPES[activity.status]
    span = schedule.span_of(activity)
    bar = activity_row(activity, today, _beside(activity, look, span, today))
    voice = plain(_voice(activity, look, today))
    return TimeRow(activity.id, bar, activity.responsible, shape, voice, may_move=activity.status != DONE)


def _beside(activity: Activity, look: str, span: Span | None, today: date) -> str:
    """The few words beside a bar: how late, how many of how many, or the day of a short one."""
    if look == "late":
        return when_words(activity, today)
    if activity.status == UNDER_WAY and activity.times_planned:
        return say(sentence("{n} of {total}", n=activity.times_done or 0, total=activity.times_planned))
    if look == "planned" and span is not None and span.days <= 3:
        return say(sentence("{day}", day=InWords(span.first)))
    return ""


def _voice(activity: Activity, look: str, today: date) -> str:
    status = next(choice for choice in STATUSES if choice.key == activity.status)
    state = tr("Late") if look == "late" else tr(status.label)
    return say(sentence("{state}, {days}", state=state, days=when_words(activity, today)))
