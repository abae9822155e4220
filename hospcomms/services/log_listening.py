"""What fails out of sight comes into the log: libraries, threads, and what goes wrong while objects are taken away.

``logging`` takes a while to import, so this is read once the first page is painted.
"""

from __future__ import annotations

import logging
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from hospcomms.services.logs import Log

_OURS = ("hospcomms", "ui", "__main__")


class LogListener(logging.Handler):
    """Hands what the ``logging`` of Python is told to our log: of other people's loggers only where, never what."""

    def __init__(self, log: Log) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        ours = record.name.split(".")[0] in _OURS
        # our own messages are constants (a gate holds them to it); their arguments would be values
        said = str(record.msg) if ours else "(message left out)"
        error = record.exc_info[1] if record.exc_info else None
        where = f"{record.module}:{record.lineno}:{record.funcName}"
        self._log.note(record.levelname, f"{record.name} {where} {said}", error)


def listen(log: Log) -> Callable[[], None]:
    """Begin to listen; returns what ends it."""
    handler = LogListener(log)
    root = logging.getLogger()
    root.addHandler(handler)
    threads, unraisable = threading.excepthook, sys.unraisablehook

    def in_thread(args: threading.ExceptHookArgs) -> None:
        log.note("ERROR", "A thread failed", args.exc_value)

    def out_of_reach(args: sys.UnraisableHookArgs) -> None:
        log.note("ERROR", "An object could not be taken away", args.exc_value)

    threading.excepthook, sys.unraisablehook = in_thread, out_of_reach

    def end() -> None:
        root.removeHandler(handler)
        threading.excepthook, sys.unraisablehook = threads, unraisable

    return end
