"""What can be done with any record: read, save, delete, recover, bulk edit, history, undo, drafts."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms.domain.catalog import parts_of
from hospcomms.domain.changes import ChangeName, Commit
from hospcomms.domain.checks import errors, problems_of
from hospcomms.domain.cleaning import cleaned
from hospcomms.domain.errors import Invalid
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_
from hospcomms.services.derived import refresh_wholes
from hospcomms.services.disk_room import with_reserve
from hospcomms.services.incident_rules import settle_incidents
from hospcomms.services.release_rules import refuse_lost_log

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.history import Line as HistoryLine
    from hospcomms.storage.writer import Change

R = TypeVar("R", bound=Record)
SAVE, ADD, DELETE, RECOVER = N_("Save"), N_("Add"), N_("Delete"), N_("Recover from bin")
BULK_EDIT = N_("Edit several")


def get(office: Office, record: type[R], ident: int) -> R:
    """The record with this id. Raises Missing."""
    return office.store.get(record, ident)


def find(office: Office, query: Query, limit: int | None = None, offset: int = 0) -> list[Any]:
    """The records a query asks for, in its order."""
    return office.store.find(query, limit, offset)


def ids(office: Office, query: Query) -> array[int]:
    """All ids of a query, in its order."""
    return office.store.ids(query)


def window(office: Office, record: type[R], wanted: Sequence[int]) -> list[R]:
    """The records with these ids, in their order; one question to the database."""
    return office.store.window(record, wanted)


def count(office: Office, query: Query) -> int:
    """How many records a query asks for."""
    return office.store.count(query)


def total(office: Office, query: Query, field: str) -> float | Decimal | None:
    """The sum of a field over a query; None when nothing is known."""
    return office.store.total(query, field)


def titles(office: Office, wanted: Iterable[int]) -> dict[int, str]:
    """The titles of records of any type, by id, in the office's language where they are written in several."""
    return office.store.titles(wanted, office.settings.language)


def type_of(office: Office, ident: int) -> type[Record]:
    """The type of the record with this id. Raises Missing."""
    return office.store.type_of(ident)


def parts(office: Office, record: type[R], whole: int) -> list[R]:
    """The parts of one type that belong to a record, in their own order."""
    return office.store.find(Query(record).where(record.whole, Op.IS, whole))


def distinct(office: Office, record: type[Record], field: str, limit: int = 20) -> list[str]:
    """Values already used in a field, the most frequent first: suggestions."""
    return office.store.distinct(record, field, limit)


def save(office: Office, record: Record, name: str = "") -> Commit:
    """Save a new or edited record. Raises Invalid, Stale or another Refusal; then nothing was written."""
    return save_all(office, [record], name or (SAVE if record.id else ADD))


@with_reserve
def save_all(office: Office, records: Iterable[Record], name: str) -> Commit:
    """Save several records as one change; texts are cleaned before they are checked."""
    settled = [cleaned(record).settled() for record in records]
    for record in settled:
        refuse_if_wrong(record)
    with office.store.change(name) as change:
        for record in settled:
            change.save(record)
        refresh_wholes(change)
    return _made(change)


def refuse_if_wrong(record: Record) -> None:
    """Raise Invalid when a record has errors (warnings pass)."""
    wrong = errors(problems_of(record))
    if wrong:
        raise Invalid(wrong)


def bulk_edit(
    office: Office,
    record: type[Record],
    wanted: Sequence[int],
    values: Mapping[str, object],
    name: str = BULK_EDIT,
) -> Commit:
    """Give several records the same values in some fields, as one change."""
    own = [field for field in values if fields_of(record)[field].own]
    if own:
        raise ValueError(own)
    given: dict[str, Any] = dict(values)
    changed = [replace(found, **given) for found in office.store.window(record, list(dict.fromkeys(wanted)))]
    return save_all(office, changed, name)


@with_reserve
def remove(office: Office, record: type[Record], wanted: Sequence[int], name: str = DELETE) -> Commit:
    """Put records and their parts into the bin, as one change."""
    with office.store.change(name) as change:
        for ident in wanted:
            change.bin(record, ident)
            for part in parts_of(record):
                for child in change.parts(part, ident):
                    change.bin(part, child.id)
        refresh_wholes(change)
    return _made(change)


@with_reserve
def recover(office: Office, record: type[Record], wanted: Sequence[int], name: str = RECOVER) -> Commit:
    """Take records out of the bin, and the parts that went there with them."""
    with office.store.change(name) as change:
        for ident in wanted:
            binned_at = change.stored(record, ident).binned_at
            change.recover(record, ident)
            for part in parts_of(record):
                query = Query(part, binned=True).where(part.whole, Op.IS, ident)
                for child in office.store.find(query):
                    if child.binned_at == binned_at:
                        change.recover(part, child.id)
        refresh_wholes(change)
    return _made(change)


def history(office: Office, ident: int) -> list[HistoryLine]:
    """What happened to a record, the newest first."""
    return office.store.history(ident)


@with_reserve
def undo(office: Office) -> Commit | None:
    """Take back the last change; None when there is none. Raises Refusal for what was given out already."""
    return office.store.undo(_refuse_lost)


@with_reserve
def redo(office: Office) -> Commit | None:
    """Do again what was taken back; None when there is nothing."""
    return office.store.redo()


def undoable(office: Office) -> ChangeName | None:
    """The change that undo would take back."""
    return office.store.undoable()


def redoable(office: Office) -> ChangeName | None:
    """The change that redo would do again."""
    return office.store.redoable()


@with_reserve
def keep_draft(office: Office, record: type[Record], ident: int, values: Mapping[str, Any]) -> None:
    """Keep what is typed in a form and not saved (JSON values by field); id 0 is a new record."""
    office.store.keep_draft(record, ident, json.dumps(dict(values), ensure_ascii=False))


def draft(office: Office, record: type[Record], ident: int) -> dict[str, Any] | None:
    """What was typed and not saved, or None."""
    content = office.store.draft(record, ident)
    values = json.loads(content) if content else None
    return values if isinstance(values, dict) else None


def discard_draft(office: Office, record: type[Record], ident: int) -> None:
    """Forget a draft."""
    office.store.discard_draft(record, ident)


def drafts(office: Office) -> list[tuple[type[Record], int]]:
    """The records with something typed and not saved, the newest first."""
    return [(kind, ident) for kind, ident, _ in office.store.drafts()]


def where_used(office: Office, ident: int) -> list[tuple[type[Record], int, str, str]]:
    """Records that link to this one: type, id, title and the linking field."""
    found = office.store.used_in(ident)
    names = titles(office, [linked for _, linked, _ in found])
    return [(kind, linked, names.get(linked, ""), field) for kind, linked, field in found]


def _refuse_lost(change: Change) -> None:
    refuse_lost_log(change)
    settle_incidents(change)


def _made(change: Change) -> Commit:
    assert change.commit is not None
    return change.commit
