"""What is kept of an evaluation: its signed versions, and what was decided of each recommendation (EVA-6, EVA-7)."""

from __future__ import annotations

from datetime import date, datetime

from hospcomms.domain.checks import Problem
from hospcomms.domain.evaluation.labels import GRADES, VERDICTS
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    Texts,
    choice,
    day,
    file,
    link,
    long_text,
    moment,
    number,
    percent,
    text,
    texts,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

ACCEPTED, EDITED, REJECTED = "accepted", "edited", "rejected"
DECISIONS = (
    Choice(ACCEPTED, C_("recommendation", "Accepted"), "approved"),
    Choice(EDITED, C_("recommendation", "Accepted with changes"), "approved"),
    Choice(REJECTED, C_("recommendation", "Rejected"), "rejected"),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Evaluation(Record):
    """A signed version of a campaign's evaluation: everything it said is frozen in its file, and stays."""

    key = "evaluation"
    one = N_("Evaluation")
    many = N_("Evaluations")
    order = ("-signed_at",)

    title: str = text(N_("Title"), required=True, listed=True)
    campaign: int = link(N_("Campaign"), "campaign", own=True, listed=True)
    version: float | None = number(N_("Version"), own=True, listed=True)
    verdict: str = choice(N_("Verdict"), VERDICTS, own=True, listed=True)
    grade: str = choice(N_("Confidence"), GRADES, own=True, listed=True)
    measured: float | None = percent(N_("Stages measured"), own=True, listed=True, searched=False)
    signed_at: datetime | None = moment(N_("Signed on"), own=True, listed=True)
    signed_by: str = text(N_("Signed by"), own=True, listed=True)
    function: str = text(N_("Function"), own=True)
    note: str = long_text(N_("What the figures do not say"), own=True)
    frozen: StoredFile | None = file(N_("Frozen figures"), own=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class SignOrder(Record):
    """What is asked when an evaluation is signed; at least one observation in words (Barcelona Principles, 4)."""

    key = "sign_order"
    one = N_("Signature")
    many = N_("Signatures")
    title_field = "signed_by"

    signed_by: str = text(N_("Signed by"), required=True)
    function: str = text(N_("Function"))
    note: str = long_text(
        N_("What the figures do not say"),
        required=True,
        help=N_("At least one observation in words: what people said, what happened beside the campaign."),
    )


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Recommendation(Record):
    """What was decided of a recommendation; accepted ones are work to do and come back in the next plan."""

    key = "recommendation"
    one = N_("Recommendation")
    many = N_("Recommendations")
    title_field = "advice"
    whole = "campaign"
    order = ("id",)

    campaign: int = link(N_("Campaign"), "campaign", required=True)
    rule: str = text(N_("Rule"), own=True)
    decision: str = choice(N_("Decision"), DECISIONS, ACCEPTED, own=True, listed=True)
    advice: Texts = texts(N_("Recommendation"), required=True, listed=True)
    because: Texts = texts(N_("Because"), own=True)
    source: str = text(N_("Source of the rule"), own=True)
    reason: str = long_text(N_("Reason"), help=N_("Why it was changed or rejected."))
    responsible: str = text(N_("Owner"), listed=True)
    due: date | None = day(N_("Due"), listed=True)
    done_on: date | None = day(N_("Done on"), listed=True)

    @property
    def is_open(self) -> bool:
        """True while an accepted recommendation is not carried out."""
        return self.decision in (ACCEPTED, EDITED) and self.done_on is None

    @property
    def end(self) -> date | None:
        """The day it is due, named as of all that has to be done; None when none was set."""
        return self.due

    def is_late(self, today: date) -> bool:
        """True when it should have been carried out before ``today``."""
        return self.is_open and self.due is not None and self.due < today

    def problems(self) -> list[Problem]:
        """A rejection gives its reason."""
        if self.decision == REJECTED and not self.reason.strip():
            return [Problem("reason", sentence("The reason is missing. Write why it is rejected."))]
        return []
