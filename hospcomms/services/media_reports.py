"""The reports of media monitoring among the reports by name: the press review and the media report of a period."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

PRESS_REVIEW, MEDIA_PERIOD = "press-review", "media-period"


def _press_review(office: Office, span: Span, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.services.clip_papers import press_review

    return press_review(office, span, speaking)


def _media_period(office: Office, span: Span, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services.clip_papers import media_period

    return media_period(office, span, speaking)


def _days_asked(office: Office, first: date | None, last: date | None) -> Span:
    # late: as above
    from hospcomms.services.clips import period_asked

    return period_asked(office, first, last)


def _no_record(_office: Office) -> None:
    """These reports are about days, not about a record."""


MEDIA_REPORTS = (
    Report(PRESS_REVIEW, N_("Press review"), _no_record, _press_review, _days_asked),
    Report(MEDIA_PERIOD, N_("Media report of a period"), _no_record, _media_period, _days_asked),
)
