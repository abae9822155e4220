"""A crisis while the data cannot be opened or written: it is run from a fresh folder and brought home later (CRI-6)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import isolated
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import crisis_folder
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.file_dialogs import Outside, documents
from ui.language import say, tr
from ui.shell.cards import CardPage
from ui.shell.new_folder import NewFolder
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from ui.window import Window

OFFER = N_("Run a crisis from a fresh folder")
BEGIN = N_("Make the folder and activate")
_WITHOUT = N_(
    "The folder gets the scenarios of the program, and the name of the hospital, the officer and the language where"
    " they can be read. The data that cannot be opened is not touched."
)
_WITH_PEOPLE = N_(
    "The folder gets the scenarios of the program, and this one with its people and press list. The data that cannot be"
    " written is not touched."
)
MOST = 3
"""So many folders of earlier crises are offered."""


class CrisisOffer(QWidget):
    """The way out that cannot wait, below what is said about the data; F12 takes it too."""

    def __init__(self, taken: Callable[[], Any]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Rule())
        column.addWidget(Label(tr(N_("If a crisis cannot wait")), role="section"))
        told = N_("It is run at once from another folder, with the scenarios of the program, and brought home later.")
        column.addWidget(Label(tr(told), tone="text2", wrap=True))
        row = QHBoxLayout()
        row.addWidget(Button(f"{tr(OFFER)}…", taken, icon="alert_urgent", key="F12"))
        row.addStretch()
        column.addLayout(row)
        QShortcut(QKeySequence("F12"), self).activated.connect(taken)


class FreshFolderPage(CardPage):
    """Where the folder will be, the folders of earlier crises, and the last word on it."""

    def __init__(
        self,
        place: Path,
        earlier: Sequence[Path],
        *,
        begin: Callable[[Path], Any],
        choose: Callable[[], Any],
        back: Callable[[], Any],
        with_people: bool = False,
    ) -> None:
        super().__init__()
        self._where = NewFolder(place, choose)
        self.body.addWidget(Label(tr(OFFER), role="preview", wrap=True))
        self.body.addWidget(Label(tr(_WITH_PEOPLE if with_people else _WITHOUT), wrap=True))
        self.body.addWidget(self._where)
        if earlier:
            self.body.addLayout(_earlier(earlier, begin))
        self._trouble = _Trouble()
        self.body.addWidget(self._trouble)
        self.foot.addWidget(Button(tr(N_("Back")), back))
        self.foot.addStretch()
        self.primary = Button(tr(BEGIN), lambda: begin(self.place), kind="primary")
        self.foot.addWidget(self.primary)
        self.setFocusProxy(self.primary)
        self.finish()

    @property
    def place(self) -> Path:
        """The folder that will be made."""
        return self._where.place

    def show_place(self, place: Path) -> None:
        """Show another folder that will be made."""
        self._where.show_place(place)
        self._trouble.hide()

    def refuse(self, what: Sentence) -> None:
        """Say why it could not be made."""
        self._trouble.say(what)

    def words(self) -> str:
        """What went wrong, "" while nothing did."""
        return self._trouble.words()


class _Trouble(QWidget):
    """What went wrong, hidden while nothing did."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self._text = Label("", tone="late", wrap=True)
        row.addWidget(Mark("late"))
        row.addWidget(self._text, 1)
        self.hide()

    def say(self, what: Sentence) -> None:
        """Say it."""
        self._text.setText(say(what))
        self.show()

    def words(self) -> str:
        """The sentence said."""
        return self._text.words() if not self.isHidden() else ""


def _earlier(folders: Sequence[Path], begin: Callable[[Path], Any]) -> QVBoxLayout:
    """A line for each folder of an earlier crisis: after a crash one goes on in it."""
    column = QVBoxLayout()
    column.setSpacing(theme.px(8))
    column.addWidget(Rule())
    column.addWidget(Label(tr(N_("Folders of earlier crises")), role="section"))
    for folder in folders[:MOST]:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(Label(isolated(folder.name), elide=True), 1)
        button = Button(tr(N_("Go on in it")), partial(begin, folder))
        button.setAccessibleName(say(sentence("Go on in {folder}", folder=folder.name)))
        row.addWidget(button)
        column.addLayout(row)
    return column


class FreshFolder:
    """Leads from data that refuses to a crisis in another folder, or back.

    ``source`` is the office of the window when it is open but cannot be written: the people of ``scenario`` come along.
    """

    def __init__(
        self, window: Window, source: Office | None = None, scenario: int = 0, outside: Outside | None = None
    ) -> None:
        self._window, self._source, self._scenario = window, source, scenario
        self.outside = outside or Outside()
        self.page: FreshFolderPage | None = None

    def offer(self) -> CrisisOffer:
        """The offer for the page of a refusal."""
        return CrisisOffer(self.ask)

    def ask(self) -> None:
        """Show where the folder will be, before it is made."""
        window, home = self._window, documents()
        taken, today = window.folder, datetime.now().astimezone().date()
        self.page = FreshFolderPage(
            crisis_folder.proposed(home, taken, today),
            crisis_folder.near(home, taken),
            begin=self.begin,
            choose=self.choose,
            back=self._way_back(),
            with_people=self._source is not None,
        )
        window.show_page(self.page)
        self.page.setFocus()

    def _way_back(self) -> Callable[[], Any]:
        """Leave the pages of an open office, if there are any; returns what shows again what was shown."""
        window, frame = self._window, self._window.frame
        if frame is None:
            return window.open
        frame.pages.leave()
        for other in list(window.others):
            other.close()
        trail, here = frame.pages.trail
        window.frame = None
        return lambda: window.rebuild(trail, here)

    def choose(self) -> None:
        """Let the officer choose: an empty folder or one of an earlier crisis is used itself, else one made in it."""
        page = self.page
        assert page is not None
        chosen = self.outside.folder(self._window, page.place.parent)
        if chosen:
            page.show_place(_usable(Path(chosen), self._window.folder))

    def begin(self, place: Path) -> None:
        """Make the folder beside the window, then open it."""
        page, window = self.page, self._window
        assert page is not None
        page.setEnabled(False)
        taken, source, scenario = window.folder, self._source, self._scenario

        def work(_progress: Progress) -> None:
            crisis_folder.make(place, taken, source, scenario)

        window.background.start(window, work, done=lambda _nothing: self._open(place), failed=self._not_made)

    def _open(self, place: Path) -> None:
        window = self._window
        if self._source is not None:
            window.office = None
            self._source.close()
        window.open_other(place)
        if window.office is not None and window.crisis.page is None:
            window.crisis.activate()

    def _not_made(self, error: BaseException) -> None:
        assert self.page is not None
        self.page.setEnabled(True)
        self.page.refuse(error.sentence if isinstance(error, Refusal) else Sentence(UNEXPECTED))


def _usable(chosen: Path, taken: Path) -> Path:
    """The folder itself where it is empty or an earlier crisis; in any other a new one is proposed."""
    try:
        empty = not any(chosen.iterdir())
    except OSError:
        empty = True  # it is refused with its own sentence when it is to be made
    if empty or (crisis_folder.holds_data(chosen) and not crisis_folder.is_inside(chosen, taken)):
        return chosen
    return crisis_folder.proposed(chosen, taken, datetime.now().astimezone().date())
