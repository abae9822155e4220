"""Printing a release that is handed out: the printer is asked first, the pages follow once the log is written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from ui.preview.printing import PrintJob, ask_printer, printer_for
from ui.session import Session

A4 = ((595.28, 841.89),)
"""Points."""
MOST_PAGES = 99
"""What the print dialog offers; how many pages there are is known only when they are made."""


class ReleasePrint(QObject):
    """One print at a time; ``asks`` may be answered by a test."""

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._owner = session, owner
        self.asks: Callable[[QWidget, QPrinter, int], bool] = ask_printer
        self._printer: QPrinter | None = None
        self._job: PrintJob | None = None

    def ask(self, title: str) -> bool:
        """Ask for the printer; False when it was given up."""
        printer = printer_for(title, A4)
        if not self.asks(self._owner, printer, MOST_PAGES):
            return False
        self._printer = printer
        return True

    def start(self, content: bytes) -> None:
        """Put the pages of a PDF file on the printer that was chosen."""
        # late: PDFium is loaded when something is printed, never at the start
        from hospcomms.services.preview import pages_of

        if self._printer is None:
            return
        pages = pages_of(content)
        job = PrintJob(self._session.background, pages, self._printer, self)
        job.finished.connect(lambda _many: pages.close())
        job.refused.connect(self._session.go.refuse)
        self._job, self._printer = job, None
        job.start()
