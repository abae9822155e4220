"""A power cut at any instant: a day's work is recorded, and the disk is rebuilt as it may be found afterwards.

The model (RELIABILITY.md 2): what was not synced may be there, missing, torn at 512 bytes or, a tenth of it, garbage,
in any order; a file made, removed or renamed is so for certain only after its file or folder was synced, and of the
changes of names since then any beginning may have reached the disk.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.services.office import open_office
from hospcomms.storage import backup_files
from tests.faults import state, vfs
from tests.faults.state import State

SECTOR = 512
NOT_KEPT = ("-shm", ".lock")


@dataclass(frozen=True)
class Operation:
    """One thing done to the disk; for ``move`` ``path`` is the new name and ``content`` the old one's path."""

    kind: str
    path: str
    offset: int = 0
    content: bytes = b""


@dataclass
class Recording:
    """All that was done to the files below ``root``, in order, and what was acknowledged when."""

    root: Path
    first: dict[str, bytes] = field(default_factory=dict)
    operations: list[Operation] = field(default_factory=list)
    acks: list[tuple[int, State]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for path in self.root.rglob("*"):
            if path.is_file():
                self.first[str(path)] = path.read_bytes()

    def note(self, kind: str, path: str, offset: int = 0, content: bytes = b"") -> int:
        """Keep one operation on a file below the root; a ``vfs.Watch``."""
        if path.startswith(str(self.root)) and not path.endswith(NOT_KEPT):
            self.operations.append(Operation(kind, path, offset, content))
        return 0

    def ack(self, reached: State) -> None:
        """What was done until now was reported as done, and the program shows ``reached``."""
        self.acks.append((len(self.operations), reached))

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Record inside the block, both what SQLite does and what Python does."""
        with vfs.watching(self.note), self._python():
            yield

    @contextlib.contextmanager
    def _python(self) -> Iterator[None]:
        """Files written by Python count when they are synced or renamed: their content is read then."""
        kept = {name: getattr(os, name) for name in ("fsync", "replace", "rename", "unlink", "remove")}

        def fsync(handle: Any) -> None:
            number = handle if isinstance(handle, int) else handle.fileno()
            path = Path(os.readlink(f"/proc/self/fd/{number}"))  # noqa: PTH115
            kept["fsync"](handle)
            if path.is_dir():
                self.note("sync folder", str(path))
            else:
                self.note("write whole", str(path), 0, path.read_bytes())
                self.note("sync", str(path))

        def move(name: str) -> Callable[..., None]:
            def moved(source: Any, target: Any, **more: Any) -> None:
                content = Path(source).read_bytes() if Path(source).is_file() else b""
                kept[name](source, target, **more)
                self.note("known", os.fspath(source), 0, content)
                self.note("move", os.fspath(target), 0, os.fsencode(source))

            return moved

        def unlink(path: Any, *, dir_fd: int | None = None) -> None:
            kept["unlink"](path, dir_fd=dir_fd)
            beside = "" if dir_fd is None else os.readlink(f"/proc/self/fd/{dir_fd}")  # noqa: PTH115
            self.note("delete", str(Path(beside) / path))

        ours = {"fsync": fsync, "replace": move("replace"), "rename": move("rename"), "unlink": unlink}
        try:
            for name, function in {**ours, "remove": unlink}.items():
                setattr(os, name, function)
            yield
        finally:
            for name, function in kept.items():
                setattr(os, name, function)


@dataclass
class _File:
    """The content of one file: what is on the disk for certain, and what was done since."""

    durable: bytearray
    pending: list[Operation] = field(default_factory=list)


class Disk:
    """The files as they stand after a number of operations, with what is certain told from what is not."""

    def __init__(self, first: dict[str, bytes]) -> None:
        self._files = {path: _File(bytearray(content)) for path, content in first.items()}  # as the program sees it
        self._certain = dict(self._files)  # what a name certainly leads to
        self._names: list[tuple[str, _File | None]] = []  # changes of names since, in order

    def do(self, operation: Operation) -> None:
        """Carry out one operation."""
        path = operation.path
        if operation.kind == "create":
            self._put(path, _File(bytearray()))
        elif operation.kind in ("write", "truncate", "write whole"):
            self._at(path).pending.append(operation)
        elif operation.kind == "known":
            if path not in self._files:
                self._at(path).pending.append(Operation("write whole", path, 0, operation.content))
        elif operation.kind == "sync":
            self._sync(path)
        elif operation.kind == "sync folder":
            self._settle(lambda name: Path(name).parent == Path(path))
        elif operation.kind == "delete":
            self._put(path, None)
        elif operation.kind == "move":
            source = os.fsdecode(operation.content)
            self._put(path, self._at(source))
            self._put(source, None)

    def _at(self, path: str) -> _File:
        if path not in self._files:
            self._put(path, _File(bytearray()))
        return self._files[path]

    def _put(self, path: str, file: _File | None) -> None:
        if file is None:
            if self._files.pop(path, None) is None:
                return
        else:
            self._files[path] = file
        self._names.append((path, file))

    def _sync(self, path: str) -> None:
        file = self._at(path)
        for operation in file.pending:
            _apply(file.durable, operation)
        file.pending.clear()
        self._settle(lambda name: name == path)

    def _settle(self, chosen: Callable[[str], bool]) -> None:
        for path, file in self._names:
            if chosen(path):
                _name(self._certain, path, file)
        self._names = [each for each in self._names if not chosen(each[0])]

    def clean(self) -> dict[str, bytes]:
        """Every file as the program sees it: no power was cut."""
        return {path: _content(file, lambda _: True) for path, file in self._files.items()}

    def cut(self, rng: random.Random) -> dict[str, bytes]:
        """Every file as it may be found after a power cut now."""
        names = dict(self._certain)
        for path, file in self._names[: rng.randint(0, len(self._names))]:
            _name(names, path, file)
        mode = rng.choices(("torn", "none", "all"), (70, 15, 15))[0]
        if mode == "torn":
            return {path: _torn(file, rng) for path, file in names.items()}
        return {path: _content(file, lambda _: mode == "all") for path, file in names.items()}


def _name(names: dict[str, _File], path: str, file: _File | None) -> None:
    if file is None:
        names.pop(path, None)
    else:
        names[path] = file


def _apply(content: bytearray, operation: Operation) -> None:
    size = operation.offset if operation.kind == "truncate" else len(operation.content)
    if operation.kind == "write":
        if len(content) < operation.offset:
            content.extend(bytes(operation.offset - len(content)))
        content[operation.offset : operation.offset + size] = operation.content
        return
    content[: len(operation.content)] = operation.content
    del content[size:]
    content.extend(bytes(size - len(content)))


def _content(file: _File, wanted: Callable[[Operation], bool]) -> bytes:
    content = bytearray(file.durable)
    for operation in file.pending:
        if wanted(operation):
            _apply(content, operation)
    return bytes(content)


def _torn(file: _File, rng: random.Random) -> bytes:
    """Of what was not synced: 45 % missing, 30 % there, the rest torn by sectors, a tenth of these garbage."""
    content = bytearray(file.durable)
    for operation in file.pending:
        drawn = rng.random()
        if drawn < 0.45:
            continue
        if operation.kind == "truncate" or drawn < 0.75 or len(operation.content) <= SECTOR:
            _apply(content, operation)
            continue
        for start in range(0, len(operation.content), SECTOR):
            part = operation.content[start : start + SECTOR]
            drawn = rng.random()
            if drawn < 0.55:
                here = part if drawn < 0.45 else rng.randbytes(len(part))
                _apply(content, Operation("write", operation.path, operation.offset + start, here))
    return bytes(content)


@dataclass
class Outcome:
    """What came of the images: how many, and what was wrong by kind, each with an example."""

    images: int = 0
    acked: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def blame(self, kind: str, said: str) -> None:
        """Count one image that is not as it must be."""
        self.wrong[kind] += 1
        self.examples.setdefault(kind, said)


class Trial:
    """Cuts the power in a recording again and again, and asks of each disk that is left whether anything is lost."""

    def __init__(self, recording: Recording, folder: Path, place: Path) -> None:
        self._recording, self._folder, self._place = recording, folder, place
        self._outcome = Outcome(acked=len(recording.acks))
        commits = [place + 1 for place, done in enumerate(recording.operations) if _ends(done)]
        acked = [place for place, _ in recording.acks]
        self._stands = sorted({*commits, *acked, len(recording.operations)})
        self._known: dict[int, State] = {}

    @property
    def is_faithful(self) -> bool:
        """True when the recording, played to each acknowledgement, gives what the program showed there."""
        return all(self._clean(place) == shown for place, shown in self._recording.acks)

    def run(self, images: int, rng: random.Random, *, checked: int = 10) -> Outcome:
        """Rebuild and open so many images; every ``checked``-th is also read by the product's own check."""
        first = self._recording.acks[0][0]
        cuts = sorted(rng.randint(first, len(self._recording.operations)) for _ in range(images))
        disk, at = Disk(self._recording.first), 0
        for number, cut in enumerate(cuts):
            for place in range(at, cut):
                disk.do(self._recording.operations[place])
            at = cut
            self._look(number, cut, disk.cut(rng), is_checked=number % checked == 0)
        self._outcome.images += images
        return self._outcome

    def _look(self, number: int, cut: int, image: dict[str, bytes], *, is_checked: bool) -> None:
        last, shown = max((ack for ack in self._recording.acks if ack[0] <= cut), key=lambda ack: ack[0])
        said = f"image {number}, cut at {cut} of {len(self._recording.operations)}"
        folder = self._lay_out("image", image)
        try:
            with contextlib.closing(open_office(folder)) as office:
                found = state.of_office(office)
                wrong = state.faults(office) if is_checked else []
        except Refusal as refusal:
            self._outcome.blame("refused", f"{said}: {refusal}")
            return
        if wrong:
            self._outcome.blame("half", f"{said}: {wrong}")
        if found != shown and not any(found == self._clean(stand) for stand in self._between(last, cut)):
            self._outcome.blame("lost", f"{said}: differs in {state.differing(found, shown)}")
        self._look_at_copies(said)

    def _between(self, last: int, cut: int) -> list[int]:
        """Where the data may stand besides: after each commit since the last acknowledgement, the one under way too."""
        later = [stand for stand in self._stands if stand >= last]
        upto = next((place for place, stand in enumerate(later) if stand > cut), len(later) - 1)
        return later[: upto + 1]

    def _clean(self, stand: int) -> State:
        if stand not in self._known:
            disk = Disk(self._recording.first)
            for place in range(stand):
                disk.do(self._recording.operations[place])
            self._known[stand] = state.of_folder(self._lay_out("clean", disk.clean()))
        return self._known[stand]

    def _lay_out(self, name: str, image: dict[str, bytes]) -> Path:
        root = self._place / name
        shutil.rmtree(root, ignore_errors=True)
        for path, content in image.items():
            target = root / Path(path).relative_to(self._recording.root)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        return root / self._folder.relative_to(self._recording.root)

    def _look_at_copies(self, said: str) -> None:
        """A backup under its name is whole: half of one never has it."""
        for path in (self._place / "image").rglob("*.hcbackup"):
            if not backup_files.is_intact(path):
                self._outcome.blame("copy", f"{said}: {path.name}")


def _ends(operation: Operation) -> bool:
    """True for what ends a change: the sync of the data file or of its trail."""
    return operation.kind == "sync" and operation.path.endswith((".db", ".db-wal", ".db-journal"))
