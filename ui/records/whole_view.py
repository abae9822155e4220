"""A view of a room that has a head of its own and shows several of the room's views, as the calendar does."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget


class WholeView(QWidget):
    """Stands in place of a list, its head and its chips. ``view_chosen`` asks for another view of the room.

    ``keys`` are the views of the room it shows itself.
    """

    view_chosen = Signal(str)
    keys: frozenset[str] = frozenset()

    def show_key(self, key: str) -> None:
        """Show one of its own views."""
        raise KeyError(key)
