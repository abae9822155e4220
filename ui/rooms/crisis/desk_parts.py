"""What the desk is made of and how its parts lie: head, two sheets, counters, keys, and a pane over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.wording import C_, N_
from hospcomms.services.settings import STANDS_FOR, Settings
from ui import theme
from ui.language import tr
from ui.rooms.crisis.card import DeskCard
from ui.rooms.crisis.desk_foot import Counters, KeyBar, KeyWord
from ui.rooms.crisis.desk_header import DeskHeader
from ui.rooms.crisis.entry_line import EntryLine
from ui.rooms.crisis.log_list import LogList
from ui.rooms.crisis.measures import Measures, measures_for
from ui.rooms.crisis.steps_list import StepsList
from ui.shell.status_line import BADGE
from ui.widgets.messages import Banner, Toast
from ui.widgets.segments import Segments

if TYPE_CHECKING:
    from ui.rooms.crisis.pane import Pane
    from ui.session import Session

ENTRY_HINT = N_("What happened?")
CARDS = (
    ("statements", N_("Statements"), "document_text"),
    ("calls", N_("Call sheet"), "phone"),
    ("rumours", N_("Rumours"), "flag"),
    ("told", N_("Told"), "people"),
)


class DeskParts(QWidget):
    """The widgets of a desk and their places; what they show comes from the desk itself."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.m = Measures()
        self.pane: Pane | None = None
        self._build()

    def _build(self) -> None:
        self.banner = Banner(self)
        self.header = DeskHeader()
        self.steps = StepsList()
        self.log = LogList()
        self.entry = EntryLine(tr(ENTRY_HINT))
        self.steps_card = DeskCard(tr("Steps"))
        self.log_card = DeskCard(tr("Log"))
        self.whose = Segments([("all", tr(C_("steps", "All")), ""), ("mine", tr("My role"), "")])
        self.whose.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for part in self.whose.findChildren(QWidget):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.counters = Counters([(key, tr(words), icon) for key, words, icon in CARDS])
        self._around_entry = QVBoxLayout()

    def compose(self, keys: list[KeyWord]) -> None:
        """Put the parts together; ``keys`` are those of the bar."""
        self.bar = KeyBar(keys, badge_of(self.session.office.settings))
        self.steps_card.head.row.addWidget(self.whose)
        self.steps_card.body.addWidget(self.steps, 1)
        self.log_card.body.addWidget(self.log, 1)
        self._around_entry.addWidget(self.entry)
        self.log_card.body.addLayout(self._around_entry)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self.steps_card, 62)
        self._middle.addWidget(self.log_card, 38)
        self._inside = QVBoxLayout()
        self.banner.stand_in(self._inside, 0)
        self._inside.addLayout(self._middle, 1)
        self._inside.addWidget(self.counters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._inside, 1)
        column.addWidget(self.bar)
        self.toast = Toast(self)

    def _measure(self) -> None:
        self.m = measures_for(self.width(), self.height(), self.session.office.settings.zoom)
        for part in (self.header, self.steps, self.log, self.entry, self.counters, self.bar):
            part.measure(self.m)
        self.steps_card.head.measure(self.m)
        self.log_card.head.measure(self.m)
        gap = self.m.px(12)
        self._inside.setContentsMargins(gap, gap, gap, self.m.px(10))
        self._inside.setSpacing(gap)
        self._middle.setSpacing(gap)
        self._around_entry.setContentsMargins(gap, self.m.px(8), gap, self.m.px(10))

    def place_pane(self) -> None:
        """Lay the pane over the steps, a wide one over the log too."""
        if self.pane is None:
            return
        gap = self.m.px(12)
        top = self.header.height() + gap
        whole = QRect(gap, top, self.width() - 2 * gap, self.bar.y() - top - gap)
        if not self.pane.wide and not self.m.narrow:
            whole.setWidth(self.steps_card.width())
            if theme.current().rtl:
                whole.moveRight(self.width() - gap - 1)
        self.pane.setGeometry(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()
        self.place_pane()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            QTimer.singleShot(0, self.place_pane)
        return super().event(event)


def badge_of(settings: Settings) -> str:
    """Whose data it is, where that has to be said."""
    if settings.is_sample:
        return tr("Sample data")
    return tr(BADGE) if STANDS_FOR in settings.views else ""
