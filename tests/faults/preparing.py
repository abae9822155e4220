"""Recordings and folders that the trials start from, and the settings that must show their teeth."""

from __future__ import annotations

import contextlib
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from hospcomms.domain.audiences import Audience
from hospcomms.services import backups
from hospcomms.services.office import open_office
from hospcomms.services.settings import Settings
from hospcomms.storage import backup_files, connect
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.writing import put_in_place
from tests.faults import state, vfs
from tests.faults.day import Day, prepare, tried
from tests.faults.power import Recording
from tests.faults.state import State
from tests.faults.vfs import Unwatchable
from tests.hospital import empty
from tests.storage import golden

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def office_folder(folder: Path, people: int = 0) -> int:
    """A closed data folder with a running incident, whose id is returned, and so many audiences."""
    with contextlib.closing(empty(folder, Settings(officer="ن. عيّنة", is_ready=True))) as office:
        with office.store.change("Add") as change:
            for number in range(people):
                change.save(Audience(name=f"فلانة بنت فلان {number}", description="نص " * 200))
        return prepare(office)


def recorded(root: Path, acts: int, rng: random.Random) -> tuple[Recording, Path]:
    """A day of so many acts in a new folder below ``root``, with a backup in its middle and restarts; its recording.

    Raises Unwatchable where the disk cannot be watched.
    """
    _refuse_unwatched()
    folder = root / "office"
    incident = office_folder(folder)
    recording = Recording(root)
    with recording.running():
        day = Day(open_office(folder), root, rng, incident=incident)
        recording.ack(state.of_office(day.office))
        for number in range(acts):
            tried(day, ("backup",) if number == acts // 2 else ())
            if number % 25 == 24:
                day.reopen()
            recording.ack(state.of_office(day.office))
        day.office.close()
    return recording, folder


def upgraded(root: Path, schema: int) -> tuple[Recording, Path, State]:
    """The golden folder of an older schema as it is opened for the first time: recording, folder and new state."""
    _refuse_unwatched()
    folder = root / "office"
    shutil.copytree(golden.HOME / f"schema-{schema}", folder)
    recording = Recording(root)
    with recording.running():
        open_office(folder).close()
    return recording, folder, state.of_folder(folder)


def restored(root: Path, rng: random.Random, *, naively: bool = False) -> tuple[Recording, Path, dict[str, State]]:
    """A backup restored over data that went on, with files attached before and after: recording, folder, both states.

    The folder has a trail that was not folded in, as a crash leaves it. ``naively``: the file of the backup is only
    put over the one that is there, as many a program does it.
    """
    _refuse_unwatched()
    folder, working = root / "office", root / "working"
    incident = office_folder(working)
    day = Day(open_office(working), root, rng, incident=incident)
    for only in ("attach", *[""] * 15):
        tried(day, (only,) if only else ())
    backups.make(day.office, "asked")
    made = state.of_office(day.office)
    for only in ("attach", *[""] * 15):
        tried(day, (only,) if only else ())
    shutil.copytree(working, folder)
    old = state.of_office(day.office)
    day.office.close()
    shutil.rmtree(working)
    copy = backups.backups_near(folder)[0]
    recording = Recording(root)
    with recording.running():
        if naively:
            backup_files.lay_out(copy.path, root / "laid out", lambda name: name == DATABASE)
            put_in_place(root / "laid out" / DATABASE, folder / DATABASE)
        else:
            backups.restore(folder, copy, NOON)
    return recording, folder, {"old": old, "new": made if naively else state.of_folder(folder)}


def _refuse_unwatched() -> None:
    if not vfs.is_possible():
        raise Unwatchable


@contextlib.contextmanager
def synchronous(level: str) -> Iterator[None]:
    """Open data files with a weaker setting than the product's: what it protects from must then be found."""
    kept = connect._SAFE
    connect._SAFE = tuple(f"synchronous={level}" if each.startswith("synchronous") else each for each in kept)
    try:
        yield
    finally:
        connect._SAFE = kept
