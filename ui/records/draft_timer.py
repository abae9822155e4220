"""When a draft is written: once the keys rest, and before long also while they do not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

LATEST = 4500
"""Milliseconds after the first key that is not kept yet: with the slack of a timer and the disk, five seconds."""


class DraftTimer(QObject):
    """Does ``act`` after ``quiet`` milliseconds without a key, and ``LATEST`` after the first one at the latest.

    Whoever types without a pause loses no more than these few seconds when the power fails.
    """

    def __init__(self, owner: QObject, quiet: int, act: Callable[[], object]) -> None:
        super().__init__(owner)
        self._act = act
        self._quiet = QTimer(self, singleShot=True, interval=quiet)
        self._latest = QTimer(self, singleShot=True, interval=LATEST)
        self._quiet.timeout.connect(self._due)
        self._latest.timeout.connect(self._due)

    def start(self) -> None:
        """A key was typed: the quiet begins anew, the latest moment stays where it is."""
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def stop(self) -> None:
        """Nothing waits to be kept any more."""
        self._quiet.stop()
        self._latest.stop()

    def _due(self) -> None:
        self.stop()
        self._act()
