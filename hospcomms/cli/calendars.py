"""The commands that take the calendar out as .ics and bring one in."""

from __future__ import annotations

import argparse
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.cli.answers import Answer
from hospcomms.domain.dated import CRISES, LAYERS, OCCASIONS
from hospcomms.domain.wording import counted, sentence

if TYPE_CHECKING:
    from hospcomms.services.office import Office

TAKEN_OUT = frozenset(layer.key for layer in (*LAYERS, *OCCASIONS)) - {CRISES}
"""What a calendar for other programs holds: all layers but the crises, which are nobody else’s."""
USUAL = timedelta(days=365)
"""How far ahead a calendar is written unless its last day is named."""


def calendar(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write what is dated into an .ics file, or bring one in."""
    return _export(wanted, office) if wanted.act == "export" else _bring(wanted, office)


def _export(wanted: argparse.Namespace, office: Office) -> Answer:
    # late: only these commands know other calendars
    from hospcomms.services.ics import writing

    first: date = wanted.start or office.today
    last: date = wanted.end or first + USUAL
    out: Path = wanted.out or Path(writing.file_name(first, last))
    count = writing.export(office, first, last, TAKEN_OUT, out)
    said = counted("{n} event written into {file}.", "{n} events written into {file}.", count, file=out.name)
    return Answer((office.settings.locale.say(said),), {"events": count, "file": str(out)})


def _bring(wanted: argparse.Namespace, office: Office) -> Answer:
    # late: as above
    from hospcomms.services.ics import bringing

    speaking = office.settings.locale
    plan = bringing.plan(office, wanted.file)
    if not (wanted.dry_run or plan.is_empty):
        bringing.bring(office, plan)
    refused = [(one.line, one.title, speaking.say(one.why)) for one in plan.refused]
    lines = [speaking.say(said) for said in plan.told()]
    lines += [speaking.say(sentence("{title}: {why}", title=title, why=why)) for _line, title, why in refused]
    shape: dict[str, Any] = {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": plan.same,
        "cancelled": len(plan.cancelled),
        "refused": [{"line": line, "title": title, "why": why} for line, title, why in refused],
        "written": not (wanted.dry_run or plan.is_empty),
    }
    return Answer(tuple(lines), shape)
