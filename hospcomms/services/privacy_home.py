"""What of personal data waits today: breaches against their clock, records past the time they are kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import REVIEW, TODAY, Line, when_said
from hospcomms.domain.breach_times import breach_line
from hospcomms.domain.privacy import RetentionRule
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import breaches, retention

if TYPE_CHECKING:
    from hospcomms.services.office import Office

PAST = N_("Records past their time")


def privacy_due(office: Office, today: date, _cut: set[str]) -> Iterable[Line]:
    """A line for each open breach, and one for all records whose time is over and that nothing holds."""
    now = office.clock()
    for breach in breaches.open_ones(office):
        line = breach_line(breach, now, today)
        if line is not None:
            yield line
    waiting = [due for due in retention.dues(office) if due.paused is None]
    many = sum(due.count for due in waiting)
    if many:
        title = office.settings.locale.text(PAST)
        why = counted("{n} record to decide on", "{n} records to decide on", many)
        oldest = min((due.oldest for due in waiting if due.oldest is not None), default=today)
        said = sentence("oldest since {day}", day=oldest)
        yield Line(TODAY, "note", RetentionRule, 0, title, why, said if oldest < today else when_said(today, today),
                   today, REVIEW)  # fmt: skip
