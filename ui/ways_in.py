"""What the command line asks of the window; Qt comes with the first of them that is called."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.beginning import SampleMaker


def open_window(data: Path, sample: SampleMaker, file: Path | None = None) -> int:
    """Open the window on a data folder; ``sample`` fills a new one with the invented hospital.

    ``file`` was handed to the program, by a double click on a backup.
    """
    from ui.app import run  # late: as above

    return run(data, sample=sample, file=file)


def take_picture(room: str, **wanted: Any) -> None:
    """Paint a page of the window into a file."""
    from ui.picture import grab  # late: as above

    grab(room, **wanted)


def try_out(out: Path, **wanted: Any) -> dict[str, Any]:
    """Carry out the self-test; returns its report."""
    from ui.selftest import run  # late: as above

    return run(out, **wanted)
