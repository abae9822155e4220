"""The one signal that tells every page of a change."""

from PySide6.QtCore import QObject, Signal


class Bus(QObject):
    """``committed`` carries a ``Commit``; pages ask it ``touches(Campaign)`` and read again."""

    committed = Signal(object)
