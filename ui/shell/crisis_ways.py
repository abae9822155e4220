"""The ways from the crisis desk into the rest of the window: rooms, records, changes and refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.language import say

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.domain.fields import Record
    from hospcomms.domain.wording import Sentence
    from ui.window import Window


class DeskWays:
    """The `Navigator` of the desk of a window: whatever lies elsewhere is shown in the rooms."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def open_room(self, key: str, view: str = "") -> None:
        """Leave the desk for a room."""
        self._window.crisis.leave()
        if self._window.frame is not None:
            self._window.frame.open_room(key, view)

    def open_record(self, record: type[Record], ident: int, view: str = "") -> None:
        """Leave the desk for a record."""
        self._window.crisis.leave()
        if self._window.frame is not None:
            self._window.frame.open_record(record, ident, view)

    def new_record(self, record: type[Record]) -> None:
        """Leave the desk for a new record."""
        self._window.crisis.leave()
        if self._window.frame is not None:
            self._window.frame.new_record(record)

    def back(self) -> None:
        """Leave the desk."""
        self._window.crisis.leave()

    def committed(self, commit: Commit) -> None:
        """Tell every page of a change."""
        if self._window.frame is not None:
            self._window.frame.committed(commit)
        else:
            self._window.bus.committed.emit(commit)

    def refuse(self, what: Sentence) -> None:
        """Show a refusal on the desk."""
        page = self._window.crisis.page
        if page is not None:
            page.refuse(say(what))

    def say(self, what: Sentence) -> None:
        """Show a short message on the desk."""
        page = self._window.crisis.page
        if page is not None:
            page.toast.say(say(what))
