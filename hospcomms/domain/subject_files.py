"""The file on a person as a value: all that is kept about somebody, and every place that names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hospcomms.domain.access import AccessLine
from hospcomms.domain.fields import Field, Kind, Record, StoredFile, fields_of
from hospcomms.domain.incident_log import LogLine


@dataclass(frozen=True)
class Mention:
    """A record of something else that names the person: the field, and the paragraph that says so."""

    record: Record
    field: Field
    words: str


@dataclass(frozen=True)
class SubjectFile:
    """What is kept on a person as of ``at`` (UTC).

    ``own`` are the records about them, ``linked`` those that lead to one of these, ``named`` others that name them.
    ``history`` are lines of the journal of ``own`` (``storage.history.Line``); ``titles`` names what links lead to.
    ``withheld`` counts press releases under embargo that would be here. ``alike`` are other contacts who may be the
    same person: the officer sees who they are, the file itself only says how many, as they may be somebody else.
    """

    names: tuple[str, ...]
    at: datetime
    own: tuple[Record, ...]
    linked: tuple[Record, ...]
    named: tuple[Mention, ...]
    log_lines: tuple[LogLine, ...]
    history: tuple[tuple[Record, Any], ...]
    access: tuple[AccessLine, ...]
    titles: dict[int, str]
    withheld: int
    alike: tuple[Record, ...] = ()

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """The files attached to the records about the person and to those that lead there."""
        found = (stored for record in (*self.own, *self.linked) for stored in _files_of(record))
        return tuple({stored.sha256: stored for stored in found}.values())


def _files_of(record: Record) -> Iterator[StoredFile]:
    for field in fields_of(type(record)).values():
        value = getattr(record, field.name)
        if field.kind is Kind.FILE and value is not None:
            yield value
        elif field.kind is Kind.FILES:
            yield from value
