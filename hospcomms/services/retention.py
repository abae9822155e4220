"""Retention: which records are past their time, why a kind waits, and what a person decides of them.

Nothing is erased by itself: the list only proposes (RELIABILITY.md 6). A decision to keep a record for now is a line
of the access log, which no undo takes back.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.access import KEPT
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, day, text
from hospcomms.domain.incidents import RUNNING, Incident
from hospcomms.domain.privacy import KINDS, RetentionRule
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.record_types import record_type
from hospcomms.domain.retention_dues import asked, end_of, months_after, over_on
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import access, legal_holds, records
from hospcomms.services.clock_watch import anomaly
from hospcomms.services.processing import in_language

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.services.privacy.erasure import Erased, Foreseen

PATH = RESOURCES / "data" / "retention.json"
INSTALL = N_("Bring in the usual retention periods")
ERASE, KEEP = N_("Erase for good…"), N_("Keep for now…")
MOST = 500
"""Records of one kind shown and decided on at once, the oldest first."""
ASK_AGAIN = 12
"""Months after which a record that was kept is proposed again, unless another day is named."""
IN_A_CRISIS = frozenset({"incident", "person", "interaction", "enquiry"})
"""Kinds that are at work while a real incident runs; nothing of them is proposed then."""
_EVERY = 1_000_000


@dataclass(frozen=True)
class Due:
    """What one rule proposes: how many records, the day on which the time of the oldest was over, why it waits."""

    rule: RetentionRule
    count: int
    oldest: date | None
    paused: Sentence | None


@dataclass(frozen=True)
class Past:
    """A record past its time: the day from which it counts, and the day on which its time was over."""

    record: Record
    end: date
    over: date


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class KeepOrder(Record):
    """What is asked when records are kept for now: why, and when to ask again."""

    key = "keep_order"
    one = N_("Kept for now")
    many = N_("Kept for now")
    title_field = "reason"

    reason: str = text(N_("Reason"), required=True, help=N_("Name nobody here."))
    until: date | None = day(N_("Ask again on"), help=N_("In twelve months when empty."))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class EraseOrder(Record):
    """What is asked before records are erased because their time is over: who decided, and the word that confirms."""

    key = "erase_order"
    one = N_("Erased at the end of the time")
    many = N_("Erased at the end of the time")
    title_field = "decided_by"

    decided_by: str = text(N_("Decided by"), required=True)
    confirm: str = text(N_("To confirm, type the word “erase”"), required=True)

    def problems(self) -> list[Problem]:
        """The word is typed, as for somebody who asks to be erased."""
        # late: erasing brings the making of backups
        from hospcomms.services.privacy.requests import ErasureOrder

        return ErasureOrder(confirm=self.confirm).problems()


@cache
def shipped() -> tuple[Mapping[str, Any], ...]:
    """The shipped rules, in their order; texts by language."""
    rows: list[dict[str, Any]] = json.loads(PATH.read_text(encoding="utf-8"))
    return tuple(rows)


def bring_in(office: Office, kind: str = "change") -> Commit | None:
    """Write those shipped rules whose kind of record has none yet, not even in the bin; None when none is missing.

    ``kind`` is the kind of the change. Raises Refusal when nothing can be written.
    """
    known = {found.kind for binned in (False, True) for found in rules(office, binned=binned)}
    new = [row for row in shipped() if row["kind"] not in known]
    if not new:
        return None
    with office.store.change(INSTALL, kind) as change:
        for row in new:
            change.save(RetentionRule(**in_language(RetentionRule, row, office.settings.language)))
    return change.commit


def rules(office: Office, *, binned: bool = False) -> list[RetentionRule]:
    """The rules of the office."""
    return records.find(office, Query(RetentionRule, binned=binned))


def dues(office: Office) -> list[Due]:
    """What the rules propose today, one entry for each that proposes something, the oldest first."""
    kept, paused = kept_ids(office), _paused(office)
    found = [_due(office, rule, kept, paused.get(rule.kind)) for rule in rules(office)]
    return sorted((due for due in found if due.count), key=lambda due: (due.oldest or date.max, due.rule.id))


def due_of(office: Office, rule: RetentionRule) -> Due:
    """What one rule proposes today."""
    return _due(office, rule, kept_ids(office), why_paused(office, rule.kind))


def _due(office: Office, rule: RetentionRule, kept: frozenset[int], paused: Sentence | None) -> Due:
    many = len(_ids(office, rule, kept))
    first = _past(office, rule, kept, 1 if many else 0)
    return Due(rule, many, first[0].over if first else None, paused)


def _ids(office: Office, rule: RetentionRule, kept: frozenset[int]) -> set[int]:
    return {ident for query in asked(rule, office.today) for ident in records.ids(office, query)} - kept


def past(office: Office, rule: RetentionRule, limit: int = MOST) -> list[Past]:
    """The records past the time of a rule, the oldest first, at most ``limit``; those in the bin too."""
    return _past(office, rule, kept_ids(office), limit)


def _past(office: Office, rule: RetentionRule, kept: frozenset[int], limit: int) -> list[Past]:
    if not limit:
        return []
    found: dict[int, Past] = {}
    for query in asked(rule, office.today):
        ordered = Query(query.record, query.conditions, sort=(Sort(_first_field(query)),), binned=query.binned)
        for record in records.find(office, ordered, max(limit, MOST) + len(kept)):
            end, over = end_of(rule, record), over_on(rule, record)
            if record.id not in kept and end is not None and over is not None:
                found[record.id] = Past(record, end, over)
    return sorted(found.values(), key=lambda one: (one.over, one.record.id))[:limit]


def _first_field(query: Query) -> str:
    return next(one.field for one in query.conditions if one.op is Op.TO)


def why_paused(office: Office, kind: str) -> Sentence | None:
    """Why nothing of a kind may be erased now: a doubtful clock, a crisis that runs, a legal hold; None else."""
    return _paused(office).get(kind)


def _paused(office: Office) -> dict[str, Sentence]:
    doubt = anomaly(office)
    if doubt is not None:
        return dict.fromkeys((choice.key for choice in KINDS), doubt)
    found = legal_holds.why_each(office)
    running = Query(Incident).where("state", Op.IS, RUNNING).where("is_drill", Op.IS, False)
    for incident in records.find(office, running, 1):
        said = sentence(
            "The incident “{title}” is running. Records of this kind are looked at again once it is stood down.",
            title=incident.title,
        )
        found = dict.fromkeys(IN_A_CRISIS, said) | found
    return found


def kept_ids(office: Office) -> frozenset[int]:
    """The ids of records that were kept for now and are not to be asked about again yet."""
    newest: dict[int, str] = {}
    for line in access.lines(office, _EVERY, what=KEPT):
        newest.setdefault(line.ident, line.where)
    today = office.today.isoformat()
    return frozenset(ident for ident, until in newest.items() if until > today)


def keep(office: Office, rule: RetentionRule, wanted: Sequence[int], order: KeepOrder) -> None:
    """Keep records for now: they are proposed again on the day named, or in twelve months.

    The reason stands in the access log. Raises Invalid without a reason or with a day that is past.
    """
    records.refuse_if_wrong(order)
    until = order.until or months_after(office.today, ASK_AGAIN)
    if until <= office.today:
        raise Invalid([Problem("until", sentence("This day is past. Choose a later one."))])
    for ident in wanted:
        access.note(office, KEPT, record=rule.kind, ident=ident, where=until.isoformat(), why=order.reason)


def erase(office: Office, rule: RetentionRule, wanted: Sequence[int], order: EraseOrder) -> Erased:
    """Erase records past the time of a rule for good, with a certificate. Slow: backups are made before and after.

    Raises what ``refuse_to_erase`` raises, and whatever the erasure itself refuses. Then nothing was erased.
    """
    # late: erasing brings the making of backups
    from hospcomms.services.privacy import erasure

    refuse_to_erase(office, rule, wanted, order)
    return erasure.erase(office, rule.kind, tuple(wanted), ground="retention", decided_by=order.decided_by)


def foresee(office: Office, rule: RetentionRule, wanted: Sequence[int]) -> Foreseen:
    """What erasing these records would take with it, and what remains. Slow: it reads everything."""
    # late: as above
    from hospcomms.services.privacy import erasure

    return erasure.foresee(office, rule.kind, tuple(wanted))


def refuse_to_erase(office: Office, rule: RetentionRule, wanted: Sequence[int], order: EraseOrder) -> None:
    """Raise what forbids erasing these records.

    Invalid without somebody who decided; Refusal ``held`` while the kind waits, ``not-due`` when one of the records
    is not past its time any more.
    """
    records.refuse_if_wrong(order)
    paused = why_paused(office, rule.kind)
    if paused is not None:
        raise Refusal("held", paused)
    if not wanted or not _ids(office, rule, kept_ids(office)).issuperset(wanted):
        raise Refusal(
            "not-due",
            sentence(
                "Some of these records are not past their time any more. Nothing was erased. Look at the list again."
            ),
        )
