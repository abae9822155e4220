"""What the banner of a record's page says: that the record is in the bin, or what its room has to tell of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_, Sentence
from ui.language import say, tr
from ui.records.record_acts import recover_record
from ui.session import Session
from ui.widgets.messages import Banner

if TYPE_CHECKING:
    from ui.rooms.room import Notice, Room

IN_THE_BIN = N_("This record is in the bin.")
RECOVER = N_("Recover from bin")
EACH = 30_000
"""Milliseconds."""


class RecordNotice:
    """What the banner of one record's page says; the record may pass an hour that changes it."""

    def __init__(self, banner: Banner, session: Session, room: Room) -> None:
        self._banner, self._session, self._room = banner, session, room
        self._said: tuple[str, Sentence] | None = None

    def show(self, record: Record) -> None:
        """Say what there is to say of a record as it stands; nothing else stays on the banner."""
        self._banner.dismiss()
        self._said = None
        if record.binned_at is not None:
            recover = (tr(RECOVER), lambda: recover_record(self._session, record))
            self._banner.show_message("soon", tr(IN_THE_BIN), recover)
            return
        notice = self._found(record)
        if notice is not None:
            self._said = notice.kind, notice.words
            action = (tr(notice.action[0]), notice.action[1]) if notice.action else None
            self._banner.show_message(notice.kind, say(notice.words), action)

    def pass_time(self, record: Record) -> None:
        """Say it anew where time alone has changed it; what the officer closed stays closed."""
        notice = self._found(record) if record.binned_at is None else None
        if (None if notice is None else (notice.kind, notice.words)) != self._said:
            self.show(record)

    def _found(self, record: Record) -> Notice | None:
        return self._room.notice(self._session, record) if record.id else None


def as_time_passes(page: QWidget, act: Callable[[], None]) -> None:
    """Do something each half minute while a page is seen: what it says of hours and days goes on by itself."""
    clock = QTimer(page, interval=EACH)
    clock.timeout.connect(lambda: act() if page.isVisible() else None)
    clock.start()
