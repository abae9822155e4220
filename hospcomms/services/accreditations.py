"""What one does with accreditations: grant them once nothing is missing, refuse them with a reason, note their end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from hospcomms.domain.accreditations import GRANTED, MOVES, OVER, REFUSED, Accreditation
from hospcomms.domain.campaigns import YES
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import PRESS, Consent
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, text
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

GRANT, REFUSE, END = N_("Grant"), N_("Refuse"), N_("The visit is over")
MOST = 200
"""Granted visits looked at for the next one, those that begin last."""
REMINDER = sentence(
    "Patients will be seen: the clinical team says who is able to agree, and the written consent of each is at hand"
    " before anything is recorded. A consent may be withdrawn at any moment."
)
"""What is said wherever patients may be filmed."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class GrantOrder(Record):
    """What is asked when an accreditation is granted: who decided."""

    key = "grant_order"
    one = N_("Accreditation granted")
    many = N_("Accreditations granted")

    decided_by: str = text(N_("Decided by"), required=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class RefuseOrder(Record):
    """What is asked when an accreditation is refused: who decided, and why."""

    key = "refuse_order"
    one = N_("Accreditation refused")
    many = N_("Accreditations refused")

    decided_by: str = text(N_("Decided by"), required=True)
    reason: str = text(N_("Reason"), required=True)


def missing_to_grant(office: Office, accreditation: Accreditation) -> list[Problem]:
    """What forbids granting it now: an escort who can be called, the places, and where patients are seen consents."""
    found = _escort_missing(office, accreditation)
    if not accreditation.places.strip():
        found.append(Problem("places", sentence("It is not said which places are open to them. Enter them.")))
    if not accreditation.patients:
        found.append(Problem("patients", sentence("It is not said whether patients will be seen. Choose yes or no.")))
    elif accreditation.patients == YES:
        found += [Problem("consents", said) for said in consents_missing(office, accreditation)]
    return found


def _escort_missing(office: Office, accreditation: Accreditation) -> list[Problem]:
    found = [one for one in records.window(office, Colleague, _ids(accreditation.escort)) if one.binned_at is None]
    if not found:
        return [Problem("escort", sentence("Nobody goes with them. Choose the escort."))]
    if not (found[0].phone or found[0].phone2):
        said = sentence(
            "{name} has no telephone on their record. Add it: the gate calls the escort.", name=found[0].name
        )
        return [Problem("escort", said)]
    return []


def consents_missing(office: Office, accreditation: Accreditation) -> list[Sentence]:
    """Why the consents do not allow patients to be shown in the press on the days of the visit."""
    linked = records.window(office, Consent, list(accreditation.consents))
    valid = [consent for consent in linked if consent.binned_at is None]
    if not valid:
        return [sentence("Patients will be seen and no consent is linked. Link the consent of each of them.")]
    days = days_of(accreditation, office.today)
    why = (next((said for on in days if (said := consent.why_not(PRESS, on)) is not None), None) for consent in valid)
    return [said for said in why if said is not None]


def days_of(accreditation: Accreditation, today: date) -> tuple[date, ...]:
    """The first and the last local day of a visit; today while none is known."""
    starts = _local(accreditation.starts_at) or today
    ends = _local(accreditation.ends_at) or starts
    return (starts,) if ends == starts else (starts, ends)


def _local(at: datetime | None) -> date | None:
    return None if at is None else at.astimezone().date()


def _ids(ident: int) -> Sequence[int]:
    return [ident] if ident else []


def grant(office: Office, accreditation: Accreditation, order: GrantOrder) -> Commit:
    """Grant it. Raises Invalid with what is missing."""
    records.refuse_if_wrong(order)
    lacking = missing_to_grant(office, accreditation)
    if lacking:
        said = tuple(problem.message for problem in lacking)
        raise Invalid(lacking, sentence("This step is not possible yet. {problems}", problems=said))
    return _move(office, accreditation, GRANTED, GRANT, decided_by=order.decided_by, reason="", decided_on=office.today)


def refuse(office: Office, accreditation: Accreditation, order: RefuseOrder) -> Commit:
    """Refuse it, or take back what was granted. Raises Invalid without a reason."""
    records.refuse_if_wrong(order)
    return _move(
        office,
        accreditation,
        REFUSED,
        REFUSE,
        decided_by=order.decided_by,
        reason=order.reason,
        decided_on=office.today,
    )


def too_early(office: Office, accreditation: Accreditation) -> list[Problem]:
    """A visit that has not begun cannot be over."""
    begins = accreditation.starts_at
    if begins is not None and begins > office.clock():
        return [Problem("starts_at", sentence("The visit has not begun yet. Refuse it if it does not take place."))]
    return []


def end(office: Office, accreditation: Accreditation) -> Commit:
    """Note that the visit is over. Raises Invalid before it has begun."""
    lacking = too_early(office, accreditation)
    if lacking:
        raise Invalid(lacking)
    return _move(office, accreditation, OVER, END)


def _move(office: Office, accreditation: Accreditation, to: str, name: str, **facts: Any) -> Commit:
    if to not in MOVES.get(accreditation.state, frozenset()):
        said = sentence("This step is not possible from the present state of the accreditation.")
        raise Refusal("not-allowed", said)
    return records.save(office, replace(accreditation, state=to, **facts), name)


def latest(office: Office) -> Accreditation:
    """The granted visit of today or the next one, else the one that begins last. Raises Refusal when there is none."""
    granted = Query(Accreditation, sort=(Sort("starts_at", descending=True),)).where("state", Op.IS, GRANTED)
    coming = [one for one in records.find(office, granted, MOST) if days_of(one, office.today)[-1] >= office.today]
    found: list[Accreditation] = coming[-1:] or records.find(office, Query(Accreditation), 1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no accreditation yet. Enter one first."))
    return found[0]
