"""The panes that change the incident itself: its level, phase, next update and chief; and its end."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from hospcomms.domain.scenarios import EXTENDED, IMMEDIATE, INTERMEDIATE, LEVELS, PHASES
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import incidents
from ui.language import say, tr
from ui.rooms.crisis import words
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.pane import ListPane, PaneRow

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from ui.rooms.crisis.desk import DeskPage

HOURS = (1, 2, 3, 4)


class LevelPane(ListPane):
    """A list of what can be chosen; Enter takes it, with what is typed as the reason."""

    def __init__(self, desk: DeskPage) -> None:
        hint = N_("Why – or an hour like 10:45, or a name for the incident chief.")
        super().__init__(desk, tr(N_("Level, phase, next update")), tr(hint), icon="alert")
        self.add_keys([KeyWord("Enter", tr(C_("key", "take it")), self.enter, weight=8)])

    def refresh(self) -> None:
        incident = self.desk.incident
        rows = [self._level(key, label) for key, label in ((one.key, one.label) for one in LEVELS)]
        for phase in PHASES:
            if phase.key in (IMMEDIATE, INTERMEDIATE, EXTENDED):
                here = phase.key == incident.phase
                rows.append(self._choice(("phase", phase.key), tr(phase.label), here=here))
        for hours in HOURS:
            at = words.time_of(self.office.clock() + timedelta(hours=hours))
            rows.append(PaneRow(("update", hours), say(sentence("Next update at {time}", time=at))))
        rows.append(PaneRow(("at", 0), tr(N_("Next update at the hour typed below"))))
        chief = incident.chief or tr(N_("nobody is named"))
        rows.append(PaneRow(("chief", 0), tr(N_("Incident chief: the name typed below")), chief))
        self.show_rows(rows)
        if self.desk.is_reassessment_late:
            said = tr(N_("The level should be looked at again now: confirm it or change it."))
            self.banner.show_message("soon", said)

    def _level(self, key: str, label: str) -> PaneRow:
        here = key == self.desk.incident.level
        return self._choice(("level", key), tr(label), here=here)

    @staticmethod
    def _choice(value: tuple[str, object], label: str, *, here: bool) -> PaneRow:
        return PaneRow(value, label, "", tr(N_("now")) if here else "", "approved" if here else "")

    def enter(self) -> None:
        """Take what is under the cursor."""
        chosen = self.chosen()
        if chosen is None:
            return
        act = self._act(*chosen)
        if act is not None and self.do(act):
            self.clear()

    def _act(self, kind: str, value: object) -> partial[Commit] | None:
        office, incident, typed = self.office, self.desk.incident.id, self.typed()
        if kind == "level":
            return partial(incidents.set_level, office, incident, str(value), typed)
        if kind == "phase":
            return partial(incidents.set_phase, office, incident, str(value), typed)
        if kind == "update":
            at = office.clock() + timedelta(hours=int(str(value)))
            return partial(incidents.set_next_update, office, incident, at)
        if kind == "at":
            hour = words.typed_time(typed, office.clock())
            if hour is None:
                self.banner.show_message("soon", tr(N_("Type an hour such as 10:45 below.")))
                return None
            return partial(incidents.set_next_update, office, incident, hour)
        if not typed:
            self.banner.show_message("soon", tr(N_("Type the name of the incident chief below.")))
            return None
        return partial(incidents.edit, office, incident, chief=typed)


class StandDownPane(ListPane):
    """The end of the incident, with its reason; Enter a second time confirms."""

    def __init__(self, desk: DeskPage) -> None:
        super().__init__(desk, tr(N_("Stand down")), tr(N_("Why the crisis arrangements end, and on whose decision.")))
        self._asked = ""
        self.add_keys([KeyWord("Enter", tr(C_("key", "stand down")), self.enter, weight=8)])

    def refresh(self) -> None:
        desk = self.desk
        late = [step for step in desk.steps if step.is_late(desk.now)]
        waiting = [one for one in desk.statements if one.state != "released"]
        language = self.page.session.locale.language
        rows = [PaneRow(step, step.what.best(language), tr(N_("step not done")), late=True) for step in late]
        rows += [PaneRow(one, one.title.best(language), tr(N_("statement not released"))) for one in waiting]
        rows += [
            PaneRow(one, one.claim, tr(N_("rumour not verified"))) for one in desk.rumours if one.verified == "open"
        ]
        self.head.say(tr(N_("Stand down")), [(tr(N_("what is still open")), "text2")] if rows else [])
        self.show_rows(rows)

    def enter(self) -> None:
        """Ask once more, then end it."""
        why = self.typed()
        if why and self._asked != why:
            self._asked = why
            said = tr(N_("Enter again ends the crisis arrangements. The log stays open for lines of the review."))
            self.banner.show_message("soon", said)
            return
        if self.do(lambda: incidents.stand_down(self.office, self.desk.incident.id, why)):
            self.closed.emit()
