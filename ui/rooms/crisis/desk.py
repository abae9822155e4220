"""The crisis desk: one screen for the worst day, always dark, run with the keyboard alone (CRI-4)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from hospcomms.domain.errors import Refusal
from hospcomms.domain.incidents import Incident
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import incident_desk, records
from ui.language import say, tr
from ui.remembered import recall
from ui.rooms.crisis import counts
from ui.rooms.crisis.desk_keys import DeskKeys
from ui.rooms.crisis.desk_parts import DeskParts
from ui.rooms.crisis.held import Held

if TYPE_CHECKING:
    from datetime import datetime

    from hospcomms.domain.changes import Commit
    from hospcomms.services.incident_desk import Desk
    from hospcomms.services.incident_rescue import HeldLines
    from ui.rooms.crisis.pane import Pane
    from ui.session import Session

TICK = 1000  # milliseconds
READ_AGAIN = 20  # ticks between two readings when nothing was changed here
REASSESS = N_("The level should be looked at again now: confirm it or change it.")
DRAFT = "line"
"""The name under which the line being typed is kept as a draft of the incident."""


class DeskPage(DeskParts):
    """The desk of one incident. ``left`` asks for the rooms, ``full_screen`` for the whole screen or less."""

    left = Signal()
    full_screen = Signal()
    facts_asked = Signal()

    def __init__(self, session: Session, incident: int, kept: HeldLines) -> None:
        """Raises Missing when there is no such incident."""
        super().__init__(session)
        self.desk: Desk = incident_desk.desk(session.office, incident)
        self.fault = self.desk.fault
        self._read_at = time.monotonic()
        self._since_read = 0
        self._late = {step.id for step in self.desk.steps if step.is_late(self.desk.now)}
        self._mine_only = self._line_is_back = False  # put back: what was being typed when the program went
        self._asked_again: datetime | None = None
        self.held = Held(self, kept)
        self.keys = DeskKeys(self)
        self.compose(self.keys.words())
        self._listen()
        session.bus.committed.connect(self._committed)
        self._clock = QTimer(self)
        self._clock.setInterval(TICK)
        self._clock.timeout.connect(self._tick)
        self._clock.start()
        self._offer_draft()
        self.show_desk(whole=True)
        self.held.show()

    def _listen(self) -> None:
        self.whose.chosen.connect(self._choose_whose)
        self.steps.pressed.connect(lambda _place: self.take_focus())
        self.log.pressed.connect(lambda _place: self.take_focus())
        self.counters.asked.connect(self.keys.open)
        self.entry.entered.connect(self.keys.write)
        self.entry.drafted.connect(self._keep_draft)

    # showing

    def read(self) -> None:
        """Read the incident again; of its log only what was written since."""
        try:
            self.desk = incident_desk.desk(self.session.office, self.desk.incident.id, self.log.last, checked=False)
        except Refusal as refusal:
            self.refuse(say(refusal.sentence))
            return
        self._read_at, self._since_read = time.monotonic(), 0
        self.show_desk()

    def show_desk(self, *, whole: bool = False) -> None:
        """Show what was read; ``whole`` shows all lines of the log anew."""
        desk = self.desk
        if whole:
            self.log.show_lines(desk.lines)
        else:
            self.log.add_lines(desk.lines)
        serial = 1 + max((int(one.serial or 0) for one in desk.reports), default=0)
        self.header.show_incident(desk.incident, serial)
        self._show_time()
        self._show_steps()
        for key, (words, tone) in counts.of_desk(desk).items():
            self.counters.cards[key].show_value(words, tone)
        self._show_log_head()
        self._ask_again()
        if self.pane is not None:
            self.pane.refresh()

    def _ask_again(self) -> None:
        """At 12, 24, 36 and 48 hours: whether the level still holds, asked once."""
        if self.desk.is_reassessment_late and self.desk.reassessment_due != self._asked_again:
            self._asked_again = self.desk.reassessment_due
            action = (tr(N_("Look at it")), lambda: self.keys.open("level"))
            self.banner.show_message("soon", tr(REASSESS), action)

    def _show_steps(self) -> None:
        desk, language = self.desk, self.session.locale.language
        self.steps.now, self.steps.language = desk.now, language
        self.steps.roles = {role.id: role.name.best(language) for role in desk.roles}
        mine = {role.id for role in desk.roles if role.code == "officer"}
        shown = counts.in_order(desk, only=mine if self._mine_only else None)
        before, place = self.steps.current(), max(self.steps.at, 0)
        self.steps.show_rows(shown)
        if before is not None:  # the frame follows its step, and stays where one was done: on the next
            place = next((number for number, one in enumerate(shown) if one.id == before.id and one.is_open), place)
        self.steps.set_cursor(place if shown else -1)
        self.steps_card.head.say(tr("Steps"), [*counts.step_words(desk), counts.phase_words(desk)])
        self._hear_late()

    def _show_log_head(self) -> None:
        lines = say(counted("{n} line", "{n} lines", self.log.count))
        self.log_card.head.say(tr("Log"), [(lines, "text2")], counts.log_words(self.fault))

    def _show_time(self) -> None:
        gone = round((time.monotonic() - self._read_at) * 1000) if self.desk.incident.ended_at is None else 0
        self.header.show_time(self.desk.elapsed_ms + gone, self.session.office.clock())

    def _hear_late(self) -> None:
        """A step turning late is heard once, unless the officer wants silence."""
        late = {step.id for step in self.desk.steps if step.is_late(self.desk.now)}
        if late - self._late and recall(self.session.office, "crisis").get("sound", True):
            QApplication.beep()
        self._late = late

    def _tick(self) -> None:
        self._since_read += 1
        self._show_time()
        self.held.try_again()
        if self._since_read >= READ_AGAIN:
            self.read()

    def _choose_whose(self, key: str) -> None:
        self._mine_only = key == "mine"
        self._show_steps()
        self.take_focus()

    # telling

    def heard(self, commit: Commit) -> None:
        """A change was made here: all pages are told, and the desk reads it."""
        self.session.go.committed(commit)

    def _committed(self, commit: Commit) -> None:
        if commit.touches(Incident, self.desk.incident.id):
            self.read()

    def refuse(self, words: str) -> None:
        """Say what was refused, over the desk."""
        self.banner.show_message("late", words)

    # the line being typed

    def _keep_draft(self, words: str) -> None:
        try:
            if words.strip():
                records.keep_draft(self.session.office, Incident, self.desk.incident.id, {DRAFT: words})
            else:
                records.discard_draft(self.session.office, Incident, self.desk.incident.id)
        except Refusal as refusal:
            self.refuse(say(refusal.sentence))

    def _offer_draft(self) -> None:
        kept = (records.draft(self.session.office, Incident, self.desk.incident.id) or {}).get(DRAFT, "")
        if kept:
            self.entry.set_text(str(kept))
            action = (tr(N_("Discard it")), self._discard_line)
            self._line_is_back = True
            self.banner.show_message("soon", say(sentence("The line that was being typed is back.")), action)

    def forget_draft(self) -> None:
        """The line is written: nothing of it is kept any more."""
        if self._line_is_back:
            self.banner.dismiss()
        self._line_is_back = False
        self._keep_draft("")
        self.take_focus()

    def _discard_line(self) -> None:
        self.entry.set_text("")
        self.forget_draft()

    # panes and the keyboard

    def show_pane(self, pane: Pane) -> None:
        """Open a pane over the desk in place of the one before."""
        self.close_pane()
        self.pane = pane
        pane.closed.connect(self.close_pane)
        pane.refresh()
        self.place_pane()
        pane.show()
        pane.raise_()
        pane.take_focus()

    def close_pane(self) -> None:
        """Close the pane; the keyboard goes back to the log line."""
        pane, self.pane = self.pane, None
        if pane is not None:
            pane.hide()
            pane.deleteLater()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor into the line of the log, or of the pane."""
        if self.pane is not None:
            self.pane.take_focus()
        else:
            self.entry.line.setFocus()

    def leave(self) -> None:
        """Keep what is being typed; called before the desk goes."""
        self.entry.keep_now()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.take_focus()
