"""The pane of the public facts sheet: known, not known yet, being done; each line with who confirmed it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.incidents import DOING, FACTS, KNOWN, UNKNOWN, PublicFact
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import incident_acts
from ui.language import say, tr
from ui.rooms.crisis import words
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.pane import ListPane, PaneRow

if TYPE_CHECKING:
    from ui.rooms.crisis.desk import DeskPage

_ORDER = (KNOWN, UNKNOWN, DOING)
_GROUP = {group.key: group.label for group in FACTS}
_SHAPES = {KNOWN: "done", UNKNOWN: "not_enough", DOING: "running"}


class FactsPane(ListPane):
    """Enter puts a line on the sheet as known; Alt and a digit choose, and move the one under the cursor."""

    def __init__(self, desk: DeskPage) -> None:
        hint = N_("A fact without any personal data, and after @ who confirmed it.")
        super().__init__(desk, tr(N_("Public facts sheet")), tr(hint), icon="info")
        self.add_keys([
            KeyWord("Enter", tr(N_("Known")), self.enter, weight=8),
            KeyWord("Alt+2", tr(N_("Not known yet")), lambda: self.put(UNKNOWN), weight=7),
            KeyWord("Alt+3", tr(N_("Being done")), lambda: self.put(DOING), weight=7),
            KeyWord("Alt+4", tr(C_("key", "off the sheet")), self.drop, weight=7),
            KeyWord("Shift+F4", tr(C_("key", "second screen")), None, weight=6),
        ])  # fmt: skip

    def refresh(self) -> None:
        shown = sorted(self.desk.facts, key=lambda one: _ORDER.index(one.group))
        self.show_rows([self._row(one) for one in shown])

    def _row(self, one: PublicFact) -> PaneRow:
        parts = [say(sentence("confirmed by {name}", name=one.confirmed_by)) if one.confirmed_by else ""]
        parts.append(words.time_of(one.at) if one.at else "")
        line = " · ".join(part for part in parts if part)
        return PaneRow(one, one.what, line, tr(_GROUP[one.group]), _SHAPES[one.group])

    def enter(self) -> None:
        """Known."""
        self.put(KNOWN)

    def put(self, group: str) -> None:
        """Put what is typed on the sheet, or move the line under the cursor when nothing is typed."""
        what, _at, by = self.typed().partition("@")
        if what.strip():
            fact = PublicFact(group=group, what=what.strip(), confirmed_by=by.strip())
        else:
            chosen: PublicFact | None = self.chosen()
            if chosen is None or chosen.group == group:
                return
            fact = replace(chosen, group=group)
        if self.do(lambda: incident_acts.note_fact(self.office, self.desk.incident.id, fact)):
            self.clear()

    def drop(self) -> None:
        """Take the line under the cursor off the sheet."""
        chosen: PublicFact | None = self.chosen()
        if chosen is not None:
            self.do(lambda: incident_acts.drop_fact(self.office, chosen.id))
