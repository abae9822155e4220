"""Writing what an import of sessions would do, as one change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import errors, problems_of
from hospcomms.domain.errors import Invalid
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.derived import refresh_wholes
from hospcomms.services.row_import.memory import keep_roles
from hospcomms.services.row_import.plan import UPDATE, Progress, unheard
from hospcomms.services.row_import.writing import rows_wanted
from hospcomms.services.session_import import headings as h
from hospcomms.services.session_import.plan import SessionPlan
from hospcomms.services.session_import.rows import SessionRow

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change

IMPORT = N_("Import sessions")
_UPDATED = tuple(name for name in h.COLUMNS if name != h.REFERENCE)


def write(plan: SessionPlan, progress: Progress = unheard) -> Commit:
    """Write the rows wanted, as one change that one undo takes back.

    Raises Refusal when nothing is wanted, Invalid when a session would not agree with itself any more; whatever
    ``progress`` raises stops it. Then nothing is written.
    """
    wanted = rows_wanted(plan)
    with plan.office.store.change(IMPORT) as change:
        updated: set[int] = set()
        for count, row in enumerate(wanted):
            if count % 200 == 0:
                progress(0.9 * count / len(wanted))
            _write(plan, change, row, updated)
        refresh_wholes(change)
        progress(0.9)
    assert change.commit is not None
    keep_roles(plan.office, plan.head, plan.vocabulary, plan.roles)
    return change.commit


def _write(plan: SessionPlan, change: Change, row: SessionRow, updated: set[int]) -> None:
    twin = plan.twins.get(row.place)
    if plan.fate(row) != UPDATE or twin is None or not twin.ident:
        change.add(replace(row.session, id=change.number()).settled())
        return
    if twin.ident in updated:
        return  # the same reference twice in one file: the first row counts
    updated.add(twin.ident)
    given = {name: value for name in _UPDATED if not _is_blank(name, value := getattr(row.session, name))}
    if h.STATE not in plan.roles and row.session.counted is None and row.session.attended is None:
        given.pop(h.STATE, None)
    whole = replace(change.stored(EducationSession, twin.ident), **given).settled()
    wrong = errors(problems_of(whole))
    if wrong:
        said = tuple(one.message for one in wrong[:3])
        number = str(row.number)
        what = sentence("Row {row} does not agree with the session as it stands. {problems}", row=number, problems=said)
        raise Invalid(wrong, what)
    change.save(whole)


def _is_blank(name: str, value: object) -> bool:
    """True for a cell that says nothing; nobody came of a group is something that was said."""
    return value is None or value == "" or (value == 0 and name not in h.NUMBERS)
