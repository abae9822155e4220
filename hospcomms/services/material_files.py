"""Files of materials: one dropped begins a material or is put into a draft; of a very large one the place is noted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.cleaning import cleaned
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, Texts, text
from hospcomms.domain.limits import ATTACHMENT_BYTES, MEGABYTE
from hospcomms.domain.material_versions import next_edition
from hospcomms.domain.materials import Material, MaterialVersion
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import file_kinds, files, records
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office

ADD, PUT_IN, NOTE_PLACE = N_("Add a material with its file"), N_("Put in the file"), N_("Note where the file is kept")
LONGEST_TITLE = 200
_KINDS: Mapping[str, tuple[str, ...]] = {
    "video": (".mp4", ".mov", ".avi", ".mkv", ".wmv", ".webm", ".m4v", ".mpg", ".mpeg"),
    "audio": (".mp3", ".wav", ".m4a", ".ogg", ".aac", ".wma", ".flac"),
    "slides": (".pptx", ".ppt", ".odp", ".pps", ".ppsx"),
    "poster": (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".svg"),
}


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class PlaceOrder(Record):
    """What is asked for a file that is too large to be kept here: where it lies."""

    key = "material_place_order"
    one = N_("Note where the file is kept")
    many = N_("Note where the file is kept")

    location: str = text(N_("Where the file is kept"), required=True)


def kind_of(path: Path) -> str:
    """The kind of material a file of this name usually is: a film, a sound, slides, a poster, or else a leaflet."""
    ending = path.suffix.casefold()
    return next((kind for kind, endings in _KINDS.items() if ending in endings), "leaflet")


def too_large(path: Path) -> Sentence | None:
    """Why a file cannot be kept here, with the choice there is; None for one that can or cannot be read at all."""
    try:
        size = path.stat().st_size
    except OSError:
        return None
    if size <= ATTACHMENT_BYTES:
        return None
    return sentence(
        "The file {file} has {size} MB; files of up to {limit} MB are kept here. Its place can be noted instead: it"
        " stays where it is, and is not in the backups.",
        file=path.name,
        size=round(size / MEGABYTE),
        limit=ATTACHMENT_BYTES // MEGABYTE,
    )


def refuse_program(path: Path) -> None:
    """Raise Refusal ``program`` for a file that would run as a program: nobody hands that out."""
    file_kinds.refuse_unfit(path)


def begin_with(office: Office, path: Path, place: str = "") -> Commit:
    """A new material with a draft that holds the file, or notes only the ``place`` where it lies: one change.

    Raises Refusal for a program, and as ``files.attach``.
    """
    refuse_program(path)
    content = None if place else files.attach(office, path)
    title = path.stem.replace("_", " ").strip()[:LONGEST_TITLE] or path.name
    language = office.settings.language
    with office.store.change(ADD) as change:
        number = change.number(2)
        titles = Texts(**{language: title})
        material = Material(id=number, title=titles, kind=kind_of(path), author=office.settings.officer)
        version = MaterialVersion(
            id=number + 1,
            material=number,
            edition=next_edition((), language),
            language=language,
            author=office.settings.officer,
            content=content,
            location=place,
        )
        for record in (material, version):
            kept = cleaned(record).settled()
            records.refuse_if_wrong(kept)
            change.add(kept)
        refresh_wholes(change)
    assert change.commit is not None
    return change.commit


def put_in(office: Office, version: MaterialVersion, path: Path, place: str = "") -> Commit:
    """Give a draft its file, or note only the ``place`` where it lies.

    Raises Refusal as ``begin_with``, Invalid for what is no draft.
    """
    refuse_program(path)
    if place:
        return records.save(office, replace(version, content=None, location=place), NOTE_PLACE)
    return records.save(office, replace(version, content=files.attach(office, path), location=""), PUT_IN)


def place_of(version: MaterialVersion) -> Path:
    """The file that is kept elsewhere, to be opened. Raises Refusal when it is not there, or would run a program."""
    path = Path(version.location.strip())
    refuse_program(path)
    if not path.is_file():
        raise Refusal(
            "gone",
            sentence("There is no file at {place}. Connect its disk, or correct the place.", place=version.location),
        )
    return path
