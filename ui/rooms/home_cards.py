"""The cards of the first page: four counters, the week, health days and holidays ahead, the state of the office."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain import agenda as rules
from hospcomms.domain.agenda import Agenda, Group, when_said
from hospcomms.domain.country import Holiday
from hospcomms.domain.health_day_agenda import Preparation, planned_said, preparation_said
from hospcomms.domain.wording import InWords, Sentence, counted, sentence
from hospcomms.services import home
from hospcomms.services.home import DayLoad, Standing, backup_severity
from ui import theme
from ui.language import ntr, plain, say, shown, spoken, tip, tr
from ui.records.delegate import after, paint_text
from ui.rooms.date_box import DateBox
from ui.rooms.home_list import number_of
from ui.widgets import kit
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.sheets import Sheet

if TYPE_CHECKING:
    from hospcomms.services.office import Office

MOST, AHEAD = 3, timedelta(days=120)
"""So many health days are shown, and so far ahead; the public holidays only where the hospital marks none."""
MOST_DOTS = 4
TIGHT = 220
"""Width of a counter below which its parts stand closer."""


class Counter(QAbstractButton):
    """How many things one group holds; pressed in, the list shows only them."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key
        self._shape, self._number, self._title, self._line, self._short = "note", "", "", "", ""
        self.is_current = False
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(theme.px(58))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_group(self, group: Group, line: str, short: str = "") -> None:
        """Show the number of a group and what it says of it; ``short`` where the line has no room."""
        self._short = short or line
        self._shape, self._number = group.shape, number_of(group)
        self._title, self._line = tr(group.title), line
        words = sentence("{group}: {n}. {line}", group=self._title, n=self._number, line=line)
        self.setAccessibleName(plain(say(words)))
        self.setToolTip(tip(line))
        self.update()

    def show_current(self, *, is_current: bool) -> None:
        """Frame the counter of the group the list stands in."""
        if is_current != self.is_current:
            self.is_current = is_current
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(58))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(58))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.is_current or self.isChecked()
        ground = QColor(used.accent_soft if self.isChecked() else used.hover if self.underMouse() else used.surface)
        painter.setBrush(ground)
        pen = QPen(QColor(used.accent if strong else used.line), 2 if strong else 1)
        painter.setPen(pen)
        inset = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 6, 6)
        self._words(painter, QRectF(self.rect()), ground)
        if self.hasFocus():
            kit.paint_focus(painter, QRectF(self.rect()), used, 6)
        painter.end()

    def _words(self, painter: QPainter, rect: QRectF, ground: QColor) -> None:
        used = theme.current()
        tight = rect.width() < used.px(TIGHT)
        edge, gap, inset = used.px(18), used.px(8 if tight else 12), used.px(10 if tight else 14)
        room = rect.adjusted(inset, 0, -inset, 0)
        mark = kit.start_part(room, edge, used)
        mark = QRectF(mark.left(), rect.center().y() - edge / 2, edge, edge)
        kit.paint_shape(painter, mark, self._shape, used, ground=ground)
        room = after(room, edge + gap, used)
        big = used.font("verdict" if tight else "title")
        wide = paint_text(painter, room, shown(self._number), big, used.colour("text"), used)
        room = after(room, wide + gap, used)
        above = QRectF(room.left(), rect.top() + used.px(8), room.width(), used.px(21))
        below = QRectF(room.left(), above.bottom() - 1, room.width(), used.px(20))
        bold, small = used.font(bold=True), used.font("small")
        if QFontMetrics(bold).horizontalAdvance(shown(self._title)) > room.width():
            bold = used.font("small", bold=True)
        fits = QFontMetrics(small).horizontalAdvance(shown(self._line)) <= room.width()
        paint_text(painter, above, shown(self._title), bold, used.colour("text"), used)
        said = shown(self._line if fits else self._short)
        paint_text(painter, below, said, small, used.colour("text2"), used)

    def enterEvent(self, event: Any) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self.update()


def group_lines(group: Group, today: date) -> tuple[str, str]:
    """What the counter of a group says below its name, and the same in few words."""
    if not group.count:
        return tr("Nothing"), ""
    if group.key in (rules.LATE, rules.WAITING):
        when = when_said(group.lines[0].day, today)
        return say(sentence("The oldest: {when}", when=when)), say(when)
    if group.key == rules.TODAY:
        return tr("Before the day ends"), ""
    last = date.fromordinal(today.toordinal() + 7)
    named = sentence("{weekday} {day}", weekday=spoken().weekday(last.weekday()), day=last.day)
    return say(sentence("Up to {day}", day=named)), say(named)


