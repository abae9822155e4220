"""The commands that run a crisis without a window: start, log, status, export, verify (DESIGN.md 5)."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from hospcomms.cli.answers import Answer, warned
from hospcomms.cli.asking import open_asking
from hospcomms.domain.errors import Refusal
from hospcomms.domain.incidents import Incident
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.domain.wording import sentence
from hospcomms.services import incidents, records
from hospcomms.services.incident_desk import desk
from hospcomms.services.incident_log import verify, write
from hospcomms.services.office import Office
from hospcomms.services.scenario_library import install

REPORT = "incident-log"
"""The report a PDF is exported by."""


def incident(wanted: argparse.Namespace, office: Office) -> Answer:
    """Carry out one of the words after ``incident``."""
    return _ACTS[wanted.act](wanted, office)


def wants_fresh_folder(wanted: argparse.Namespace) -> bool:
    """True when the crisis is to begin in a data folder that does not exist yet."""
    return bool(wanted.act == "start" and wanted.fresh)


def make_fresh_folder(folder: Path) -> None:
    """Make a data folder with the scenario library. Raises Refusal when the place is taken."""
    # late: part of an emergency only
    from hospcomms.services.incident_rescue import start_elsewhere

    start_elsewhere(folder).close()


def _start(wanted: argparse.Namespace, office: Office) -> Answer:
    """Start an incident, or list the scenarios; an office without any gets the shipped ones."""
    install(office)
    found: list[Scenario] = records.find(office, Query(Scenario))
    language = office.settings.language
    if wanted.list:
        shape = [
            {"scenario": one.code or str(one.id), "id": one.id, "title": one.title.best(language)} for one in found
        ]
        return Answer(tuple(f"{row['scenario']}\t{row['title']}" for row in shape), shape)
    chosen = next((one for one in found if wanted.scenario in (one.code, str(one.id))), None)
    if chosen is None:
        codes = tuple(one.code for one in found if one.code)
        said = sentence("There is no scenario {name}. Choose from: {names}.", name=wanted.scenario, names=codes)
        raise Refusal("no-scenario", said)
    made = incidents.start(office, chosen.id, drill=wanted.drill, level=wanted.level)
    started = records.get(office, Incident, made.incident)
    shape_of_one = {
        "incident": started.id,
        "started": _iso(started.started_at),
        "scenario": chosen.code or str(chosen.id),
        "title": started.title,
        "drill": started.is_drill,
        "level": int(started.level),
    }
    said = sentence("Incident {id} was started: {title}", id=started.id, title=started.title)
    return Answer((office.settings.locale.say(said),), shape_of_one)


def _log(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write a line; the answer is printed only after it is on disk."""
    line = write(office, wanted.id, " ".join(wanted.text), corrects=wanted.corrects).line
    shape = {"line": line.line, "hash": line.seal, "at": _iso(line.at), "incident": line.incident, "words": line.words}
    return Answer((f"{line.line}\t{office.settings.locale.moment(line.at)}\t{line.words}",), shape)


def _status(wanted: argparse.Namespace, office: Office) -> Answer:
    """How an incident stands."""
    found = desk(office, wanted.id)
    fault = office.settings.locale.say(found.fault.sentence) if found.fault else None
    shape: dict[str, Any] = {
        "incident": found.incident.id,
        "title": found.incident.title,
        "drill": found.incident.is_drill,
        "state": found.incident.state,
        "lines": found.line_count,
        "level": int(found.incident.level),
        "phase": found.incident.phase,
        "started": _iso(found.incident.started_at),
        "elapsed_minutes": found.elapsed_ms // 60_000,
        "next_update_due": _iso(found.next_update_due),
        "reassessment_due": _iso(found.reassessment_due),
        "late_steps": found.late_steps,
        "late_notices": found.late_notices,
        "open_rumours": found.open_rumours,
        "fault": fault,
        "fault_line": found.fault.line if found.fault else None,
    }
    return Answer(tuple(f"{key}\t{value}" for key, value in shape.items() if value not in (None, "")), shape)


def _export(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write the signed-off log as .pdf, or everything of the incident into a folder or a .zip.

    A log that is not whole is written all the same; the exit code and standard error say what is wrong with it.
    """
    found = records.get(office, Incident, wanted.id)
    speaking = office.settings.locale
    fault = verify(office, found.id)
    warnings = [speaking.say(fault.sentence)] if fault else []
    out: Path = wanted.out
    if out.suffix.casefold() == ".pdf":
        # late: brings the page engine
        from hospcomms.services import reports

        document = office.settings.locale_for(wanted.language) if wanted.language else speaking
        warned(reports.make(office, REPORT, found.id, document, out).warnings, speaking)
    else:
        # late: part of an export only
        from hospcomms.services.incident_export import export_folder

        export_folder(office, found.id, out)
    said = sentence("The file {file} was written.", file=out.name)
    shape = {"file": str(out), "incident": found.id, "warnings": warnings}
    return Answer((speaking.say(said),), shape, Refusal("log", fault.sentence) if fault else None)


def verify_export(wanted: argparse.Namespace, speaking: Locale) -> Answer:
    """Check an exported incident: every file and the chain of the log; refused when anything was changed."""
    # late: part of a check only
    from hospcomms.services.incident_reading import verify_folder

    found = verify_folder(wanted.folder)
    said = [speaking.say(problem) for problem in found.problems]
    shape = {
        "whole": found.is_whole,
        "title": found.title,
        "identity": found.identity,
        "lines": found.lines,
        "hash": found.head,
        "problems": said,
    }
    whole = sentence("The export is whole: {n} lines, last seal {seal}", n=found.lines, seal=found.head)
    if found.is_whole:
        return Answer((speaking.say(whole),), shape)
    return Answer(tuple(said[1:]), shape, Refusal("not-whole", found.problems[0]))


def _bring(wanted: argparse.Namespace, office: Office) -> Answer:
    """Bring an incident that was run in another folder into this one."""
    # late: part of an emergency only
    from hospcomms.services.incident_rescue import merge_back

    with closing(open_asking(wanted, wanted.folder, office.settings.locale)) as other:
        found: list[Incident] = records.find(other, Query(Incident), 1)
        ident = wanted.id or (found[0].id if found else 0)
        merged = merge_back(office, other, ident)
    brought = records.get(office, Incident, merged.incident)
    said = sentence("Incident {id} was brought here: {title}", id=brought.id, title=brought.title)
    lines = len(office.store.log_lines(brought.id))
    return Answer((office.settings.locale.say(said),), {"incident": brought.id, "lines": lines})


_ACTS: dict[str, Callable[[argparse.Namespace, Office], Answer]] = {
    "start": _start,
    "log": _log,
    "status": _status,
    "export": _export,
    "bring": _bring,
}


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
