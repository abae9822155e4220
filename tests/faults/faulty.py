"""A disk that fails: the n-th write, cut, sync or rename is refused, once or for good, while the office works."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from hospcomms.domain.errors import Refusal
from hospcomms.services.office import Office, open_office
from tests.faults import state, vfs
from tests.faults.day import WEIGHED, Day
from tests.faults.kills import marks
from tests.faults.state import State

T = TypeVar("T")

FAILING: dict[str, tuple[int, ...]] = {
    "write": (vfs.FULL, vfs.IOERR_WRITE),
    "sync": (vfs.IOERR_FSYNC, vfs.FULL),
    "truncate": (vfs.IOERR_TRUNCATE,),
    "create": (vfs.FULL, vfs.IOERR_WRITE),
    "fsync": (errno.ENOSPC, errno.EIO),
    "replace": (errno.ENOSPC, errno.EACCES),
}
"""What may fail, and how: the first four inside SQLite, the last two when Python writes a file."""


@dataclass
class Fault:
    """The ``nth`` operation of a kind fails with ``error``; ``for_good``: so does each after it."""

    operation: str
    nth: int
    error: int
    for_good: bool
    folder: Path
    count: int = 0
    struck: int = 0
    is_healed: bool = False

    def strikes(self, operation: str) -> bool:
        """True when this operation is to fail now."""
        if operation != self.operation or self.is_healed:
            return False
        self.count += 1
        strikes = self.count == self.nth or (self.for_good and self.count > self.nth)
        self.struck += strikes
        return strikes

    def watch(self, operation: str, path: str, _offset: int, _content: bytes) -> int:
        """A ``vfs.Watch`` for the files of the folder."""
        return self.error if path.startswith(str(self.folder)) and self.strikes(operation) else 0

    @contextlib.contextmanager
    def striking(self) -> Iterator[None]:
        """Let it strike inside the block."""
        kept = os.fsync, os.replace

        def fsync(handle: Any) -> None:
            if self.strikes("fsync"):
                raise OSError(self.error, os.strerror(self.error))
            kept[0](handle)

        def replace(source: Any, target: Any, **more: Any) -> None:
            if self.strikes("replace"):
                raise OSError(self.error, os.strerror(self.error))
            kept[1](source, target, **more)

        with vfs.watching(self.watch):
            os.fsync, os.replace = fsync, replace
            try:
                yield
            finally:
                os.fsync, os.replace = kept


@dataclass
class Outcome:
    """What came of the runs: where the fault struck, acts done and refused (by kind), everything wrong in words."""

    runs: int = 0
    struck: int = 0
    done: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    there_after_all: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """What a program on a failing disk showed at its end and had acknowledged, and whether its last writing failed."""

    state: State | None
    acked: dict[str, Any]
    last_refused: bool


class Sweep:
    """Runs of the office on a failing disk, each in a copy of one prepared folder."""

    def __init__(self, prepared: Path, incident: int, place: Path) -> None:
        self._prepared, self._incident, self._place = prepared, incident, place
        with contextlib.closing(open_office(prepared)) as office:
            self._first = marks(office)
        self.outcome = Outcome()

    def run(self, operation: str, rng: random.Random, acts: int = 20, *, lying: bool = False) -> None:
        """One run with one fault; then the folder as a kill would leave it, and the one closed in peace, are read.

        ``lying``: the disk says that it did what it did not do, which no program can see at once.
        """
        shutil.rmtree(self._place, ignore_errors=True)
        folder = self._place / "office"
        shutil.copytree(self._prepared, folder)
        most = {"write": 600, "sync": 40, "truncate": 3, "create": 2, "fsync": 6, "replace": 6}[operation]
        error = vfs.LIE if lying else rng.choice(FAILING[operation])
        fault = Fault(operation, rng.randint(1, most), error, rng.random() < 0.5, folder)
        self.outcome.runs += 1
        said = f"run {self.outcome.runs}, {operation} {fault.nth} fails with {fault.error}"
        with fault.striking():
            office = self._opened(folder, said)
            if office is None:
                return
            shown = self._work(Day(office, self._place, rng, incident=self._incident), acts, said)
            killed = self._place / "killed"
            shutil.copytree(folder, killed)
            with contextlib.suppress(Refusal):
                office.close()
        self.outcome.struck += fault.struck > 0
        for name, left in (("killed", killed), ("closed", folder)):
            self._look(left, shown, f"{said}, {name}")

    def _opened(self, folder: Path, said: str) -> Office | None:
        try:
            return open_office(folder)
        except Refusal as refusal:
            self.outcome.refused[refusal.kind] += 1
            if refusal.kind == "damaged":
                self.outcome.wrong.append(f"{said}: the folder is called damaged")
            return None

    def _work(self, day: Day, acts: int, said: str) -> Shown:
        """Do the acts; returns what the program shows after them, and what it acknowledged."""
        acked, last_refused = _read(lambda: marks(day.office)) or self._first, False
        for _ in range(acts):
            try:
                day.act((*WEIGHED, "backup"))
                self.outcome.done += 1
                now = _read(lambda: marks(day.office)) or acked
                acked, last_refused = now, last_refused and now == acked
            except Refusal as refusal:
                last_refused = True
                self.outcome.refused[refusal.kind] += 1
                if refusal.kind == "damaged":
                    self.outcome.wrong.append(f"{said}: a failing disk is called damaged data")
                now = _read(lambda: marks(day.office))
                self.outcome.there_after_all += now is not None and now["changes"] != acked["changes"]
                acked = now or acked
            except Exception as error:  # noqa: BLE001 - whatever else comes up is a crash of the program
                self.outcome.wrong.append(f"{said}: {day.done[-1:]} crashed: {error!r}")
        return Shown(_read(lambda: state.of_office(day.office)), acked, last_refused)

    def _look(self, folder: Path, shown: Shown, said: str) -> None:
        """The folder must hold what was shown last: nothing acknowledged is gone, nothing is half.

        Only a change whose sync failed may stand there after all, whole: its pages were written already.
        """
        wrong = self.outcome.wrong
        try:
            with contextlib.closing(open_office(folder)) as office:
                found, faults, there = state.of_office(office), state.faults(office), marks(office)
        except Refusal as refusal:
            wrong.append(f"{said}: {refusal}")
            return
        wrong += [f"{said}: {fault}" for fault in faults]
        more = there["changes"] - shown.acked["changes"]
        if more < 0 or there["lines"] < shown.acked["lines"]:
            wrong.append(f"{said}: an acknowledged change is gone")
            return
        more = max(more, there["lines"] - shown.acked["lines"])
        differing = "none" if shown.state is None else state.differing(found, shown.state)
        if shown.last_refused and (more == 1 or differing == "draft"):
            self.outcome.there_after_all += 1
        elif differing != "none":
            wrong.append(f"{said}: differs in {differing}")


def _read(question: Callable[[], T]) -> T | None:
    """An answer of the program; None when the disk refuses even that (a trail that is to be made, and has no room)."""
    try:
        return question()
    except Refusal:
        return None


def sweep(prepared: Path, incident: int, place: Path, runs: int, rng: random.Random, *, lying: bool = False) -> Outcome:
    """So many runs, each kind of fault in its turn; a ``lying`` disk drops writes and is the control."""
    found = Sweep(prepared, incident, place)
    for number in range(runs):
        found.run("write" if lying else list(FAILING)[number % len(FAILING)], rng, lying=lying)
    return found.outcome
