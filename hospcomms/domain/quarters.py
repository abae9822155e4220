"""The quarters and years a report may be about, as spans of whole days."""

from __future__ import annotations

from datetime import date, timedelta

from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import Record, day
from hospcomms.domain.record_types import record_type
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Sentence, sentence

QUARTERS_BACK, YEARS_BACK = 8, 5
"""So many quarters and years are offered before the present one."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Stretch(Record):
    """The days of a report from ``first`` to ``last``, as an officer types them; never stored."""

    key = "stretch"
    one = N_("Period")
    many = N_("Periods")

    first: date | None = day(N_("First day"), required=True)
    last: date | None = day(N_("Last day"), required=True)

    def problems(self) -> list[Problem]:
        """The last day may not come before the first."""
        if self.first is None or self.last is None or self.last >= self.first:
            return []
        crossed = sentence(
            "The end date ({end}) is before the start date ({start}). Correct one of them.",
            end=self.last,
            start=self.first,
        )
        return [Problem("last", crossed)]


def quarter_of(when: date) -> Span:
    """The quarter of the year a day falls in."""
    month = when.month - (when.month - 1) % 3
    following = date(when.year + month // 10, (month + 3) % 12, 1)
    return Span(date(when.year, month, 1), following - timedelta(days=1))


def quarters(today: date) -> list[Span]:
    """The present quarter and those before it, the latest first."""
    found = [quarter_of(today)]
    for _ in range(QUARTERS_BACK):
        found.append(quarter_of(found[-1].first - timedelta(days=1)))
    return found


def years(today: date) -> list[Span]:
    """The present year and those before it, the latest first."""
    return [Span(date(year, 1, 1), date(year, 12, 31)) for year in range(today.year, today.year - YEARS_BACK - 1, -1)]


def quarter_words(quarter: Span, year: str) -> Sentence:
    """A quarter in words; ``year`` is its year in the digits of the reader."""
    named = (
        sentence("First quarter of {year}", year=year),
        sentence("Second quarter of {year}", year=year),
        sentence("Third quarter of {year}", year=year),
        sentence("Fourth quarter of {year}", year=year),
    )
    return named[(quarter.first.month - 1) // 3]
