"""Reports by name: the record each is about, found when none is named, and its PDF."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.domain.campaigns import CLOSED, DRAFT, EVALUATED, Campaign
from hospcomms.domain.catalog import parts_of
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, listed
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

LONGEST_LIST = 5_000
"""Rows of a printed list: some 200 pages; a longer list belongs into a workbook."""


@dataclass(frozen=True)
class Report:
    """A report one can ask for: its name for programs, its marked title, and how its record is found.

    A report about the whole office has no record: its ``latest`` gives None.
    """

    name: str
    title: str
    latest: Callable[[Office], Record | None]
    build: Callable[[Office, Any, Locale], Document]


def make(
    office: Office,
    name: str,
    ident: int | None,
    speaking: Locale,
    path: Path,
    progress: Callable[[float], None] | None = None,
) -> Record | None:
    """Write a report as PDF, about the record ``ident`` or the most recent one that fits; returns that record.

    Raises Refusal when there is no such report or record, or the file cannot be written.
    """
    # late: the page engine takes a third of a second
    from hospcomms.reports.pdf import write_pdf

    record, document = report_document(office, name, ident, speaking)
    if progress is not None:
        progress(0.2)
    write_pdf(document, path, speaking)
    return record


def report_document(office: Office, name: str, ident: int | None, speaking: Locale) -> tuple[Record | None, Document]:
    """The record a report is about (None: the office), or the latest one that fits, and what the report says of it.

    Raises Refusal when there is no such report or record.
    """
    report = REPORTS.get(name)
    if report is None:
        raise Refusal(
            "no-report",
            sentence("There is no report called {name}. Choose one of: {names}.", name=name, names=tuple(NAMES)),
        )
    record = report.latest(office) if not ident else _named(office, report, ident)
    return record, report.build(office, record, speaking)


def make_list(office: Office, query: Query, columns: Sequence[str], speaking: Locale, path: Path) -> int:
    """Write a list as it is shown as PDF; returns the number of rows. Raises Refusal for very long lists."""
    # late: the page engine takes a third of a second
    from hospcomms.reports.pdf import write_pdf

    many, document = list_document(office, query, columns, speaking)
    write_pdf(document, path, speaking)
    return many


def list_document(office: Office, query: Query, columns: Sequence[str], speaking: Locale) -> tuple[int, Document]:
    """The number of rows of a list and the list as it is printed. Raises Refusal for very long lists."""
    # late: the page engine takes a third of a second
    from hospcomms.reports.record_sheet import record_list
    from hospcomms.services.dossiers import issuer_of, link_names
    from hospcomms.services.exchange.lists import public_fields

    many = records.count(office, query)
    if many > LONGEST_LIST:
        raise Refusal(
            "too-long",
            sentence(
                "The list has more than {n} rows and was not printed. Filter it, or save it as .xlsx.", n=LONGEST_LIST
            ),
        )
    rows = records.find(office, query)
    names = [field.name for field in public_fields(query.record, columns)]
    issuer = issuer_of(office)
    return many, record_list(query.record, names, rows, link_names(office, rows), issuer, speaking, office.today)


def list_columns(record: type[Record]) -> tuple[str, ...]:
    """The columns of a list nobody has arranged."""
    return tuple(field.name for field in listed(record))


def _named(office: Office, report: Report, ident: int) -> Record:
    """The record with this id, of the type the report is about."""
    record = records.get(office, records.type_of(office, ident), ident)
    if report.name != RECORD_SHEET and not isinstance(record, Campaign):
        raise Refusal(
            "wrong-kind",
            sentence(
                "The report {name} is about a campaign, and number {id} is not one.",
                name=Label(report.title),
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
    from hospcomms.services.dossiers import dossier_of, issuer_of

    return plan(dossier_of(office, record), issuer_of(office), speaking, office.today)


def _evaluation_brief(office: Office, record: Campaign, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.evaluation_brief import evaluation_brief
    from hospcomms.services.dossiers import dossier_of, issuer_of

    return evaluation_brief(dossier_of(office, record), issuer_of(office), speaking, office.today)


def _weekly_brief(office: Office, _record: None, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.weekly_brief import weekly_brief
    from hospcomms.services.dossiers import issuer_of
    from hospcomms.services.periods import past_week

    return weekly_brief(past_week(office), issuer_of(office), speaking, office.today)


def _year_grid(office: Office, _record: None, speaking: Locale) -> Document:
    return year_document(office, office.today.year, speaking)


def year_document(office: Office, year: int, speaking: Locale) -> Document:
    """The campaigns of a year on one landscape sheet."""
    # late: reports bring the page engine
    from hospcomms.reports.year_grid import year_grid
    from hospcomms.services.dossiers import issuer_of
    from hospcomms.services.periods import campaigns_of_year

    return year_grid(campaigns_of_year(office, year), year, issuer_of(office), speaking, office.today)


def _record_sheet(office: Office, record: Record, speaking: Locale) -> Document:
    # late: reports bring the page engine
    from hospcomms.reports.record_sheet import Parts, Sheaf, record_sheet
    from hospcomms.services.dossiers import issuer_of, link_names

    parts = [Parts(part, records.parts(office, part, record.id)) for part in parts_of(type(record))]
    linked = [record, *(row for part in parts for row in part.rows)]
    sheaf = Sheaf(record, [part for part in parts if part.rows], link_names(office, linked))
    return record_sheet(sheaf, issuer_of(office), speaking, office.today)


def _whole_office(_office: Office) -> None:
    """The reports of the whole office are about no record."""


PLAN_BRIEF, PLAN, EVALUATION_BRIEF, RECORD_SHEET = "plan-brief", "plan", "evaluation-brief", "record-sheet"
WEEKLY_BRIEF, YEAR_GRID = "weekly-brief", "year-grid"
LIST = "list"
REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(PLAN_BRIEF, N_("Plan brief"), _latest_plan, _plan_brief),
        Report(PLAN, N_("Detailed plan"), _latest_plan, _plan),
        Report(EVALUATION_BRIEF, N_("Evaluation brief"), _latest_evaluation, _evaluation_brief),
        Report(RECORD_SHEET, N_("Record sheet"), _latest_campaign, _record_sheet),
        Report(WEEKLY_BRIEF, N_("Weekly brief"), _whole_office, _weekly_brief),
        Report(YEAR_GRID, N_("Year of campaigns"), _whole_office, _year_grid),
    )
}
NAMES: dict[str, str] = {**{name: report.title for name, report in REPORTS.items()}, LIST: N_("List")}
"""The reports by name, with their marked titles; ``list`` is made by ``make_list``."""
