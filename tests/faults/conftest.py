"""What the trials of faults share: a folder in memory, and a word where the disk cannot be watched."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import vfs

MEMORY = Path("/dev/shm")
ROOM = 512 << 20
"""Bytes: a container may have less there, and would then say that the disk is full."""


@pytest.fixture
def quick_place() -> Iterator[Path]:
    """A folder that goes after the test; in memory where the system has room for files there."""
    has_room = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM
    place = Path(tempfile.mkdtemp(prefix="hospcomms-faults-", dir=MEMORY if has_room else None))
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def watched() -> None:
    """Skips the test where the disk cannot be watched; on Linux, where CI runs, that is a failure."""
    if not vfs.is_possible():
        assert not sys.platform.startswith("linux"), "on Linux these trials must run: the driver hides its functions"
        pytest.skip("this build of the driver, or this system, does not let the disk be watched")
