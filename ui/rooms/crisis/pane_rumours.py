"""The pane of rumours: noted with one line, then verified and answered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.incidents import TRUTHS, Rumour
from hospcomms.domain.wording import C_, N_, Label, counted, sentence
from hospcomms.services import incident_acts
from ui.language import say, tr
from ui.rooms.crisis import words
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.pane import ListPane, PaneRow

if TYPE_CHECKING:
    from ui.rooms.crisis.desk import DeskPage

_TRUTH = {truth.key: truth for truth in TRUTHS}


class RumoursPane(ListPane):
    """Open ones first. Enter notes what is typed; Alt and a digit say what the one under the cursor is."""

    def __init__(self, desk: DeskPage) -> None:
        hint = N_("What is claimed, and after @ where it was seen – or the answer to the chosen one.")
        super().__init__(desk, tr(N_("Rumours")), tr(hint), icon="flag")
        self.add_keys([
            KeyWord("Enter", tr(C_("key", "note a rumour")), self.enter, weight=8),
            KeyWord("Alt+1", tr(C_("rumour", "False")), lambda: self.verify("false"), weight=7),
            KeyWord("Alt+2", tr(C_("rumour", "Partly true")), lambda: self.verify("partly"), weight=7),
            KeyWord("Alt+3", tr(C_("rumour", "True")), lambda: self.verify("true"), weight=7),
            KeyWord("Alt+4", tr(C_("key", "answered with this line")), self.answer, weight=6),
        ])  # fmt: skip

    def refresh(self) -> None:
        desk = self.desk
        said = say(counted("{n} open", "{n} open", desk.open_rumours))
        self.head.say(tr(N_("Rumours")), [(said, "soon" if desk.open_rumours else "text2")])
        shown = sorted(desk.rumours, key=lambda one: one.verified != "open")
        self.show_rows([self._row(one) for one in shown])

    def _row(self, one: Rumour) -> PaneRow:
        truth = _TRUTH[one.verified]
        second = [one.channel, words.time_of(one.seen_at) if one.seen_at else ""]
        if one.answer:
            second.append(say(sentence("Answer: {answer}", answer=one.answer)))
        line = " · ".join(part for part in second if part)
        tone = "soon" if one.verified == "open" else "text2"
        return PaneRow(one, one.claim, line, tr(truth.label), truth.shape, tone, faint=one.verified != "open")

    def enter(self) -> None:
        """Note the rumour that is typed."""
        claim, _at, channel = self.typed().partition("@")
        if not claim.strip():
            return
        rumour = Rumour(claim=claim.strip(), channel=channel.strip(), seen_at=self.office.clock())
        if self.do(lambda: incident_acts.note_rumour(self.office, self.desk.incident.id, rumour)):
            self.clear()

    def verify(self, truth: str) -> None:
        """Say what was found out about the rumour under the cursor."""
        one: Rumour | None = self.chosen()
        if one is not None:
            self.do(lambda: incident_acts.answer_rumour(self.office, replace(one, verified=truth)))

    def answer(self) -> None:
        """The rumour under the cursor was answered with what is typed."""
        one: Rumour | None = self.chosen()
        if one is None:
            return
        if not self.typed():
            self.banner.show_message("soon", tr(N_("Type the answer first.")))
            return
        kept = replace(one, answer=self.typed())
        if self.do(lambda: incident_acts.answer_rumour(self.office, kept)):
            self.clear()


def truth_label(rumour: Rumour) -> Label:
    """What is known of a rumour, as a label."""
    return Label(_TRUTH[rumour.verified].label)
