"""A disk that is really full, and one that may only be read: a file system of 8 MB in memory (root on Linux only)."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.services import records
from hospcomms.services.office import open_office
from tests.faults import state
from tests.faults.day import Day, tried
from tests.faults.kills import marks
from tests.faults.preparing import office_folder
from tests.soak.outcome import Told

ROOM = "8m"


def trial(place: Path, rng: random.Random, part: int) -> Told:
    """Fill the disk by working on it, make room, go on; then make the disk read-only."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return Told("left out: it mounts a file system, which only root may do")
    place.mkdir(exist_ok=True)
    try:
        _mount(place, f"size={ROOM}")
    except subprocess.CalledProcessError:
        return Told("left out: no file system may be mounted here")
    wrong: list[str] = []
    try:
        incident = office_folder(place / "office")
        with tempfile.TemporaryDirectory() as elsewhere:
            refused = _fill(place, Path(elsewhere), incident, rng, wrong)
        read_only = _forbid(place, wrong)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)
    line = f"{ROOM}B disk filled: {refused} acts refused in a sentence, nothing lost, work goes on with room; "
    return Told(f"{line}read-only: {read_only}; {len(wrong)} wrong", wrong)


def _mount(place: Path, options: str) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True, capture_output=True)


def _fill(place: Path, elsewhere: Path, incident: int, rng: random.Random, wrong: list[str]) -> int:
    """Work until twenty acts were refused, with the rest of the disk taken by another file; then go on with room."""
    other = place / "other program"
    day = Day(open_office(place / "office"), elsewhere, rng, incident=incident)
    free = shutil.disk_usage(place).free
    other.write_bytes(bytes(max(0, free - 600_000)))
    refused, acked = 0, marks(day.office)
    for _ in range(600):
        refusal = _tried(day, wrong)
        if refusal is None:
            acked = marks(day.office)
            continue
        refused += 1
        if refusal.kind == "damaged":
            wrong.append("a full disk is called damaged data")
        if refused == 20:
            break
    shown = state.of_office(day.office)
    day.office.close()
    other.unlink()
    with contextlib.closing(open_office(place / "office")) as office:
        wrong += state.faults(office)
        found = marks(office)
        if state.of_office(office) != shown or found["changes"] < acked["changes"]:
            wrong.append("after the disk was full the data differs")
        day.office = office
        if _tried(day, wrong) is not None:
            wrong.append("with room again nothing can be saved")
    return refused


def _tried(day: Day, wrong: list[str]) -> Refusal | None:
    try:
        return tried(day)
    except Exception as error:  # noqa: BLE001 - whatever is no refusal is a crash of the program
        wrong.append(f"{day.done[-1:]} crashed: {error!r}")
        return None


def _forbid(place: Path, wrong: list[str]) -> str:
    """What opening says on a disk that may only be read; the data is the same when it may be written again."""
    with contextlib.closing(open_office(place / "office")) as office:
        found = state.of_office(office)
    subprocess.run(["mount", "-o", "remount,ro", str(place)], check=False, capture_output=True)
    said = ""
    try:
        open_office(place / "office").close()
        wrong.append("a disk that may only be read was opened for writing")
    except Refusal as refusal:
        said = refusal.kind
    subprocess.run(["mount", "-o", "remount,rw", str(place)], check=True, capture_output=True)
    with contextlib.closing(open_office(place / "office")) as again:
        if state.of_office(again) != found:
            wrong.append("after the disk was read-only the data differs")
        records.undo(again)
    return said
