"""The room of rumours: what is claimed, where it was seen, whether it is true, and what was answered (CRI-9)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.incidents import Rumour
from hospcomms.domain.wording import N_
from ui.rooms.room import Room, Section

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.office import Office


def _keep(office: Office, rumour: Rumour) -> Commit:
    """Save what was typed; the log of its incident tells of it. Raises Invalid or Stale."""
    # late: nothing of a crisis is read before there is one
    from hospcomms.services.incident_acts import keep_rumour

    return keep_rumour(office, rumour)


def _severity(rumour: Rumour, _today: date) -> str:
    """A dangerous claim nobody answered yet comes first to the eye."""
    if rumour.answered_at is not None:
        return ""
    return {"3": "late", "2": "soon"}.get(rumour.risk, "")


ROOM = Room(
    key="rumours",
    record=Rumour,
    icon="chat_multiple",
    group="relations",
    under="clips",
    empty=N_("No rumours noted. Write down what is claimed, word for word, and where it was seen."),
    form_title=N_("Rumour"),
    new_title=N_("New rumour"),
    sections=(
        Section(N_("The claim"), ("claim", "seen_at", "channel", "risk", "verified")),
        Section(N_("Our answer"), ("answer", "answered_at", "outcome")),
        Section(N_("Belongs to"), ("incident", "issue")),
    ),
    keep=_keep,
    severity=_severity,
    state="verified",
    reports=("record-sheet",),
)
