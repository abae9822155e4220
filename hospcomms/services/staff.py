"""The staff register and the service catalogue: details verified, and how far they can be trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.enquiries import Service
from hospcomms.domain.press import STALE
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

VERIFY = N_("Verified today")
TRAINING_LASTS = timedelta(days=730)
"""A media training older than two years is to be refreshed."""


def verify(office: Office, record: Colleague | Service) -> Commit:
    """Note that the details were checked today."""
    return records.save(office, replace(record, verified_on=office.today), VERIFY)


def service_severity(service: Service, today: date) -> str:
    """``soon`` when a service was never verified or longer ago than six months."""
    return "soon" if service.verified_on is None or today - service.verified_on > STALE else ""


def caution(colleague: Colleague, today: date) -> Sentence | None:
    """What is to be known before relying on somebody: mandate, then training, then details; None for nothing."""
    if colleague.speaks and not colleague.may_speak(today):
        if colleague.mandate_until is not None and colleague.mandate_until < today:
            return sentence("The mandate to speak ended on {day}.", day=colleague.mandate_until)
        return sentence("The mandate to speak begins on {day}.", day=colleague.mandate_from)
    if colleague.speaks and colleague.trained_on is None:
        return sentence("No media training is known.")
    if colleague.speaks and colleague.trained_on is not None and today - colleague.trained_on > TRAINING_LASTS:
        return sentence("The media training of {day} is older than two years.", day=colleague.trained_on)
    if colleague.is_stale(today):
        return sentence("Telephone and function were not verified in the last six months.")
    return None


def severity(colleague: Colleague, today: date) -> str:
    """The shape after a name: ``expired`` without a mandate that holds, ``soon`` for what is to be refreshed."""
    if colleague.speaks and not colleague.may_speak(today):
        return "expired"
    return "soon" if caution(colleague, today) is not None else ""
