"""What every approval says, whatever is approved: who, as what, when, and how it was given (section 4, row 17)."""

from __future__ import annotations

from datetime import datetime

from hospcomms.domain.fields import Choice, Record, StoredFile, choice, file, long_text, moment, text
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_

MANNERS = (
    Choice("signed", N_("Signed page")),
    Choice("meeting", N_("In a meeting, noted in the minutes")),
)
APPROVED, RETURNED = "approved", "returned"
DECISIONS = (
    Choice(APPROVED, C_("decision", "Approved"), "approved"),
    Choice(RETURNED, C_("decision", "Returned for correction"), "rejected"),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class GivenApproval(Record):
    """An approval without what it is about; each kind of approved thing adds the link to it."""

    title_field = "approver"
    order = ("given_at", "id")

    decision: str = choice(N_("Decision"), DECISIONS, APPROVED, listed=True, own=True)
    approver: str = text(N_("Approver"), required=True, listed=True)
    function: str = text(N_("Function"), required=True, listed=True)
    manner: str = choice(N_("How it was given"), MANNERS, "signed", required=True, listed=True)
    given_at: datetime | None = moment(N_("Given at"), listed=True, own=True)
    page: StoredFile | None = file(N_("Scan of the signed page"))
    note: str = long_text(N_("Note"))
