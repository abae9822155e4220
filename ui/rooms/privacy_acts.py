"""What the rights of a person need on the page of a record: erasing it, and the file of all that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.wording import C_
from hospcomms.services.privacy import erasure, requests
from ui.rooms.room import Tab, Verb

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.fields import Record
    from ui.session import Session


def _kept(session: Session, record: Record) -> QWidget:
    # late: the page is read when its tab is first opened
    from ui.rooms.subject_tab import SubjectTab

    return SubjectTab(session, record)


def _begin(session: Session, page: QWidget, record: Record) -> None:
    # late: forms are read when one is first shown
    from ui.rooms.erasing import Erasing

    Erasing(session, page, record).begin()


ERASE = Verb(erasure.ERASE, requests.carried_out, begins=_begin, icon="delete", grave=True)
SUBJECT = Tab("subject_file", C_("tab", "What is kept"), _kept)
