"""The head of the calendar: what is shown, the way around it, the views, what is taken out and brought in."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QWidget

from hospcomms.domain.wording import C_, N_
from ui import icons, theme
from ui.language import tr
from ui.records.list_head import TABLE
from ui.rooms.calendar.desk import AGENDA, MONTH, WEEK, YEAR
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

TITLES = {
    MONTH: C_("calendar", "Month"),
    WEEK: C_("calendar", "Week"),
    AGENDA: C_("calendar", "Agenda"),
    YEAR: C_("calendar", "Year"),
    TABLE: N_("List"),
}
NEW, EXPORT, IMPORT, PRINT = "new", "export", "import", "print"
_BEFORE = {
    MONTH: N_("Previous month"),
    AGENDA: N_("Previous month"),
    WEEK: N_("Previous week"),
    YEAR: N_("Previous year"),
}
_AFTER = {MONTH: N_("Next month"), AGENDA: N_("Next month"), WEEK: N_("Next week"), YEAR: N_("Next year")}


class CalendarHead(QWidget):
    """``view_asked`` carries a view, ``step_asked`` -1 or 1, ``act_asked`` one of new, export, import and print."""

    view_asked = Signal(str)
    step_asked = Signal(int)
    today_asked = Signal()
    act_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._is_narrow = False
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(theme.px(8))
        self.title = Label("", role="title")
        self.moon = Label("", tone="text2", elide=True)
        self._said = QHBoxLayout()
        self._said.setSpacing(theme.px(14))
        self._said.addWidget(self.title)
        self._said.addWidget(self.moon, 1)
        self._rows.addLayout(self._said, 1)
        self._rows.addLayout(self._tools())

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        # chevrons turn over with the page, so that “left” is always the way back
        self.before = Button("", lambda: self.step_asked.emit(-1), icon="chevron_left", kind="square")
        self.after = Button("", lambda: self.step_asked.emit(1), icon="chevron_right", kind="square")
        self.today = Button(tr(C_("day", "Today")), self.today_asked.emit)
        for button in (self.before, self.today, self.after):
            row.addWidget(button)
        self.views = Segments([(key, tr(name), "") for key, name in TITLES.items()], MONTH)
        self.views.setAccessibleName(tr(N_("View")))
        self.views.chosen.connect(self.view_asked)
        row.addWidget(self.views)
        row.addStretch(1)
        out = tr(N_("Export .ics"))
        self._wide = Button(out, lambda: self.act_asked.emit(EXPORT), icon="arrow_export", kind="plain")
        self._printer = Button(tr(N_("Print")), lambda: self.act_asked.emit(PRINT), icon="print")
        row.addWidget(self._wide)
        row.addWidget(self._printer)
        self.more = Button(tr(N_("More")), self._open_more, icon="more_horizontal", kind="icon")
        row.addWidget(self.more)
        return row

    def more_menu(self) -> QMenu:
        """What ⋯ offers: something new, a file brought in, and what has no room beside it."""
        menu = QMenu(self)
        entries = [
            (NEW, N_("New appointment"), "add"),
            (IMPORT, N_("Import an .ics file"), "arrow_import"),
            (EXPORT, N_("Export .ics"), "arrow_export"),
            (PRINT, N_("Print"), "print"),
        ]
        for key, words, icon in entries:
            action = menu.addAction(icons.icon(icon), tr(words))
            action.triggered.connect(lambda _on=False, key=key: self.act_asked.emit(key))
        return menu

    def _open_more(self) -> None:
        self.more_menu().exec(self.more.mapToGlobal(QPoint(0, self.more.height() + theme.px(2))))

    def show_view(self, key: str, title: str, moon: str) -> None:
        """Show which view it is, what it shows, and the Hijri months beside it."""
        self.views.choose(key)
        self.title.setText(title)
        self.moon.setText(moon)
        self.before.name_it(tr(_BEFORE[key]), "PgUp")
        self.after.name_it(tr(_AFTER[key]), "PgDown")
        self._fit()

    def be_narrow(self, *, narrow: bool) -> None:
        """In a narrow window the tools stand below the title."""
        self._is_narrow = narrow
        self.title.setFont(theme.current().font("verdict" if narrow else "title"))
        self._rows.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
        self._rows.setSpacing(theme.px(4 if narrow else 8))
        self._fit()

    def _fit(self) -> None:
        """The two buttons at the end give way to the menu where there is no room for them."""
        for button in (self._wide, self._printer):
            button.setVisible(True)
        least = theme.px(120) if not self._is_narrow else 0
        for button in (self._wide, self._printer):
            needed = self._rows.minimumSize().width() + least
            if needed > self.width():
                button.setVisible(False)
                self._rows.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
