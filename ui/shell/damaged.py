"""What is shown of damaged data: a cover over the open pages, and saving what can still be read into a new folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.domain.wording import Label as Words
from hospcomms.services import salvage
from hospcomms.services.salvage import SALVAGE, Report
from hospcomms.services.security import has_password
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.file_dialogs import Outside, documents
from ui.language import say, spoken, tr
from ui.shell.cards import CardPage
from ui.shell.new_folder import NewFolder
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.messages import Banner, LoadingBar
from ui.widgets.secret_line import SecretLine

if TYPE_CHECKING:
    from ui.window import Window

MET = N_("The data file was damaged while it was open")
ABOUT_MET = N_(
    "A part of it can no longer be read. What was saved before is safe in the backups. If something is typed and not"
    " saved, go back and copy it; then close the data: the program checks it again and lists the backups."
)
CLOSE_DATA, GO_BACK = N_("Close the data and check it"), N_("Back to the page")
ABOUT_SALVAGE = N_("Everything that can still be read goes into a new folder. The damaged data is not touched.")
WHEN = N_(
    "Without a backup, or for what was entered after the last one: everything that can still be read goes into a new"
    " folder. The damaged data is not touched."
)
BEGIN = N_("Save into this folder")
AT_WORK = N_("This takes a few minutes. The damaged data is only read.")
NAME = "HospComms-saved"
MOST = 8
"""So many kinds of records are listed with what was lost of them."""


def cover(window: Window) -> None:
    """Lay the page of damage over the pages of an open office, once."""
    if not window.findChildren(MetPage):
        page = MetPage(window)
        window.stack.cover(page, None)
        page.setFocus()


class MetPage(CardPage):
    """Damage that was met while the data is open: back to what is typed, or close and check."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window = window
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Mark("late", 20))
        head.addWidget(Label(tr(MET), role="preview", wrap=True), 1)
        self.body.addLayout(head)
        self.body.addWidget(Label(tr(ABOUT_MET), wrap=True))
        self.foot.addWidget(Button(tr(GO_BACK), self.go_back))
        self.foot.addStretch()
        first = Button(tr(CLOSE_DATA), self.close_data, kind="primary")
        self.foot.addWidget(first)
        self.setFocusProxy(first)
        self.finish()

    def go_back(self) -> None:
        """Uncover what was shown; the next thing the file refuses covers it again."""
        self._window.stack.take_away(self)

    def close_data(self) -> None:
        """Close the data and open it anew: its check says what is damaged, and the ways on."""
        window = self._window
        if window.frame is not None:
            window.frame.pages.leave()
        for other in list(window.others):
            other.close()
        window.locking.let_go()
        window.open()


