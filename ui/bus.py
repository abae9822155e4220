"""The signals that tell every page of a change."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """``committed`` carries a ``Commit``; pages ask it ``touches(Campaign)`` and read again.

    ``pinned`` tells that a saved filter was pinned to the sidebar or taken from it.
    """

    committed = Signal(object)
    pinned = Signal()
