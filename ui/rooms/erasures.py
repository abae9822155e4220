"""The room of certificates of erasure: what was erased, when, why and by whose decision; it names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.privacy import Erasure
from hospcomms.domain.wording import C_, N_
from hospcomms.services.privacy.papers import CERTIFICATE
from ui.rooms.room import Room, Section

if TYPE_CHECKING:
    from ui.session import Session


def _to_what_is_due(session: Session) -> None:
    """Only an erasure writes a certificate: the way there is the list of what is past its time."""
    session.go.open_room("retention", "review")


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
    reports=(CERTIFICATE, "record-sheet"),
)
