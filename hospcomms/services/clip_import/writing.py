"""Writing what an import of clips would do, as one change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.press import Outlet
from hospcomms.domain.wording import N_
from hospcomms.services.clip_import import headings as h
from hospcomms.services.clip_import.plan import ClipPlan
from hospcomms.services.clip_import.rows import ClipRow
from hospcomms.services.contacts.phones import folded_words
from hospcomms.services.contacts.words import medium_of_outlet
from hospcomms.services.row_import.memory import keep_roles
from hospcomms.services.row_import.plan import UPDATE, Progress, unheard
from hospcomms.services.row_import.writing import rows_wanted

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change

IMPORT = N_("Import clips")
_MEDIA = {"print": "newspaper", "television": "television", "radio": "radio", "web": "website", "social": "social"}
"""The medium of a new outlet by that of its first clip."""
_UPDATED = (
    *("title", "on", "paper", "outlet", "person", "at", "web", "summary", "topics", "tone", "accuracy", "coder"),
    *("coded_on", "prominence", "origin", "reach", "reach_source", "note"),
)


def write(plan: ClipPlan, progress: Progress = unheard) -> Commit:
    """Write the rows wanted, as one change that one undo takes back.

    Raises Refusal when nothing is wanted; whatever ``progress`` raises stops it, and nothing is written.
    """
    wanted = rows_wanted(plan)
    with plan.office.store.change(IMPORT) as change:
        outlets: dict[tuple[str, ...], int] = {}
        updated: set[int] = set()
        for count, row in enumerate(wanted):
            if count % 200 == 0:
                progress(0.9 * count / len(wanted))
            _write(plan, change, _at_outlet(change, row, outlets), updated)
        progress(0.9)
    assert change.commit is not None
    keep_roles(plan.office, plan.head, plan.vocabulary, plan.roles)
    return change.commit


def _at_outlet(change: Change, row: ClipRow, outlets: dict[tuple[str, ...], int]) -> ClipRow:
    """The row at its outlet; one that is not there yet is added once."""
    words = folded_words(row.outlet)
    if row.clip.outlet or not words:
        return row
    if words not in outlets:
        medium = medium_of_outlet(row.outlet) or _MEDIA.get(row.clip.paper, "")
        outlets[words] = change.add(Outlet(id=change.number(), name=row.outlet, medium=medium)).id
    return replace(row, clip=replace(row.clip, outlet=outlets[words]))


def _write(plan: ClipPlan, change: Change, row: ClipRow, updated: set[int]) -> None:
    twin = plan.twins.get(row.place)
    if plan.fate(row) != UPDATE or twin is None or not twin.ident:
        change.add(replace(row.clip, id=change.number()).settled())
        return
    if twin.ident in updated:
        return  # the same reference twice in one file: the first row counts
    updated.add(twin.ident)
    given = {name: value for name in _UPDATED if (value := getattr(row.clip, name)) not in ("", None, 0, ())}
    if h.PAPER not in plan.roles:
        given.pop(h.PAPER, None)
    change.save(replace(change.stored(Clip, twin.ident), **given).settled())
