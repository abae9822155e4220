"""A backup made while the officer works: how long it takes, and what a save or a page feels of it meanwhile."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from hospcomms.domain.audiences import Audience
from hospcomms.services import backups, records
from hospcomms.services.office import Office, open_office
from hospcomms.storage.connect import DATABASE
from tests.benchmarks.ratio import Ratio, taken

LIMIT = 50.0
"""Milliseconds a save may be held up by a backup (RELIABILITY.md section 2)."""
_PAUSE = 0.01


def measure(folder: Path, count: int) -> list[Ratio]:
    """Saves go on in a thread, first alone, then beside a backup; a copy of the file is the yardstick of the backup."""
    office = open_office(folder)
    try:
        size = (folder / DATABASE).stat().st_size / 1e6
        records.save(office, Audience(name="0"))
        copying = taken(lambda: _copy(folder / DATABASE, folder / "copied.db"))
        alone, _ = _stalls(office, lambda: time.sleep(min(copying / 200, 5) + 0.2))
        with_backup, gap = _stalls(office, lambda: backups.make(office, "asked"))
        made = taken(lambda: backups.make(office, "asked"))
    finally:
        office.close()
        (folder / "copied.db").unlink(missing_ok=True)
    what = f"The slowest save while a backup of {size:.0f} MB is made, against the slowest without one."
    told = f"The longest another thread had to wait for its turn meanwhile, against the {LIMIT:.0f} ms promised."
    whole = f"A verified backup of {count:,} records with its readable form, against a copy of the file, synced."
    return [
        Ratio("save beside a backup", with_backup, alone, None, what),
        Ratio("held up by a backup", max(with_backup - alone, 0.01), LIMIT, 1.0, what),
        Ratio("another thread beside a backup", gap, LIMIT, 1.0, told),
        Ratio("backup", made, copying, None, whole),
    ]


def _copy(source: Path, target: Path) -> None:
    shutil.copyfile(source, target)
    with target.open("rb+") as stream:
        os.fsync(stream.fileno())


def _stalls(office: Office, act: Callable[[], object]) -> tuple[float, float]:
    """The slowest save and the longest gap between two turns of an idle thread while ``act`` goes on, in ms."""
    done = threading.Event()
    saves, gaps = [0.0], [0.0]

    def save() -> None:
        number = 0
        while not done.is_set():
            number += 1
            saves.append(taken(lambda number=number: records.save(office, Audience(name=str(number)))))  # type: ignore[misc]
            time.sleep(_PAUSE)

    def wait() -> None:
        while not done.is_set():
            gaps.append(taken(lambda: time.sleep(_PAUSE)) - _PAUSE * 1000)

    threads = [threading.Thread(target=save), threading.Thread(target=wait)]
    for thread in threads:
        thread.start()
    act()
    done.set()
    for thread in threads:
        thread.join()
    return max(saves), max(gaps)
