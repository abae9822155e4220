"""What of consents waits today: read for the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain import agenda as groups
from hospcomms.domain import consent_agenda as rules
from hospcomms.domain.agenda import Line
from hospcomms.domain.consents import Consent, Photo, PhotoRecall
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LIMIT = 200
AHEAD = timedelta(days=14)


def consents_due(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    """The lines of uses to be ended and of consents that run out; groups that may have more are added to ``cut``."""
    yield from _recalls(office, today, cut)
    yield from _expiring(office, today, cut)


def _recalls(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    asked = Query(PhotoRecall).where("done_on", Op.EMPTY).where("due", Op.TO, today + AHEAD)
    found: list[PhotoRecall] = records.find(office, Query(PhotoRecall, asked.conditions, sort=(Sort("due"),)), LIMIT)
    if len(found) == LIMIT:
        cut.add(groups.LATE)
    codes = {one.id: one.title for one in records.window(office, Consent, sorted({one.consent for one in found}))}
    for recall in found:
        line = rules.recall_line(recall, codes.get(recall.consent, ""), today)
        if line is not None:
            yield line


def _expiring(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    last = today + timedelta(days=rules.SOON)
    asked = Query(Consent).where("expires_on", Op.FROM, today).where("expires_on", Op.TO, last)
    found: list[Consent] = records.find(office, Query(Consent, asked.conditions, sort=(Sort("expires_on"),)), LIMIT)
    if not found:
        return
    if len(found) == LIMIT:
        cut.add(groups.TODAY)
    photos: list[Photo] = records.find(office, Query(Photo).where("retired", Op.IS, False))
    resting = Counter(consent for photo in photos for consent in set(photo.consents))
    for consent in found:
        line = rules.expiring_line(consent, resting[consent.id], today)
        if line is not None:
            yield line
