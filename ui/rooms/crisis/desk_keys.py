"""The keys of the desk and what they do: everything can be reached without the mouse."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import incident_acts, incident_log, records
from ui.language import say, tr
from ui.rooms.crisis import words
from ui.rooms.crisis.desk_foot import KeyWord

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from ui.rooms.crisis.desk import DeskPage

WRITE, TICK = C_("key", "log line"), C_("key", "do the step")
CALL, STATEMENT, RUMOUR = C_("key", "call"), C_("key", "statement"), C_("key", "rumour")
REPORT, PACK = C_("key", "situation report"), C_("key", "crisis pack")
FULL, BACK, MORE = C_("key", "full screen"), C_("key", "back"), C_("key", "more")
PACK_REPORT = "crisis-pack"
MENU: tuple[tuple[str, str, str], ...] = (
    ("steps", "Shift+F5", N_("Steps: untick, set aside")),
    ("told", "F2", N_("Who has been told")),
    ("answers", "F3", N_("Answers to hard questions")),
    ("facts", "F4", N_("Public facts sheet")),
    ("screen", "Shift+F4", N_("Facts sheet on a second screen")),
    ("advice", "Ctrl+D", N_("What to say, what not to say")),
    ("level", "Ctrl+L", N_("Level, phase, next update")),
    ("correct", "Ctrl+R", N_("Correct a line of the log")),
    ("roles", "Ctrl+G", N_("Roles and telephone numbers")),
    ("sound", "Ctrl+M", N_("Sound when a step turns late")),
    ("end", "Ctrl+E", N_("Stand down")),
)
"""What is not in the bar: pane or act, its key, its words."""


class DeskKeys:
    """Carries out the keys of a desk."""

    def __init__(self, page: DeskPage) -> None:
        self.page = page
        plain: dict[str, Callable[[], object]] = {
            "F5": self.tick,
            "F6": partial(self.open, "calls"),
            "F7": partial(self.open, "statements"),
            "F8": partial(self.open, "rumours"),
            "F9": partial(self.open, "report"),
            "F10": partial(self.open, "menu"),
            "Ctrl+P": self.print_pack,
            "F11": page.full_screen.emit,
            "F12": page.left.emit,
            "Esc": page.close_pane,
            "Alt+Up": partial(self.walk, -1),
            "Alt+Down": partial(self.walk, 1),
            "F1": self.show_help,
            "Ctrl+Up": partial(self._scroll_log, -1),
            "Ctrl+Down": partial(self._scroll_log, 1),
        }
        for key, keys, _words in MENU:
            plain[keys] = partial(self.open, key)
        for keys, act in plain.items():
            QShortcut(QKeySequence(keys), page).activated.connect(partial(self._press, act))

    @staticmethod
    def _press(act: Callable[[], object]) -> None:
        act()

    def words(self) -> list[KeyWord]:
        """The bar of keys, as in the picture."""
        page = self.page
        return [
            KeyWord("Enter", tr(WRITE), weight=2),
            KeyWord("F5", tr(TICK), self.tick, weight=8),
            KeyWord("F6", tr(CALL), partial(self.open, "calls"), weight=7),
            KeyWord("F7", tr(STATEMENT), partial(self.open, "statements"), weight=7),
            KeyWord("F8", tr(RUMOUR), partial(self.open, "rumours"), weight=6),
            KeyWord("F9", tr(REPORT), partial(self.open, "report"), weight=6),
            KeyWord("Ctrl+P", tr(PACK), self.print_pack, weight=3, at_end=True),
            KeyWord("F10", tr(MORE), partial(self.open, "menu"), weight=9, at_end=True),
            KeyWord("F11", tr(FULL), page.full_screen.emit, weight=4, at_end=True),
            KeyWord("F12", tr(BACK), page.left.emit, weight=9, at_end=True),
        ]

    def open(self, key: str) -> None:
        """Open a pane by its key, or do what stands in the menu; the pane that is open closes on its own key."""
        # late: a pane is imported when it is first asked for
        from ui.rooms.crisis.panes import pane_for

        if key == "screen":
            self.page.facts_asked.emit()
            return
        if key == "sound":
            self._change_sound()
            return
        if self.page.pane is not None and self.page.pane.objectName() == key:
            self.page.close_pane()
            return
        pane = pane_for(self.page, key)
        pane.setObjectName(key)
        self.page.show_pane(pane)

    def walk(self, steps: int) -> None:
        """Move the cursor of the steps, the log keeps the keyboard; in a statement go to the next blank."""
        pane = self.page.pane
        if pane is None:
            self.page.steps.walk(steps)
        else:
            pane.walk(steps)

    def _scroll_log(self, steps: int) -> None:
        bar = self.page.log.verticalScrollBar()
        bar.setValue(bar.value() + steps)

    def write(self, typed: str) -> None:
        """Write a line into the log: it leaves the entry line only when it is on disk, or is held and says so."""
        page = self.page
        if not typed.strip():
            return
        incident = page.desk.incident.id

        def act(office: object) -> Commit:
            return incident_log.write(office, incident, typed).commit  # type: ignore[arg-type]

        if self._do(incident_log.in_line(typed), act):
            page.entry.set_text("")
            page.forget_draft()

    def tick(self) -> None:
        """The step under the cursor is done; the cursor goes on to the next one."""
        page = self.page
        step = page.steps.current()
        if step is None or not step.is_open:
            return
        by = words.initials_of(page.session.office.settings.officer)
        said = sentence("Done: {what}", what=step.what.best(page.desk.incident.language))
        self._do(said, lambda office: incident_acts.tick(office, step.id, by))

    def _do(self, said: object, act: Callable[..., Commit]) -> bool:
        """Do or hold an act; True unless it was refused for its own fault."""
        page = self.page
        try:
            commit = page.held.do(said, act)  # type: ignore[arg-type]
        except Invalid as refusal:
            page.refuse(" ".join(say(problem.message) for problem in refusal.problems))
            return False
        except Refusal as refusal:
            page.refuse(say(refusal.sentence))
            return False
        if commit is not None:
            page.heard(commit)
        return True

    def print_pack(self) -> None:
        """Show the paper of what is open: a statement, a report, else the crisis pack of the scenario."""
        pane = self.page.pane
        own = getattr(pane, "print_it", None)
        if callable(own):
            own()
            return
        # late: the engine of reports
        from hospcomms.domain.scenarios import Scenario
        from hospcomms.services import reports

        page = self.page
        scenario = page.desk.incident.scenario
        if PACK_REPORT not in reports.NAMES or not scenario:
            page.refuse(say(sentence("There is no crisis pack of this scenario.")))
            return
        from ui.records.printing import print_report  # late: as above

        print_report(page.session, page, PACK_REPORT, records.get(page.session.office, Scenario, scenario))

    def _change_sound(self) -> None:
        # late: once in a while
        from ui.remembered import recall, remember

        office = self.page.session.office
        on = not recall(office, "crisis").get("sound", True)
        remember(office, "crisis", {"sound": on})
        said = N_("A sound is heard when a step turns late.") if on else N_("No sound is heard any more.")
        self.page.toast.say(tr(said))
        self.page.take_focus()

    def show_help(self) -> None:
        """The help page about the desk."""
        from ui.shell.help_window import show_help  # late: when asked for

        show_help(self.page, "crisis")
