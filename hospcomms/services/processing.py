"""The register of processing: the usual lines of a communication office to begin with, and their yearly review."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Kind, Record, Texts, fields_of
from hospcomms.domain.privacy import ProcessingActivity
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

PATH = RESOURCES / "data" / "processing.json"
INSTALL = N_("Bring in the usual processing activities")
REVIEW = N_("Reviewed today")
EACH_YEAR = timedelta(days=365)
"""A line of the register is to be looked at again so long after its last review."""


@cache
def shipped() -> tuple[Mapping[str, Any], ...]:
    """The shipped lines, in their order; texts by language."""
    rows: list[dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
    return tuple(rows)


def in_language(record: type[Record], row: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The values of a shipped row for a new record, its texts in one language."""
    described = fields_of(record)
    values = {name: Texts(**value).best(language) if isinstance(value, dict) else value for name, value in row.items()}
    return {name: float(value) if described[name].kind is Kind.NUMBER else value for name, value in values.items()}


def bring_in(office: Office, kind: str = "change") -> Commit | None:
    """Write those shipped lines whose reference is not there yet, not even in the bin; None when none is missing.

    ``kind`` is the kind of the change; undo offers only ordinary ones. Raises Refusal when nothing can be written.
    """
    known = {found.reference for binned in (False, True) for found in _all(office, binned)}
    new = [row for row in shipped() if row["reference"] not in known]
    if not new:
        return None
    with office.store.change(INSTALL, kind) as change:
        for row in new:
            change.save(ProcessingActivity(**in_language(ProcessingActivity, row, office.settings.language)))
    return change.commit


def _all(office: Office, binned: bool) -> list[ProcessingActivity]:
    return records.find(office, Query(ProcessingActivity, binned=binned))


def in_order(office: Office) -> list[ProcessingActivity]:
    """The lines of the register as it is printed: by reference, those without one last."""
    return sorted(_all(office, binned=False), key=lambda one: (not one.reference, one.reference, one.title, one.id))


def is_due(activity: ProcessingActivity, today: date) -> bool:
    """True when a line was never reviewed, or more than a year ago."""
    return activity.reviewed_on is None or today - activity.reviewed_on > EACH_YEAR


def review(office: Office, activity: ProcessingActivity) -> Commit:
    """Note that a line was read again today and is right."""
    return records.save(office, replace(activity, reviewed_on=office.today), REVIEW)
