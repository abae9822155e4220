"""The hand-made pages of the enquiries room, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.enquiries import Enquiry
    from ui.records.form import Form
    from ui.session import Session


def desk(session: Session) -> QWidget:
    """The open enquiries by the time left."""
    from ui.rooms.enquiry_desk import Desk  # late: see above

    return Desk(session)


def companion(session: Session, form: Form) -> QWidget:
    """What was said before and who may speak, beside the form."""
    from ui.rooms.enquiry_companion import Companion  # late: see above

    return Companion(session, form)


def answer(session: Session, enquiry: Enquiry) -> QWidget:
    """Question and answer in large type, to be read out on the telephone."""
    from ui.rooms.enquiry_answer import AnswerPage  # late: see above

    return AnswerPage(session, enquiry)
