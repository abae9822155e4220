"""The pane of all steps: tick, untick with a reason, set aside with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.incidents import IncidentStep
from hospcomms.domain.wording import C_, N_
from hospcomms.services import incident_acts
from ui.language import tr
from ui.rooms.crisis import counts, words
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.pane import ListPane, PaneRow

if TYPE_CHECKING:
    from ui.rooms.crisis.desk import DeskPage

_SHAPES = {"late": "late", "soon": "soon", "done": "done"}


class StepsPane(ListPane):
    """Every step of the incident; the line holds the reason."""

    def __init__(self, desk: DeskPage) -> None:
        super().__init__(desk, tr(N_("Steps")), tr(N_("Why? Needed to untick a step or to set it aside.")))
        self.add_keys([
            KeyWord("Enter", tr(C_("key", "tick")), self.enter, weight=8),
            KeyWord("Alt+2", tr(C_("key", "untick, with the reason")), self.untick, weight=7),
            KeyWord("Alt+3", tr(C_("key", "set aside, with the reason")), self.set_aside, weight=7),
        ])  # fmt: skip

    def refresh(self) -> None:
        desk = self.desk
        language = self.page.session.locale.language
        roles = {role.id: role.name.best(language) for role in desk.roles}
        shown = [*counts.in_order(desk)]
        shown += [step for step in desk.steps if step not in shown]
        self.head.say(tr(N_("Steps")), counts.step_words(desk))
        self.show_rows([self._row(step, roles.get(step.role, ""), language) for step in shown])

    def _row(self, step: IncidentStep, role: str, language: str) -> PaneRow:
        state = words.state_of(step, self.desk.now)
        second = [role, tr(counts.PHASE[step.phase])]
        if step.not_needed:
            second.insert(0, step.not_needed)
        return PaneRow(
            step,
            step.what.best(language),
            " · ".join(part for part in second if part),
            words.due_words(step, self.desk.now),
            _SHAPES.get(state, ""),
            "late" if state == "late" else "text2",
            late=state == "late",
            faint=state in ("done", "aside"),
        )

    def enter(self) -> None:
        """Tick the step under the cursor."""
        step: IncidentStep | None = self.chosen()
        if step is not None and step.is_open:
            by = words.initials_of(self.office.settings.officer)
            self.do(lambda: incident_acts.tick(self.office, step.id, by))

    def untick(self) -> None:
        """Open the step again, with the reason that is typed."""
        step: IncidentStep | None = self.chosen()
        if step is not None and not step.is_open:
            if self.do(lambda: incident_acts.untick(self.office, step.id, self.typed())):
                self.clear()

    def set_aside(self) -> None:
        """The step is not needed, for the reason that is typed."""
        step: IncidentStep | None = self.chosen()
        if step is not None and step.is_open:
            if self.do(lambda: incident_acts.set_aside(self.office, step.id, self.typed())):
                self.clear()
