"""The clock of the computer is wrong: 1970, 2040, an hour back. Nothing is lost, nothing thinned, the logs go on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from hospcomms.services import backups, incident_log
from hospcomms.services.office import open_office
from tests.faults import state
from tests.faults.day import QUIET, Day, tried
from tests.faults.preparing import office_folder

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
JUMPS = (
    NOON,
    datetime(1970, 1, 1, 0, 1, tzinfo=UTC),
    NOON + timedelta(hours=1),
    NOON,
    datetime(2040, 6, 1, tzinfo=UTC),
    NOON + timedelta(hours=2),
)


def trial(folder: Path, acts: int, rng: random.Random) -> Iterator[str]:
    """Work through every jump of the clock with so many acts at each; everything wrong, in words."""
    now = NOON
    incident = office_folder(folder)
    day = Day(open_office(folder, lambda: now), folder.parent, rng, incident=incident)
    made: set[str] = set()
    for jump in JUMPS:
        now = jump
        lines = len(incident_log.lines(day.office, incident))
        for _ in range(acts):
            refusal = tried(day, QUIET)
            if refusal is not None:
                yield f"{jump:%Y}: {refusal}"
        incident_log.log(day.office, incident, f"سطر في {jump:%Y}")
        made.add(backups.make(day.office, "asked").path.name)
        shown = state.of_office(day.office)
        day.reopen()
        if state.of_office(day.office) != shown:
            yield f"{jump:%Y}: the data differs after a restart"
        yield from (f"{jump:%Y}: {fault}" for fault in state.faults(day.office))
        found = incident_log.lines(day.office, incident)
        if len(found) <= lines or any(later.elapsed < line.elapsed for line, later in pairwise(found)):
            yield f"{jump:%Y}: the log of the incident does not grow"
        lost = made - {copy.path.name for copy in backups.copies(day.office)}
        if lost:
            yield f"{jump:%Y}: {len(lost)} backups were thinned away"
    day.office.close()
