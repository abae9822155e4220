"""Where the officer is and was: places as values, their pages, and the way back and forward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

KEPT = 8


@dataclass(frozen=True)
class Place:
    """A page by what it shows: ``kind`` is home, room, record, new, settings or exchange; ``key`` a room or record."""

    kind: str
    key: str = ""
    ident: int = 0
    view: str = ""


class Pages(QStackedWidget):
    """Shows the page of a place; pages are built when first shown and the last few are kept.

    A page sets its own margins (20 px, 12 when narrow) and may have a ``leave()`` that keeps what was typed. One that
    could not, and says so with False, stays until it can: its text is nowhere else.
    """

    moved = Signal(object)

    def __init__(self, build: Callable[[Place], QWidget]) -> None:
        super().__init__()
        self._build = build
        self._pages: dict[Place, QWidget] = {}
        self._unkept: set[Place] = set()
        self._trail: list[Place] = []
        self._here = -1
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._hold_focus)

    def _hold_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """Keep the keyboard in the page when what had it is hidden: Qt hands it on, as far as to the sidebar."""
        page = self.currentWidget()
        if old is None or now is None or page is None or old.isVisible() or now.window() is not self.window():
            return
        if page.isAncestorOf(old) and not page.isAncestorOf(now):
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def place(self) -> Place | None:
        """The place shown."""
        return self._trail[self._here] if self._trail else None

    @property
    def trail(self) -> tuple[list[Place], int]:
        """All places of the way and where on it the officer is, to walk it again after a rebuild."""
        return list(self._trail), self._here

    def restore(self, trail: list[Place], here: int) -> None:
        """Take up a way again and show its present place."""
        self._trail, self._here = list(trail), here
        if trail:
            self._show()

    def go(self, place: Place) -> None:
        """Show a place; what lay ahead is forgotten. A form of a new record gives way to its record."""
        if place == self.place:
            self._show()
            return
        self._page(place)  # what cannot be built leaves the officer where they are
        self.leave()
        if self.place is not None and self.place.kind == "new" and place.kind == "record":
            self._here -= 1
        self._trail = [*self._trail[: self._here + 1], place]
        self._here = len(self._trail) - 1
        self._show()

    def back(self) -> None:
        """Show the page before."""
        self._step(-1)

    def forward(self) -> None:
        """Show the page one went back from."""
        self._step(1)

    def has(self, step: int) -> bool:
        """Whether there is a page that many steps away."""
        return 0 <= self._here + step < len(self._trail)

    def _step(self, step: int) -> None:
        if self.has(step):
            self._page(self._trail[self._here + step])
            self.leave()
            self._here += step
            self._show()

    def leave(self) -> bool:
        """Let the page shown keep what was typed; before a rebuild and at the end. False when it could not."""
        place = self.place
        page = self._pages.get(place) if place is not None else None
        if page is None or place is None:
            return True
        keep = getattr(page, "leave", None)
        if callable(keep) and keep() is False:
            self._unkept.add(place)
            return False
        self._unkept.discard(place)
        if place.kind == "new":
            self._drop(place)
        return True

    def _show(self) -> None:
        place = self.place
        assert place is not None
        page = self._page(place)
        self._pages[place] = self._pages.pop(place)  # the last shown is the last to go
        self.setCurrentWidget(page)
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        for old in list(self._pages)[:-KEPT]:
            if old not in self._unkept:
                self._drop(old)
        self.moved.emit(place)

    def _page(self, place: Place) -> QWidget:
        """The page of a place, built when it is first asked for. Raises Refusal when it cannot be."""
        page = self._pages.get(place)
        if page is None:
            page = self._build(place)
            self._pages[place] = page
            self.addWidget(page)
        return page

    def _drop(self, place: Place) -> None:
        page = self._pages.pop(place)
        self.removeWidget(page)
        page.deleteLater()
