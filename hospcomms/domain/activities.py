"""What a campaign does and spends: activities, budget lines, approvals, lessons (CAM-5, 6, 7, 10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hospcomms.domain.approvals import GivenApproval
from hospcomms.domain.checks import Problem, days_in_order
from hospcomms.domain.fields import (
    Choice,
    Record,
    choice,
    day,
    link,
    long_text,
    money,
    number,
    percent,
    text,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

PLANNED, UNDER_WAY, DONE, CANCELLED = "planned", "under_way", "done", "cancelled"
STATUSES = (
    Choice(PLANNED, C_("activity", "Scheduled"), "draft"),
    Choice(UNDER_WAY, C_("activity", "Running"), "running"),
    Choice(DONE, C_("activity", "Done"), "closed"),
    Choice(CANCELLED, C_("activity", "Cancelled"), "rejected"),
)
CHANNEL_KINDS = (
    Choice("paid", N_("Paid channel")),
    Choice("earned", N_("Earned channel")),
    Choice("shared", N_("Shared channel")),
    Choice("owned", N_("Owned channel")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Activity(Record):
    """One thing to do, with its owner, days and status; it may wait for another (``predecessor``)."""

    key = "activity"
    one = C_("one", "Activity")
    many = N_("Activities")
    whole = "campaign"
    order = ("start", "id")

    campaign: int = link(N_("Campaign"), "campaign", required=True)
    title: str = text(N_("Activity"), required=True, listed=True)
    responsible: str = text(N_("Owner"), listed=True)
    status: str = choice(N_("Status"), STATUSES, PLANNED, required=True, listed=True)
    start: date | None = day(N_("Start"), listed=True)
    end: date | None = day(N_("End"), listed=True)
    predecessor: int = link(N_("Comes after"), "activity")
    channel_kind: str = choice(N_("Kind of channel"), CHANNEL_KINDS, listed=True)
    channel: str = text(N_("Channel"), listed=True)
    place: str = text(N_("Place"))
    times_planned: float | None = number(N_("Times planned"), low=0, high=1e6)
    times_done: float | None = number(N_("Times done"), low=0, high=1e6)
    share_done: float | None = percent(N_("Progress"))
    note: str = long_text(N_("Note"))

    def problems(self) -> list[Problem]:
        """The end may not come before the start; an activity cannot wait for itself."""
        found = days_in_order(self, "start", "end")
        if self.id and self.predecessor == self.id:
            found.append(Problem("predecessor", sentence("An activity cannot come after itself. Choose another.")))
        return found

    @property
    def is_open(self) -> bool:
        """True while there is something left to do."""
        return self.status in (PLANNED, UNDER_WAY)

    def is_late(self, today: date) -> bool:
        """True when it should have ended before ``today`` and is still open."""
        return self.is_open and self.end is not None and self.end < today

    def should_have_begun(self, today: date) -> bool:
        """True when it was to start before ``today`` and has not."""
        return self.status == PLANNED and self.start is not None and self.start < today

    @property
    def done_share(self) -> float:
        """How much is done, 0 to 1: by status, by times done of planned, or as typed."""
        if self.status == DONE:
            return 1.0
        if self.times_planned:
            return min(1.0, (self.times_done or 0.0) / self.times_planned)
        return (self.share_done or 0.0) / 100.0


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class BudgetLine(Record):
    """One line of the budget in the country's currency; what remains is computed, never typed."""

    key = "budget_line"
    one = N_("Budget line")
    many = N_("Budget")
    whole = "campaign"
    order = ("id",)

    campaign: int = link(N_("Campaign"), "campaign", required=True)
    title: str = text(N_("Budget line"), required=True, listed=True)
    activity: int = link(N_("Activity"), "activity")
    planned: Decimal | None = money(N_("Planned amount"), listed=True)
    committed: Decimal | None = money(N_("Committed amount"), listed=True)
    spent: Decimal | None = money(N_("Amount spent"), listed=True)
    remaining: Decimal | None = money(N_("Amount remaining"), listed=True, own=True, low=None)
    note: str = text(N_("Note"))

    def settled(self) -> BudgetLine:
        """What remains of the planned amount: less what is committed, or spent if that is more."""
        if self.planned is None:
            return replace(self, remaining=None)
        used = max(self.committed or Decimal(0), self.spent or Decimal(0))
        return replace(self, remaining=self.planned - used)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Approval(GivenApproval):
    """Who approved or sent back a plan."""

    key = "approval"
    one = N_("Approval")
    many = N_("Approvals")
    whole = "campaign"

    campaign: int = link(N_("Campaign"), "campaign", required=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Lesson(Record):
    """A lesson learned, shown again when a new plan of the same theme starts (CAM-10)."""

    key = "lesson"
    one = C_("one", "Lesson learned")
    many = N_("Lessons learned")
    title_field = "lesson"
    whole = "campaign"
    order = ("id",)

    campaign: int = link(N_("Campaign"), "campaign", required=True)
    lesson: str = text(N_("Lesson learned"), required=True, listed=True, limit=1000)
    advice: str = text(N_("What to do next time"), listed=True, limit=1000)
