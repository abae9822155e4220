"""The window of a print preview: the pages of a report, its bar, the list of pages and what can be done with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import preview
from hospcomms.services.preview import Printed, Subject, Wish
from hospcomms.services.preview_periods import days_of, period_of
from ui import theme
from ui.background import UNEXPECTED
from ui.language import as_title, direction, say, shown, tr
from ui.preview.frame import PreviewFrame, titled
from ui.preview.pictures import PagePictures
from ui.preview.printing import PrintJob
from ui.preview.taking_out import TakingOut
from ui.shell.help_window import show_help

if TYPE_CHECKING:
    from hospcomms.reports.pages_as_pictures import Pages
    from ui.background import Progress, Task
    from ui.session import Session

MAKING = sentence("The document is being made.")
STOPPED = sentence("The document was not made. Make it again or close the preview.")


class PreviewWindow(QDialog):
    """Makes the document beside the window and shows its pages; every wish makes it anew."""

    def __init__(self, session: Session, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.subject = session, subject
        self.printed: Printed | None = None
        self.pages: Pages | None = None
        self._pictures: list[PagePictures] = []
        self._making: Task | None = None
        self._job: PrintJob | None = None
        self.setLayoutDirection(direction())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(shown(tr(subject.title)))
        self.frame = PreviewFrame(self, session, subject)
        self.taking_out = TakingOut(session, self)
        self._connect()
        self._keys()
        self._fit_to(parent)

    def _fit_to(self, parent: QWidget | None) -> None:
        """As large as the window it stands over, and never larger than the screen."""
        room = self.screen().availableGeometry().size()
        self.resize((parent.size() if parent is not None else room).boundedTo(room))

    def _connect(self) -> None:
        frame, out = self.frame, self.taking_out
        frame.working.cancel.clicked.connect(self.cancel)
        frame.tools.wished.connect(self.make)
        frame.tools.days_asked.connect(self.ask_days)
        frame.empty_asked.connect(self.make)
        frame.asked.connect(self._do)
        out.said.connect(lambda what: frame.toast.say(say(what)))
        out.refused.connect(self._refuse)
        out.saved.connect(lambda _path: frame.enable(made=True, saved=True))
        out.printing.connect(self._follow)

    def _keys(self) -> None:
        frame, paper = self.frame, self.frame.paper
        for keys, act in (
            ("Ctrl++", partial(paper.step_zoom, 1)),
            ("Ctrl+=", partial(paper.step_zoom, 1)),
            ("Ctrl+-", partial(paper.step_zoom, -1)),
            ("Ctrl+0", partial(paper.set_zoom, "", 100)),
            ("Ctrl+F", frame.search_again),
            ("F3", frame.find.after.click),
            ("Shift+F3", frame.find.before.click),
            ("F6", frame.change_side),
            ("Ctrl+P", partial(self._do, "print")),
            ("Ctrl+S", partial(self._do, "save")),
            ("F1", partial(show_help, self, "preview")),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    # making

    def wish(self) -> Wish:
        """What the bar asks for."""
        tools = self.frame.tools
        return Wish(tools.languages.current(), tools.period_key, tools.left_out)

    def ask_days(self) -> None:
        """Ask for the days of the report and make it anew for them."""
        # late: editors of days are read when other days are wanted
        from ui.preview.days import DaysDialog

        dialog = DaysDialog(self.session, days_of(self.frame.tools.period_key), self)
        dialog.chosen.connect(lambda span: self.frame.tools.choose_days(period_of(span)))
        dialog.open()

    def make(self) -> None:
        """Make the document as it is wished; what is shown stays until it is there."""
        self._stop_making()
        office, subject, wish = self.session.office, self.subject, self.wish()

        def work(progress: Progress) -> Printed:
            return preview.make(office, subject, wish, progress.report)

        self.frame.working.begin(MAKING)
        self.frame.enable(made=False)
        told = self.frame.working.tell
        self._making = self.session.background.start(self, work, done=self._made, failed=self._failed, progressed=told)

    def _made(self, printed: Printed) -> None:
        self._making = None
        self.frame.working.end()
        self._let_go()
        self.printed, self.pages = printed, preview.open_pages(printed)
        background = self.session.background
        self._pictures = [PagePictures(background, self.pages, self) for _ in range(2)]
        self.frame.show_printed(printed, self.pages, *self._pictures)
        self.frame.enable(made=True)
        self.setWindowTitle(as_title(titled(printed)))
        self.frame.warn(printed.warnings)

    def _failed(self, error: BaseException) -> None:
        self._making = None
        self._back_to_before(error.sentence if isinstance(error, Refusal) else Sentence(UNEXPECTED))

    def _back_to_before(self, why: Sentence | None) -> None:
        """Nothing new came: the bar tells again how the pages on the screen were made."""
        self.frame.working.end()
        self.frame.enable(made=self.printed is not None)
        if self.printed is not None:
            self.frame.tools.show_printed(self.printed)
        else:
            self.frame.show_nothing(say(STOPPED))
        if why is not None:
            self.frame.banner.show_message("late", say(why))

    def cancel(self) -> None:
        """Stop what is under way: a print, or the making of the document."""
        if self._job is not None:
            self._job.cancel()
            self._printed_out()
        elif self._making is not None:
            self._stop_making()
            self._back_to_before(None)

    def _stop_making(self) -> None:
        if self._making is not None:
            self._making.cancel()
            self._making = None

    # taking out

    def _do(self, key: str) -> None:
        if key == "close":
            self.close()
        if self.printed is None or self.pages is None or self.frame.working.under_way:
            return
        out, printed, pages = self.taking_out, self.printed, self.pages
        self.frame.banner.dismiss()
        acts: dict[str, Any] = {
            "print": lambda: out.print(printed, pages),
            "save": lambda: out.save(printed),
            "folder": out.open_folder,
            "mail": lambda: out.draft(printed),
        }
        if key in acts:
            acts[key]()

    def _refuse(self, why: Sentence, words: str, act: Any) -> None:
        self.frame.banner.show_message("late", say(why), (words, act) if words else None)

    def _follow(self, job: PrintJob) -> None:
        self._job = job
        self.frame.working.begin(sentence("The document is being printed."))
        job.progressed.connect(self.frame.working.tell)
        job.finished.connect(lambda _many: self._printed_out())
        job.refused.connect(lambda _why: self._printed_out())

    def _printed_out(self) -> None:
        self.frame.working.end()
        self._job = None

    # opening and closing

    @property
    def is_busy(self) -> bool:
        """True while a document or a page is being made."""
        return self._making is not None or self._job is not None or any(one.is_busy for one in self._pictures)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.printed is None and self._making is None:
            self.make()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.frame.be_narrow(narrow=self.width() < theme.px(1000))

    def reject(self) -> None:
        """Esc stops what is under way first."""
        if self.frame.working.under_way:
            self.cancel()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Put the pages away; whatever closes the window comes through here."""
        self._let_go()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop what is under way; the dialog then ends as by Esc, which alone would only stop it."""
        self.cancel()
        super().closeEvent(event)

    def _let_go(self) -> None:
        """Stop painting and searching the pages, and close their file."""
        self.frame.find.stop()
        for pictures in self._pictures:
            pictures.stop()
            pictures.deleteLater()
        self._pictures = []
        if self.pages is not None:
            self.pages.close()
        self.pages = None
