"""When the time of a record is over: what its end is, kind by kind, and which records a rule of retention asks about.

A rule proposes and nothing more: a person decides (RELIABILITY.md 6).
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hospcomms.domain import campaigns, enquiries, incidents
from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.privacy import RetentionRule
from hospcomms.domain.query import Condition, Op, Query


@dataclass(frozen=True)
class Ending:
    """One way a kind of record can have ended: the last of its ``fields`` that is filled, while ``where`` holds.

    The first field must be filled; the others may be.
    """

    fields: tuple[str, ...]
    where: tuple[Condition, ...] = ()


CREATED, CHANGED = "created", "changed"
_CLOSED = (campaigns.CLOSED, campaigns.EVALUATED)
_OVER = (incidents.STOOD_DOWN, incidents.REVIEWED)
_ANSWERED = (enquiries.ANSWERED, enquiries.DECLINED)
ENDINGS: dict[str, tuple[Ending, ...]] = {
    "person": (Ending(("created_at", "last_contact", "verified_on")),),
    "interaction": (Ending(("at",)),),
    "enquiry": (Ending(("received_at", "state_since", "answered_at"), (Condition("state", Op.AMONG, _ANSWERED),)),),
    "accreditation": (Ending(("starts_at", "ends_at")),),
    "delivery": (Ending(("created_at", "at")),),
    "clip": (Ending(("on",)),),
    "colleague": (Ending(("created_at", "mandate_until", "verified_on")),),
    "consent": (Ending(("withdrawn_on",)), Ending(("expires_on",))),
    "photo": (Ending(("changed_at",), (Condition("retired", Op.IS, True),)),),
    "session": (Ending(("held_on",)),),
    "questionnaire": (
        Ending(("after_on", "before_on")),
        Ending(("before_on",), (Condition("after_on", Op.EMPTY),)),
    ),
    "campaign": (
        Ending(
            ("created_at", "end", "state_since"),
            (Condition("state", Op.AMONG, _CLOSED), Condition("is_template", Op.IS, False)),
        ),
    ),
    "incident": (Ending(("ended_at", "reviewed_on"), (Condition("state", Op.AMONG, _OVER),)),),
    "breach": (Ending(("closed_on",)),),
    "erasure": (Ending(("done_at",)),),
}
"""How the end of a record is found: a contact with the last time somebody spoke to them or checked their details, an
enquiry with its answer, a visit with its day, a consent with its withdrawal or its last day, an incident when it was
stood down. What is still open has no end and is never proposed."""


def endings(rule: RetentionRule) -> tuple[Ending, ...]:
    """The ways in which the time of a rule begins to run."""
    if rule.counted_from == CREATED:
        return (Ending(("created_at",)),)
    if rule.counted_from == CHANGED:
        return (Ending(("changed_at",)),)
    return ENDINGS.get(rule.kind, ())


def months_before(day: date, months: float) -> date:
    """The day so many months (a part of one counts as a whole) before a day; the last of a shorter month."""
    return _moved(day, -math.ceil(months))


def months_after(day: date, months: float) -> date:
    """The day so many months after a day; the last of a shorter month."""
    return _moved(day, math.ceil(months))


def _moved(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        return date.min if years < 1 else date.max
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def asked(rule: RetentionRule, today: date) -> tuple[Query, ...]:
    """The questions whose answers, together, are the records past the time of a rule; those in the bin too.

    None for a rule that keeps its records for the archive, or that is not complete.
    """
    kind = BY_KEY.get(rule.kind)
    if kind is None or rule.months is None or rule.afterwards == "keep":
        return ()
    last = months_before(today, rule.months)
    return tuple(
        Query(kind, (*ending.where, *_ended(kind, ending, last)), binned=binned)
        for ending in endings(rule)
        for binned in (False, True)
    )


def _ended(kind: type[Record], ending: Ending, last: date) -> Iterable[Condition]:
    """That none of the fields of an ending is after a day, and that its first one is filled."""
    for place, name in enumerate(ending.fields):
        bound = _end_of(last) if fields_of(kind)[name].kind is Kind.MOMENT else last
        yield Condition(name, Op.TO if place == 0 else Op.TO_OR_EMPTY, bound)


def _end_of(day: date) -> datetime:
    """The last moment of a local day, in UTC."""
    if day in (date.min, date.max):
        return datetime.combine(day, time(), tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time()).astimezone(UTC) - timedelta(microseconds=1)


def end_of(rule: RetentionRule, record: Record) -> date | None:
    """The local day from which the time of a record is counted; None while it has not ended."""
    found = [
        max(_day(value) for name in ending.fields if (value := getattr(record, name)) is not None)
        for ending in endings(rule)
        if getattr(record, ending.fields[0]) is not None and all(_holds(record, one) for one in ending.where)
    ]
    return min(found, default=None)


def over_on(rule: RetentionRule, record: Record) -> date | None:
    """The day on which the time of a record was or will be over; None while it has not ended."""
    end = end_of(rule, record)
    return None if end is None or rule.months is None else months_after(end, rule.months)


def _day(value: date | datetime) -> date:
    return value.astimezone().date() if isinstance(value, datetime) else value


def _holds(record: Record, condition: Condition) -> bool:
    value: Any = getattr(record, condition.field)
    if condition.op is Op.AMONG:
        assert isinstance(condition.value, tuple)
        return value in condition.value
    return value is None if condition.op is Op.EMPTY else bool(value == condition.value)
