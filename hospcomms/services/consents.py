"""Consents and photos: what may be used today and how, and a consent taken back with everything that follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.consent_agenda import SOON
from hospcomms.domain.consents import USES, Consent, Photo, PhotoRecall
from hospcomms.domain.errors import Invalid
from hospcomms.domain.fields import Record, day, text
from hospcomms.domain.query import Op, Query
from hospcomms.domain.record_types import record_type
from hospcomms.domain.releases import PUBLISHED, Release
from hospcomms.domain.wording import C_, N_, Sentence, counted, sentence
from hospcomms.services import photo_guard, photo_uses, records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

WITHDRAW, END_USE = N_("Withdraw consent"), N_("Use ended")
DAYS_TO_END = 3
"""Working days within which every use of a photo is ended after a consent was withdrawn."""
VALID, EXPIRES_SOON, EXPIRED, WITHDRAWN, NOT_YET = "valid", "soon", "expired", "withdrawn", "not_yet"
STANDING = {
    VALID: (C_("consent", "Valid"), "approved"),
    EXPIRES_SOON: (C_("consent", "Expires soon"), "soon"),
    EXPIRED: (C_("consent", "Expired"), "expired"),
    WITHDRAWN: (C_("consent", "Withdrawn"), "rejected"),
    NOT_YET: (C_("consent", "Not given yet"), "draft"),
}
"""How a consent stands: the word and the shape."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class WithdrawOrder(Record):
    """What is asked when a consent is withdrawn: the day, and who ends the uses."""

    key = "withdraw_order"
    one = N_("Withdrawal of a consent")
    many = N_("Withdrawals of consents")

    withdrawn_on: date | None = day(N_("Withdrawn on"), help=N_("Today, if left empty."))
    responsible: str = text(N_("Who ends the uses"), help=N_("The officer, if left empty."))


@dataclass(frozen=True)
class Usable:
    """One use of a photo: its label, and why it is not allowed today (None when it is)."""

    key: str
    label: str
    why_not: Sentence | None


def standing(consent: Consent, today: date) -> str:
    """How a consent stands on a day, a key of ``STANDING``; the last day still counts."""
    if consent.withdrawn_on is not None and consent.withdrawn_on <= today:
        return WITHDRAWN
    if consent.given_on is None or consent.given_on > today:
        return NOT_YET
    if consent.expires_on is None or (consent.expires_on - today).days > SOON:
        return VALID
    return EXPIRES_SOON if consent.expires_on >= today else EXPIRED


def uses_today(office: Office, photo: Photo) -> list[Usable]:
    """For each use whether a photo may be used so today, and why not."""
    return [Usable(use.key, use.label, photo_guard.why_not(office, photo, use.key)) for use in USES]


def withdraw(office: Office, consent: Consent, order: WithdrawOrder | None = None) -> Commit:
    """Note that a consent was taken back, and open a task for each use of its photos, as one change.

    Raises Invalid when it was withdrawn before, or for a day that is still to come.
    """
    asked = order if order is not None else WithdrawOrder()
    records.refuse_if_wrong(asked)
    on = asked.withdrawn_on or office.today
    if consent.withdrawn_on is not None:
        said = sentence("This consent was withdrawn on {day} already.", day=consent.withdrawn_on)
        raise Invalid([Problem("withdrawn_on", said)])
    if on > office.today:
        said = sentence("This day is still to come. A withdrawal holds from the day it is said.")
        raise Invalid([Problem("withdrawn_on", said)])
    tasks = recalls(office, consent, asked.responsible)
    return records.save_all(office, [replace(consent, withdrawn_on=on), *tasks], WITHDRAW)


def recalls(office: Office, consent: Consent, responsible: str = "") -> list[PhotoRecall]:
    """The tasks a withdrawal today opens, not saved: one for each use of each photo, and one for copies elsewhere."""
    speaking = office.settings.locale
    due = speaking.country.add_working_days(office.today, DAYS_TO_END)
    return [
        PhotoRecall(
            consent=consent.id,
            title=speaking.say(use.task),
            photo=use.photo,
            where_key=use.key,
            where_id=float(use.ident),
            responsible=responsible.strip() or office.settings.officer,
            due=due,
        )
        for use in photo_uses.uses_of_consent(office, consent)
    ]


def foreseen(office: Office, consent: Consent) -> list[Sentence]:
    """What a withdrawal would open, said before it is done: how many tasks, then each."""
    tasks = [use.task for use in photo_uses.uses_of_consent(office, consent)]
    if not tasks:
        return [sentence("No photo rests on this consent: no task is opened.")]
    head = counted(
        "{n} task is opened, due within {days} working days:",
        "{n} tasks are opened, due within {days} working days:",
        len(tasks),
        days=DAYS_TO_END,
    )
    return [head, *tasks]


def open_recalls(office: Office, consent: Consent) -> list[PhotoRecall]:
    """The uses of its photos that are still to be ended, by their day."""
    return [recall for recall in records.parts(office, PhotoRecall, consent.id) if recall.done_on is None]


def end_use(office: Office, recall: PhotoRecall) -> Commit:
    """Note that a use was ended today."""
    return records.save(office, replace(recall, done_on=office.today), END_USE)


def photos_of(office: Office, consent: Consent) -> list[Photo]:
    """The photos that rest on a consent."""
    return records.find(office, Query(Photo).where("consents", Op.HAS, consent.id))


def releases_with(office: Office, photo: Photo) -> list[Release]:
    """The releases a photo is in that are not out yet: there it can still be taken out."""
    found: list[Release] = records.find(office, Query(Release).where("photos", Op.HAS, photo.id))
    return [release for release in found if release.state != PUBLISHED]
