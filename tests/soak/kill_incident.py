"""Kill a running incident at random instants: ``python -m tests.soak.kill_incident --kills 300``.

A child process runs an incident through the services and prints the number of each line of the log once it is on disk.
It is killed, the folder is opened again, and every printed line must be there, the seals whole, and each act whole:
as many steps done as the log says. The next child goes on with the same incident. ``--early`` prints before writing:
the control that shows that a lost line would be found.
"""

from __future__ import annotations

import argparse
import contextlib
import random
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from hospcomms.domain.incidents import Incident, IncidentNotice, IncidentStep, PublicFact
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import incident_acts, incident_log, incidents, records, scenarios
from hospcomms.services.office import Office, create_office, open_office
from hospcomms.services.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 0.25
"""Seconds after the first printed line within which the child is killed."""


@dataclass
class Outcome:
    """What came of the kills: lines confirmed and kept, and everything that was wrong, in words."""

    kills: int = 0
    confirmed: int = 0
    kept: int = 0
    wrong: list[str] = field(default_factory=list)


def prepared(folder: Path) -> int:
    """A new office with a running incident; returns its id."""
    with contextlib.closing(create_office(folder, Settings(officer="ن. عيّنة", is_ready=True))) as office:
        scenarios.install(office)
        scenario = records.find(office, Query(Scenario))[0]
        return incidents.start(office, scenario.id, drill=False).incident


def run(folder: Path, incident: int, *, early: bool) -> None:
    """The child: act without end, printing each line of the log when it is on disk (or, ``early``, just before)."""
    # the first change would bring it, and most kills would fall into that import
    import hospcomms.storage.writer  # noqa: F401

    rng = random.Random()
    office = open_office(folder)
    while True:
        last = office.store.log_last(incident)
        assert last is not None
        if early:
            print(last.line + 1, flush=True)
        _act(office, incident, rng, last.line)
        if not early:
            now = office.store.log_last(incident)
            assert now is not None
            print(now.line, flush=True)


def _act(office: Office, incident: int, rng: random.Random, number: int) -> None:
    """One act of the script: mostly lines, with ticks, notices, facts and levels between them."""
    kind = rng.randrange(8)
    if kind == 0:
        _tick_or_untick(office, incident, rng)
    elif kind == 1:
        notice = rng.choice(records.parts(office, IncidentNotice, incident))
        incident_acts.tell(office, notice.id, "ن", "بالهاتف")
    elif kind == 2:
        incident_acts.note_fact(office, incident, PublicFact(what=f"حقيقة {number}"))
    elif kind == 3:
        incidents.set_level(office, incident, rng.choice("123"))
    else:
        incident_log.log(office, incident, f"سطر {number}: وصول سيارة الإسعاف")


def _tick_or_untick(office: Office, incident: int, rng: random.Random) -> None:
    steps: list[IncidentStep] = records.parts(office, IncidentStep, incident)
    open_steps = [step for step in steps if step.done_at is None]
    if open_steps:
        incident_acts.tick(office, rng.choice(open_steps).id, "ن")
    else:
        incident_acts.untick(office, rng.choice(steps).id, "أعيد")


def kill(folder: Path, incident: int, rng: random.Random, outcome: Outcome, *, early: bool = False) -> None:
    """Start a child, kill it at a random instant, and look at what it left."""
    command = [sys.executable, "-m", "tests.soak.kill_incident", "--child", str(folder), str(incident)]
    child = subprocess.Popen([*command, "--early"] if early else command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    with child:
        assert child.stdout is not None
        printed: list[str] = []
        first = threading.Event()
        reading = threading.Thread(target=_read, args=(child, printed, first))
        reading.start()
        if rng.random() < 0.9:
            first.wait(60)
            time.sleep(rng.random() * LONGEST)
        else:  # while it opens the folder
            time.sleep(rng.random())
        child.kill()
        reading.join()
    outcome.kills += 1
    confirmed = int(printed[-1]) if printed else 0
    outcome.confirmed = max(outcome.confirmed, confirmed)
    _look(folder, incident, outcome)


def _read(child: subprocess.Popen[str], printed: list[str], first: threading.Event) -> None:
    assert child.stdout is not None
    for line in child.stdout:
        if line.endswith("\n"):  # a number cut in the middle was never confirmed
            printed.append(line)
            first.set()
    first.set()


def _look(folder: Path, incident: int, outcome: Outcome) -> None:
    with contextlib.closing(open_office(folder)) as office:
        lines = incident_log.lines(office, incident)
        outcome.kept = len(lines)
        said = f"kill {outcome.kills}"
        if len(lines) < outcome.confirmed:
            outcome.wrong.append(f"{said}: line {outcome.confirmed} was confirmed, {len(lines)} are there")
        fault = incident_log.verify(office, incident)
        if fault is not None:
            outcome.wrong.append(f"{said}: {fault.sentence}")
        if any(after.elapsed < before.elapsed for before, after in pairwise(lines)):
            outcome.wrong.append(f"{said}: elapsed time went back")
        ticked = sum(line.kind == "step" for line in lines) - sum(line.kind == "correction" for line in lines)
        steps: list[IncidentStep] = records.parts(office, IncidentStep, incident)
        if ticked != sum(step.done_at is not None for step in steps):
            outcome.wrong.append(f"{said}: the log tells of other steps than are ticked")
        if records.get(office, Incident, incident).level not in "123" or office.store.faults():
            outcome.wrong.append(f"{said}: the data is not whole")


def soak(folder: Path, kills: int, seed: int, *, early: bool = False) -> Outcome:
    """Kill ``kills`` children that run one incident in a new folder."""
    incident = prepared(folder)
    rng, outcome = random.Random(seed), Outcome()
    for _ in range(kills):
        kill(folder, incident, rng, outcome, early=early)
    return outcome


def main() -> int:
    """Run from the command line; 1 when anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.kill_incident", description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=6)
    parser.add_argument("--early", action="store_true", help="confirm before writing: lines must be found missing")
    parser.add_argument("--child", nargs=2, metavar=("FOLDER", "INCIDENT"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.child:
        run(Path(asked.child[0]), int(asked.child[1]), early=asked.early)
    with tempfile.TemporaryDirectory(prefix="hospcomms-kills-") as place:
        found = soak(Path(place) / "office", asked.kills, asked.seed, early=asked.early)
    print(f"{found.kills} kills, {found.confirmed} lines confirmed, {found.kept} kept, {len(found.wrong)} faults")
    print("\n".join(found.wrong))
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
