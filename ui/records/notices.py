"""What the banner of a record's page says: that the record is in the bin, or what its room has to tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_
from ui.language import say, tr
from ui.records.record_acts import recover_record
from ui.session import Session
from ui.widgets.messages import Banner

if TYPE_CHECKING:
    from ui.rooms.room import Room

IN_THE_BIN = N_("This record is in the bin.")
RECOVER = N_("Recover from bin")


def show_notice(banner: Banner, session: Session, room: Room, record: Record) -> None:
    """Say what there is to say of a record as it stands; nothing else stays on the banner."""
    banner.dismiss()
    if record.binned_at is not None:
        banner.show_message("soon", tr(IN_THE_BIN), (tr(RECOVER), lambda: recover_record(session, record)))
        return
    notice = room.notice(session, record) if record.id else None
    if notice is not None:
        action = (tr(notice.action[0]), notice.action[1]) if notice.action else None
        banner.show_message(notice.kind, say(notice.words), action)
