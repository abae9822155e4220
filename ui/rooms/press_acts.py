"""What is done with several press contacts at once: verified, put on a list, printed as a call sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.press import Person
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_
from hospcomms.services import press
from ui.session import Session

if TYPE_CHECKING:
    from hospcomms.domain.fields import Record
    from ui.background import Progress

CALL_SHEET = N_("Press call sheet")
AT_ONCE = 200
"""More people than this are changed beside the window."""


def verify(session: Session, wanted: Sequence[int], page: QWidget) -> None:
    """Note that these people were checked today."""
    beside(session, page, len(wanted), lambda: press.verified(session.office, wanted), session.go.committed)


def add_to_list(session: Session, wanted: Sequence[int], page: QWidget) -> None:
    """Ask for a list and put these people on it."""
    # late: forms are read when one is first shown
    from ui.records.form_dialog import FormDialog

    found: list[press.Added] = []

    def keep(asked: Record) -> Commit:
        assert isinstance(asked, press.ListOrder)
        added = press.add_to_list(session.office, asked.press_list, wanted)
        if added.commit is None:
            raise Refusal("nobody-new", added.said())
        found.append(added)
        return added.commit

    dialog = FormDialog(
        session, press.ListOrder(), press.PUT_ON_LIST, verb=press.PUT_ON_LIST, keep=keep, parent=page.window()
    )
    dialog.saved.connect(lambda _asked: tell(session, found[-1]))
    dialog.open()


def tell(session: Session, added: press.Added) -> None:
    """Say how many were added; what needs attention stays on the banner of the page."""
    if added.blocked or added.recent:
        session.go.refuse(added.said())
    else:
        session.go.say(added.said())


def print_chosen(session: Session, wanted: Sequence[int], page: QWidget) -> None:
    """Show the call sheet of these people."""
    print_asked(session, Query(Person).where("id", Op.AMONG, tuple(wanted)), page)


def print_asked(session: Session, query: Query, page: QWidget) -> None:
    """Show the call sheet of a list of people as it is asked for."""
    # late: the preview is read when it is first opened
    from hospcomms.services import call_sheets
    from ui.preview import open_preview

    open_preview(session, page, call_sheets.subject(session.office, query))


def beside(session: Session, owner: QWidget, many: int, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
    """Do ``work`` at once, or beside the window when it is about many; a refusal is said on the page."""
    if many <= AT_ONCE:
        try:
            result = work()
        except Refusal as refusal:
            session.go.refuse(refusal.sentence)
            return
        done(result)
        return

    def quietly(_progress: Progress) -> Any:
        return work()

    def failed(error: BaseException) -> None:
        if isinstance(error, Refusal):
            session.go.refuse(error.sentence)

    session.background.start(owner, quietly, done=done, failed=failed)
