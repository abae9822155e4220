"""The hand-made pages of releases and photos, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.consents import Photo
    from hospcomms.domain.releases import Release
    from ui.session import Session


def languages(session: Session, release: Release) -> QWidget:
    """The versions of a release in other languages."""
    from ui.rooms.release_languages import Languages  # late: see above

    return Languages(session, release)


def distribution(session: Session, release: Release) -> QWidget:
    """Who may have a release, handing it out, and the log of it."""
    from ui.rooms.release_distribution import Distribution  # late: see above

    return Distribution(session, release)


def photo_card(session: Session, photo: Photo) -> QWidget:
    """The picture beside the form, and what it may be used for today."""
    from ui.rooms.photo_card import PhotoCard  # late: see above

    return PhotoCard(session, photo)
