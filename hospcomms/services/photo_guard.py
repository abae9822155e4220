"""The one place that says whether a photo may leave: on no path without a valid consent for that use (MAT-5).

Whatever makes a paper, a file or a copy with photos asks ``refuse_photos`` or takes them from ``pictures``, and gets
them without hidden details. A backup is the office itself and not something given to others: it holds all photos.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain import consents as rules
from hospcomms.domain.checks import Problem
from hospcomms.domain.consents import PRESS, PRINT, SOCIAL, USES, WEB, Consent, Photo
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, StoredFile, fields_of
from hospcomms.domain.materials import Material, MaterialVersion
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import Release
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import access
from hospcomms.services.passing import plain_copy
from hospcomms.services.release_rules import said_of

if TYPE_CHECKING:
    from hospcomms.reports.press_pictures import PlainPicture
    from hospcomms.services.office import Office

_USE_OF_KIND = {"video": WEB, "infographic": WEB, "post": SOCIAL, "press_kit": PRESS}
GONE = sentence("A photo of this record does not exist any more. Take it out.")


def use_of(office: Office, record: Record) -> str:
    """What a record uses its photos for: the press, print, or what its kind of material is made for."""
    if isinstance(record, Release):
        return PRESS
    if isinstance(record, MaterialVersion):
        found = office.store.window(Material, [record.material]) if record.material else []
        return use_of_kind(found[0].kind) if found else PRINT
    return PRINT


def use_of_kind(kind: str) -> str:
    """What photos in a material of a kind are used for: print, unless it is made for the web or the press."""
    return _USE_OF_KIND.get(kind, PRINT)


def said(photo: Photo, consents: Sequence[Consent], use: str, on: date) -> Sentence | None:
    """Why a photo that rests on these consents may not be used so on a day; None when it may. In the bin it may not."""
    return said_of(photo) or rules.why_not(photo, consents, use, on)


def why_not(office: Office, photo: Photo, use: str, day: date | None = None) -> Sentence | None:
    """Why a photo may not be used so on a day (today if none); None when it may."""
    return said(photo, office.store.window(Consent, photo.consents), use, day or office.today)


def problems(
    office: Office, photos: Sequence[int], use: str, day: date | None = None, field: str = "photos"
) -> list[Problem]:
    """Why these photos may not be used so on a day (today if none), a problem for each; empty when all may."""
    known = {photo.id: photo for photo in office.store.window(Photo, photos)}
    why = (why_not(office, known[ident], use, day) if ident in known else GONE for ident in photos)
    return [Problem(field, one) for one in why if one is not None]


def problems_of_record(office: Office, record: Record, day: date | None = None) -> list[Problem]:
    """The same for the photos of any record, for what that record uses them for; empty for one without photos."""
    use = use_of(office, record)
    return [
        problem
        for name in photo_fields(type(record))
        for problem in problems(office, _several(getattr(record, name)), use, day, name)
    ]


def photo_fields(record: type[Record]) -> tuple[str, ...]:
    """The fields of a type of record by which photos are put into it."""
    return tuple(name for name, field in fields_of(record).items() if field.target == Photo.key)


def _several(value: object) -> tuple[int, ...]:
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, int) and value else ()


def refuse_photos(office: Office, photos: Sequence[int], use: str, day: date | None = None) -> None:
    """Raise Refusal ``no-consent`` when one of these photos may not be used so on a day (today if none)."""
    found = problems(office, photos, use, day)
    if found:
        raise Refusal(
            "no-consent",
            sentence("Nothing was made. {problems}", problems=tuple(one.message for one in found[:3])),
        )


def allowed(office: Office, photos: Sequence[int], use: str, day: date | None = None) -> list[Photo]:
    """Those of the photos that have a picture and may be used so, in their order."""
    found = office.store.window(Photo, photos)
    return [photo for photo in found if photo.picture is not None and why_not(office, photo, use, day) is None]


def picture(office: Office, photo: Photo, use: str, longest: int = 0) -> PlainPicture:
    """The picture of a photo as it may leave for a use: without hidden details, ``longest`` pixels at most (0: as is).

    Raises Refusal ``no-consent``, ``no-picture``, ``file-missing``, ``picture-unreadable``.
    """
    # late: Pillow is loaded when the first picture leaves
    from hospcomms.reports.press_pictures import without_details

    photo = office.store.get(Photo, photo.id)
    refuse_photos(office, [photo.id], use)
    if photo.picture is None:
        raise Refusal("no-picture", sentence("The photo {title} has no picture.", title=photo.title))
    with plain_copy(office, photo.picture) as path:
        return without_details(path, photo.picture.name, longest)


def pictures(office: Office, photos: Sequence[int], use: str, longest: int = 0) -> list[tuple[Photo, PlainPicture]]:
    """All these photos as they may leave for a use. Raises Refusal as ``picture``: all of them or none."""
    refuse_photos(office, photos, use)
    found = office.store.window(Photo, photos)
    return [(photo, picture(office, photo, use, longest)) for photo in found if photo.picture is not None]


def save_copy(office: Office, photo: Photo, use: str, target: Path) -> Path:
    """Write a copy of a photo for a use, without hidden details; its ending says what the copy is. Its path is given.

    Raises Refusal as ``picture``, and when it cannot be written; then nothing is.
    """
    # late: as above
    from hospcomms.reports.handing_over import write_whole

    plain = picture(office, photo, use)
    path = target if target.suffix.casefold() == plain.ending else target.with_name(f"{target.stem}{plain.ending}")

    def write(temporary: Path) -> None:
        temporary.write_bytes(plain.content)

    write_whole(path, write)
    access.note(office, "export", record=Photo.key, ident=photo.id, where=path.suffix)
    return path


def shown(office: Office, photo: Photo) -> bytes:
    """The picture to be looked at in the window only. Raises Refusal ``file-missing``, ``no-picture``."""
    if photo.picture is None:
        raise Refusal("no-picture", sentence("The photo {title} has no picture.", title=photo.title))
    return office.store.attachments.content(photo.picture)


def photo_of(office: Office, stored: StoredFile) -> Photo | None:
    """The photo of the register with this content, one in the bin too; None when it is no photo."""
    for binned in (False, True):
        asked = Query(Photo, binned=binned).where("picture", Op.HAS, stored.sha256)
        for photo in office.store.find(asked):
            if photo.picture is not None and photo.picture.sha256 == stored.sha256:
                return photo  # type: ignore[no-any-return]
    return None


def refuse_file(office: Office, stored: StoredFile) -> None:
    """Raise Refusal ``photo`` for a file that is a photo of the register, wherever it is attached.

    Raises Refusal ``no-consent`` for the file of a material version one of whose photos may not be used so today.
    """
    _refuse_version(office, stored)
    photo = photo_of(office, stored)
    if photo is not None:
        raise Refusal(
            "photo",
            sentence(
                "The file {file} is the photo “{title}”. It leaves only from its own page: “Save a copy for …” asks for"
                " which use.",
                file=stored.name,
                title=photo.title,
            ),
        )


def _refuse_version(office: Office, stored: StoredFile) -> None:
    asked = (Query(MaterialVersion, binned=binned).where("content", Op.HAS, stored.sha256) for binned in (False, True))
    for version in (version for query in asked for version in office.store.find(query)):
        found = problems_of_record(office, version)
        if version.content is not None and version.content.sha256 == stored.sha256 and found:
            raise Refusal(
                "no-consent",
                sentence(
                    "The file {file} shows a photo that may not be used. {problems}",
                    file=stored.name,
                    problems=tuple(one.message for one in found[:3]),
                ),
            )


def usable(office: Office) -> frozenset[tuple[int, str]]:
    """Every photo with every use it is allowed for today, (id, use): two reads, however many photos there are."""
    known = {consent.id: consent for consent in office.store.find(Query(Consent))}
    return frozenset(
        (photo.id, use.key)
        for photo in office.store.find(Query(Photo))
        for use in USES
        if said(photo, [known[one] for one in photo.consents if one in known], use.key, office.today) is None
    )


def refuse_lost(office: Office, known: frozenset[tuple[int, str]]) -> None:
    """Raise Refusal ``no-consent`` when a photo lost a use that is among ``known``: what was made may show it."""
    if known - usable(office):
        said = sentence("A photo that could be used when this paper was made no longer may be. Make the paper again.")
        raise Refusal("no-consent", said)
