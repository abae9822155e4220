"""The command ``import``: what the file holds is said or found out; campaigns whole or not, lists row by row."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.cli.answers import Answer
from hospcomms.cli.parsing import IMPORTS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import exchange
from hospcomms.services.office import Office

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.exchange.import_report import Finding, ImportReport
    from hospcomms.services.row_import.plan import RowPlan

CAMPAIGN, CONTACTS, CLIPS, SESSIONS = IMPORTS


def bring(wanted: argparse.Namespace, office: Office) -> Answer:
    """Import a file: one change that one undo takes back."""
    *kinds, name = wanted.words
    kind, path = wanted.kind or (kinds[0] if kinds else ""), Path(name)
    if not kind:
        kind = CAMPAIGN if exchange.is_campaign(path) else CONTACTS
    if kind == CONTACTS:
        return _contacts(wanted, office, path)
    if kind == CLIPS:
        return _clips(wanted, office, path)
    if kind == SESSIONS:
        return _sessions(wanted, office, path)
    return _answer(
        exchange.import_campaign(office, path, is_trial=wanted.dry_run, again=wanted.again), office.settings.locale
    )


def _contacts(wanted: argparse.Namespace, office: Office, path: Path) -> Answer:
    # late: only this import needs the telephone plans of all countries
    from hospcomms.services.contacts.plan import Plan
    from hospcomms.services.contacts.source import open_source
    from hospcomms.services.contacts.writing import write

    source = open_source(path, wanted.encoding)
    plan = Plan(office, source, _sheet(source.tables, wanted.sheet))
    said = sentence("No column of {file} holds names, so nothing was imported. Name the columns.", file=path.name)
    return _rows(wanted, office, plan, said, write)


def _clips(wanted: argparse.Namespace, office: Office, path: Path) -> Answer:
    # late: as above
    from hospcomms.services.clip_import.plan import ClipPlan, open_clips
    from hospcomms.services.clip_import.writing import write

    source = open_clips(path, wanted.encoding)
    plan = ClipPlan(office, source, _sheet(source.tables, wanted.sheet))
    said = sentence(
        "No columns of {file} hold headlines and dates, so nothing was imported. Name the columns.", file=path.name
    )
    return _rows(wanted, office, plan, said, write)


def _sessions(wanted: argparse.Namespace, office: Office, path: Path) -> Answer:
    # late: as above
    from hospcomms.services.session_import.plan import SessionPlan, open_sessions
    from hospcomms.services.session_import.writing import write

    source = open_sessions(path, wanted.encoding)
    plan = SessionPlan(office, source, _sheet(source.tables, wanted.sheet))
    said = sentence(
        "No columns of {file} hold subjects and days, so nothing was imported. Name the columns.", file=path.name
    )
    return _rows(wanted, office, plan, said, write)


def _rows(
    wanted: argparse.Namespace,
    office: Office,
    plan: RowPlan[Any],
    lacking: Sentence,
    write: Callable[[Any], Commit],
) -> Answer:
    """Check every row of a list and write those that are wanted. Raises Refusal ``lacking`` without its columns."""
    # late: as above
    from hospcomms.services.row_import.plan import ADD, LEAVE, UPDATE
    from hospcomms.services.row_import.writing import report_of, save_refused

    if plan.lacking:
        raise Refusal("wrong-kind", lacking)
    doubles = ADD if wanted.again else wanted.doubles
    plan.own = doubles
    plan.doubles = LEAVE if doubles == UPDATE else doubles
    plan.check()
    commit = write(plan) if plan.wanted() and not wanted.dry_run else None
    if wanted.refused is not None and plan.counts()["refused"]:
        save_refused(plan, wanted.refused, office.settings.locale)
    return _answer(report_of(plan, commit, is_trial=wanted.dry_run), office.settings.locale, plan)


def _sheet(tables: tuple[object, ...], title: str) -> int | None:
    """The place of the sheet asked for, None when none is. Raises Refusal when there is none of that title."""
    if not title:
        return None
    titles = [str(getattr(table, "title", "")) for table in tables]
    if title not in titles:
        raise Refusal(
            "no-sheet", sentence("There is no sheet called {name}. Choose from: {names}.", name=title, names=titles)
        )
    return titles.index(title)


def _answer(report: ImportReport, speaking: Locale, plan: RowPlan[Any] | None = None) -> Answer:
    lines = [_line(finding, speaking) for finding in (*report.rejected, *report.warnings)]
    if report.refusal is None:
        lines.append(speaking.say(report.summary()))
    shape = report.as_json(speaking)
    if plan is not None:
        shape["file"] = {
            "sheet": plan.table.title,
            "encoding": plan.source.encoding,
            "columns": dict(zip(plan.head.words, plan.roles, strict=True)),
        }
    return Answer(tuple(lines), shape, report.refusal)


def _line(finding: Finding, speaking: Locale) -> str:
    """One problem as a line: where it stands, then the sentence."""
    if not finding.row:
        return speaking.say(finding.problem)
    place = {"sheet": finding.sheet, "row": str(finding.row), "column": finding.column}
    where = sentence("{sheet}, row {row}", **place)
    if finding.column:
        where = sentence("{sheet}, row {row}, {column}", **place)
    if not finding.sheet:  # a text table and a file of cards have one sheet, without a name
        where = sentence("row {row}, {column}", **place) if finding.column else sentence("row {row}", **place)
    return f"{speaking.say(where)}: {speaking.say(finding.problem)}"
