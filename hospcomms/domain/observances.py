"""Health days, weeks and months of the year and the rules that give their dates (AWA-1)."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.checks import Problem, days_in_order, warning
from hospcomms.domain.fields import (
    Choice,
    Record,
    Texts,
    choice,
    day,
    flag,
    link,
    long_text,
    number,
    tags,
    text,
    texts,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, counted, sentence

FIXED, NTH, LAST_WEEKDAY, LAST_DAY = "fixed", "nth_weekday", "last_weekday", "last_day"
WEEK, MONTH, BY_HAND = "week", "month", "by_hand"
RULES = (
    Choice(FIXED, N_("The same day each year")),
    Choice(NTH, N_("A weekday counted in its month")),
    Choice(LAST_WEEKDAY, N_("The last such weekday of a month")),
    Choice(LAST_DAY, N_("The last day of a month")),
    Choice(WEEK, N_("Several days from the same day each year")),
    Choice(MONTH, N_("A whole month")),
    Choice(BY_HAND, N_("Dates entered by hand")),
)
WEEKDAYS = (
    Choice("0", N_("Monday")),
    Choice("1", N_("Tuesday")),
    Choice("2", N_("Wednesday")),
    Choice("3", N_("Thursday")),
    Choice("4", N_("Friday")),
    Choice("5", N_("Saturday")),
    Choice("6", N_("Sunday")),
)
"""Keyed as ``date.weekday``: from Monday 0."""
KINDS = (
    Choice("who", N_("Official day of the World Health Organization")),
    Choice("international", N_("International day")),
    Choice("regional", N_("Regional day")),
    Choice("national", N_("National day")),
    Choice("religious", N_("Religious season")),
    Choice("own", N_("Day of the hospital")),
)
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NEEDED: dict[str, frozenset[str]] = {
    FIXED: frozenset({"month", "day_of_month"}),
    NTH: frozenset({"month", "weekday", "nth"}),
    LAST_WEEKDAY: frozenset({"month", "weekday"}),
    LAST_DAY: frozenset({"month"}),
    WEEK: frozenset({"month", "day_of_month", "length"}),
    MONTH: frozenset({"month"}),
    BY_HAND: frozenset(),
}
"""What each rule needs; the other parts of a rule mean nothing with it."""
_PARTS = frozenset({"month", "day_of_month", "weekday", "nth", "length"})


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Observance(Record):
    """A health day, week or month: its name, the rule of its dates, and how long before it one is reminded.

    ``code`` is that of the shipped list, "" for one of the officer's own; ``country`` is empty when it is kept
    everywhere. Days are counted from 1.
    """

    key = "observance"
    one = N_("Health day")
    many = N_("Health days")
    order = ("month", "day_of_month", "id")

    title: Texts = texts(N_("Name"), required=True, listed=True)
    kind: str = choice(C_("observance", "Kind"), KINDS, "international", required=True, listed=True)
    rule: str = choice(N_("When it is"), RULES, FIXED, required=True, listed=True)
    month: float | None = number(N_("Month"), low=1, high=12, listed=True, help=N_("1 for January to 12 for December."))
    day_of_month: float | None = number(N_("Day of the month"), low=1, high=31, listed=True)
    nth: float | None = number(N_("Which one in the month"), low=1, high=5, help=N_("2 for the second of its month."))
    weekday: str = choice(N_("Weekday"), WEEKDAYS)
    length: float | None = number(N_("Number of days"), low=1, high=60)
    country: str = text(N_("Only in the country"), limit=2, help=N_("Two letters, such as DZ; empty for all."))
    is_followed: bool = flag(N_("Marked by the hospital"), listed=True)
    lead_days: float | None = number(
        N_("Days of preparation"), low=0, high=365, listed=True, help=N_("So many days before it one is reminded.")
    )
    themes: tuple[str, ...] = tags(N_("Themes"))
    source: str = text(N_("Source of the date"))
    note: str = long_text(N_("Note"))
    code: str = text(N_("Code in the shipped list"), own=True, searched=False)

    def problems(self) -> list[Problem]:
        """The rule has all its parts, and a day that exists; a day some years lack is said."""
        missing = [name for name in sorted(_NEEDED.get(self.rule, frozenset())) if getattr(self, name) in (None, "")]
        found = [Problem(name, sentence("This rule needs it. Fill it in, or choose another rule.")) for name in missing]
        for name in ("month", "day_of_month", "nth", "length"):
            value = getattr(self, name)
            if value is not None and value % 1 != 0:
                found.append(Problem(name, sentence("Type a whole number.")))
        if found:
            return found
        if self.rule == NTH:
            return self._fifth()
        return self._day_that_exists() if self.rule in (FIXED, WEEK) else []

    def _day_that_exists(self) -> list[Problem]:
        last = LONGEST_MONTH[int(self.month or 1) - 1] if 1 <= (self.month or 1) <= 12 else 31
        if (self.day_of_month or 1) > last:
            said = counted(
                "This month never has more than {n} day. Correct the day or the month.",
                "This month never has more than {n} days. Correct the day or the month.",
                last,
            )
            return [Problem("day_of_month", said)]
        if (self.month, self.day_of_month) == (2, 29):
            return [warning("day_of_month", sentence("29 February: in other years it is shown on 28 February."))]
        return []

    def _fifth(self) -> list[Problem]:
        if self.nth == 5:
            return [warning("nth", sentence("Many months have no fifth one: in those years this day is not shown."))]
        return []

    def idle(self) -> frozenset[str]:
        """The parts of a date that the rule chosen does not use."""
        return _PARTS - _NEEDED.get(self.rule, frozenset())


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ObservanceDay(Record):
    """The dates of an observance in one year, entered by hand: for those of the Islamic calendar, or one that moved."""

    key = "observance_day"
    one = N_("Date entered by hand")
    many = N_("Dates entered by hand")
    title_field = "note"
    whole = "observance"
    order = ("first", "id")

    observance: int = link(N_("Health day"), "observance", required=True)
    first: date | None = day(N_("First day"), required=True, listed=True)
    last: date | None = day(N_("Last day"), listed=True)
    is_announced: bool = flag(
        N_("Officially announced"), listed=True, help=N_("Leave it open while the date is only expected.")
    )
    note: str = text(N_("Note"), listed=True)

    def problems(self) -> list[Problem]:
        """The last day does not come before the first."""
        return days_in_order(self, "first", "last")
