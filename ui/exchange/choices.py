"""What the pages ask: the period and the language of a document."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.quarters import Stretch, quarter_words, quarters, years
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, counted
from hospcomms.services.workbook import count_between
from ui import theme
from ui.background import Progress
from ui.exchange.asked import Asked
from ui.language import say, shown, tr
from ui.records.editors.choices import QuietCombo
from ui.records.form_layout import Fields
from ui.session import Session
from ui.shell.choices import LANGUAGE_NAMES
from ui.widgets.labels import Label
from ui.widgets.segments import Segments

QUARTER, YEAR, OWN = "quarter", "year", "own"
_WAYS = ((QUARTER, N_("Quarter")), (YEAR, N_("Year")), (OWN, N_("From a day to a day")))


class PeriodChoice(QWidget):
    """A quarter, a year, or two days; a line says how many campaigns fall into it. ``changed`` tells of each choice."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        today = session.office.today
        self._quarters, self._years = quarters(today), years(today)
        self.way = Segments([(key, tr(words), "") for key, words in _WAYS], QUARTER)
        self.way.setAccessibleName(tr(N_("Kind of period")))
        digits = session.locale.digits
        self.quarter = _box(
            tr(N_("Quarter")),
            [say(quarter_words(span, digits(str(span.first.year)))) for span in self._quarters],
        )
        self.quarter.setCurrentIndex(1)  # the last one that has ended
        self.year = _box(tr(N_("Year")), [digits(str(span.first.year)) for span in self._years])
        last = self._quarters[1]
        self.days = Asked(session, Stretch(first=last.first, last=last.last), (Fields(("first", "last")),))
        self._pages = QStackedWidget()
        for page in (self.quarter, self.year, self.days):
            self._pages.addWidget(_at_the_start(page))
        self.count = Label("", role="small", tone="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        for widget in (self.way, self._pages, self.count):
            column.addWidget(widget)
        self.way.chosen.connect(self.choose_way)
        self.quarter.currentIndexChanged.connect(self._chosen)
        self.year.currentIndexChanged.connect(self._chosen)
        self.days.edited.connect(self._chosen)
        self.choose_way(QUARTER)

    def choose_way(self, way: str) -> None:
        """Ask for a quarter, a year or two days."""
        self.way.choose(way)
        place = [key for key, _words in _WAYS].index(way)
        self._pages.setCurrentIndex(place)
        shown_now = self._pages.widget(place)
        if shown_now is not None:
            self._pages.setFixedHeight(shown_now.sizeHint().height())
        self._chosen()

    def span(self) -> Span | None:
        """The days chosen, None while they cannot be read."""
        way = self.way.current()
        if way == QUARTER:
            return self._quarters[self.quarter.currentIndex()]
        if way == YEAR:
            return self._years[self.year.currentIndex()]
        typed = self.days.record(Stretch)
        return Span(typed.first, typed.last) if typed and typed.first and typed.last else None

    def settle(self) -> Span | None:
        """The days chosen; None after saying what is wrong with them."""
        return self.span() if self.way.current() != OWN or self.days.settle() else None

    def _chosen(self) -> None:
        self.changed.emit()
        span = self.span()
        if span is None:
            self.count.setText("")
            return
        office = self._session.office

        def work(_progress: Progress) -> tuple[Span, int]:
            return span, count_between(office, span.first, span.last)

        self._session.background.start(self, work, done=self._counted, failed=self._not_counted)

    def _counted(self, found: tuple[Span, int]) -> None:
        span, count = found
        if span == self.span():
            said = counted(
                "From {first} to {last}: {n} campaign.", "From {first} to {last}: {n} campaigns.", count,
                first=span.first, last=span.last,
            )  # fmt: skip
            self.count.setText(say(said))

    def _not_counted(self, error: BaseException) -> None:
        if isinstance(error, Refusal):
            self.count.setText(say(error.sentence))


class LanguageChoice(Segments):
    """The language of a document, each in its own words; the office's own at first."""

    def __init__(self, session: Session) -> None:
        current = session.office.settings.language
        super().__init__([(key, name, "") for key, name in LANGUAGE_NAMES.items()], current)
        self.setAccessibleName(tr(N_("Language of the document")))


def _box(name: str, rows: list[str]) -> QComboBox:
    box = QuietCombo()
    box.setAccessibleName(name)
    box.addItems([shown(row) for row in rows])
    box.setFixedWidth(theme.px(280))
    return box


def _at_the_start(widget: QWidget) -> QWidget:
    """The widget at the top of its page, as wide as it wants."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return holder
