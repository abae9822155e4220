"""Legal holds: which stand today, why a kind of record may not be erased, and what a hold keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.privacy import KINDS, LegalHold
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LIFT, RENEW = N_("Lift the hold"), N_("Put the hold back")


def standing(office: Office) -> list[LegalHold]:
    """The holds that may forbid something today or later, the newest first."""
    found: list[LegalHold] = records.find(office, Query(LegalHold))
    return [hold for hold in found if hold.lifted_on is None or hold.lifted_on > office.today]


def why_held(office: Office, kind: str) -> Sentence | None:
    """Why records of a kind may not be erased today; None when no hold says so."""
    return _why(standing(office), office, kind)


def why_each(office: Office) -> dict[str, Sentence]:
    """Why the records of each kind that is held today may not be erased; the holds are read once."""
    found = standing(office)
    each = {choice.key: _why(found, office, choice.key) for choice in KINDS}
    return {kind: why for kind, why in each.items() if why is not None}


def _why(holds: list[LegalHold], office: Office, kind: str) -> Sentence | None:
    hold = next((one for one in holds if one.holds(kind, office.today)), None)
    if hold is None or hold.since is None:
        return None
    return sentence(
        "Held since {day} by the legal hold “{title}”. Nothing of this kind is erased before it is lifted.",
        day=hold.since,
        title=hold.title,
    )


def held(office: Office, hold: LegalHold) -> dict[str, int]:
    """How many records of each kind a hold keeps today, those in the bin too; empty while it holds nothing."""
    kinds = [choice.key for choice in KINDS if hold.holds(choice.key, office.today)]
    return {
        kind: sum(records.count(office, Query(BY_KEY[kind], binned=binned)) for binned in (False, True))
        for kind in kinds
    }


def lift(office: Office, hold: LegalHold) -> Commit:
    """End a hold today. Raises Refusal when it has not begun yet or is lifted."""
    if hold.lifted_on is not None:
        raise Refusal("not-allowed", sentence("This hold is lifted already."))
    if hold.since is not None and hold.since > office.today:
        said = sentence("This hold has not begun yet. Delete it, or correct the day on which it begins.")
        raise Refusal("not-allowed", said)
    return records.save(office, replace(hold, lifted_on=office.today), LIFT)


def renew(office: Office, hold: LegalHold) -> Commit:
    """Let a lifted hold stand again, from the same day on."""
    return records.save(office, replace(hold, lifted_on=None), RENEW)
