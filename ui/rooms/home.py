"""The first page: four counters, the list of what waits, and beside it the week and the state of the office."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain import agenda as rules
from hospcomms.domain.agenda import Agenda, Line
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.materials import Material, MaterialVersion, QualityScore
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.calendars import hijri
from hospcomms.services.home import Standing
from ui import theme
from ui.background import Progress
from ui.language import say, spoken, tr
from ui.preview import open_preview
from ui.rooms.home_cards import Counter, Read, SideColumn, group_lines, read_office
from ui.rooms.home_list import AgendaModel, AgendaView
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import EmptyState, Sheet

NARROW, MEDIUM = 1000, 1280
"""Widths of the window below which the cards go under the list, and below which they are narrower."""
WIDE_COLUMN, SMALL_COLUMN = 318, 260
COUNTED = (rules.LATE, rules.TODAY, rules.WAITING, rules.WEEK)
TITLE = N_("Home")


class HomePage(QWidget):
    """What waits comes first; every line opens its record. It reads beside the window and after each change."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.agenda: Agenda | None = None
        self.only = ""
        self._is_stale, self._is_reading = True, False
        self._standing: Standing | None = None
        self.setAccessibleName(tr(TITLE))
        self.model = AgendaModel(self)
        self.list = AgendaView(self.model)
        self.counters = {key: Counter(key) for key in COUNTED}
        self.whole = Button(tr("Show everything"), lambda: self.show_only(""), icon="filter_dismiss", kind="plain")
        self.brief = Button(tr("Print the weekly brief"), self.print_brief, icon="print", kind="row")
        self._compose()
        self._connect()

    # composing

    def _compose(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setSpacing(theme.px(12))
        self._column.addLayout(self._head())
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        for counter in self.counters.values():
            row.addWidget(counter, 1)
        column.addLayout(row)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(theme.px(16))
        self._body.addWidget(self._sheet(), 1)
        self.side = SideColumn(lambda: _open_draft(self.session, self._standing), self.session.go.open_room)
        self._body.addWidget(self.side)
        column.addLayout(self._body, 1)
        self._area.setWidget(page)
        self._column.addWidget(self._area, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(14))
        self._title = Label(tr(TITLE), role="title")
        self._title.setFixedHeight(theme.px(36))
        row.addWidget(self._title)
        row.addWidget(Label(_day_said(self.session), tone="text2", elide=True), 1)
        row.addWidget(self.whole)
        row.addWidget(self.brief)
        self.whole.hide()
        return row

    def _sheet(self) -> Sheet:
        sheet = Sheet(padding=0)
        sheet.body.setContentsMargins(1, 1, 1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        nothing = tr("Nothing is late, due or waiting in the next 14 days.")
        self._empty = EmptyState("checkmark_circle", tr("Nothing waits"), nothing)
        self._stack.addWidget(self._empty)
        blank = QFrame()
        self._stack.addWidget(blank)
        self._stack.setCurrentWidget(blank)
        sheet.body.addWidget(self._stack)
        return sheet

    def _connect(self) -> None:
        for key, counter in self.counters.items():
            counter.clicked.connect(lambda _on=False, key=key: self.show_only("" if self.only == key else key))
        self.list.opened.connect(self.open)
        self.list.moved.connect(self._mark_group)
        self.session.bus.committed.connect(self._follow)

    # reading

    def read(self) -> None:
        """Read the office again, beside the window; one reading at a time."""
        if self._is_reading:
            self._is_stale = True
            return
        self._is_stale, self._is_reading = False, True
        office = self.session.office

        def work(_progress: Progress) -> Read:
            return read_office(office)

        self.session.background.start(self, work, done=self._have, failed=self._failed)

    def _have(self, found: Read) -> None:
        self._is_reading = False
        is_first = self.agenda is None
        self.show_agenda(found.agenda)
        if is_first:
            has_keys = self.window().focusWidget() in (None, self)
            self.setFocusProxy(self.list)  # not before: a hidden list would take the keyboard to nowhere
            if has_keys:
                self.list.shows_focus = True
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._standing = found.standing
        self.side.show_cards(found)
        self._fit()
        if self._is_stale:
            self.read()

    def _failed(self, error: BaseException) -> None:
        self._is_reading = False
        if isinstance(error, Refusal):
            self.session.go.refuse(error.sentence)

    def _follow(self, _commit: Commit) -> None:
        if self.isVisible():
            self.read()
        else:
            self._is_stale = True

    # showing

    def show_agenda(self, agenda: Agenda) -> None:
        """Show what waits; the list stays on the record it stood on."""
        self.agenda = agenda
        for key, counter in self.counters.items():
            group = agenda.group(key)
            counter.show_group(group, *group_lines(group, agenda.today))
        if self.only and not agenda.group(self.only).lines:
            self.only = ""
        self._refill()

    def show_only(self, key: str) -> None:
        """Show one group of the list, or all of them with ""; an empty group is not shown alone."""
        wanted = key if self.agenda and key and self.agenda.group(key).lines else ""
        self.only = wanted
        self._refill()

    def _refill(self) -> None:
        assert self.agenda is not None
        before, row = self.model.entry(self.list.currentIndex()), self.list.currentIndex().row()
        above = self.list.verticalScrollBar().value()
        self.model.show_agenda(self.agenda, self.only)
        found = self.model.row_of(before) if before else 0
        self.list.go_to(found if found >= 0 else min(row, self.model.rowCount() - 1))
        self.list.verticalScrollBar().setValue(above)
        self._stack.setCurrentWidget(self.list if self.model.rowCount() else self._empty)
        for key, counter in self.counters.items():
            counter.setChecked(key == self.only)
        self.whole.setVisible(bool(self.only))
        self._mark_group(self.model.entry(self.list.currentIndex()))
        self._fit()

    def _mark_group(self, line: Line | None) -> None:
        for key, counter in self.counters.items():
            counter.show_current(is_current=line is not None and line.group == key)

    def open(self, line: Line) -> None:
        """Open what a line is about."""
        _open(self.session, line)

    def print_brief(self) -> None:
        """Show the weekly brief for management in the preview."""
        from hospcomms.services import preview, reports  # late: no paper is needed to paint the first page

        open_preview(self.session, self, preview.of_report(self.session.office, reports.WEEKLY_BRIEF))

    # fitting

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Read once the page is painted: reading would take its time from the painting."""
        super().paintEvent(event)
        if self._is_stale and not self._is_reading:
            QTimer.singleShot(0, self, self._read_if_shown)

    def _read_if_shown(self) -> None:
        if self._is_stale and self.isVisible():
            self.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Follow the width of the window: in a narrow one the page scrolls as a whole, the cards under the list."""
        used, width = theme.current(), self.window().width()
        narrow = width < used.px(NARROW)
        edge = used.px(12 if narrow else 20)
        self._column.setContentsMargins(edge, used.px(8 if narrow else 12), edge, used.px(12))
        self._title.setFont(used.font("verdict" if narrow else "title"))
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self.side.fit(width=0 if narrow else SMALL_COLUMN if width < used.px(MEDIUM) else WIDE_COLUMN)
        whole = self.list.content_height() + 2
        self._stack.setMinimumHeight(max(used.px(200), whole) if narrow else used.px(160))


def _day_said(session: Session) -> str:
    """Today in words with the Hijri day beside it."""
    locale, today = spoken(), session.office.today
    said = locale.long_day(today, weekday=True)
    said = said[:1].upper() + said[1:]
    moon = hijri(today, session.office.settings.hijri_offset)
    if moon is None:
        return said
    year, month, day = moon
    lunar = locale.digits(f"{day} {locale.hijri_month(month)} {year}")
    return say(sentence("{day} · {hijri}", day=said, hijri=lunar))


def _open_draft(session: Session, standing: Standing | None) -> None:
    """Open the newest of what was typed and not saved."""
    if standing is None or not standing.drafts:
        return
    record, ident = standing.drafts[0]
    if record is QualityScore:
        # a half-filled sheet lies with its version
        version = records.get(session.office, MaterialVersion, ident)
        session.go.open_record(Material, version.material, QualityScore.key)
    elif ident:
        session.go.open_record(record, ident)
    else:
        session.go.new_record(record)


def _open(session: Session, line: Line) -> None:
    """Open the record a line is about, and for a result that is missing the results of its campaign."""
    if line.verb == rules.ENTER_RESULT:
        objective = records.get(session.office, Objective, line.ident)
        session.go.open_record(Campaign, objective.campaign, Result.key)
    elif not line.ident:
        session.go.open_room("retention", "review")  # records of many kinds are past their time
    else:
        session.go.open_record(line.record, line.ident)
