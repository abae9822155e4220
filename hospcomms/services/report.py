"""What a report one can ask for by name is; the tables of reports are made of these."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import Span

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office


@dataclass(frozen=True)
class Report:
    """A report one can ask for: its name for programs, its marked title, and how its record is found.

    A report about a period has no record: its ``latest`` gives None, and ``period`` the days it is about, as asked
    for by a first and a last day or usual; it is built with these days in place of the record. ``about`` is the type
    of its record, or the types it may be, the usual one first; None for any. ``taken`` is told when the paper was
    saved or printed.
    """

    name: str
    title: str
    latest: Callable[[Office], Record | None]
    build: Callable[[Office, Any, Locale], Document]
    period: Callable[[Office, date | None, date | None], Span] | None = None
    about: type[Record] | tuple[type[Record], ...] | None = Campaign
    taken: Callable[[Office, Any], object] | None = None
