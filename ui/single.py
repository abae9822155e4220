"""One window for one data folder: a second start wakes the first one instead of opening another."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile
from PySide6.QtWidgets import QWidget

from ui import foreground

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 500


class Door:
    """The way in: ``enter`` says whether this is the first start on the folder.

    The lock file and the local pipe live outside the data folder, under a name made from its place.
    """

    def __init__(self, folder: Path) -> None:
        place = hashlib.sha256(str(folder.absolute()).encode()).hexdigest()[:16]
        self._name = f"hospcomms-{place}"
        self._lock = QLockFile(str(Path(tempfile.gettempdir()) / f"{self._name}.lock"))
        self._lock.setStaleLockTime(0)  # a lock whose process is gone is taken over at once
        self._server: QLocalServer | None = None

    def enter(self) -> bool:
        """True for the first start on this folder."""
        return self._lock.tryLock(0) or self._lock.error() == QLockFile.LockError.PermissionError

    def knock(self) -> bool:
        """Ask the window that is open to come to the front; False when it does not answer."""
        # late: only a second start needs it
        from PySide6.QtNetwork import QLocalSocket

        process, _host, _program = self._lock.getLockInfo()
        foreground.allow(process)
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        answered = socket.waitForConnected(_PATIENCE)
        socket.disconnectFromServer()
        return answered

    def listen(self, window: QWidget) -> None:
        """Come to the front when somebody knocks."""
        # late: after the first paint
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(window)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # left behind by a window that crashed
        server.newConnection.connect(lambda: self._welcome(server, window))
        server.listen(self._name)
        self._server = server

    @staticmethod
    def _welcome(server: QLocalServer, window: QWidget) -> None:
        while server.hasPendingConnections():
            server.nextPendingConnection().deleteLater()
        foreground.bring(window)

    def leave(self) -> None:
        """Close the way; the next start is the first again."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()
