"""The room of photos: the picture, who can be recognised on it, and what it may be used for today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.consents import PRESS, Photo
from hospcomms.domain.wording import N_, counted
from hospcomms.services import consents, photo_guard
from ui.rooms import release_pages as pages
from ui.rooms.room import Fact, Notice, Room, Section

if TYPE_CHECKING:
    from ui.session import Session


def _notice(session: Session, photo: Photo) -> Notice | None:
    """That the press may not have it, with how many releases it still stands in."""
    why = photo_guard.why_not(session.office, photo, PRESS)
    if why is None:
        return None
    waiting = len(consents.releases_with(session.office, photo))
    if not waiting:
        return Notice("soon", why)
    said = counted(
        "{why} It is in {n} release that is not out yet: take it out there.",
        "{why} It is in {n} releases that are not out yet: take it out there.",
        waiting,
        why=why,
    )
    return Notice("late", said)


def _glance(session: Session, photo: Photo) -> Sequence[Fact]:
    """Each use, and whether it is allowed today."""
    yes = N_("Allowed today")
    return [
        Fact(use.label, session.locale.text(yes) if use.why_not is None else use.why_not)
        for use in consents.uses_today(session.office, photo)
    ]


ROOM = Room(
    key="photos",
    record=Photo,
    icon="camera",
    group="relations",
    under="releases",
    empty=N_("No photos yet. Add a picture and the consents of those one can recognise on it."),
    form_title=N_("Details"),
    new_title=N_("New photo"),
    sections=(
        Section(N_("The photo"), ("title", "picture", "taken_on", "credit", "campaign")),
        Section(N_("Who can be recognised"), ("people", "consents", "retired", "note")),
    ),
    aside=pages.photo_card,
    notice=_notice,
    glance=_glance,
    reports=("record-sheet",),
)
