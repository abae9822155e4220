"""The call sheet at the desk: both telephones, the outcome by one key, what was asked and until when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hospcomms.domain.incidents import CALL_BACK, CALL_OUTCOMES, NO_ANSWER, REACHED, TO_CALL, IncidentCall
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import incident_acts
from ui.language import say, tr
from ui.rooms.crisis import words
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.pane import ListPane, PaneRow

if TYPE_CHECKING:
    from ui.rooms.crisis.desk import DeskPage

_OUTCOME = {choice.key: choice for choice in CALL_OUTCOMES}
_UNTIL = re.compile(r"@\s*(\d{1,2}\s*(?::|h|\.)?\s*\d{2})\s*$")


class CallsPane(ListPane):
    """Journalists in the order of the list, those to call first; the cursor begins at the first of them."""

    def __init__(self, desk: DeskPage) -> None:
        hint = N_("What did they ask? End with @10:45 for the journalist’s deadline.")
        super().__init__(desk, tr(N_("Call sheet")), tr(hint), icon="phone")
        self.add_keys([
            KeyWord("Enter", tr(N_("Reached")), self.enter, weight=8),
            KeyWord("Alt+2", tr(C_("call", "No answer")), lambda: self.outcome(NO_ANSWER), weight=7),
            KeyWord("Alt+3", tr(N_("Will call back")), lambda: self.outcome(CALL_BACK), weight=7),
        ])  # fmt: skip

    def refresh(self) -> None:
        calls = self.desk.calls
        reached = sum(one.outcome == REACHED for one in calls)
        said = say(sentence("Reached: {n} of {all}", n=reached, all=len(calls)))
        self.head.say(tr(N_("Call sheet")), [(said, "text2")])
        first = next((place for place, one in enumerate(calls) if one.outcome == TO_CALL), 0)
        self.show_rows([self._row(one) for one in calls], cursor=first)
        if not calls:
            self.banner.show_message("note", tr(N_("The scenario has no press list: there is nobody to call.")))

    def _row(self, one: IncidentCall) -> PaneRow:
        outcome = _OUTCOME[one.outcome]
        end = tr(outcome.label)
        if one.called_at is not None:
            end = f"{end} {words.time_of(one.called_at)}"
        second = [f"\u2066{number}\u2069" for number in (one.phone, one.phone2) if number]
        if one.asked:
            second.append(say(sentence("Asked: {asked}", asked=one.asked)))
        if one.deadline is not None:
            second.append(say(sentence("before {time}", time=words.time_of(one.deadline))))
        if not (one.phone or one.phone2):
            second.append(tr(N_("no telephone number")))
        title = f"{one.name} · {one.outlet}" if one.outlet else one.name
        return PaneRow(one, title, " · ".join(second), end, outcome.shape, faint=one.outcome == REACHED)

    def enter(self) -> None:
        """The journalist under the cursor was reached."""
        self.outcome(REACHED)

    def outcome(self, outcome: str) -> None:
        """Keep what came of the call, and go on to the next one to call."""
        one: IncidentCall | None = self.chosen()
        if one is None:
            return
        asked, until = self.typed(), None
        found = _UNTIL.search(asked)
        if found is not None:
            until = words.typed_time(found[1], self.desk.now)
            if until is not None:
                asked = asked[: found.start()].strip()
        by = words.initials_of(self.office.settings.officer)
        if not self.do(lambda: incident_acts.call(self.office, one.id, outcome, by, asked, until)):
            return
        self.clear()
        ahead = [place for place, call in enumerate(self.desk.calls) if call.outcome == TO_CALL]
        after = [place for place in ahead if place > self.list.at]
        if ahead:
            self.list.set_cursor((after or ahead)[0])
