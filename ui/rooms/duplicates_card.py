"""One pair: why it may be one, the two records side by side, and what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.twins import Twin
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import duplicates, merging
from ui import theme
from ui.language import say, tr
from ui.rooms.duplicates_sides import Sides
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule
from ui.widgets.sheets import Sheet, scrolled


class PairCard(Sheet):
    """``stepped`` asks for the pair before (-1) or after (1), ``merging`` and ``keeping`` for what is to be done."""

    stepped = Signal(int)
    merging = Signal()
    keeping = Signal()

    def __init__(self, session: Session, *, is_reason_asked: bool) -> None:
        super().__init__()
        self.session = session
        self.sides: Sides | None = None
        self.reason = QLineEdit()
        self._count, self._why = Label("", bold=True), Label("", role="small", tone="text2", elide=True)
        self.previous = Button(
            tr(N_("Previous pair")), partial(self.stepped.emit, -1), icon="chevron_up", kind="square"
        )
        self.next = Button(tr(N_("Next pair")), partial(self.stepped.emit, 1), icon="chevron_down", kind="square")
        self.merge = Button(tr(merging.MERGE), self.merging.emit, icon="merge", kind="primary", key="Ctrl+Return")
        self.apart = Button(tr(duplicates.KEEP_APART), self.keeping.emit, icon="branch")
        self._place = QVBoxLayout()
        self.body.addLayout(self._head())
        self.body.addWidget(Rule())
        self.body.addLayout(self._place, 1)
        self.body.addWidget(Rule())
        self.body.addLayout(self._foot())
        self.reason.setVisible(is_reason_asked)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self, self.merging.emit)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._count)
        words.addWidget(self._why)
        head.addLayout(words, 1)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        return head

    def _foot(self) -> QHBoxLayout:
        self.reason.setPlaceholderText(tr(N_("Reason, if you like")))
        self.reason.setAccessibleName(tr(N_("Reason why these are two")))
        self.reason.setMinimumHeight(theme.px(32))
        self.reason.setMaxLength(300)
        self.reason.returnPressed.connect(self.keeping.emit)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(self.merge)
        foot.addStretch(1)
        foot.addWidget(self.reason, 2)
        foot.addWidget(self.apart)
        return foot

    def show_pair(
        self, twin: Twin, found: Sequence[Person | Outlet], titles: Mapping[int, str], place: tuple[int, int]
    ) -> None:
        """Show two records; ``place`` is their number (from 0) among so many, ``titles`` name what they link to."""
        self.clear()
        self.sides = Sides(self.session, found[0], found[1], titles)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.addWidget(self.sides)
        column.addStretch(1)
        sheet = scrolled(holder)
        self._place.addWidget(sheet)
        sheet.show()  # a layout would show it only with the next round of events
        row, total = place
        self._count.setText(say(sentence("Pair {number} of {total}", number=row + 1, total=total)))
        likeness = self.session.locale.percent(twin.score * 100)
        self._why.setText(say(sentence("{why} · likeness {share}", why=twin.why, share=likeness)))
        self.previous.setEnabled(row > 0)
        self.next.setEnabled(row < total - 1)

    def clear(self) -> None:
        """Show no records."""
        self.sides = None
        self.reason.clear()
        while self._place.count():
            item = self._place.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
