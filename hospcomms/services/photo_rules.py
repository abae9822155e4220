"""The rules of photos that hold whichever way a record is written: form, edit of several, import, merging (MAT-5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.checks import Problem
from hospcomms.domain.consents import PRINT, Consent, Photo, PhotoRecall
from hospcomms.domain.errors import Invalid
from hospcomms.domain.fields import Kind, Record, StoredFile, fields_of
from hospcomms.domain.materials import Material, MaterialVersion
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import Release
from hospcomms.domain.wording import sentence
from hospcomms.services import photo_guard

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change


def settle_photos(change: Change) -> None:
    """Refuse a photo put into a record without the consents its use needs, and one attached as a plain file.

    What is in already stays listed, so that the record can still be edited; where a photo was taken out, the task to do
    so is done. Raises Invalid.
    """
    first: dict[int, Record | None] = {}
    for step in change.steps:
        if step.after is not None:
            first.setdefault(step.after.id, step.before)
    last = {step.after.id: step.after for step in change.steps if step.after is not None}
    wrong = [problem for ident, after in last.items() for problem in _wrong(change, first[ident], after)]
    if wrong:
        raise Invalid(wrong)
    for ident, after in last.items():
        _end_uses(change, first[ident], after)


def _end_uses(change: Change, before: Record | None, after: Record) -> None:
    """The tasks a withdrawal opened for photos that are in this record no more are done."""
    if before is None or isinstance(before, PhotoRecall):
        return
    for name in photo_guard.photo_fields(type(before)):
        for photo in set(_several(before, name)) - set(_several(after, name)):
            asked = Query(PhotoRecall).where("photo", Op.IS, photo).where("done_on", Op.EMPTY)
            for recall in change.find(asked):
                if (recall.where_key, recall.where_id) == (after.key, after.id):
                    change.save(replace(recall, done_on=change.at.astimezone().date()))


def _wrong(change: Change, before: Record | None, after: Record) -> Iterator[Problem]:
    if type(after) in (Photo, Consent, PhotoRecall):
        return
    yield from _plain_files(change, before, after)
    if type(after) is not Release:
        yield from _photos(change, before, after)


def _photos(change: Change, before: Record | None, after: Record) -> Iterator[Problem]:
    on = change.at.astimezone().date()
    for name in photo_guard.photo_fields(type(after)):
        standing = set(_several(before, name))
        new = [ident for ident in _several(after, name) if ident not in standing]
        if not new:
            continue
        use = _use(change, after)
        for photo in (change.stored(Photo, ident) for ident in new):
            consents = [change.stored(Consent, one) for one in photo.consents]
            said = photo_guard.said(photo, consents, use, on)
            if said is not None:
                yield Problem(name, said)


def _use(change: Change, record: Record) -> str:
    if isinstance(record, MaterialVersion) and record.material:
        return photo_guard.use_of_kind(change.stored(Material, record.material).kind)
    return PRINT


def _plain_files(change: Change, before: Record | None, after: Record) -> Iterator[Problem]:
    """A photo of the register is linked with its consents, never attached as a plain file: no way round them."""
    for name, field in fields_of(type(after)).items():
        if field.kind not in (Kind.FILE, Kind.FILES):
            continue
        standing = {stored.sha256 for stored in _files(before, name)}
        for stored in _files(after, name):
            if stored.sha256 not in standing and _is_photo(change, stored):
                said = sentence(
                    "The file {file} is a photo of the register. Add it under Photos, with its consents.",
                    file=stored.name,
                )
                yield Problem(name, said)


def _is_photo(change: Change, stored: StoredFile) -> bool:
    asked = (Query(Photo, binned=binned).where("picture", Op.HAS, stored.sha256) for binned in (False, True))
    return any(
        photo.picture is not None and photo.picture.sha256 == stored.sha256
        for query in asked
        for photo in change.find(query)
    )


def _several(record: Record | None, name: str) -> tuple[int, ...]:
    value = getattr(record, name) if record is not None else ()
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, int) and value else ()


def _files(record: Record | None, name: str) -> tuple[StoredFile, ...]:
    value = getattr(record, name) if record is not None else None
    if isinstance(value, tuple):
        return value
    return (value,) if isinstance(value, StoredFile) else ()
