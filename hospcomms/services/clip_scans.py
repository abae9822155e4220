"""The scans of clips as pictures: for the page of a clip on the screen, and for the press review on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.wording import Sentence, counted, sentence
from hospcomms.reports.press_review import Scans
from hospcomms.services import embargo, photo_guard
from hospcomms.services.passing import passing_folder, plain_copy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hospcomms.reports.pages_as_pictures import PagePicture
    from hospcomms.services.office import Office

MOST_PAGES = 4
"""Pages of one PDF that a press review shows; how many are left out is said."""


def scans_of(office: Office, clips: Iterable[Clip]) -> dict[int, Scans]:
    """The pictures of clips, by the id of the clip; what cannot be shown is said, never left out silently."""
    return {clip.id: _scans(office, clip.scans) for clip in clips if clip.scans}


def look_at(office: Office, stored: StoredFile, edge: int) -> PagePicture | Sentence:
    """A scan as it looks (of a PDF the first page), ``edge`` pixels at most; or why it cannot be shown."""
    # late: Pillow and PDFium are loaded when the first scan is looked at
    from hospcomms.reports.scans import first_look

    try:
        with plain_copy(office, stored) as path:
            return first_look(path, stored.name, edge)
    except Refusal as refusal:
        return refusal.sentence


def _scans(office: Office, kept: tuple[StoredFile, ...]) -> Scans:
    # late: as above
    from hospcomms.reports.scans import as_pictures

    pictures: list[Path] = []
    notes: list[Sentence] = []
    for stored in kept:
        try:
            # a clip may hold a file of a release, or a photo, as its scan
            embargo.refuse_file(office, stored)
            photo_guard.refuse_file(office, stored)
            place = _plain(office, stored)
        except Refusal as refusal:
            notes.append(refusal.sentence)
            continue
        scan = as_pictures(place, stored.name, passing_folder(), MOST_PAGES)
        pictures += scan.pictures
        if scan.problem is not None:
            notes.append(scan.problem)
        if scan.is_smaller:
            notes.append(sentence("The picture {file} is very large and was made smaller here.", file=stored.name))
        if scan.pages > len(scan.pictures) > 0:
            notes.append(_left_out(stored.name, scan.pages - len(scan.pictures)))
    return Scans(tuple(pictures), tuple(notes))


def _plain(office: Office, stored: StoredFile) -> Path:
    """The scan itself on its way onto paper: a photograph goes there as it is."""
    path = passing_folder() / stored.sha256
    if not path.exists():
        office.store.attachments.copy_out(stored, path)
    return path


def _left_out(name: str, many: int) -> Sentence:
    return counted(
        "{n} page of the file {file} is left out here.",
        "{n} pages of the file {file} are left out here.",
        many,
        file=name,
    )