@dataclass(frozen=True)
class Read:
    """What one reading of the office found."""

    agenda: Agenda
    week: tuple[DayLoad, ...]
    health_days: tuple[Preparation, ...]
    holidays: tuple[Holiday, ...]
    standing: Standing


def read_office(office: Office) -> Read:
    """Read all that the first page shows."""
    from hospcomms.services.preparation import ahead  # late: the calendar reads every room, which the start need not

    health_days = tuple(ahead(office, office.today, office.today + AHEAD)[:MOST])
    holidays = () if health_days else home.holidays_ahead(office, MOST)
    return Read(home.agenda(office), home.week(office), health_days, holidays, home.standing(office))


class DayBox(QWidget):
    """One day of the week: its name, its number and up to four dots for what begins or ends on it."""

    def __init__(self, load: DayLoad, *, is_today: bool) -> None:
        super().__init__()
        self._load, self._is_today = load, is_today
        self.setFixedHeight(theme.px(54))
        self.setMinimumWidth(theme.px(26))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        said = ntr(
            "{weekday} {day}: {n} beginning or end",
            "{weekday} {day}: {n} beginnings or ends",
            load.count,
            weekday=spoken().weekday(load.day.weekday()),
            day=InWords(load.day),
        )
        holiday = load.holiday.names.get(spoken().language, "") if load.holiday else ""
        self.setAccessibleName(plain(f"{said}. {holiday}" if holiday else said))
        self.setToolTip(tip(holiday) or tip(said))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rest = self._load.is_weekend or self._load.holiday is not None
        painter.setBrush(QColor(used.sunken if rest else used.surface))
        pen = QPen(QColor(used.accent if self._is_today else used.line), 2 if self._is_today else 1)
        painter.setPen(pen)
        inset = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 4, 4)
        self._words(painter)
        self._dots(painter)
        painter.end()

    def _words(self, painter: QPainter) -> None:
        used = theme.current()
        name = short_weekday(self._load.day)
        painter.setFont(used.font("tiny"))
        fits = QFontMetrics(painter.font()).horizontalAdvance(name) <= self.width() - 2
        painter.setPen(used.colour("text2"))
        area = QRectF(self.rect())
        top = QRectF(area.left(), used.px(3), area.width(), used.px(17))
        painter.drawText(top, Qt.AlignmentFlag.AlignCenter, name if fits else name[:1])
        painter.setFont(used.font(bold=True))
        painter.setPen(used.colour("text"))
        number = QRectF(area.left(), used.px(19), area.width(), used.px(20))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, spoken().digits(str(self._load.day.day)))

    def _dots(self, painter: QPainter) -> None:
        used = theme.current()
        count = min(self._load.count, MOST_DOTS)
        side, gap = used.px(5), used.px(3)
        wide = count * side + max(0, count - 1) * gap
        left = (self.width() - wide) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for number in range(count):
            box = QRectF(round(left) + number * (side + gap), self.height() - used.px(11), side, side)
            painter.fillRect(box, QColor(used.accent))


def short_weekday(day: date) -> str:
    """The name of a weekday in a small box: الأحد without its article, the first three letters elsewhere."""
    name = spoken().weekday(day.weekday())
    return name.removeprefix("ال") if spoken().rtl else name[:3]


def week_card(days: Sequence[DayLoad], today: date, open_calendar: Callable[[], Any]) -> Sheet:
    """The seven days of this week side by side, and the way into the calendar."""
    card = Sheet(padding=14)
    head = QHBoxLayout()
    head.addWidget(Label(tr("This week"), bold=True), 1)
    head.addWidget(Button(tr("Open the calendar"), open_calendar, kind="link"))
    card.body.addLayout(head)
    row = QHBoxLayout()
    row.setSpacing(theme.px(4))
    for load in days:
        row.addWidget(DayBox(load, is_today=load.day == today))
    card.body.addLayout(row)
    return card


def health_days_card(found: Sequence[Preparation], today: date, open_all: Callable[[], Any]) -> Sheet | None:
    """The next health days the hospital marks and what is planned for them; None where it marks none."""
    if not found:
        return None
    card = Sheet(padding=14)
    head = QHBoxLayout()
    head.addWidget(Label(tr("Health days ahead"), bold=True), 1)
    head.addWidget(Button(tr("Show"), open_all, kind="link"))
    card.body.addLayout(head)
    for number, one in enumerate(found):
        if number:
            card.body.addWidget(Rule())
        said = planned_said(one.planned) if one.planned else preparation_said(one.begins, today)
        shape = "done" if one.planned else "soon" if one.begins <= today else "note"
        card.body.addLayout(_occasion(one.thing.first, one.observance.named(spoken().language), shape, said))
    return card


