"""Importing a campaign workbook: checked row by row, then saved whole as one change, or refused whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.derived import refresh_wholes
from hospcomms.services.exchange.book import open_book
from hospcomms.services.exchange.campaign_links import by_name
from hospcomms.services.exchange.campaign_reading import CampaignReading
from hospcomms.services.exchange.campaign_rows import rows_of
from hospcomms.services.exchange.columns import KIND
from hospcomms.services.exchange.import_report import Finding, Findings, ImportReport

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

IMPORT = N_("Import a campaign")


def import_campaign(
    office: Office,
    path: Path,
    *,
    is_trial: bool = False,
    again: bool = False,
    progress: Callable[[float], None] | None = None,
) -> ImportReport:
    """Import a campaign workbook as one change that undo takes back whole.

    Nothing is saved when ``is_trial``, when any row is refused, or when the campaign is already present
    (same reference, or same title and start) unless it is asked for ``again``. Raises Refusal for a file
    that is no campaign workbook.
    """
    tell = progress or (lambda _fraction: None)
    findings = Findings()
    book = open_book(path)
    if book.has_macros:
        said = sentence("The workbook contains macros. They were not run and not imported.")
        findings.warnings.append(Finding("", 0, "", "", said))
    tell(0.3)
    rows = [row for row in rows_of(book, office.settings.locale, findings) if row.cells or row.sheet.upright]
    records = CampaignReading(office, rows, findings, book.says).records()
    tell(0.7)
    filled = sum(bool(row.cells) for row in rows)
    done = ImportReport(KIND, filled, rejected=tuple(findings.rejected), is_trial=is_trial)
    if not findings.rejected and not again and _is_present(office, records):
        done = replace(done, duplicates=filled)
    elif not findings.rejected and not is_trial:
        done = replace(done, imported=filled, commit=_write(office, records))
    tell(1.0)
    return replace(done, warnings=tuple(findings.warnings))


def _is_present(office: Office, records: list[Record]) -> bool:
    """True when the campaign is in the office already."""
    campaign = next(record for record in records if isinstance(record, Campaign))
    if campaign.reference:
        return bool(office.store.count(Query(Campaign).where("reference", Op.IS, campaign.reference)))
    return any(found.start == campaign.start for found in by_name(office, Campaign, campaign.title))


def _write(office: Office, records: list[Record]) -> Commit:
    """Save the records; their provisional numbers become real ones."""
    with office.store.change(IMPORT) as change:
        add(change, records)
        refresh_wholes(change)
    assert change.commit is not None
    return change.commit


def add(change: Change, records: Sequence[Record]) -> None:
    """Add records that have provisional numbers (-1, -2 …) to a change, under numbers of their own."""
    first = change.number(-min(record.id for record in records))
    for record in records:
        change.add(_numbered(record, first).settled())


def records_in(office: Office, path: Path) -> list[Record]:
    """The records of a workbook that has no problems, with provisional numbers. Raises Refusal otherwise."""
    findings = Findings()
    book = open_book(path)
    rows = [row for row in rows_of(book, office.settings.locale, findings) if row.cells]
    records = CampaignReading(office, rows, findings, book.says).records()
    refusal = ImportReport(KIND, len(rows), rejected=tuple(findings.rejected)).refusal
    if refusal is not None:
        raise refusal
    return records


def _numbered(record: Record, first: int) -> Record:
    """The record with its number and links below zero (-1, -2 …) made real (first, first + 1 …)."""
    values: dict[str, Any] = {
        name: first - 1 - getattr(record, name)
        for name, field in fields_of(type(record)).items()
        if field.kind is Kind.LINK and getattr(record, name) < 0
    }
    return replace(record, id=first - 1 - record.id, **values)
