"""Making two records of one person or outlet one, as one change that one undo takes back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.changes import Commit
from hospcomms.domain.cleaning import cleaned
from hospcomms.domain.errors import Refusal, Stale
from hospcomms.domain.fields import Field, Kind, Record, fields_of
from hospcomms.domain.merging import merged
from hospcomms.domain.press import PROGRESS, ListMember, NotDuplicate, Outlet, Person, Role
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.derived import refresh_wholes
from hospcomms.services.duplicates import refuse_itself
from hospcomms.services.records import refuse_if_wrong

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Person | Outlet)
MERGE = N_("Merge")
_FAR = {choice.key: place for place, choice in enumerate(PROGRESS)}


def merge(office: Office, keep: R, drop: R, from_drop: Collection[str] = ()) -> Commit:
    """Make ``drop`` part of ``keep``, with its roles, contacts, lists and all links; ``drop`` goes to the bin.

    ``from_drop`` names the fields whose value comes from ``drop`` (see ``domain.merging.proposed``). Both are given as
    they were read. Raises Stale, Missing, Invalid, or Refusal when they are one record, of two kinds, or in the bin.
    """
    refuse_itself(keep.id, drop.id)
    if type(keep) is not type(drop):
        raise Refusal("other-kind", sentence("A person and a media outlet cannot be merged. Choose two of one kind."))
    with office.store.change(MERGE) as change:
        for record in (keep, drop):
            _refuse_changed(change, record)
        whole = cleaned(merged(keep, drop, from_drop)).settled()
        refuse_if_wrong(whole)
        change.save(whole)
        change.bin(type(drop), drop.id)
        for field, linking in list(_links(office, drop)):
            _move(office, change, field, linking, keep.id, drop.id)
        refresh_wholes(change)
    assert change.commit is not None
    return change.commit


def _refuse_changed(change: Change, record: Record) -> None:
    """Raise Stale when somebody saved the record since it was read, Refusal when it is in the bin."""
    stored = change.stored(type(record), record.id)
    if stored.binned_at is not None:
        raise Refusal(
            "in-the-bin",
            sentence("{name} is in the bin. Recover it first, or look for duplicates again.", name=stored.caption),
        )
    if stored.revision != record.revision:
        raise Stale


def _links(office: Office, target: Record) -> Iterator[tuple[Field, Record]]:
    """Every record in use that links to one, with the field that does."""
    for kind in RECORDS:
        for field in fields_of(kind).values():
            if field.target != target.key or field.kind not in (Kind.LINK, Kind.LINKS):
                continue
            op = Op.IS if field.kind is Kind.LINK else Op.HAS
            for found in office.store.find(Query(kind).where(field.name, op, target.id)):
                yield field, found


def _move(office: Office, change: Change, field: Field, linking: Record, keep: int, drop: int) -> None:
    """Let a record link to what is kept; one that then says what another says already goes to the bin."""
    now = change.stored(type(linking), linking.id)
    if now.binned_at is not None:
        return
    if field.kind is Kind.LINKS:
        several: dict[str, Any] = {field.name: _without_doubles(getattr(now, field.name), keep, drop)}
        change.save(replace(now, **several))
        return
    one: dict[str, Any] = {field.name: keep}
    moved = replace(now, **one)
    double = _double(office, moved)
    if double is None:
        change.save(moved)
        return
    change.bin(type(now), now.id)
    if isinstance(moved, ListMember) and isinstance(double, ListMember):
        _keep_progress(change, double, moved)


def _without_doubles(ids: tuple[int, ...], keep: int, drop: int) -> tuple[int, ...]:
    return tuple(dict.fromkeys(keep if ident == drop else ident for ident in ids))


def _double(office: Office, moved: Record) -> Record | None:
    """The record in use that says the same as one moved, or the record itself where it has lost its sense."""
    if isinstance(moved, ListMember):
        query = Query(ListMember).where("press_list", Op.IS, moved.press_list).where("person", Op.IS, moved.person)
        return next((found for found in office.store.find(query) if found.id != moved.id), None)
    if isinstance(moved, Role):
        roles = office.store.find(Query(Role).where("person", Op.IS, moved.person))
        return next((found for found in roles if found.id != moved.id and _says(found) == _says(moved)), None)
    if isinstance(moved, NotDuplicate):
        if moved.first == moved.second:
            return moved
        pairs = office.store.find(Query(NotDuplicate))
        both = {moved.first, moved.second}
        return next((found for found in pairs if found.id != moved.id and {found.first, found.second} == both), None)
    return None


def _says(role: Role) -> tuple[object, ...]:
    return role.outlet, role.function.strip(), role.start, role.end


def _keep_progress(change: Change, standing: ListMember, gone: ListMember) -> None:
    """Of two entries on one list keep the state that is further, and both notes."""
    now = change.stored(ListMember, standing.id)
    further = gone if _FAR.get(gone.progress, 0) > _FAR.get(now.progress, 0) else now
    notes = " · ".join(dict.fromkeys(note for note in (now.note, gone.note) if note))
    change.save(replace(now, progress=further.progress, changed_on=further.changed_on, note=notes))
