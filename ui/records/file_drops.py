"""Files dropped anywhere on a page: also on its fields, which would otherwise take the name of the file as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from ui.records.editors.files import FilesEditor

_KINDS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class FileDrops(QObject):
    """Hands files dropped on ``page`` to ``take``; a field of files keeps taking its own, and words go on as before."""

    def __init__(self, page: QWidget, take: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(page)
        self._page, self._take = page, take
        self._watched: set[QWidget] = set()
        page.setAcceptDrops(True)
        self.watch()

    def watch(self) -> None:
        """Look at the fields of the page as they are now."""
        fields = (field for field in self._page.findChildren(QWidget) if field.acceptDrops())
        for widget in (self._page, *(field for field in fields if not isinstance(field, FilesEditor))):
            if widget not in self._watched:
                self._watched.add(widget)
                widget.installEventFilter(self)
                widget.destroyed.connect(lambda _gone=None, widget=widget: self._watched.discard(widget))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take files; everything else is left to the widget."""
        if event.type() is QEvent.Type.Show and watched is self._page:
            self.watch()
        if event.type() not in _KINDS or not isinstance(event, QDropEvent | QDragMoveEvent):
            return False
        paths = files_of(event.mimeData())
        if not paths:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() is QEvent.Type.Drop:
            self._take(paths)
        return True


def files_of(carried: QMimeData) -> list[Path]:
    """The files that are carried, in order."""
    return [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]
