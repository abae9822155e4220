"""What our windows put on the clipboard is taken off again: after a time, when the window is locked, and at the end.

Only if it is still ours: what another program put there meanwhile stays. The history of the clipboard and the cloud
of Windows are asked not to keep it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

PASSING = 'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"'
"""Windows, its clipboard history and its cloud pass over what has this format (as KeePassXC does)."""
LASTING = "application/x-hospcomms-lasting"
"""Marks what holds nothing of the data and may stay: a report of a failure."""


def fingerprint(data: QMimeData | None) -> bytes:
    """What is compared instead of the content: nothing that was copied is kept by us."""
    if data is None:
        return b""
    found = hashlib.sha256()
    if data.hasImage():
        found.update(b"image")
    found.update(data.text().encode("utf-8", "replace"))
    return found.digest()


def _content(clipboard: QClipboard) -> QMimeData | None:
    """What is on the clipboard; Qt gives nothing at all for an empty one, whatever its signature says."""
    return cast("QMimeData | None", clipboard.mimeData())


class ClipboardWatch(QObject):
    """``seconds`` after something of ours came onto the clipboard it is taken off; 0 means never by the clock.

    ``owns`` tells whether the content is of this program; ``excludes`` whether the mark for Windows is added.
    """

    def __init__(
        self,
        clipboard: QClipboard,
        seconds: Callable[[], int],
        parent: QObject,
        *,
        owns: Callable[[], bool] | None = None,
        excludes: bool = sys.platform == "win32",
    ) -> None:
        super().__init__(parent)
        self._clipboard, self._seconds = clipboard, seconds
        self._owns = owns or clipboard.ownsClipboard
        self._excludes = excludes
        self._ours = b""
        self._marking = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.forget)
        clipboard.dataChanged.connect(self._changed)

    @property
    def holds_ours(self) -> bool:
        """True while what we put there is still there."""
        return bool(self._ours) and fingerprint(_content(self._clipboard)) == self._ours

    def forget(self) -> None:
        """Empty the clipboard if it still holds what we put there."""
        self.timer.stop()
        held, self._ours = self.holds_ours, b""
        if held:
            self._clipboard.clear()

    def _changed(self) -> None:
        if self._marking:
            return
        self.timer.stop()
        data = _content(self._clipboard)
        if data is None or not self._owns() or not data.formats() or data.hasFormat(LASTING):
            self._ours = b""
            return
        if self._excludes and not data.hasFormat(PASSING):
            data = self._mark(data)
        self._ours = fingerprint(data)
        if self._seconds() > 0:
            self.timer.start(self._seconds() * 1000)

    def _mark(self, data: QMimeData) -> QMimeData:
        """Put the same there again, with the mark that monitors of the clipboard pass it over."""
        marked = QMimeData()
        for kind in data.formats():
            marked.setData(kind, data.data(kind))
        if data.hasText():
            marked.setText(data.text())
        if data.hasImage():
            marked.setImageData(data.imageData())
        marked.setData(PASSING, QByteArray(b"1"))
        self._marking = True
        try:
            self._clipboard.setMimeData(marked)
        finally:
            self._marking = False
        return marked
