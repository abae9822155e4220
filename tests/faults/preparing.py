"""Recordings and folders that the trials start from, and the settings that must show their teeth."""

from __future__ import annotations

import contextlib
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from hospcomms.domain.audiences import Audience
from hospcomms.services.office import open_office
from hospcomms.services.settings import Settings
from hospcomms.storage import connect
from tests.faults import state
from tests.faults.day import Day, prepare, tried
from tests.faults.power import Recording
from tests.faults.vfs import Unwatchable
from tests.hospital import empty


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
    if not sys.platform.startswith("linux"):
        raise Unwatchable
    folder, copies = root / "office", root / "copies"
    copies.mkdir()
    incident = office_folder(folder)
    recording = Recording(root)
    with recording.running():
        day = Day(open_office(folder), copies, rng, incident=incident)
        recording.ack(state.of_office(day.office))
        for number in range(acts):
            tried(day, ("backup",) if number == acts // 2 else ())
            if number % 25 == 24:
                day.reopen()
            recording.ack(state.of_office(day.office))
        day.office.close()
    return recording, folder


@contextlib.contextmanager
def synchronous(level: str) -> Iterator[None]:
    """Open data files with a weaker setting than the product's: what it protects from must then be found."""
    kept = connect._SAFE
    connect._SAFE = tuple(f"synchronous={level}" if each.startswith("synchronous") else each for each in kept)
    try:
        yield
    finally:
        connect._SAFE = kept
