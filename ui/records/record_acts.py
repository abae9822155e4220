"""What can be done with any record from its page: copy it, put it into the bin, take it out again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_
from hospcomms.services import records
from ui.session import Session

COPY = N_("Copy")


def attempt(session: Session, act: Callable[[], Commit]) -> Commit | None:
    """Do something and tell of it; a refusal is said on the page and gives None."""
    try:
        commit = act()
    except Refusal as refusal:
        session.go.refuse(refusal.sentence)
        return None
    session.go.committed(commit)
    return commit


def copy_record(session: Session, record: Record) -> None:
    """Save a copy with an identity of its own and go to it."""
    fresh: dict[str, Any] = {item.name: item.default for item in fields(Record)}
    commit = attempt(session, lambda: records.save(session.office, replace(record, **fresh), COPY))
    if commit is not None:
        session.go.open_record(type(record), commit.saved(type(record)).id)


def delete_record(session: Session, record: Record) -> None:
    """Put a record into the bin and leave its page; the window offers to undo it."""
    try:
        commit = records.remove(session.office, type(record), [record.id])
    except Refusal as refusal:
        session.go.refuse(refusal.sentence)
        return
    # first away, then the news: the toast belongs to the page one comes back to
    session.go.back()
    session.go.committed(commit)


def recover_record(session: Session, record: Record) -> None:
    """Take a record out of the bin."""
    attempt(session, lambda: records.recover(session.office, type(record), [record.id]))
