"""The pane of who must be told: by when, whether it was done, by whom; and the staff as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.incidents import IncidentNotice
from hospcomms.domain.scenarios import GROUPS
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import incident_acts, incidents
from hospcomms.services.incident_desk import is_notice_late
from ui.language import say, tr
from ui.rooms.crisis import words
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.pane import ListPane, PaneRow

if TYPE_CHECKING:
    from ui.rooms.crisis.desk import DeskPage

_GROUP = {group.key: group.label for group in GROUPS}


class ToldPane(ListPane):
    """Late ones first; Enter: told now, by whose initials."""

    def __init__(self, desk: DeskPage) -> None:
        super().__init__(desk, tr(N_("Who has been told")), tr(N_("A note, if one is needed.")), icon="people")
        self.add_keys([
            KeyWord("Enter", tr(C_("key", "told")), self.enter, weight=8),
            KeyWord("Alt+2", tr(C_("key", "the staff as a whole were told")), self.tell_staff, weight=7),
        ])  # fmt: skip

    def refresh(self) -> None:
        desk = self.desk
        told = sum(one.told_at is not None for one in desk.notices)
        beside = [(say(sentence("Told: {n} of {all}", n=told, all=len(desk.notices))), "text2")]
        if desk.incident.staff_told_at is not None:
            at = words.time_of(desk.incident.staff_told_at)
            beside.append((say(sentence("staff told at {time}", time=at)), "done"))
        else:
            beside.append((tr(N_("staff not told yet")), "soon"))
        self.head.say(tr(N_("Who has been told")), beside)
        open_ones = [one for one in desk.notices if one.told_at is None]
        over = [one for one in desk.notices if one.told_at is not None]
        self.show_rows([self._row(one) for one in [*open_ones, *over]])

    def _row(self, one: IncidentNotice) -> PaneRow:
        now, language = self.desk.now, self.page.session.locale.language
        phone = f"\u2066{one.phone}\u2069" if one.phone else ""
        second = " · ".join(part for part in (tr(_GROUP[one.group]), one.name, phone, one.note) if part)
        late = is_notice_late(one, now)
        if one.told_at is not None:
            end, shape = say(sentence("told {time} {by}", time=words.time_of(one.told_at), by=one.told_by)), "done"
        elif one.due_at is None:
            end, shape = tr(N_("not told yet")), ""
        elif late:
            end, shape = words.late_words(now - one.due_at), "late"
        else:
            end, shape = words.coming_words(one.due_at - now), "soon" if one.due_at - now <= words.SOON else ""
        tone = "late" if late else "text2"
        return PaneRow(one, one.who.best(language), second, end, shape, tone, late=late, faint=one.told_at is not None)

    def enter(self) -> None:
        """The one under the cursor was told now."""
        one: IncidentNotice | None = self.chosen()
        if one is None:
            return
        by = words.initials_of(self.office.settings.officer)
        if self.do(lambda: incident_acts.tell(self.office, one.id, by, self.typed())):
            self.clear()
            self.list.set_cursor(0)

    def tell_staff(self) -> None:
        """The staff were told, in the way that is typed."""
        how = self.typed() or tr(N_("notice to all departments"))
        if self.do(lambda: incidents.tell_staff(self.office, self.desk.incident.id, how)):
            self.clear()
