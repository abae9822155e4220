"""The sample hospital for tests that only need one: made once by each process, then copied."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from hospcomms.services import sample


def make(folder: Path) -> None:
    """Put the sample hospital, as the office makes it in Arabic, into a new folder."""
    shutil.copytree(_made(), folder)


@cache
def _made() -> Path:
    place = Path(tempfile.mkdtemp(prefix="hospcomms-sample-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    sample.make(place / "office")
    return place / "office"
