"""The draft of a form: what is typed and not saved, kept in the store until it is saved or discarded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hospcomms.domain.fields import Record
from hospcomms.services import records
from ui.records.form_layout import FieldCell
from ui.session import Session

WHOLE = "_whole"


class Draft:
    """Keeps and gives back the touched fields of one record; a new part's draft belongs to its whole.

    A form that asks something for a verb (``wanted`` False) keeps none: cancelling it is meant.
    """

    def __init__(self, session: Session, record: Record, *, wanted: bool = True) -> None:
        self._session = session
        self._record = record
        self._wanted = wanted
        self._kept = False

    def of(self, record: Record) -> None:
        """Serve another record (a new one that has been saved) from now on."""
        self._record = record

    def keep(self, cells: Mapping[str, FieldCell], touched: set[str]) -> None:
        """Write what is in the touched fields."""
        if not self._wanted:
            return
        values = {name: cells[name].editor.draft() for name in sorted(touched)}
        records.keep_draft(self._session.office, type(self._record), self._record.id, {**values, WHOLE: self._whole()})
        self._kept = True

    def found(self) -> dict[str, Any]:
        """The kept fields by name; empty when there is no draft of this record."""
        if not self._wanted:
            return {}
        kept = records.draft(self._session.office, type(self._record), self._record.id)
        if not kept or kept.pop(WHOLE, 0) != self._whole():
            return {}
        self._kept = True
        return kept

    def discard(self) -> None:
        """Forget it, if there is one."""
        if self._kept:
            records.discard_draft(self._session.office, type(self._record), self._record.id)
            self._kept = False

    def _whole(self) -> int:
        name = type(self._record).whole
        return int(getattr(self._record, name)) if name else 0
