"""The papers of an incident, built from its records: log, reports, statements, facts, rumours, review, drills."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.incidents import Incident, PublicFact, Rumour, SituationReport, Statement
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.scenarios import Risk
from hospcomms.domain.wording import sentence
from hospcomms.services import after_action as reviews
from hospcomms.services import incident_log, records, situation_reports

if TYPE_CHECKING:
    from hospcomms.reports.aftermath import Aftermath
    from hospcomms.reports.document import Document
    from hospcomms.reports.issuer import Issuer
    from hospcomms.services.office import Office


def _issuer(office: Office) -> Issuer:
    # late: reports bring the page engine
    from hospcomms.services.dossiers import issuer_of

    return issuer_of(office)


def _names(office: Office, found: Sequence[Record]) -> dict[int, str]:
    # late: as above
    from hospcomms.services.dossiers import link_names

    return link_names(office, list(found))


def latest_incident(office: Office) -> Incident:
    """The incident that began last. Raises Refusal when there is none."""
    found: list[Incident] = records.find(office, Query(Incident, sort=(Sort("started_at", descending=True),)), limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no incident yet. Start one from a scenario first."))
    return found[0]


def latest_report(office: Office) -> SituationReport:
    """The situation report with the latest period. Raises Refusal when there is none."""
    asked = Query(SituationReport, sort=(Sort("until", descending=True),))
    found: list[SituationReport] = records.find(office, asked, limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no situation report yet. Write one in an incident first."))
    return found[0]


def latest_statement(office: Office) -> Statement:
    """The statement that was approved or changed last. Raises Refusal when there is none."""
    incident = latest_incident(office)
    found: list[Statement] = records.parts(office, Statement, incident.id)
    approved = [one for one in found if one.approved_at is not None]
    if not found:
        raise Refusal("nothing-fits", sentence("There is no statement yet. Begin one in an incident first."))
    return (approved or found)[-1] if approved else found[0]


def log(office: Office, record: Incident, speaking: Locale) -> Document:
    """The signed-off log, checked as it is read."""
    # late: reports bring the page engine
    from hospcomms.reports.incident_log import incident_log as paper

    lines, fault = incident_log.checked_lines(office, record)
    return paper(record, lines, fault, _issuer(office), speaking, office.clock())


def situation_report(office: Office, record: SituationReport, speaking: Locale) -> Document:
    """A situation report, with the level and the phase of its hour."""
    # late: as above
    from hospcomms.reports.situation_report import situation_report as paper

    told = situation_reports.incident_as_told(office, record)
    return paper(record, told, _issuer(office), speaking, office.clock())


def facts(office: Office, record: Incident, speaking: Locale) -> Document:
    """The public facts sheet."""
    # late: as above
    from hospcomms.reports.facts_sheet import facts_sheet

    found = records.parts(office, PublicFact, record.id)
    return facts_sheet(record, found, _issuer(office), speaking, office.clock())


def rumours(office: Office, record: Incident | None, speaking: Locale) -> Document:
    """The rumours of an incident, or all of them that are not of a drill."""
    # late: as above
    from hospcomms.reports.rumour_log import rumour_log

    asked = Query(Rumour)
    found: list[Rumour] = records.find(office, asked if record is None else asked.where("incident", Op.IS, record.id))
    if record is None:
        drills = {one.id for one in records.find(office, Query(Incident).where("is_drill", Op.IS, True))}
        found = [one for one in found if one.incident not in drills]
    return rumour_log(found, record, _issuer(office), speaking, office.clock())


def after_action(office: Office, record: Incident, speaking: Locale) -> Document:
    """The after-action report."""
    # late: as above
    from hospcomms.reports.after_action import after_action as paper

    return paper(aftermath_of(office, reviews.review(office, record.id)), _issuer(office), speaking, office.clock())


def drills(office: Office, _record: Record | None, speaking: Locale) -> Document:
    """All drills that are over, compared."""
    # late: as above
    from hospcomms.reports.drills import drills_paper

    found = [aftermath_of(office, review) for review in reviews.drills(office)]
    return drills_paper(found, _issuer(office), speaking, office.today)


def risks(office: Office, _record: Record | None, speaking: Locale) -> Document:
    """The risk register."""
    # late: as above
    from hospcomms.reports.risk_register import risk_register

    found: list[Risk] = records.find(office, Query(Risk))
    return risk_register(found, _names(office, found), _issuer(office), speaking, office.today)


def aftermath_of(office: Office, review: reviews.Review) -> Aftermath:
    """The figures of a review as its paper takes them."""
    # late: as above
    from hospcomms.reports.aftermath import Aftermath

    return Aftermath(
        incident=review.incident,
        lines=review.lines,
        fault=review.fault,
        delays=[(one.step, one.minutes) for one in review.steps],
        set_aside=review.set_aside,
        statements=review.statements,
        notices=review.notices,
        rumours=review.rumours,
        reports=review.reports,
        lessons=review.lessons,
        calls=review.calls,
        reached=review.calls_reached,
        reports_on_time=review.reports_on_time,
        notices_on_time=review.notices_on_time,
        to_first_statement=review.minutes_to_first_statement,
        to_first_approval=review.minutes_to_first_approval,
        to_staff=review.minutes_to_staff,
        lasted=review.duration_minutes,
        names=_names(office, review.lessons),
    )


def statement(office: Office, record: Statement, speaking: Locale) -> Document:
    """A statement as it is handed out."""
    # late: as above
    from hospcomms.reports.statement import statement_paper

    return _statement(office, record, speaking, statement_paper)


def side_by_side(office: Office, record: Statement, speaking: Locale) -> Document:
    """A statement in its languages side by side."""
    # late: as above
    from hospcomms.reports.statement import statement_side_by_side

    return _statement(office, record, speaking, statement_side_by_side)


def in_turn(office: Office, record: Statement, speaking: Locale) -> Document:
    """A statement in its languages one after the other."""
    # late: as above
    from hospcomms.reports.statement import statement_in_turn

    return _statement(office, record, speaking, statement_in_turn)


def aloud(office: Office, record: Statement, speaking: Locale) -> Document:
    """A statement in large type."""
    # late: as above
    from hospcomms.reports.statement import statement_aloud

    return _statement(office, record, speaking, statement_aloud)


_Paper = Callable[[Statement, Incident, "Issuer", Locale, datetime], "Document"]


def _statement(office: Office, record: Statement, speaking: Locale, paper: _Paper) -> Document:
    """A paper of a statement; both dates of its head are those of the day on which it was given."""
    # late: as above
    from hospcomms.services.calendars import hijri

    given = record.released_at or record.approved_at or office.clock()
    day = hijri(given.astimezone().date(), office.settings.hijri_offset)
    issuer = replace(_issuer(office), hijri=day)
    return paper(record, _incident(office, record.incident), issuer, speaking, office.clock())


def _incident(office: Office, ident: int) -> Incident:
    return records.get(office, Incident, ident)


def refuse_unapproved(record: Statement) -> None:
    """Raise Refusal for a statement that the incident chief has not approved: it leaves the house in no way."""
    if record.approved_at is None or not record.approved_by:
        said = sentence("This statement is not approved yet. Ask the incident chief to approve it first.")
        raise Refusal("not-approved", said)
