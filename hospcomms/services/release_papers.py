"""The papers of a press release: made only for somebody who may have it, photos without hidden details (PRE-8, 9)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.consents import PRESS, Photo, is_picture
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.locale import Locale
from hospcomms.domain.releases import Release
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import embargo, files, handing_out, photo_guard
from hospcomms.services.passing import new_place

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.reports.release import PressPhoto, ReleasePaper
    from hospcomms.services.embargo import Receiver
    from hospcomms.services.office import Office

TITLE = N_("Press release")
LONGEST_NAME, LONGEST_READER = 40, 30
"""Letters of the headline and of a name in the name of a file: some systems count two bytes for each."""


@dataclass(frozen=True)
class Enclosure:
    """A file that goes with a release, as it leaves: its name and what it holds."""

    name: str
    content: bytes


def spoken(office: Office, release: Release) -> Locale:
    """How a release speaks: always in its own language."""
    return office.settings.locale_for(release.language)


def notice(office: Office, release: Release, speaking: Locale) -> str:
    """What stands first on every page and in every mail while the embargo holds, in words; "" when it does not."""
    until = embargo.lifts_at(office, release)
    if until is None or not embargo.is_held(office, release):
        return ""
    day, time = speaking.long_day(until.astimezone().date()), speaking.time(until)
    return speaking.say(sentence("UNDER EMBARGO until {day}, {time}", day=day, time=time))


def paper_of(office: Office, release: Release, to: Receiver | None = None) -> ReleasePaper:
    """Everything the papers of a release say. Raises Refusal ``embargo`` when it is held and ``to`` may not have it."""
    embargo.refuse_receiver(office, release, to)
    return _paper(office, release, to.name if to is not None and embargo.is_held(office, release) else "")


def _paper(office: Office, release: Release, reader: str = "") -> ReleasePaper:
    """The paper itself; whoever calls this has asked whether it may leave."""
    # late: reports bring the page engine
    from hospcomms.reports.release import ReleasePaper

    speaking = spoken(office, release)
    return ReleasePaper(
        release,
        notice(office, release, speaking),
        release.place or office.settings.city.best(release.language),
        _day(office, release),
        tuple(_photos(office, release)),
        tuple(one.name for one in release.attachments),
        handing_out.edition(office, release),
        reader,
    )


def _day(office: Office, release: Release) -> date:
    """The day of the date line: that of publication as far as it is known, else today."""
    held = embargo.lifts_at(office, release) if embargo.is_held(office, release) else None
    when: datetime | None = release.published_at or release.publish_at or held
    return when.astimezone().date() if when is not None else office.today


def _usable(office: Office, release: Release) -> list[Photo]:
    """The photos the press may have today."""
    return photo_guard.allowed(office, release.photos, PRESS)


def _photos(office: Office, release: Release) -> list[PressPhoto]:
    # late: as above
    from hospcomms.reports.press_pictures import ON_PAPER
    from hospcomms.reports.release import PressPhoto

    made: list[PressPhoto] = []
    folder = new_place()
    for number, photo in enumerate(_usable(office, release), 1):
        plain = photo_guard.picture(office, photo, PRESS, ON_PAPER)
        path = folder / f"{number}{plain.ending}"
        path.write_bytes(plain.content)
        made.append(PressPhoto(path, photo.title, photo.credit))
    return made


def document(office: Office, release: Release, to: Receiver | None = None) -> Document:
    """The release as a document, in its own language. Raises Refusal as ``paper_of``."""
    return _set(office, paper_of(office, release, to))


def document_let_out(office: Office, release: Release) -> Document:
    """The same for the reports by name, which have asked ``embargo.leaving_about`` themselves."""
    return _set(office, _paper(office, release))


def _set(office: Office, paper: ReleasePaper) -> Document:
    # late: as above
    from hospcomms.reports.release import release_document
    from hospcomms.services.dossiers import issuer_of

    return release_document(paper, issuer_of(office), spoken(office, paper.release))


def approval_document(office: Office, release: Release, to: Receiver, function: str = "") -> Document:
    """The copy a member of the staff decides on, with the place to sign. Raises Refusal as ``paper_of``."""
    embargo.refuse_receiver(office, release, to)
    return _approval(office, _paper(office, release, to.name), function)


def approval_let_out(office: Office, release: Release) -> Document:
    """The same without a name, for the reports by name, which have asked ``embargo.leaving_about`` themselves."""
    return _approval(office, _paper(office, release), "")


def _approval(office: Office, paper: ReleasePaper, function: str) -> Document:
    # late: as above
    from hospcomms.reports import release as sheet
    from hospcomms.services.dossiers import issuer_of

    return sheet.approval_document(paper, function, issuer_of(office), spoken(office, paper.release), office.today)


def pdf(office: Office, release: Release, made: Document) -> bytes:
    """The PDF file of a document about a release."""
    # late: as above
    from hospcomms.reports.pdf import pdf_bytes

    return pdf_bytes(made, spoken(office, release))


def word(office: Office, release: Release, to: Receiver | None = None) -> bytes:
    """The release as a Word file. Raises Refusal as ``paper_of``."""
    # late: as above
    from hospcomms.reports.release_word import release_word
    from hospcomms.services.dossiers import issuer_of

    return release_word(paper_of(office, release, to), issuer_of(office), spoken(office, release))


def text(office: Office, release: Release, to: Receiver | None = None) -> str:
    """The release as plain text, the notice first. Raises Refusal as ``paper_of``."""
    # late: as above
    from hospcomms.reports.release import release_text, worded

    return release_text(worded(paper_of(office, release, to), spoken(office, release)))


def enclosures(office: Office, release: Release, to: Receiver | None = None) -> list[Enclosure]:
    """The photos and files that go with a release; pictures are written anew without their hidden details.

    Under embargo their names say so. Raises Refusal: ``embargo``, ``file-missing``, ``picture-unreadable``.
    """
    embargo.refuse_receiver(office, release, to)
    named = _namer(office, release)
    photos = [_photo(office, photo, named) for photo in _usable(office, release)]
    return [*(_enclosure(office, stored, named, to) for stored in release.attachments), *photos]


def _photo(office: Office, photo: Photo, named: Callable[[str], str]) -> Enclosure:
    assert photo.picture is not None
    plain = photo_guard.picture(office, photo, PRESS)
    return Enclosure(named(f"{Path(photo.picture.name).stem}{plain.ending}"), plain.content)


@contextmanager
def _taken_out(office: Office, stored: StoredFile, to: Receiver | None = None) -> Iterator[Path]:
    """A copy of a file for a moment; nothing of it stays beside the program."""
    path = files.path_of(office, stored, to)
    try:
        yield path
    finally:
        shutil.rmtree(path.parent, ignore_errors=True)


def _enclosure(office: Office, stored: StoredFile, named: Callable[[str], str], to: Receiver | None) -> Enclosure:
    # late: as above
    from hospcomms.reports.press_pictures import without_details

    with _taken_out(office, stored, to) as path:
        if not is_picture(stored.name):
            return Enclosure(named(stored.name), path.read_bytes())
        plain = without_details(path, stored.name)
    return Enclosure(named(f"{Path(stored.name).stem}{plain.ending}"), plain.content)


def file_name(office: Office, release: Release, ending: str, reader: str = "") -> str:
    """A readable name for a file of a release: under embargo that comes first, and whose copy it is last."""
    title = release.title[:LONGEST_NAME].strip()
    whole = f"{title} - {reader[:LONGEST_READER]}" if reader else title
    return _namer(office, release)(f"{whole}{ending}")


def _namer(office: Office, release: Release) -> Callable[[str], str]:
    """Names of files; while the embargo holds each begins with its notice."""
    # late: as above
    from hospcomms.reports.cleaning import plain

    said = plain(notice(office, release, spoken(office, release)))
    return lambda name: safe_name(f"{said} - {name}" if said else name)
