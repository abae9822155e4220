"""The signals that tell every page of a change."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """``committed`` carries a ``Commit``; pages ask it ``touches(Campaign)`` and read again.

    ``pinned`` tells that a saved filter was pinned to the sidebar or taken from it. ``told`` and ``refused`` carry
    the sentence of work whose page is no longer there. ``copied`` tells that a backup was made, or failed.
    """

    committed = Signal(object)
    pinned = Signal()
    told = Signal(object)
    refused = Signal(object)
    copied = Signal()
