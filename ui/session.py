"""What every page is given: the office, how it speaks, and the ways to tell and to go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.domain.fields import Record
    from hospcomms.domain.locale import Locale
    from hospcomms.domain.wording import Sentence
    from hospcomms.services.office import Office
    from ui.background import Background
    from ui.bus import Bus


class Navigator(Protocol):
    """What a page may ask of the window."""

    def open_room(self, key: str, view: str = "") -> None:
        """Show a room's list (or its named view)."""

    def open_record(self, record: type[Record], ident: int, view: str = "") -> None:
        """Show a record's page (at the tab ``view``); a part opens its whole, at the right tab."""

    def new_record(self, record: type[Record]) -> None:
        """Show the empty form of a new record."""

    def back(self) -> None:
        """Go to the page shown before."""

    def committed(self, commit: Commit) -> None:
        """Tell of a change: status line, toast with «undo» where it took things away, bus."""

    def refuse(self, what: Sentence) -> None:
        """Show a refusal as the banner of the page."""

    def say(self, what: Sentence) -> None:
        """Show a short message as a toast."""


@dataclass(frozen=True)
class Session:
    """The values a page works with; pages keep it and ask nothing global."""

    office: Office
    locale: Locale
    bus: Bus
    background: Background
    go: Navigator
