"""The room of watch rules: how many unfavourable clips on one topic, within how many days, propose an issue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.monitoring import WatchRule
from hospcomms.domain.wording import C_, N_
from hospcomms.services import issues
from ui.rooms import issue_pages as pages
from ui.rooms.room import Room, Section, Tab

if TYPE_CHECKING:
    from ui.session import Session


def _proposed(session: Session, rule: WatchRule) -> int:
    return len(issues.proposals(session.office, rule.id))


ROOM = Room(
    key="watch-rules",
    record=WatchRule,
    icon="eye",
    group="relations",
    under="issues",
    title=C_("room", "Watch rules"),
    empty=N_("No watch rules yet. A rule proposes an issue when several unfavourable clips on one topic appear."),
    form_title=N_("The rule"),
    new_title=N_("New rule"),
    sections=(Section(N_("The rule"), ("title", "topics", "tone", "clips", "days", "active")),),
    tabs=(Tab("proposed", N_("Proposed today"), pages.of_rule, _proposed),),
    reports=("record-sheet",),
)
