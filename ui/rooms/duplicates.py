"""People, or outlets, that may be there twice: pair by pair, side by side; merged or kept apart by the officer only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.press import NotDuplicate, Outlet, Person
from hospcomms.domain.twins import Twin
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import duplicates, merging, records
from ui import theme
from ui.background import UNEXPECTED, Progress, Task
from ui.language import tr
from ui.rooms.duplicates_card import PairCard
from ui.rooms.duplicates_list import PairList
from ui.session import Session
from ui.shell.help_pages import HELP
from ui.widgets.labels import Label
from ui.widgets.marks import Bar
from ui.widgets.sheets import EmptyState, Sheet

NARROW = 850
"""Below this width the list of pairs goes and the pairs are walked through one by one."""
LIST_WIDTH = 270
EMPTY = N_("No possible duplicates")
EMPTY_LINE = N_("Two records with the same telephone, the same e-mail or names that sound alike appear here.")
AGAIN = N_("Look again")


def keep_outlets_apart(session: Session, twin: Twin) -> bool:
    """Remember beside the records that two outlets are two, and say so; False when it was refused."""
    try:
        duplicates.keep_outlets_apart(session.office, twin.first, twin.second)
    except Refusal as refusal:
        session.go.refuse(refusal.sentence)
        return False
    session.go.say(sentence("Remembered: these are two outlets. The menu of the list offers them again."))
    return True


class DuplicatesPage(QWidget):
    """The pairs and the two records of the chosen one; the search runs beside the window."""

    def __init__(self, session: Session, kind: type[Person | Outlet] = Person) -> None:
        super().__init__()
        self.session, self.kind = session, kind
        self._task: Task | None = None
        self._is_stale = True
        self._apart: set[tuple[int, int]] = set()
        self.setProperty(HELP, "people-duplicates")
        self.list = PairList()
        self.card = PairCard(session, is_reason_asked=kind is Person)
        self._empty = EmptyState("people", tr(EMPTY), tr(EMPTY_LINE), (tr(AGAIN), self.look), action_icon="arrow_sync")
        self._build()
        self.list.selectionModel().currentChanged.connect(lambda *_: self._show_pair())
        self.card.stepped.connect(self.step)
        self.card.merging.connect(self.merge)
        self.card.keeping.connect(self.keep_apart)
        session.bus.committed.connect(self._follow)

    # what it is made of

    def _build(self) -> None:
        self._stack = QStackedWidget()
        for page in (self._searching(), self._empty, self._pair_page()):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _searching(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        self._progress = Bar(0.0, 0)
        self._progress.setFixedWidth(theme.px(260))
        words = Label(tr(N_("Looking for duplicates…")), tone="text2")
        for widget in (words, self._progress):
            column.addWidget(widget, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return page

    def _pair_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        self._list_sheet = Sheet(padding=0)
        self._list_sheet.body.setContentsMargins(1, 1, 1, 1)
        self._list_sheet.body.addWidget(self.list)
        self._list_sheet.setFixedWidth(theme.px(LIST_WIDTH))
        row.addWidget(self._list_sheet)
        row.addWidget(self.card, 1)
        return page

    # the search

    def look(self) -> None:
        """Look for pairs in the background; what is shown stays until they are there."""
        if self._task is not None:
            self._task.cancel()
        self._is_stale = False
        self._apart = duplicates.outlets_apart(self.session.office)
        if not self.list.pairs.twins:
            self._progress.show_share(0.0)
            self._stack.setCurrentIndex(0)
        office, kind = self.session.office, self.kind

        def work(progress: Progress) -> tuple[list[Twin], dict[int, str]]:
            found = duplicates.candidates(office, kind, progress.report)
            names = records.titles(office, {ident for twin in found for ident in (twin.first, twin.second)})
            return found, names

        self._task = self.session.background.start(
            self,
            work,
            done=self._found,
            failed=self._failed,
            progressed=lambda share, _what: self._progress.show_share(share),
        )

    def _found(self, answer: tuple[list[Twin], dict[int, str]]) -> None:
        self._task = None
        twins, names = answer
        now = self.pair()
        self.list.pairs.show(twins, names)
        same = [row for row, twin in enumerate(twins) if now and (twin.first, twin.second) == (now.first, now.second)]
        self._go_on(same[0] if same else 0)

    def _failed(self, error: BaseException) -> None:
        self._task = None
        self._stack.setCurrentWidget(self._empty)
        self.session.go.refuse(error.sentence if isinstance(error, Refusal) else sentence(UNEXPECTED))

    @property
    def is_looking(self) -> bool:
        """True while the search is under way."""
        return self._task is not None

    # the pair

    def pair(self) -> Twin | None:
        """The chosen pair."""
        row = self.list.row()
        return self.list.pairs.twins[row] if 0 <= row < len(self.list.pairs.twins) else None

    def step(self, by: int) -> None:
        """Go to the pair before or after."""
        self.list.choose(self.list.row() + by)

    def _go_on(self, row: int) -> None:
        """Show the pair in this row, or that there is none."""
        is_empty = not self.list.pairs.twins
        self._stack.setCurrentIndex(1 if is_empty else 2)
        self.list.choose(row)
        if is_empty:
            self.card.clear()

    def _show_pair(self) -> None:
        twin = self.pair()
        if twin is None:
            return
        found = records.window(self.session.office, self.kind, [twin.first, twin.second])
        if len(found) < 2 or any(record.binned_at for record in found):
            self._drop({twin.first, twin.second} - {record.id for record in found if not record.binned_at})
            return
        outlets = [record.outlet for record in found if isinstance(record, Person)]
        titles = records.titles(self.session.office, outlets)
        self.card.show_pair(twin, found, titles, (self.list.row(), len(self.list.pairs.twins)))

    # what is done with it

    def merge(self) -> None:
        """Make the two one as chosen; the next pair follows."""
        sides = self.card.sides
        if sides is not None:
            self._do(partial(merging.merge, self.session.office, sides.first, sides.second, sides.from_second()))

    def keep_apart(self) -> None:
        """Remember that these are two; the next pair follows."""
        twin = self.pair()
        if twin is None:
            return
        if self.kind is Outlet:
            if keep_outlets_apart(self.session, twin):
                self._apart = duplicates.outlets_apart(self.session.office)
                self._keep([one for one in self.list.pairs.twins if one is not twin])
            return
        self._do(partial(duplicates.keep_apart, self.session.office, twin.first, twin.second, self.card.reason.text()))

    def _do(self, act: Callable[[], Commit]) -> None:
        try:
            commit = act()
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            self._show_pair()
            return
        self.session.go.committed(commit)
        if self.card.sides is not None:
            self.card.sides.take_focus()

    def _follow(self, commit: Commit) -> None:
        """Leave out what a merge or a pair kept apart settled; look again after anything else that matters."""
        if commit.kind == "change" and commit.name == merging.MERGE and commit.touches(self.kind):
            gone = {
                step.record.id for step in commit.steps if isinstance(step.record, self.kind) and step.record.binned_at
            }
            self._drop(gone)
        elif commit.kind == "change" and commit.name == duplicates.KEEP_APART:
            pair = commit.saved(NotDuplicate)
            self._keep(
                [twin for twin in self.list.pairs.twins if {twin.first, twin.second} != {pair.first, pair.second}]
            )
        elif commit.touches(self.kind) or commit.touches(NotDuplicate):
            self._is_stale = True
            if self.isVisible():
                self.look()

    def _drop(self, gone: set[int]) -> None:
        """Leave out the pairs of records that are gone."""
        self._keep([twin for twin in self.list.pairs.twins if not gone & {twin.first, twin.second}])

    def _keep(self, twins: list[Twin]) -> None:
        row = max(self.list.row(), 0)
        self.list.pairs.show(twins, self.list.pairs.names)
        self._go_on(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list_sheet.setVisible(self.width() >= theme.px(NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale or (self.kind is Outlet and self._apart != duplicates.outlets_apart(self.session.office)):
            self.look()
