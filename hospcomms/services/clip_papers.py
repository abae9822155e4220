"""The papers of media monitoring: the press review of chosen clips or of a period, and the report of a period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.monitoring import Clip, Correction
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, counted
from hospcomms.services import clips, records
from hospcomms.services.preview import Subject

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

MOST = 200
"""Clips of one review; with their scans these are many hundred pages."""


def press_review(office: Office, span: Span, speaking: Locale) -> Document:
    """The review of a period. Raises Refusal for very many clips, before any is read."""
    _refuse_many(records.count(office, clips.asked_in(span)))
    return _review(office, clips.clips_in(office, span), speaking, span)


def review_of(office: Office, wanted: Sequence[int], speaking: Locale) -> Document:
    """The review of chosen clips, by day. Raises Refusal for very many."""
    _refuse_many(len(wanted))
    found = [clip for clip in records.window(office, Clip, wanted) if clip.binned_at is None]
    return _review(office, sorted(found, key=lambda clip: (clip.on is None, clip.on, clip.title)), speaking, None)


def subject(office: Office, wanted: Sequence[int]) -> Subject:
    """The review of chosen clips in the preview."""
    return Subject(N_("Press review"), lambda speaking, _period: review_of(office, wanted, speaking))


def _refuse_many(count: int) -> None:
    if count > MOST:
        raise Refusal(
            "too-long",
            counted(
                "A press review holds at most {n} clip. Choose fewer, or a shorter period.",
                "A press review holds at most {n} clips. Choose fewer, or a shorter period.",
                MOST,
            ),
        )


def _review(office: Office, found: Sequence[Clip], speaking: Locale, span: Span | None) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.press_review import PressReview
    from hospcomms.reports.press_review import press_review as paper
    from hospcomms.services.clip_scans import scans_of
    from hospcomms.services.dossiers import issuer_of

    asked = Query(Correction, sort=(Sort("asked_on"),)).where("clip", Op.AMONG, tuple(clip.id for clip in found))
    corrections: dict[int, list[Correction]] = {}
    for one in records.find(office, asked) if found else ():
        corrections.setdefault(one.clip, []).append(one)
    names = {ident for clip in found for ident in (clip.outlet, clip.person) if ident}
    review = PressReview(found, records.titles(office, names), scans_of(office, found), corrections, span)
    return paper(review, issuer_of(office), speaking, office.today)


def media_period(office: Office, span: Span, speaking: Locale) -> Document:
    """The report of a period beside the one before it."""
    # late: as above
    from hospcomms.reports.media_period import MediaPeriod
    from hospcomms.reports.media_period import media_period as paper
    from hospcomms.services.dossiers import issuer_of

    found, earlier = clips.with_before(office, span)
    query = Query(Correction, sort=(Sort("asked_on"),))
    asked: list[Correction] = records.find(
        office, query.where("asked_on", Op.FROM, span.first).where("asked_on", Op.TO, span.last)
    )
    names = {int(row.key) for row in found.outlets} | {one.message for one in found.messages}
    names |= {one.clip for one in asked}
    period = MediaPeriod(found, earlier, records.titles(office, names), asked)
    return paper(period, issuer_of(office), speaking, office.today)
