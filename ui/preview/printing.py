"""Printing: the pages' own pictures on a printer, page by page, so that the window stays alive."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QRectF, QSizeF, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence, sentence
from ui.language import tr
from ui.preview.pictures import image

if TYPE_CHECKING:
    from hospcomms.reports.pages_as_pictures import PagePicture, Pages
    from ui.background import Background, Progress, Task

FINEST = 300
"""Dots an inch a page is painted with: letters of 8 points are sharp, a page takes 35 MB. Qt makes them fewer for a
coarser printer and stretches them for a finer one.
"""


def printer_for(title: str, sizes: tuple[tuple[float, float], ...]) -> QPrinter:
    """The usual printer, set to the paper of the pages and to their whole sheet."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("HospComms")
    printer.setFullPage(True)
    width, height = sizes[0]
    upright = QPageSize(QSizeF(min(width, height), max(width, height)), QPageSize.Unit.Point)
    lying = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(upright, lying, QMarginsF()))
    return printer


def has_printer() -> bool:
    """True where something can be printed on; elsewhere than on Windows the print dialog finds out by itself."""
    return sys.platform != "win32" or bool(QPrinterInfo.availablePrinterNames())


def ask_printer(owner: QWidget, printer: QPrinter, count: int) -> bool:
    """The system's print dialog; False when it was given up."""
    dialog = QPrintDialog(printer, owner)
    dialog.setWindowTitle(tr(N_("Print")))
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
    accepted = bool(dialog.exec())
    dialog.deleteLater()
    return accepted


def chosen_pages(printer: QPrinter, count: int) -> list[int]:
    """The pages asked for in the print dialog, from 0."""
    return list(range((printer.fromPage() or 1) - 1, min(printer.toPage() or count, count)))


class PrintJob(QObject):
    """One print: each page is painted in the background, then put on the printer in the window's thread."""

    progressed = Signal(float, object)
    finished = Signal(int)
    refused = Signal(object)

    def __init__(self, background: Background, pages: Pages, printer: QPrinter, parent: QObject) -> None:
        super().__init__(parent)
        self._background, self._pages, self._printer = background, pages, printer
        chosen = chosen_pages(printer, pages.count)
        if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
            chosen.reverse()
        self._left, self._many = chosen, len(chosen)
        self._painter = QPainter()
        self._task: Task | None = None

    def start(self) -> None:
        """Begin; ``finished`` carries the number of pages, ``refused`` the sentence why nothing was printed."""
        if not self._left or not self._painter.begin(self._printer):
            self._stop()
            self.refused.emit(not_printed())
            return
        self._next()

    def cancel(self) -> None:
        """Stop and throw away what was not printed yet."""
        if self._task is not None:
            self._task.cancel()
        if self._painter.isActive():
            self._printer.abort()
        self._stop()

    def _stop(self) -> None:
        self._task = None
        if self._painter.isActive():
            self._painter.end()

    def _next(self) -> None:
        done = self._many - len(self._left)
        if not self._left:
            self._stop()
            self.finished.emit(self._many)
            return
        said = sentence("Page {page} of {pages} is being printed.", page=done + 1, pages=self._many)
        self.progressed.emit(done / self._many, said)
        work = self._work(self._left[0])
        self._task = self._background.start(self, work, done=self._put, failed=self._failed)

    def _work(self, page: int) -> Callable[[Progress], PagePicture | None]:
        pages, scale = self._pages, FINEST / 72

        def work(progress: Progress) -> PagePicture | None:
            progress.report(0.0)
            return pages.render(page, scale)

        return work

    def _put(self, painted: PagePicture | None) -> None:
        """Put a painted page on the sheet, as large as it is, smaller where the paper is smaller."""
        page = self._left.pop(0)
        if painted is not None:
            if len(self._left) < self._many - 1 and not self._printer.newPage():
                self._failed(Refusal("not-printed", not_printed()))
                return
            sheet = self._printer.paperRect(QPrinter.Unit.DevicePixel)
            dots = self._printer.resolution() / 72
            width, height = (side * dots for side in self._pages.sizes[page])
            share = min(1.0, sheet.width() / width, sheet.height() / height)
            width, height = width * share, height * share
            place = QRectF((sheet.width() - width) / 2, (sheet.height() - height) / 2, width, height)
            self._painter.drawImage(place, image(painted))
        self._next()

    def _failed(self, error: BaseException) -> None:
        self._stop()
        self.refused.emit(error.sentence if isinstance(error, Refusal) else not_printed())


def not_printed() -> Sentence:
    """Why nothing came out, as far as the system tells."""
    return sentence("The document was not printed. Check the printer, or save it as PDF.")
