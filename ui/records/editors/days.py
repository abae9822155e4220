"""Editors of days and moments: typed as people write them, or picked from a calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction, QBrush, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from hospcomms.domain.fields import Field
from hospcomms.domain.wording import N_
from hospcomms.services.calendars import hijri
from ui import icons, theme
from ui.language import tr
from ui.records.editors import reading
from ui.records.editors.typed import TypedEditor
from ui.session import Session
from ui.widgets.labels import Label

OPEN_CALENDAR = N_("Open the calendar (Alt+Down)")
_FIRST = {0: Qt.DayOfWeek.Monday, 5: Qt.DayOfWeek.Saturday, 6: Qt.DayOfWeek.Sunday}


class DayEditor(TypedEditor):
    """A day: typed as 21/11/2026, 21/11 or 21, moved by the arrows, or picked; the Hijri day stands beside."""

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self._hijri = Label(role="small", tone="text2")
        self.row.addWidget(self._hijri, 0, Qt.AlignmentFlag.AlignVCenter)
        side = QLineEdit.ActionPosition
        place = side.LeadingPosition if session.locale.rtl else side.TrailingPosition
        self._button: QAction = self.line.addAction(icons.icon("calendar", tone="text2"), place)
        self._button.setToolTip(tr(OPEN_CALENDAR))
        self._button.triggered.connect(self.open_calendar)
        self.line.installEventFilter(self)
        self.edited.connect(self._show_hijri)
        self._show_hijri()

    def words(self, value: Any) -> str:
        return "" if value is None else self.session.locale.day(value)

    def read(self, text: str) -> Any:
        return reading.day(text, self.session.locale, self.today())

    def today(self) -> date:
        """The day of the office's clock."""
        return self.session.office.today

    def set_value(self, value: Any) -> None:
        super().set_value(value)
        self._show_hijri()

    def set_draft(self, kept: Any) -> None:
        super().set_draft(kept)
        self._show_hijri()

    def set_read_only(self, read_only: bool) -> None:
        super().set_read_only(read_only)
        self._button.setVisible(not read_only)

    def day(self) -> date | None:
        """The day that is shown, if it can be read."""
        found = None if self.trouble() else self.value()
        return found.astimezone().date() if isinstance(found, datetime) else found

    def moved(self, days: int) -> None:
        """Go some days forwards or back; from an empty field, to today."""
        shown = self.day()
        self.pick(self.today() if shown is None else shown + timedelta(days=days))

    def pick(self, day: date) -> None:
        """Take a day as the officer's choice."""
        self.type_text(self.words(day))

    def open_calendar(self) -> None:
        """Show the month below the field."""
        popup = CalendarPopup(self)
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        popup.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and not self.line.isReadOnly():
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if event.key() == Qt.Key.Key_F4 or (event.key() == Qt.Key.Key_Down and alt):
                self.open_calendar()
                return True
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step is not None and not self.trouble():
                self.moved(step)
                return True
        return super().eventFilter(watched, event)

    def _show_hijri(self) -> None:
        day = self.day()
        found = hijri(day, self.session.office.settings.hijri_offset) if day else None
        locale = self.session.locale
        words = f"{found[2]} {locale.hijri_month(found[1])} {found[0]}" if found else ""
        self._hijri.setText(locale.digits(words))
        self._hijri.setVisible(bool(words))


class MomentEditor(DayEditor):
    """A day and a time of the wall clock; kept in UTC."""

    def words(self, value: Any) -> str:
        return "" if value is None else self.session.locale.moment(value)

    def read(self, text: str) -> Any:
        return reading.moment(text, self.session.locale, self.today())

    def pick(self, day: date) -> None:
        shown = None if self.trouble() else self.value()
        time = self.session.locale.time(shown) if shown else ""
        self.type_text(f"{self.session.locale.day(day)} {time}".strip())


class CalendarPopup(QWidget):
    """One month under a day field: the country's week and weekend, closed by choosing or by Escape."""

    def __init__(self, editor: DayEditor) -> None:
        super().__init__(editor, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("calendar")
        self._editor = editor
        self.month = QCalendarWidget(self)
        country = editor.session.locale.country
        self.month.setFirstDayOfWeek(_FIRST.get(country.first_weekday, Qt.DayOfWeek.Sunday))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self._paint_week(country.weekend)
        shown = editor.day() or editor.today()
        self.month.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.month.activated.connect(self._take)
        self.month.clicked.connect(self._take)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self.month)
        self.month.setFocus()

    def _paint_week(self, weekend: tuple[int, ...]) -> None:
        """Qt paints Saturday and Sunday red in any country."""
        used = theme.current()
        for number in range(7):
            style = QTextCharFormat()
            style.setForeground(QBrush(used.colour("text3" if number in weekend else "text")))
            self.month.setWeekdayTextFormat(Qt.DayOfWeek(number + 1), style)

    def _take(self, chosen: QDate) -> None:
        self._editor.pick(date(chosen.year(), chosen.month(), chosen.day()))
        self.close()
        self._editor.focus()
