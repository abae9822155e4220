"""What of consents belongs on the first page: uses to be ended, and consents that run out while photos rest on them."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.agenda import LATE, TODAY, Line, group_of, when_said
from hospcomms.domain.consents import Consent, PhotoRecall
from hospcomms.domain.wording import C_, N_, counted, sentence

SOON = 30
"""Days before its last one from which a consent is asked for again."""
END_USE, ASK_AGAIN = N_("End the use"), C_("consent", "Ask again")


def recall_line(recall: PhotoRecall, code: str, today: date) -> Line | None:
    """A use of a photo to be ended after a consent was withdrawn, from the day it is opened; None once it is done."""
    if recall.due is None or recall.done_on is not None:
        return None
    group = group_of(recall.due, today)
    if not group:
        return None
    why = sentence("Consent {code} withdrawn: the use of the photo is to be ended.", code=code)
    severity = "late" if group == LATE else "soon"
    said = when_said(recall.due, today)
    return Line(group, severity, PhotoRecall, recall.id, recall.title, why, said, recall.due, END_USE)


def expiring_line(consent: Consent, photos: int, today: date) -> Line | None:
    """A consent that runs out within 30 days and on which photos rest: asking for it again is a thing of today."""
    last = consent.expires_on
    if last is None or consent.withdrawn_on is not None or not photos or not 0 <= (last - today).days <= SOON:
        return None
    why = counted(
        "Consent that expires soon: {n} photo rests on it. Ask for it again in time.",
        "Consent that expires soon: {n} photos rest on it. Ask for it again in time.",
        photos,
    )
    return Line(TODAY, "soon", Consent, consent.id, consent.title, why, when_said(last, today), last, ASK_AGAIN)
