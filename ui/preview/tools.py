"""The bar of the preview: language, period, sections, zoom and page; what it asks for is carried out elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from hospcomms.domain.wording import N_, sentence
from hospcomms.services.preview import Printed
from hospcomms.services.preview_periods import Period
from ui import theme
from ui.language import say, shown, spoken, tr, unmarked
from ui.preview.layout import PAGE, STEPS, WIDTH
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

LANGUAGES = (("ar", "العربية"), ("fr", "Français"), ("en", "English"))
"""Each language in its own words, never translated."""
FIT_WIDTH, FIT_PAGE = N_("Fit the width"), N_("Fit the page")


class Tools(QWidget):
    """``wished`` tells that another language, period or choice of sections is wanted.

    ``zoom_asked`` carries the way to fit, "" for none, and the percentage; ``days_asked`` that other days than the
    offered ones are wanted.
    """

    wished = Signal()
    zoom_asked = Signal(str, int)
    zoom_stepped = Signal(int)
    days_asked = Signal()

    def __init__(
        self, language: str, periods: Sequence[Period] = (), icon: str = "calendar", *, takes_days: bool = False
    ) -> None:
        super().__init__()
        self.languages = Segments([(key, words, "") for key, words in LANGUAGES], language)
        self.languages.setAccessibleName(tr(N_("Language of the document")))
        self.languages.chosen.connect(lambda _key: self.wished.emit())
        self._periods, self._takes_days = list(periods), takes_days
        self.period_key = periods[0].key if periods else ""
        self.period = MenuButton("", icon=icon)
        self.sections = MenuButton(tr(N_("Sections")), icon="list")
        self._ticks: list[QAction] = []
        self._left_out: frozenset[int] = frozenset()
        self.smaller = Button(
            tr(N_("Smaller")), lambda: self.zoom_stepped.emit(-1), icon="subtract", kind="icon", key="Ctrl+-"
        )
        self.zoom = MenuButton("")
        self.zoom.setMinimumWidth(theme.px(88))
        self.larger = Button(tr(N_("Larger")), lambda: self.zoom_stepped.emit(1), icon="add", kind="icon", key="Ctrl++")
        self.place = Label("", role="small", tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        for part in (self.languages, self.period, self.sections, self.smaller, self.zoom, self.larger, self.place):
            row.addWidget(part)
        self.zoom.setMenu(self._zoom_menu())
        self._fill_periods()
        self.sections.hide()
        self.show_zoom(100)

    @property
    def left_out(self) -> frozenset[int]:
        """The numbers of the sections that are not wanted."""
        return self._left_out

    def show_printed(self, printed: Printed) -> None:
        """Show how the pages on the screen were made."""
        self.languages.choose(printed.wish.language)
        self.period_key = printed.wish.period
        self._left_out = printed.wish.left_out
        self._fill_periods()
        self._fill_sections(printed.sections)

    def show_zoom(self, percent: int) -> None:
        """Show the zoom there is."""
        words = spoken().percent(percent)
        self.zoom.name_it(words)
        self.zoom.setAccessibleName(say(sentence("Zoom: {percent}", percent=words)))

    def show_page(self, page: int, pages: int) -> None:
        """Show where one is; ``page`` from 0."""
        self.place.setText(say(sentence("Page {page} of {pages}", page=page + 1, pages=pages)))

    def _zoom_menu(self) -> QMenu:
        menu = QMenu(self.zoom)
        for words, zoom in ((FIT_WIDTH, WIDTH), (FIT_PAGE, PAGE)):
            menu.addAction(shown(tr(words))).triggered.connect(
                lambda _on=False, zoom=zoom: self.zoom_asked.emit(zoom, 100)
            )
        menu.addSeparator()
        for percent in STEPS[2::2]:
            action = menu.addAction(shown(spoken().percent(percent)))
            action.triggered.connect(lambda _on=False, percent=percent: self.zoom_asked.emit("", percent))
        return menu

    def _fill_periods(self) -> None:
        self.period.setVisible(bool(self._periods))
        menu = QMenu(self.period)
        for one in self._periods:
            action = menu.addAction(unmarked(shown(say(one.label))))
            action.setCheckable(True)
            action.setChecked(one.key == self.period_key)
            action.triggered.connect(lambda _on=False, key=one.key: self._choose_period(key))
            if one.key == self.period_key:
                self.period.name_it(say(one.label))
                if self._takes_days:
                    self.period.setAccessibleName(say(sentence("Period: {period}", period=one.label)))
        if self._takes_days:
            menu.addSeparator()
            menu.addAction(shown(tr(N_("Other days…")))).triggered.connect(lambda _on=False: self.days_asked.emit())
        _give_menu(self.period, menu)

    def choose_days(self, period: Period) -> None:
        """Take a period that was not offered, and ask for the document of it."""
        if all(one.key != period.key for one in self._periods):
            self._periods.append(period)
        self._choose_period(period.key)

    def _choose_period(self, key: str) -> None:
        self.period_key = key
        self.wished.emit()

    def _fill_sections(self, names: Sequence[str]) -> None:
        self.sections.setVisible(bool(names))
        menu = QMenu(self.sections)
        self._ticks = []
        for number, name in enumerate(names):
            action = menu.addAction(shown(name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(number not in self._left_out)
            action.triggered.connect(lambda _on=False: self._choose_sections())
            self._ticks.append(action)
        if len(names) - len(self._left_out) == 1:  # the last one stays
            for action in self._ticks:
                action.setEnabled(not action.isChecked())
        _give_menu(self.sections, menu)

    def _choose_sections(self) -> None:
        self._left_out = frozenset(number for number, tick in enumerate(self._ticks) if not tick.isChecked())
        self.wished.emit()


def _give_menu(button: MenuButton, menu: QMenu) -> None:
    """Another menu in place of the one before."""
    old = button.menu()
    button.setMenu(menu)
    if old is not None:
        old.deleteLater()
