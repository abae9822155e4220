"""The room of certificates of erasure: what was erased, when, why and by whose decision; it names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.privacy import Erasure
from hospcomms.domain.wording import C_, N_, counted
from hospcomms.services.privacy.papers import CERTIFICATE
from ui.rooms.room import Notice, Room, Section

if TYPE_CHECKING:
    from ui.session import Session


def _to_what_is_due(session: Session) -> None:
    """Only an erasure writes a certificate: the way there is the list of what is past its time."""
    session.go.open_room("retention", "review")


def _notice(session: Session, certificate: Erasure) -> Notice | None:
    """That older backups still hold what was erased, with the way to delete them."""
    # late: the copies are looked for only here
    from hospcomms.services.privacy import erasure

    office = session.office
    older = erasure.older(office, certificate)
    if not older:
        return None

    def delete() -> None:
        try:
            gone = erasure.delete_copies(office, older)
        except Refusal as refusal:
            session.go.refuse(refusal.sentence)
            return
        session.go.say(counted("{n} backup was deleted.", "{n} backups were deleted.", gone))

    said = counted(
        "{n} older backup still holds what was erased. Restored, it is erased again at once.",
        "{n} older backups still hold what was erased. Restored, it is erased again at once.",
        len(older),
    )
    return Notice("note", said, (N_("Delete the older backups"), delete))


ROOM = Room(
    key="erasures",
    record=Erasure,
    icon="document_checkmark",
    group="holdings",
    under="processing",
    title=C_("room", "Certificates of erasure"),
    empty=N_("Nothing was erased yet. Each erasure leaves a certificate here, without names."),
    form_title=N_("Certificate"),
    new_title=N_("Records past their time"),
    new=_to_what_is_due,
    columns=("title", "done_at", "ground", "decided_by", "contents"),
    chips=("ground", "done_at"),
    sections=(
        Section(N_("The erasure"), ("title", "done_at", "ground", "asked_on", "decided_by", "carried_out_by")),
        Section(N_("What was erased and what remains"), ("contents", "remains", "checked")),
        Section(N_("Files and note"), ("papers", "note")),
    ),
    notice=_notice,
    reports=(CERTIFICATE, "record-sheet"),
)
