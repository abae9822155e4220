"""Mistakes of our own while the window runs: they come into the log, and one dialog says so with its report."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.services import crash_reports
from hospcomms.services.logs import Log

_SAID_BY = re.compile(r"[A-Za-z_]\w*(?:::~?\w+)+")
_CATEGORY = re.compile(r"[a-z0-9._-]{1,60}", re.IGNORECASE)
_LEVELS = {
    QtMsgType.QtWarningMsg: "WARNING",
    QtMsgType.QtCriticalMsg: "ERROR",
    QtMsgType.QtFatalMsg: "FATAL",
}


def told_by_qt(category: str, message: str) -> str:
    """What is logged of a message of Qt: its category and the function that speaks; the rest may hold anything."""
    said = _SAID_BY.match(message)
    known = category if _CATEGORY.fullmatch(category) else "qt"
    return f"Qt {known} {said[0] if said else '(message left out)'}"


class Failures:
    """Takes over ``sys.excepthook`` and the messages of Qt until ``end``. ``restart`` ends and begins again."""

    def __init__(self, window: QWidget, log: Log, restart: Callable[[], Any]) -> None:
        self._window, self._log, self._restart = window, log, restart
        self._hook = sys.excepthook
        self._is_shown = False
        sys.excepthook = self._failed
        self._messages = qInstallMessageHandler(self._hear_qt)

    def end(self) -> None:
        """Give the hooks back."""
        sys.excepthook = self._hook
        qInstallMessageHandler(self._messages)

    def report(self, error: BaseException) -> None:
        """Log a failure and show it; while one is shown, others are only logged.

        That data was closed meanwhile is none: a page that goes asked for something once more.
        """
        if isinstance(error, Refusal) and error.kind == "closed":
            return
        self._log.note("CRITICAL", "Unexpected failure", error)
        if not self._is_shown:
            self._is_shown = True
            report = crash_reports.report_of(error)
            QTimer.singleShot(0, self._window, lambda: self._show(report))

    def _show(self, report: crash_reports.CrashReport) -> None:
        # late: only for our own mistakes
        from ui.shell.crash_dialog import CrashDialog

        dialog = CrashDialog(report, self._restart, self._window)
        dialog.finished.connect(self._shown)
        dialog.open()

    def _shown(self) -> None:
        self._is_shown = False

    def _failed(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hook(kind, error, trace)
            return
        self.report(error)

    def _hear_qt(self, level: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if level in _LEVELS:
            self._log.note(_LEVELS[level], told_by_qt(str(context.category or "qt"), message or ""))
