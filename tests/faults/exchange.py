"""An upgrade or a restore interrupted: killed at any operation on the disk, or by a power cut, it is old or new."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.services.office import open_office
from tests.faults import state
from tests.faults.power import Disk, Recording
from tests.faults.state import State

_STEPS = ("sync", "sync folder", "create", "delete", "move", "truncate")


@dataclass
class Outcome:
    """What the interrupted folders held after they were opened, and everything wrong, in words."""

    looked: int = 0
    held: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


class Exchange:
    """A recorded exchange of one state for another; ``allowed`` names the states a folder may hold afterwards."""

    def __init__(self, recording: Recording, folder: Path, place: Path, allowed: dict[str, State]) -> None:
        self._recording, self._folder, self._place, self._allowed = recording, folder, place, allowed
        self.outcome = Outcome()

    @property
    def steps(self) -> list[int]:
        """Every instant that differs for a program that is killed, the single writes of a file left out."""
        operations = self._recording.operations
        return [0, *(place + 1 for place, done in enumerate(operations) if done.kind in _STEPS)]

    @property
    def instants(self) -> range:
        """Every instant: before each operation and after the last."""
        return range(len(self._recording.operations) + 1)

    def kill(self, instants: Iterable[int]) -> None:
        """The folder as a kill at each of these instants leaves it: all that was written is there."""
        self._each(instants, "killed", lambda disk: disk.clean())

    def cut(self, instants: Iterable[int], rng: random.Random) -> None:
        """The folder as a power cut at each of these instants leaves it."""
        self._each(instants, "power cut", lambda disk: disk.cut(rng))

    def _each(self, instants: Iterable[int], what: str, seen: Callable[[Disk], dict[str, bytes]]) -> None:
        disk, at = Disk(self._recording.first), 0
        for instant in sorted(instants):
            for operation in self._recording.operations[at:instant]:
                disk.do(operation)
            at = instant
            self._look(seen(disk), f"{what} at {instant} of {len(self._recording.operations)}")

    def _look(self, image: dict[str, bytes], said: str) -> None:
        shutil.rmtree(self._place, ignore_errors=True)
        for path, content in image.items():
            target = self._place / Path(path).relative_to(self._recording.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        self.outcome.looked += 1
        try:
            with contextlib.closing(
                open_office(self._place / self._folder.relative_to(self._recording.root))
            ) as office:
                found = state.of_office(office)
                faults = state.faults(office) if self.outcome.looked % 20 == 1 else []
        except Refusal as refusal:
            self.outcome.wrong.append(f"{said}: {refusal}")
            return
        self.outcome.wrong += [f"{said}: {fault}" for fault in faults]
        name = next((name for name, allowed in self._allowed.items() if found == allowed), "")
        self.outcome.held[name or "neither"] += 1
        if not name:
            far = {known: state.differing(found, allowed) for known, allowed in self._allowed.items()}
            self.outcome.wrong.append(f"{said}: {far}")