def holidays_card(holidays: Sequence[Holiday], today: date) -> Sheet | None:
    """The public holidays ahead; None where the country profile knows none."""
    if not holidays:
        return None
    card = _card(tr("Public holidays ahead"))
    for number, holiday in enumerate(holidays):
        if number:
            card.body.addWidget(Rule())
        said: Sentence = when_said(holiday.day, today)
        if holiday.estimated:
            said = sentence("{when}; by the moon, it may move by a day", when=said)
        names = holiday.names
        name = names.get(spoken().language) or next(iter(names.values()), "")
        card.body.addLayout(_occasion(holiday.day, name, "note", said))
    return card


def _occasion(day: date, name: str, shape: str, said: Sentence) -> QHBoxLayout:
    """A day in its frame, what it is, and what there is to say of it."""
    row = QHBoxLayout()
    row.setSpacing(theme.px(10))
    row.addWidget(DateBox(day))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(name, elide=True))
    below = QHBoxLayout()
    below.setSpacing(theme.px(6))
    beside = QVBoxLayout()
    beside.setContentsMargins(0, theme.px(3), 0, 0)
    beside.addWidget(Mark(shape, 12), 0, Qt.AlignmentFlag.AlignTop)
    below.addLayout(beside)
    below.addWidget(Label(say(said), role="small", tone="text2", wrap=True), 1)
    words.addLayout(below)
    row.addLayout(words, 1)
    return row


def standing_card(
    standing: Standing, today: date, open_draft: Callable[[], Any], open_room: Callable[[str], Any]
) -> Sheet:
    """What is true of the office now: text not saved, the last backup, campaigns that run, the last change."""
    card = _card(tr("State of the office"))
    drafts = len(standing.drafts)
    if drafts:
        said = ntr("{n} record with text not saved", "{n} records with text not saved", drafts)
        card.body.addLayout(_fact("soon", said, "", (tr("Open"), open_draft)))
    else:
        card.body.addLayout(_fact("done", tr("Everything typed is saved"), ""))
    when = tr("None yet")
    if standing.backup is not None:
        near = (today - standing.backup).days <= rules.IN_WORDS
        when = say(when_said(standing.backup, today)) if near else spoken().long_day(standing.backup)
    open_copies = (tr("Show"), lambda: open_room("safety"))
    card.body.addLayout(_fact(backup_severity(standing.backup, today), tr("Last backup"), when, open_copies))
    running = say(counted("{n} campaign running", "{n} campaigns running", standing.running))
    card.body.addLayout(_fact("running", running, "", (tr("Show"), lambda: open_room("campaigns"))))
    if standing.last_change is not None:
        card.body.addLayout(_fact("note", tr("Last change"), say(standing.last_change.sentence())))
    return card


def _fact(shape: str, label: str, value: str, action: tuple[str, Callable[[], Any]] | None = None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.px(8))
    row.addWidget(Mark(shape))
    if value:
        row.addWidget(Label(label))
        found = Label(value, tone="text2", elide=True)
        found.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(found, 1)
    else:
        row.addWidget(Label(label, wrap=True), 1)
    if action is not None:
        row.addWidget(Button(action[0], action[1], kind="link"))
    return row


def _card(title: str) -> Sheet:
    card = Sheet(padding=14)
    card.body.addWidget(Label(title, bold=True))
    return card


class SideColumn(QWidget):
    """The cards beside the list; side by side below it when the window is narrow."""

    def __init__(self, open_draft: Callable[[], Any], open_room: Callable[[str], Any]) -> None:
        super().__init__()
        self._open_draft, self._open_room = open_draft, open_room
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(12))

    def show_cards(self, found: Read) -> None:
        """Show what a reading found in place of the earlier cards."""
        while (item := self._row.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        cards = (
            week_card(found.week, found.agenda.today, lambda: self._open_room("calendar")),
            health_days_card(found.health_days, found.agenda.today, lambda: self._open_room("observances")),
            holidays_card(found.holidays, found.agenda.today),
            standing_card(found.standing, found.agenda.today, self._open_draft, self._open_room),
        )
        for card in cards:
            if card is not None:
                self._row.addWidget(card, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch()

    def fit(self, *, width: int) -> None:
        """Stand in a column of so many pixels at 100 %, or with 0 in a row as wide as there is room."""
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if width else directions.LeftToRight)
        self.setMinimumWidth(theme.px(width))
        self.setMaximumWidth(theme.px(width) if width else 16_777_215)
