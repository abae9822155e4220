"""The crisis in the window: the desk takes the place of the rooms, in the dark, and gives it back (CRI-3, CRI-4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from hospcomms.domain.incidents import RUNNING, Incident
from hospcomms.domain.query import Op, Query
from hospcomms.services import records
from hospcomms.services.office import make_ready
from hospcomms.services.settings import STANDS_FOR
from ui import theme, theme_sheet
from ui.actions import BY_KEY
from ui.language import spoken, tr
from ui.session import Session
from ui.shell.crisis_ways import DeskWays
from ui.shell.places import Place
from ui.shell.status_line import SEPARATE

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.incident_rescue import HeldLines
    from ui.rooms.crisis.desk import DeskPage
    from ui.rooms.crisis.facts_window import FactsWindow
    from ui.window import Window


class Crisis:
    """What F12 and the button do, and the desk while it is shown.

    What the disk refused is held here and not in the desk: leaving the desk loses nothing.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self.ways = DeskWays(window)
        self.page: DeskPage | None = None
        self.facts: FactsWindow | None = None
        self._held: HeldLines | None = None
        self.trail: tuple[list[Place], int] = ([Place("home")], 0)
        self._was_maximised = False

    # F12 and the button

    def running(self) -> Incident | None:
        """The incident that runs, a real one before a drill; None when none does."""
        office = self._window.office
        if office is None or not records.count(office, Query(Incident).where("state", Op.IS, RUNNING)):
            return None
        # late: nothing of a crisis is read before there is one
        from hospcomms.services import incidents

        return next(iter(incidents.running(office)), None)

    def begin(self) -> None:
        """At the start of the program: the desk when an incident runs, else the first page."""
        found = self.running()
        if found is not None:
            self.open(found.id)
        else:
            self._window.rebuild([Place("home")], 0)

    def show(self, place: Place) -> None:
        """Show a place for a picture; ``desk`` is the view of an incident that is its desk."""
        if place.view == "desk" and place.key == Incident.key:
            self.open(place.ident)
        else:
            self._window.rebuild([place], 0)

    def answer(self) -> None:
        """F12: to the desk of what runs, else the question which scenario is activated."""
        found = self.running()
        if found is not None:
            self.open(found.id)
        else:
            self.activate()

    def activate(self) -> None:
        """Ask which scenario, really or as a drill, and open the desk of what was begun."""
        frame = self._window.frame
        if frame is None:
            return
        from ui.rooms.crisis.activation import ActivationDialog  # late: as above

        dialog = ActivationDialog(frame.session, self._window)
        dialog.begun.connect(self._begun)
        dialog.elsewhere.connect(self._run_elsewhere)
        dialog.open()
        # the first change of a day waits for no import: it is done while one chooses
        self._window.background.start(self._window, lambda _: make_ready(), done=lambda _: None, failed=lambda _: None)

    def _run_elsewhere(self, scenario: int) -> None:
        """The disk refused the scenario one activated: it is run from a fresh folder."""
        from ui.shell.fresh_folder import FreshFolder  # late: as above

        FreshFolder(self._window, self._window.office, scenario).ask()

    def _begun(self, incident: int, commit: Commit) -> None:
        if self._window.frame is not None:
            self._window.frame.committed(commit)
        self.open(incident)

    # the desk in the place of the rooms

    def open(self, incident: int) -> None:
        """Show the desk of an incident in the dark; other windows of records close, their typing kept."""
        window = self._window
        if window.office is None or window.is_locked:
            return
        if self.page is not None and self.page.desk.incident.id == incident:
            return
        from hospcomms.services.incident_rescue import HeldLines  # late: as above
        from ui.rooms.crisis.desk import DeskPage

        if self._held is None:
            self._held = HeldLines()
        if window.frame is not None:
            window.frame.pages.leave()
            self.trail = window.frame.pages.trail
        for other in list(window.others):
            other.close()
        self._dress()
        session = Session(window.office, spoken(), window.bus, window.background, self.ways)
        page = DeskPage(session, incident, self._held)
        page.left.connect(self.leave)
        page.full_screen.connect(self.change_screen)
        page.facts_asked.connect(self.change_facts)
        QShortcut(QKeySequence(BY_KEY["lock"].keys[0]), page).activated.connect(window.lock)
        window.frame = None
        self.page = page
        if STANDS_FOR in window.office.settings.views:
            page.banner.show_message("soon", tr(SEPARATE))
        window.show_page(page)
        window.activateWindow()  # a dialog may have stood before it
        page.take_focus()

    def _dress(self) -> None:
        """The dark theme, its fields in letters one reads from further away."""
        # late: as above
        from ui.rooms.crisis.measures import desk_zoom

        window, app = self._window, QApplication.instance()
        assert window.office is not None
        assert isinstance(app, QApplication)
        settings = window.office.settings
        name = "contrast" if theme.current().contrast else "dark"
        zoom = desk_zoom(settings.zoom, window.width(), window.height())
        theme_sheet.dress(app, theme.choose(name, zoom, rtl=spoken().rtl))

    def leave(self) -> None:
        """Back to the page from which one came; the incident goes on."""
        page, self.page = self.page, None
        window = self._window
        if page is None or window.office is None:
            return
        page.leave()
        page.close_pane()
        if window.isFullScreen():
            self._end_full_screen()
        window.dress(window.office.settings)
        window.rebuild(*self.trail)

    def change_screen(self) -> None:
        """F11: the whole screen, or the window as it was."""
        if self._window.isFullScreen():
            self._end_full_screen()
        else:
            self._was_maximised = self._window.isMaximized()
            self._window.showFullScreen()
        if self.page is not None:
            self.page.take_focus()

    def _end_full_screen(self) -> None:
        if self._was_maximised:
            self._window.showMaximized()
        else:
            self._window.showNormal()

    def change_facts(self) -> None:
        """Show the facts sheet in a window of its own, on the second screen if there is one, or close it."""
        if self.facts is not None:
            self.facts.close()
            self.facts = None
        elif self.page is not None:
            from ui.rooms.crisis.facts_window import FactsWindow  # late: as above

            self.facts = FactsWindow(self.page.session, self.page.desk.incident.id, self._window.screen())
            self.facts.closed.connect(self._facts_closed)
            if self.facts.show_beside():  # the desk keeps the keyboard; on one screen it would hide the sheet
                self._window.activateWindow()
                self.page.take_focus()

    def let_go(self) -> None:
        """The window is locked: the desk and the facts sheet go, what waits for the disk stays."""
        self.page = None
        if self.facts is not None:
            self.facts.close()

    def _facts_closed(self) -> None:
        self.facts = None

    def close(self) -> None:
        """The window closes: what is being typed is kept, the facts sheet goes too."""
        if self.page is not None:
            self.page.leave()
            self.page.close_pane()
            self.page.held.try_again()
            if self.page.held.kept.waiting:
                self.page.held.save_aside()  # the last chance: it lives in memory only
        if self.facts is not None:
            self.facts.close()
