"""A clock that is wrong by years costs nothing."""

from __future__ import annotations

import random
from pathlib import Path

from tests.faults.clock import trial


def test_a_clock_that_jumps_loses_nothing_and_thins_no_backup(quick_place: Path) -> None:
    assert not list(trial(quick_place / "office", 6, random.Random(2)))