class SalvageOffer(QWidget):
    """The way on when no backup is good enough; stands below the backups."""

    def __init__(self, taken: Callable[[], Any]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Rule())
        column.addWidget(Label(tr(SALVAGE), role="section"))
        column.addWidget(Label(tr(WHEN), tone="text2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(Button(f"{tr(SALVAGE)}…", taken, icon="save"))
        row.addStretch()
        column.addLayout(row)


class SalvagePage(CardPage):
    """Where the new folder will be, and the password where there is one."""

    def __init__(
        self,
        place: Path,
        *,
        wants_password: bool,
        begin: Callable[[], Any],
        choose: Callable[[], Any],
        back: Callable[[], Any],
    ) -> None:
        super().__init__()
        self._where = NewFolder(place, choose)
        self.body.addWidget(Label(tr(SALVAGE), role="preview", wrap=True))
        self.body.addWidget(Label(tr(ABOUT_SALVAGE), wrap=True))
        self.banner = Banner()
        self.body.addWidget(self.banner)
        self.body.addWidget(self._where)
        self.secret = SecretLine(tr(N_("Password")))
        self.secret.setVisible(wants_password)
        self.body.addWidget(self.secret)
        self.bar = LoadingBar()
        self._work = Label(tr(AT_WORK), role="small", tone="text2", wrap=True)
        self._work.hide()
        self.body.addWidget(self._work)
        self.body.addWidget(self.bar)
        self.foot.addWidget(Button(tr(N_("Back")), back))
        self.foot.addStretch()
        self._begin = Button(tr(BEGIN), begin, kind="primary")
        self.foot.addWidget(self._begin)
        self.setFocusProxy(self._begin)
        self.finish()

    @property
    def place(self) -> Path:
        """The folder that will be made."""
        return self._where.place

    def show_place(self, place: Path) -> None:
        """Show another folder that will be made."""
        self._where.show_place(place)
        self.banner.dismiss()

    def work(self, busy: bool) -> None:
        """Show that the data is being read, or that it is not."""
        self.setEnabled(not busy)
        self._work.setVisible(busy)
        (self.bar.begin if busy else self.bar.end)()

    def refuse(self, what: Sentence) -> None:
        """Say why it was not done."""
        self.banner.show_message("late", say(what))


class SalvagedPage(CardPage):
    """What was saved and what is lost, kind by kind."""

    def __init__(self, report: Report, go_on: Callable[[], Any], back: Callable[[], Any]) -> None:
        super().__init__()
        self.body.addWidget(Label(tr(N_("What could be saved")), role="preview", wrap=True))
        for said in salvage.told(report):
            self.body.addWidget(Label(say(said), wrap=True))
        concerned = [line for line in salvage.by_kind(report) if line[2]]
        if concerned:
            self.body.addWidget(Rule())
            self.body.addLayout(_kinds(concerned[:MOST]))
        self.foot.addWidget(Button(tr(N_("Back")), back))
        self.foot.addStretch()
        first = Button(tr(N_("Open the new folder")), go_on, kind="primary")
        self.foot.addWidget(first)
        self.setFocusProxy(first)
        self.finish()


def _kinds(concerned: list[tuple[Words, int, int]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(24))
    grid.setColumnStretch(0, 1)
    for column, words in enumerate(("", tr(N_("Saved")), tr(N_("Lost")))):
        grid.addWidget(Label(words, role="small", tone="text2"), 0, column)
    for row, (kind, saved, lost) in enumerate(concerned, 1):
        grid.addWidget(Label(say(sentence("{kind}", kind=kind)), elide=True), row, 0)
        grid.addWidget(Label(spoken().number(saved)), row, 1)
        grid.addWidget(Label(spoken().number(lost), bold=True), row, 2)
    return grid


class Salvaging:
    """Leads from damaged data to a new folder with what is left of it, and back."""

    def __init__(self, window: Window, outside: Outside | None = None) -> None:
        self._window = window
        self.outside = outside or Outside()
        self.page: SalvagePage | None = None

    def offer(self) -> SalvageOffer:
        """The offer for the page of a refusal."""
        return SalvageOffer(self.ask)

    def ask(self) -> None:
        """Show where the new folder will be, before anything is read."""
        window = self._window
        self.page = SalvagePage(
            proposed(documents(), window.folder, datetime.now().astimezone()),
            wants_password=has_password(window.folder),
            begin=self.begin,
            choose=self.choose,
            back=window.open,
        )
        window.show_page(self.page)
        self.page.setFocus()

    def choose(self) -> None:
        """Let the officer choose: an empty folder is used itself, in any other a new one is proposed."""
        assert self.page is not None
        chosen = self.outside.folder(self._window, self.page.place.parent)
        if chosen:
            place = Path(chosen)
            is_empty = place.is_dir() and not any(place.iterdir())
            today = datetime.now().astimezone()
            self.page.show_place(place if is_empty else proposed(place, self._window.folder, today))

    def begin(self) -> None:
        """Read the damaged data beside the window and write the new folder."""
        page, window = self.page, self._window
        assert page is not None
        page.work(busy=True)
        folder, place, secret = window.folder, page.place, page.secret.text()

        def work(_progress: Progress) -> Report:
            return salvage.salvage(folder, place, secret)

        window.background.start(page, work, done=self._done, failed=self._failed)

    def _done(self, report: Report) -> None:
        window = self._window
        done = SalvagedPage(report, lambda: window.open_other(report.folder), window.open)
        window.show_page(done)
        done.setFocus()

    def _failed(self, error: BaseException) -> None:
        assert self.page is not None
        self.page.work(busy=False)
        self.page.refuse(error.sentence if isinstance(error, Refusal) else Sentence(UNEXPECTED))


def proposed(parent: Path, taken: Path, now: datetime) -> Path:
    """A new folder in ``parent``, never inside the damaged one."""
    inside = parent.absolute().is_relative_to(taken.absolute())
    place = taken.absolute().parent if inside else parent
    name = f"{NAME}-{now:%Y-%m-%d}"
    tries = (place / (name if number == 1 else f"{name}-{number}") for number in range(1, 1000))
    return next((found for found in tries if not found.exists()), place / name)
