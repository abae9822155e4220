"""One window for one data folder: a second start wakes the first one instead of opening another."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDeadlineTimer, QLockFile, QThread
from PySide6.QtWidgets import QWidget

from ui import foreground

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE, _PATIENCE_WITH_FILE, _AGAIN_AFTER = 500, 10_000, 50  # ms
_LONGEST = 1 << 17  # bytes: Windows knows no longer path than 32767 letters


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

    def knock(self, file: Path | None = None) -> bool:
        """Ask the window that is open to come to the front and show ``file``; False when it does not answer."""
        # late: only a second start needs it
        from PySide6.QtNetwork import QLocalSocket

        process, _host, _program = self._lock.getLockInfo()
        foreground.allow(process)
        socket = QLocalSocket()
        # a window that has just been started does not listen yet: a file is worth some waiting
        deadline = QDeadlineTimer(_PATIENCE if file is None else _PATIENCE_WITH_FILE)
        socket.connectToServer(self._name)
        while not socket.waitForConnected(_PATIENCE) and not deadline.hasExpired():
            QThread.msleep(_AGAIN_AFTER)
            socket.connectToServer(self._name)
        answered = socket.state() == QLocalSocket.LocalSocketState.ConnectedState
        if answered and file is not None:
            socket.write(f"{file}\n".encode())
            socket.waitForBytesWritten(_PATIENCE)
            # on Windows what was not read yet goes with the socket: the window hangs up once it has read
            socket.waitForDisconnected(_PATIENCE_WITH_FILE)
        socket.disconnectFromServer()
        return answered

    def listen(self, window: QWidget, handed: Callable[[Path], Any] = lambda _file: None) -> None:
        """Come to the front when somebody knocks; ``handed`` is called with the file that comes with it.

        Asked again, nothing changes.
        """
        if self._server is not None:
            return
        # late: after the first paint
        from PySide6.QtNetwork import QLocalServer

        server = QLocalServer(window)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(self._name)  # left behind by a window that crashed
        server.newConnection.connect(lambda: self._welcome(server, window, handed))
        server.listen(self._name)
        self._server = server

    @staticmethod
    def _welcome(server: QLocalServer, window: QWidget, handed: Callable[[Path], Any]) -> None:
        while server.hasPendingConnections():
            socket = server.nextPendingConnection()
            socket.setReadBufferSize(_LONGEST)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(partial(_hear, socket, handed))
            if socket.bytesAvailable():
                _hear(socket, handed)
            elif socket.state() != socket.LocalSocketState.ConnectedState:
                socket.deleteLater()
        foreground.bring(window)

    def leave(self) -> None:
        """Close the way; the next start is the first again."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()


def _hear(socket: QLocalSocket, handed: Callable[[Path], Any]) -> None:
    """Read the one line that may come with a knock: the place of a file."""
    if socket.canReadLine():
        line = bytes(socket.readLine(_LONGEST).data()).decode("utf-8", "replace").rstrip("\n")
        socket.disconnectFromServer()
        if line:
            handed(Path(line))
