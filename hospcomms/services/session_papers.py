"""The papers about sessions, read from the office: sheets to take along, the report of one and of a period."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.consents import PRINT
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.schedule import Span
from hospcomms.domain.sessions import HELD, EducationSession
from hospcomms.domain.wording import sentence
from hospcomms.services import embargo, photo_guard, records, sessions, stock
from hospcomms.services.passing import passing_folder
from hospcomms.services.questionnaires import change_of

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

FINEST = 1600
"""Pixels of the longer side of a photo on paper."""


def latest(office: Office) -> EducationSession:
    """The session held last, else the next one. Raises Refusal when there is none."""
    asked = replace(Query(EducationSession), sort=(Sort("held_on", descending=True),))
    found = records.find(office, asked.where("state", Op.IS, HELD), limit=1) or records.find(office, asked, limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no session this report could be about."))
    only: EducationSession = found[0]
    return only


def attendance_sheet(office: Office, record: EducationSession, speaking: Locale) -> Document:
    """The sheet to be signed at the door."""
    # late: reports bring the page engine
    from hospcomms.reports import session_sheets
    from hospcomms.services.dossiers import issuer_of, link_names

    office = embargo.leaving(office, speaking)
    return session_sheets.attendance_sheet(record, link_names(office, [record]), issuer_of(office), speaking)


def evaluation_form(office: Office, record: EducationSession, speaking: Locale) -> Document:
    """The form for those who came."""
    # late: as above
    from hospcomms.reports import session_sheets
    from hospcomms.services.dossiers import issuer_of

    office = embargo.leaving(office, speaking)
    return session_sheets.evaluation_form(record, issuer_of(office), speaking)


def session_report(office: Office, record: EducationSession, speaking: Locale) -> Document:
    """The report of a session. Raises Refusal for a photo that may not be printed: it is to be taken out first."""
    # late: as above
    from hospcomms.reports import session_report as paper
    from hospcomms.services.dossiers import issuer_of, link_names

    photos = _photos(office, record)
    office = embargo.leaving(office, speaking)
    moves = stock.moves_at(office, record)
    found = paper.SessionFile(
        record,
        link_names(office, [record, *moves]),
        sessions.opinions_of(office, record),
        moves,
        [(one.title, change_of(office, one).headline) for one in sessions.questionnaires_of(office, record)],
        photos,
    )
    return paper.session_report(found, issuer_of(office), speaking, office.today)


def _photos(office: Office, record: EducationSession) -> list[tuple[str, Path]]:
    """The photos with their captions, without hidden details, in a folder that goes when the program ends."""
    made = []
    for photo, plain in photo_guard.pictures(office, record.photos, PRINT, FINEST):
        assert photo.picture is not None
        path = passing_folder() / f"{photo.picture.sha256}-{PRINT}{plain.ending}"
        path.write_bytes(plain.content)
        made.append((photo.title, path))
    return made


def sessions_period(office: Office, span: Span, speaking: Locale) -> Document:
    """The sessions of these days."""
    # late: as above
    from hospcomms.reports import session_report as paper
    from hospcomms.services.dossiers import issuer_of

    office = embargo.leaving(office, speaking)
    known = sessions.sessions_of(office, span=span)
    names = records.titles(office, {one.programme for one in known if one.programme})
    held = [one for one in known if one.state == HELD]
    found = paper.SessionsPeriod(span, known, sessions.all_opinions(office, held), names)
    return paper.sessions_period(found, issuer_of(office), speaking, office.today)


def days_asked(office: Office, first: date | None, last: date | None) -> Span:
    """The days of the report: as asked, else this year to the end of the month."""
    # late: brings the engine of workbooks
    from hospcomms.services.workbook import refuse_crossed

    end = last or max(office.today, first or office.today)
    asked = Span(first or date(end.year, 1, 1), end)
    refuse_crossed(asked.first, asked.last)
    return asked
