"""Reports by name: the record each is about, found when none is named, and its PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.campaigns import CLOSED, DRAFT, EVALUATED, Campaign
from hospcomms.domain.catalog import parts_of
from hospcomms.domain.checks import EARLIEST, LATEST
from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluations import Evaluation
from hospcomms.domain.fields import Record, listed
from hospcomms.domain.locale import Locale
from hospcomms.domain.press import PressList
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Label, Sentence, sentence
from hospcomms.services import access, embargo, records
from hospcomms.services.awareness_reports import AWARENESS_REPORTS
from hospcomms.services.calendar_papers import CALENDAR_PAPERS
from hospcomms.services.crisis_reports import CRISIS_REPORTS
from hospcomms.services.desk_reports import DESK_REPORTS
from hospcomms.services.media_reports import MEDIA_REPORTS
from hospcomms.services.privacy import identity
from hospcomms.services.privacy.papers import PAPERS
from hospcomms.services.privacy_reports import PRIVACY_REPORTS
from hospcomms.services.quality_reports import QUALITY_REPORTS
from hospcomms.services.questionnaire_reports import QUESTIONNAIRE_REPORTS
from hospcomms.services.release_reports import RELEASE_REPORTS
from hospcomms.services.report import Report
from hospcomms.services.watch_reports import WATCH_REPORTS

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

LONGEST_LIST = 5_000
"""Rows of a printed list: some 200 pages; a longer list belongs into a workbook."""


@dataclass(frozen=True)
class Made:
    """What was written: the record it is about, the number of rows of a list, and what could not be shown as it is."""

    about: Record | None = None
    rows: int = 0
    warnings: tuple[Sentence, ...] = ()


Days = tuple[date | None, date | None]
"""The first and the last day that were asked for; None where none was named."""


def make(
    office: Office,
    name: str,
    ident: int | None,
    speaking: Locale,
    path: Path,
    progress: Callable[[float], None] | None = None,
    days: Days = (None, None),
    to: embargo.Receiver | None = None,
) -> Made:
    """Write a report as PDF, about the record ``ident`` or the most recent one that fits, or about some days.

    Raises Refusal as ``report_document``, and when the file cannot be written.
    """
    # late: the page engine takes a third of a second
    from hospcomms.reports.pdf import write_pdf

    record, document = report_document(office, name, ident, speaking, days, to)
    if progress is not None:
        progress(0.2)
    if document.language != speaking.language:  # a release speaks its own language whatever is asked
        speaking = office.settings.locale_for(document.language)
    made = Made(record, warnings=write_pdf(document, path, speaking))
    access.note(office, "print", record=name, ident=record.id if record is not None else 0, where=".pdf")
    if record is not None and (taken := REPORTS[name].taken) is not None:
        taken(office, record)
    return made


def report_document(
    office: Office,
    name: str,
    ident: int | None,
    speaking: Locale,
    days: Days = (None, None),
    to: embargo.Receiver | None = None,
) -> tuple[Record | None, Document]:
    """The record a report is about (None: the office), or the latest one that fits, and what the report says of it.

    Releases under embargo are in no report, whatever builds it, but for a report about a release given ``to`` somebody
    who may have it. Raises Refusal when there is no such report or record, the record is under embargo, or the report
    has no period and one is asked for.
    """
    office = embargo.leaving_about(office, speaking, ident, to)
    report = REPORTS.get(name)
    if report is None:
        raise Refusal(
            "no-report",
            sentence("There is no report called {name}. Choose one of: {names}.", name=name, names=tuple(NAMES)),
        )
    if report.period is not None:
        return None, report.build(office, report.period(office, *days), speaking)
    if days != (None, None):
        said = sentence("The report {name} is not about a period. Leave out the days.", name=Label(report.title))
        raise Refusal("no-period", said)
    record = report.latest(office) if not ident else _named(office, report, ident)
    return record, report.build(office, record, speaking)


def make_list(
    office: Office, query: Query, columns: Sequence[str], speaking: Locale, path: Path,
    days: Days = (None, None), why: str = "",
) -> Made:  # fmt: skip
    """Write a list as PDF; for the rest see ``list_document``."""
    # late: the page engine takes a third of a second
    from hospcomms.reports.pdf import write_pdf

    many, document = list_document(office, query, columns, speaking, days, why)
    made = Made(rows=many, warnings=write_pdf(document, path, speaking))
    access.note(office, "print", record=query.record.key, size=many, where=".pdf")
    return made


def list_document(
    office: Office, query: Query, columns: Sequence[str], speaking: Locale, days: Days = (None, None), why: str = ""
) -> tuple[int, Document]:
    """The number of rows of a list and the list as it is printed, or only its records of some days.

    Private columns are printed only for a reason ``why``, which is noted first. Raises Refusal for very long lists.
    """
    # late: the page engine takes a third of a second
    from hospcomms.reports.document import Text
    from hospcomms.reports.record_sheet import record_list
    from hospcomms.services.dossiers import drill_marked, issuer_of, link_names
    from hospcomms.services.exchange.lists import holds_identities, written_fields
    from hospcomms.services.periods import touching

    lacking, office = embargo.left_out_of(office, query), embargo.leaving(office, speaking)
    span = None
    if days != (None, None):
        span = Span(days[0] or EARLIEST, days[1] or LATEST)
        query = touching(office, query, span)
    many = records.count(office, query)
    if many > LONGEST_LIST:
        raise Refusal(
            "too-long",
            sentence(
                "The list has more than {n} rows and was not printed. Filter it, or save it as .xlsx.", n=LONGEST_LIST
            ),
        )
    rows = records.find(office, query)
    fields = written_fields(query.record, columns, why)
    names = [field.name for field in fields]
    told = [speaking.say(lacking)] if lacking is not None else []
    if holds_identities(fields):
        identity.note_several(office, query.record, many, why, ".pdf")
        told.append(speaking.text(identity.CONTAINS))
    issuer = issuer_of(office)
    made = record_list(query.record, names, rows, link_names(office, rows), issuer, speaking, office.today, span)
    made = drill_marked(office, made, rows)
    return many, replace(made, blocks=(*(Text(line) for line in told), *made.blocks))


def list_columns(record: type[Record]) -> tuple[str, ...]:
    """The columns of a list nobody has arranged."""
    return tuple(field.name for field in listed(record))


def _named(office: Office, report: Report, ident: int) -> Record:
    """The record with this id, of the type the report is about."""
    record = records.get(office, records.type_of(office, ident), ident)
    wanted = report.about if isinstance(report.about, tuple) else (report.about or Record,)
    if not isinstance(record, wanted):
        raise Refusal(
            "wrong-kind",
            sentence(
                "The report {name} is about another kind of record ({kind}) than number {id}.",
                name=Label(report.title),
                kind=Label(wanted[0].one),
                id=str(ident),
            ),
        )
    return record


def _campaigns(office: Office, *states: str) -> list[Campaign]:
    """Campaigns in these states, templates left out, the one moved last first."""
    query = Query(Campaign, sort=(Sort("state_since", descending=True), Sort("start", descending=True)))
    query = query.where("is_template", Op.IS, False)
    if states:
        query = query.where("state", Op.AMONG, states)
    return records.find(office, query, limit=1)


def _latest_plan(office: Office) -> Record:
    moved = _campaigns(office, "submitted", "approved", "running", "paused")
    return _first(moved or _campaigns(office, DRAFT) or _campaigns(office))


def _latest_evaluation(office: Office) -> Record:
    return _first(_campaigns(office, EVALUATED) or _campaigns(office, CLOSED) or _campaigns(office))


def _latest_campaign(office: Office) -> Record:
    return _first(_campaigns(office))


def _first(found: list[Campaign]) -> Record:
    if not found:
        raise Refusal("nothing-fits", sentence("There is no campaign this report could be about. Enter one first."))
    return found[0]


def _plan_brief(office: Office, record: Campaign, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.plan_brief import plan_brief
    from hospcomms.services.dossiers import dossier_of, issuer_of

    return plan_brief(dossier_of(office, record), issuer_of(office), speaking, office.today)


def _plan(office: Office, record: Campaign, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.plan import plan
    from hospcomms.services.dossiers import issuer_of, plan_dossier_of

    return plan(plan_dossier_of(office, record), issuer_of(office), speaking, office.today)


def _evaluation_brief(office: Office, record: Campaign | Evaluation, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.evaluation_brief import evaluation_brief
    from hospcomms.services.dossiers import appraisal_of, issuer_of

    return evaluation_brief(appraisal_of(office, record), issuer_of(office), speaking, office.today)


def _weekly_brief(office: Office, span: Span, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.weekly_brief import weekly_brief
    from hospcomms.services.dossiers import issuer_of
    from hospcomms.services.periods import past_week

    return weekly_brief(past_week(office, span), issuer_of(office), speaking, office.today)


def year_document(office: Office, span: Span, speaking: Locale) -> Document:
    """The campaigns of a year, or of some months, on a landscape sheet, and what else each month holds."""
    # late: reports bring the page engine
    from hospcomms.reports.year_grid import year_grid
    from hospcomms.services.dossiers import issuer_of
    from hospcomms.services.health_day_papers import things_of
    from hospcomms.services.periods import campaigns_in

    office = embargo.leaving(office, speaking)
    things = things_of(office, span, speaking)
    return year_grid(campaigns_in(office, span), span, issuer_of(office), speaking, office.today, things)


def _reputation(office: Office, span: Span, speaking: Locale) -> Document:
    return reputation_document(office, speaking, span=span)


def reputation_document(
    office: Office, speaking: Locale, audience: int | None = None, span: Span | None = None
) -> Document:
    """The image measurements as series over time: of one audience (0: of none named) or of all, of some days."""
    # late: reports bring the page engine
    from hospcomms.reports.reputation import reputation
    from hospcomms.services import reputation as image
    from hospcomms.services.dossiers import issuer_of

    office = embargo.leaving(office, speaking)
    found = image.series(office, image.EVERYONE if audience is None else audience, span)
    return reputation(found, issuer_of(office), speaking, office.today)


def _record_sheet(office: Office, record: Record, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.record_sheet import Parts, Sheaf, record_sheet
    from hospcomms.services.dossiers import drill_marked, issuer_of, link_names

    parts = [Parts(part, records.parts(office, part, record.id)) for part in parts_of(type(record))]
    linked = [record, *(row for part in parts for row in part.rows)]
    sheaf = Sheaf(record, [part for part in parts if part.rows], link_names(office, linked))
    made = record_sheet(sheaf, issuer_of(office), speaking, office.today)
    return drill_marked(office, made, [record])


def _call_sheet(office: Office, record: PressList | None, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services.call_sheets import sheet

    return sheet(office, record, speaking)


def _call_sheet_by_language(office: Office, record: PressList | None, speaking: Locale) -> Document:
    # late: as above
    from hospcomms.services.call_sheets import sheet_by_language

    return sheet_by_language(office, record, speaking)


def _whole_office(_office: Office) -> None:
    """The reports of a period are about no record."""


def _week_asked(office: Office, first: date | None, last: date | None) -> Span:
    # late: brings what the first page needs, and the engine of reports
    from hospcomms.services.periods import week_asked

    return week_asked(office, first, last)


def _year_asked(office: Office, first: date | None, last: date | None) -> Span:
    # late: as above
    from hospcomms.services.periods import year_asked

    return year_asked(office, first, last)


def _days_asked(_office: Office, first: date | None, last: date | None) -> Span:
    return days_asked(first, last)


def days_asked(first: date | None, last: date | None) -> Span:
    """The days as asked for; an end that was not named is open. Raises Refusal when they are crossed."""
    # late: brings the engine of workbooks
    from hospcomms.services.workbook import refuse_crossed

    asked = Span(first or EARLIEST, last or LATEST)
    refuse_crossed(asked.first, asked.last)
    return asked


PLAN_BRIEF, PLAN, EVALUATION_BRIEF, RECORD_SHEET = "plan-brief", "plan", "evaluation-brief", "record-sheet"
WEEKLY_BRIEF, YEAR_GRID, REPUTATION = "weekly-brief", "year-grid", "reputation"
CALL_SHEET, CALL_SHEET_BY_LANGUAGE = "call-sheet", "call-sheet-by-language"
LIST = "list"
REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(PLAN_BRIEF, N_("Plan brief"), _latest_plan, _plan_brief),
        Report(PLAN, N_("Detailed plan"), _latest_plan, _plan),
        Report(
            EVALUATION_BRIEF,
            N_("Evaluation brief"),
            _latest_evaluation,
            _evaluation_brief,
            about=(Campaign, Evaluation),
        ),
        Report(RECORD_SHEET, N_("Record sheet"), _latest_campaign, _record_sheet, about=None),
        Report(WEEKLY_BRIEF, N_("Weekly brief"), _whole_office, _weekly_brief, _week_asked),
        Report(YEAR_GRID, N_("Year of campaigns"), _whole_office, year_document, _year_asked),
        Report(REPUTATION, N_("Reputation and image"), _whole_office, _reputation, _days_asked),
        Report(CALL_SHEET, N_("Press call sheet"), _whole_office, _call_sheet, about=PressList),
        Report(
            CALL_SHEET_BY_LANGUAGE,
            N_("Press call sheet by language"),
            _whole_office,
            _call_sheet_by_language,
            about=PressList,
        ),
        *QUESTIONNAIRE_REPORTS,
        *MEDIA_REPORTS,
        *WATCH_REPORTS,
        *RELEASE_REPORTS,
        *AWARENESS_REPORTS,
        *CALENDAR_PAPERS,
        *DESK_REPORTS,
        *CRISIS_REPORTS,
        *QUALITY_REPORTS,
        *PRIVACY_REPORTS,
        *PAPERS,
    )
}
NAMES: dict[str, str] = {**{name: report.title for name, report in REPORTS.items()}, LIST: N_("List")}
"""The reports by name, with their marked titles; ``list`` is made by ``make_list``."""
