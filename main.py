"""HospComms: opens the window, or carries out one command (see ``main.py --help``)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hospcomms.cli import SampleMaker, main


def open_window(data: Path, sample: SampleMaker) -> int:
    """Open the window on a data folder; ``sample`` fills a new one with the invented hospital."""
    from ui.app import run  # late: commands run without Qt

    return run(data, sample=sample)


def take_picture(room: str, **wanted: Any) -> None:
    """Paint a page of the window into a file."""
    from ui.picture import grab  # late: commands run without Qt

    grab(room, **wanted)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], open_window, take_picture))
