"""Consents and photos: what may be used today and how, and a consent taken back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.consents import USES, Consent, Photo
from hospcomms.domain.errors import Invalid
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import PUBLISHED, Release
from hospcomms.domain.wording import C_, N_, Sentence, sentence
from hospcomms.services import photo_guard, records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

WITHDRAW = N_("Withdraw consent")
SOON = 30
"""Days before its last one from which a consent is said to expire soon."""
VALID, EXPIRES_SOON, EXPIRED, WITHDRAWN, NOT_YET = "valid", "soon", "expired", "withdrawn", "not_yet"
STANDING = {
    VALID: (C_("consent", "Valid"), "approved"),
    EXPIRES_SOON: (C_("consent", "Expires soon"), "soon"),
    EXPIRED: (C_("consent", "Expired"), "expired"),
    WITHDRAWN: (C_("consent", "Withdrawn"), "rejected"),
    NOT_YET: (C_("consent", "Not given yet"), "draft"),
}
"""How a consent stands: the word and the shape."""


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


def withdraw(office: Office, consent: Consent) -> Commit:
    """Note that a consent was taken back today. Raises Invalid when it was before."""
    if consent.withdrawn_on is not None:
        said = sentence("This consent was withdrawn on {day} already.", day=consent.withdrawn_on)
        raise Invalid([Problem("withdrawn_on", said)])
    return records.save(office, replace(consent, withdrawn_on=office.today), WITHDRAW)


def photos_of(office: Office, consent: Consent) -> list[Photo]:
    """The photos that rest on a consent."""
    return records.find(office, Query(Photo).where("consents", Op.HAS, consent.id))


def releases_with(office: Office, photo: Photo) -> list[Release]:
    """The releases a photo is in that are not out yet: there it can still be taken out."""
    found: list[Release] = records.find(office, Query(Release).where("photos", Op.HAS, photo.id))
    return [release for release in found if release.state != PUBLISHED]
