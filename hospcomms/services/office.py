"""The office: a data folder in use, its settings and its clock, handed to every service."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.services import settings as settings_file
from hospcomms.services.settings import Settings
from hospcomms.storage.folder import OpenFolder, create_folder, open_folder
from hospcomms.storage.refusals import read_only
from hospcomms.storage.store import Store, utc_now


@dataclass(frozen=True)
class Office:
    """What a service works with: the store, the settings, the folder and the clock (UTC)."""

    store: Store
    settings: Settings
    folder: Path
    clock: Callable[[], datetime]
    holder: OpenFolder

    @property
    def today(self) -> date:
        """Today, in local time."""
        return self.clock().astimezone().date()

    def close(self) -> None:
        """Close the store and release the folder."""
        self.holder.close()


def open_office(
    folder: Path, clock: Callable[[], datetime] = utc_now, secret: str = "", *, beside: bool = False
) -> Office:
    """Open an existing data folder; ``secret`` is its password or its recovery code, where it has one.

    Every page of the data file is checked first. With ``beside`` that goes on while the caller makes ready what it
    will show, and ``assure`` must be called before it is shown. Raises Refusal (see ``storage.folder.open_folder``).
    """
    office = _office(open_folder(folder, clock, secret), folder, clock)
    # late: it asks the services for an office
    from hospcomms.services.passing import sweep

    sweep()
    if not beside:
        assure(office)
    return office


def assure(office: Office) -> None:
    """Wait for the check of the data file; when it fails the office is closed. Raises Refusal ``damaged``."""
    try:
        office.holder.assure()
    except Refusal:
        office.close()
        raise


def create_office(
    folder: Path, settings: Settings | None = None, clock: Callable[[], datetime] = utc_now, *, anywhere: bool = False
) -> Office:
    """Make a new data folder and open it. Raises Refusal when the place is taken or cannot be written.

    Where data gets lost (a synchronised folder, a network drive, a stick) it is refused too, unless ``anywhere``.
    """
    holder = create_folder(folder, clock, anywhere=anywhere)
    settings_file.write(folder, settings or Settings())
    return _office(holder, folder, clock)


def _office(holder: OpenFolder, folder: Path, clock: Callable[[], datetime]) -> Office:
    settings = settings_file.load(folder)
    holder.store.who = settings.officer
    return Office(holder.store, settings, folder, clock, holder)


def with_settings(office: Office, settings: Settings) -> Office:
    """Keep new settings; returns the office that has them. Raises Refusal when they cannot be written."""
    settings_file.write(office.folder, settings)
    office.store.who = settings.officer
    return replace(office, settings=settings)


def is_unused(folder: Path) -> bool:
    """True when an office may be made there: nothing is at that place yet, and its drive is there.

    Raises Refusal when the place cannot be looked into.
    """
    try:
        if folder.exists():
            return folder.is_dir() and not any(folder.iterdir())
        return Path(folder.absolute().anchor).exists()
    except OSError:
        raise read_only() from None


def make_ready() -> None:
    """Read the part of the program that writes (0.6 s, once a run) while somebody still chooses what to do."""
    # late: it is why opening a folder is quick
    import hospcomms.storage.writer  # noqa: F401


def default_folder() -> Path:
    """Where the data is kept unless said otherwise: the user's own local, not roaming, folder."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "HospComms" / "data"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "hospcomms" / "data"
