"""What one does with developments: decide whether to use, join, watch or leave what is new (MON-7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import Record, choice, day, text
from hospcomms.domain.monitoring import DECISIONS, Development
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

DECIDE, DECIDE_AGAIN = N_("Decide"), N_("Decide again")
UNDECIDED = "open"


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class DecideOrder(Record):
    """What is asked when a development is decided on: what, who, and when to look again."""

    key = "decide_order"
    one = N_("Decision on a development")
    many = N_("Decisions on developments")

    decision: str = choice(N_("Decision"), DECISIONS[1:], required=True)
    decided_by: str = text(N_("Decided by"), required=True)
    review_on: date | None = day(N_("Next review"))


def missing_to_decide(_office: Office, development: Development) -> list[Problem]:
    """A decision follows a recommendation and says why it matters."""
    found = []
    if not development.relevance.strip():
        found.append(Problem("relevance", sentence("It is not said why this matters to the hospital. Write it.")))
    if not development.recommendation.strip():
        found.append(Problem("recommendation", sentence("There is no recommendation to decide on. Write it.")))
    return found


def decide(office: Office, development: Development, order: DecideOrder) -> Commit:
    """Keep what was decided today, and by whom. Raises Invalid when it is not said."""
    records.refuse_if_wrong(order)
    decided = replace(
        development,
        decision=order.decision,
        decided_by=order.decided_by,
        decided_on=office.today,
        review_on=order.review_on or development.review_on,
    )
    return records.save(office, decided, DECIDE)
