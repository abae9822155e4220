"""The rules of press enquiries that hold whichever way one is written: legal moves, answers that stay, consents."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.checks import Problem
from hospcomms.domain.consents import PRESS, Consent
from hospcomms.domain.enquiries import ANSWERED, APPROVED, MOVES, Enquiry
from hospcomms.domain.errors import Invalid, Missing, Refusal
from hospcomms.domain.wording import Sentence, sentence

if TYPE_CHECKING:
    from datetime import date

    from hospcomms.storage.writer import Change

KEPT = frozenset({APPROVED, ANSWERED})
"""States in which the answer stays as it is, also on the way from one to the other."""
CLOCKS_DIFFER = timedelta(minutes=5)
"""A question may be received so far ahead of this computer's clock; more is a mistake."""


def refuse_move(enquiry: Enquiry, to: str) -> None:
    """Raise Refusal when an enquiry cannot go from its state to another."""
    if to not in MOVES[enquiry.state]:
        raise Refusal("not-allowed", sentence("This step is not possible from the present state of the enquiry."))


def why_no_answer(enquiry: Enquiry, consent: Consent | None, on: date) -> Sentence | None:
    """Why nothing may be said about the patient of an enquiry; None when it is about none or they consented."""
    if not enquiry.patient:
        return None
    if consent is None or consent.binned_at:
        return sentence(
            "This enquiry concerns a patient and no written consent for the press is chosen. Choose it, or decline with"
            " that reason."
        )
    refused = consent.why_not(PRESS, on)
    if refused is None:
        return None
    return sentence("{reason} Choose another consent, or decline with that reason.", reason=refused)


def settle_enquiries(change: Change) -> None:
    """Refuse what breaks the rules of enquiries. Raises Invalid or Refusal, and nothing of the change is kept."""
    for step in change.steps:
        after, before = step.after, step.before
        if not isinstance(after, Enquiry) or after.binned_at:
            continue
        if isinstance(before, Enquiry):
            _settle(change, before, after)
        else:
            refuse_future(after, change.at)


def refuse_future(enquiry: Enquiry, now: datetime) -> None:
    """Raise Invalid when a question was received later than now."""
    if enquiry.received_at is not None and enquiry.received_at > now + CLOCKS_DIFFER:
        said = sentence("The question cannot have been received in the future. Correct the day or the time.")
        raise Invalid([Problem("received_at", said)])


def _settle(change: Change, before: Enquiry, after: Enquiry) -> None:
    if before.state != after.state:
        refuse_move(before, after.state)
        if after.state in KEPT:
            _refuse_without_consent(change, after)
    if before.answer != after.answer and before.state in KEPT and after.state in KEPT:
        raise Invalid([Problem("answer", _kept(before.state))])


def _kept(state: str) -> Sentence:
    """Why the answer cannot be changed any more."""
    if state == APPROVED:
        return sentence("The answer was approved as it stands. Return it for correction before changing it.")
    return sentence("The answer was sent and stays as it was sent.")


def _refuse_without_consent(change: Change, enquiry: Enquiry) -> None:
    consent: Consent | None = None
    if enquiry.consent:
        try:
            consent = change.stored(Consent, enquiry.consent)
        except Missing:
            consent = None
    said = why_no_answer(enquiry, consent, change.at.astimezone().date())
    if said is not None:
        raise Invalid([Problem("consent", said)])
