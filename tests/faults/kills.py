"""The program killed at any moment, by the clock or at a given operation on its data file.

A process of its own (``python -m tests.faults.kills FOLDER INCIDENT``) imports the program once and starts a child for
each line it is sent: ``seed die_at early``. The child works through a day and prints what it has acknowledged; it is
killed from outside, or kills itself inside the operation ``die_at`` of SQLite on the disk (0: never).
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.services.office import Office, open_office
from tests.faults import state, vfs
from tests.faults.day import QUIET, Day, tried

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 0.2
"""Seconds after the first acknowledgement within which a child is killed by the clock."""
OPERATIONS = 900
_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


@dataclass
class Outcome:
    """What came of the kills: acts acknowledged, and everything that was wrong, in words."""

    kills: int = 0
    acked: int = 0
    wrong: list[str] = field(default_factory=list)


def marks(office: Office) -> dict[str, Any]:
    """What an acknowledgement promises: changes, lines of the log and drafts, each counted or told."""
    changes, lines = office.store.ask(_marks)
    return {"changes": changes, "lines": lines, "drafts": sorted(text for *_, text in office.store.drafts())}


def _marks(connection: Any) -> tuple[int, int]:
    changes = connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0]
    return int(changes), int(connection.execute("SELECT count(*) FROM incident_log").fetchone()[0])


def _child(folder: Path, incident: int, seed: int, die_at: int, *, early: bool) -> None:
    """Work without end, printing before each act its name and after it the marks (``early``: both before it)."""
    left = die_at

    def watch(*_operation: object) -> int:
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), _KILL)
        return 0

    with vfs.watching(watch) if die_at else contextlib.nullcontext():
        day = Day(open_office(folder), folder.parent, random.Random(seed), incident=incident)
        while True:
            only = ("add whole",) if early else (day.rng.choice(QUIET),)
            _say({"next": only[0]})
            if early:
                found = marks(day.office)
                _say({**found, "changes": found["changes"] + 1})
            tried(day, only)
            if not early:
                _say(marks(day.office))


def _say(content: dict[str, Any]) -> None:
    os.write(1, (json.dumps(content) + "\n").encode())


def main() -> None:
    """Start a child for each line of standard input."""
    import hospcomms.services.contacts.plan
    import hospcomms.storage.writer  # noqa: F401 - else most kills would fall into these imports

    folder, incident = Path(sys.argv[1]), int(sys.argv[2])
    for line in sys.stdin:
        seed, die_at, early = map(int, line.split())
        forked = os.fork() if hasattr(os, "fork") else 0  # Windows: this process itself is the child
        if forked == 0:
            _say({"pid": os.getpid()})
            _child(folder, incident, seed, die_at, early=bool(early))
        status = os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1])
        _say({"gone": status})


class Killer:
    """Kills children that all work on one folder, and looks at it after each."""

    def __init__(self, folder: Path, incident: int) -> None:
        self._folder, self._incident = folder, incident
        self._process: subprocess.Popen[str] | None = None
        self.outcome = Outcome()

    def kill(self, rng: random.Random, *, inside: bool, early: bool = False) -> None:
        """One child, killed ``inside`` an operation on the disk or by the clock; then the folder is opened."""
        process = self._started()
        assert process.stdin is not None
        process.stdin.write(f"{rng.randrange(1 << 30)} {rng.randrange(1, OPERATIONS) if inside else 0} {int(early)}\n")
        process.stdin.flush()
        told = list(self._told(process, None if inside else rng.random() * LONGEST))
        self.outcome.kills += 1
        said = f"kill {self.outcome.kills}"
        gone = next((each["gone"] for each in told if "gone" in each), -_KILL)
        if gone != -_KILL:
            self.outcome.wrong.append(f"{said}: the child ended by itself ({gone})")
        acked = [each for each in told if "changes" in each]
        self.outcome.acked += len(acked)
        under_way = "next" in next((each for each in reversed(told) if "gone" not in each), {})
        self._look(said, acked[-1] if acked else None, told, is_done=not under_way)

    def close(self) -> None:
        """End the process that starts the children."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()

    def _started(self) -> subprocess.Popen[str]:
        if self._process is None or self._process.poll() is not None:
            self.close()
            command = [sys.executable, "-m", "tests.faults.kills", str(self._folder), str(self._incident)]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        return self._process

    def _told(self, process: subprocess.Popen[str], delay: float | None) -> Iterator[dict[str, Any]]:
        """What a child prints until it is gone; with ``delay`` it is killed so long after its first mark."""
        assert process.stdout is not None
        killing: threading.Timer | None = None
        pid = 0
        for line in process.stdout:
            content = json.loads(line) if line.endswith("}\n") else {}
            pid = content.get("pid", pid)
            if delay is not None and killing is None and "next" in content:
                killing = threading.Timer(delay, os.kill, (pid, _KILL))
                killing.start()
            yield content
            if "gone" in content:
                break
        if killing is not None:
            killing.join()

    def _look(self, said: str, acked: dict[str, Any] | None, told: list[dict[str, Any]], *, is_done: bool) -> None:
        wrong = self.outcome.wrong
        try:
            with contextlib.closing(open_office(self._folder)) as office:
                found, faults = marks(office), state.faults(office)
        except Refusal as refusal:
            wrong.append(f"{said}: {refusal}")
            return
        wrong += [f"{said}: {fault}" for fault in faults]
        if acked is None:
            return
        for name in ("changes", "lines"):
            if found[name] < acked[name]:
                wrong.append(f"{said}: {acked[name]} {name} were acknowledged, {found[name]} are there")
        last = next((each["next"] for each in reversed(told) if "next" in each), "")
        if (is_done or last not in ("draft", "discard")) and found["drafts"] != acked["drafts"]:
            wrong.append(f"{said}: the drafts are not those acknowledged")


def soak(folder: Path, kills: int, rng: random.Random, *, early: bool = False) -> Outcome:
    """Kill so many children, every second one inside an operation on the disk."""
    from tests.faults.preparing import office_folder

    killer = Killer(folder, office_folder(folder))
    try:
        for number in range(kills):
            killer.kill(rng, inside=number % 2 == 0, early=early)
    finally:
        killer.close()
    return killer.outcome


if __name__ == "__main__":
    main()
