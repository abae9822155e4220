"""The ways out of a preview: to the printer, into a file, its folder, and into an e-mail draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import mail_draft, preview
from hospcomms.services.preview import Printed
from ui.file_dialogs import name_pattern
from ui.language import tr
from ui.preview.printing import PrintJob, ask_printer, chosen_pages, has_printer, printer_for

if TYPE_CHECKING:
    from hospcomms.reports.pages_as_pictures import Pages
    from ui.session import Session

PDF, DRAFT = N_("PDF document (.pdf)"), N_("E-mail draft (.eml)")


def ask_file(owner: QWidget, proposed: Path, kind: str) -> str:
    """Ask where to write; "" when it was given up."""
    found, _filter = QFileDialog.getSaveFileName(
        owner, "", str(proposed.with_name(safe_name(proposed.name))), name_pattern(kind, proposed.suffix)
    )
    return found


def open_with_system(path: Path) -> bool:
    """Open a file or folder with the program the system has for it; False when there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@dataclass
class Outside:
    """What only the world outside can answer, so that a test may answer it."""

    file: Callable[[QWidget, Path, str], str] = ask_file
    printer: Callable[[QWidget, QPrinter, int], bool] = ask_printer
    opens: Callable[[Path], bool] = open_with_system
    has_printer: Callable[[], bool] = has_printer


class TakingOut(QObject):
    """Carries out what the buttons ask.

    ``said`` carries what was done; ``refused`` a sentence, the words of a way out ("" for none) and that way.
    """

    said = Signal(object)
    refused = Signal(object, str, object)
    saved = Signal(object)
    printing = Signal(object)

    def __init__(self, session: Session, owner: QWidget) -> None:
        super().__init__(owner)
        self._session, self._owner = session, owner
        self.outside = Outside()
        self.path: Path | None = None
        """Where the document was saved last."""

    def save(self, printed: Printed, proposed: Path | None = None) -> None:
        """Ask for a file and write the PDF; a file that is open elsewhere leaves the way to another name."""
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        chosen = self.outside.file(self._owner, proposed or folder / printed.file_name, tr(PDF))
        if not chosen:
            return
        path = _ending(chosen, ".pdf")
        try:
            preview.save(printed, path)
        except Refusal as refusal:
            self._refuse_save(refusal, printed, path)
            return
        self.path = path
        self.saved.emit(path)
        self.said.emit(sentence("The document was saved as {file}.", file=path.name))
        self._note_taken(printed)

    def _note_taken(self, printed: Printed) -> None:
        """Note that the whole paper left the program, where that is kept."""
        try:
            commit = preview.note_taken(printed)
        except Refusal as refusal:  # the paper is out all the same
            self.refused.emit(refusal.sentence, "", None)
            return
        if commit is not None:
            self._session.bus.committed.emit(commit)

    def _refuse_save(self, refusal: Refusal, printed: Printed, path: Path) -> None:
        if refusal.kind == "embargo":  # no other name helps
            self.refused.emit(refusal.sentence, "", None)
            return
        again = preview.another_name(path) if refusal.kind == "file-open" else path
        self.refused.emit(refusal.sentence, tr(N_("Save under another name")), lambda: self.save(printed, again))

    def open_folder(self) -> None:
        """Show the folder of what was saved."""
        if self.path is not None:
            self._open(self.path.parent)

    def draft(self, printed: Printed) -> None:
        """Make an e-mail draft with the PDF and open it with the system's mail program."""
        speaking = self._session.office.settings.locale_for(printed.wish.language)
        try:
            printed.may_leave()
            path = mail_draft.write_draft(printed.title, printed.file_name, printed.content, speaking)
        except Refusal as refusal:
            self.refused.emit(refusal.sentence, "", None)
            return
        printed.noted("mail", path.suffix)
        if self.outside.opens(path):
            self.said.emit(sentence("The draft was given to the mail program. Nothing was sent."))
        else:
            said = sentence("No mail program opens drafts on this computer. Save the draft and open it elsewhere.")
            self.refused.emit(said, tr(N_("Save the draft")), lambda: self._save_draft(path))

    def _save_draft(self, path: Path) -> None:
        folder = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        chosen = self.outside.file(self._owner, folder / path.name, tr(DRAFT))
        if not chosen:
            return
        target = _ending(chosen, ".eml")
        try:
            mail_draft.keep(path.read_bytes(), target)
        except Refusal as refusal:
            self.refused.emit(refusal.sentence, tr(N_("Save the draft")), lambda: self._save_draft(path))
            return
        self.said.emit(sentence("The document was saved as {file}.", file=target.name))

    def _open(self, place: Path) -> None:
        if not self.outside.opens(place):
            said = sentence("The folder {folder} could not be shown. Open it in the file manager.", folder=place.name)
            self.refused.emit(said, "", None)

    def print(self, printed: Printed, pages: Pages) -> None:
        """Ask for the printer and print; ``printing`` carries the job so that it can be followed and stopped."""
        try:
            printed.may_leave()
        except Refusal as refusal:
            self.refused.emit(refusal.sentence, "", None)
            return
        if not self.outside.has_printer():
            said = sentence("No printer is installed on this computer. Save the document as PDF, or ask for a printer.")
            self.refused.emit(said, tr(N_("Save as PDF")), lambda: self.save(printed))
            return
        printer = printer_for(Path(printed.file_name).stem, pages.sizes)
        if not self.outside.printer(self._owner, printer, pages.count):
            return
        if printer.outputFileName() and printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
            self._print_to_file(printed, printer, pages.count)
            return
        job = PrintJob(self._session.background, pages, printer, self)
        job.finished.connect(lambda _many: self.said.emit(_printed(printer)))
        job.finished.connect(lambda _many: printed.noted("print", "printer"))
        if len(chosen_pages(printer, pages.count)) == pages.count:
            job.finished.connect(lambda _many: self._note_taken(printed))
        job.refused.connect(lambda why: self.refused.emit(why, "", None))
        self.printing.emit(job)
        job.start()

    def _print_to_file(self, printed: Printed, printer: QPrinter, count: int) -> None:
        """A PDF file asked for in the print dialog is the document itself, not pictures of its pages."""
        path = _ending(printer.outputFileName(), ".pdf")
        chosen = chosen_pages(printer, count)
        try:
            preview.save(preview.only_pages(printed, chosen), path)
        except Refusal as refusal:
            self._refuse_save(refusal, printed, path)
            return
        self.said.emit(sentence("The document was saved as {file}.", file=path.name))
        if len(chosen) == count:
            self._note_taken(printed)


def _ending(chosen: str, ending: str) -> Path:
    """The chosen file with its ending."""
    return Path(chosen) if chosen.lower().endswith(ending) else Path(f"{chosen}{ending}")


def _printed(printer: QPrinter) -> Sentence:
    """Where the pages are on their way to: a printer, or a file in the printer's own language."""
    file: Any = printer.outputFileName()
    if file:
        return sentence("The document was saved as {file}.", file=Path(file).name)
    return sentence("The document was given to the printer {printer}.", printer=printer.printerName())
