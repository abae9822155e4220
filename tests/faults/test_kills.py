"""A program killed at any moment loses nothing it acknowledged (200 kills: ``python -m tests.soak kills``)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.kills import soak

pytestmark = pytest.mark.usefixtures("watched")


def test_kills_lose_nothing_acknowledged_and_leave_nothing_half(quick_place: Path) -> None:
    outcome = soak(quick_place / "office", 10, random.Random(3))
    assert not outcome.wrong
    assert outcome.acked > 10


def test_acknowledging_before_the_commit_is_found_out(quick_place: Path) -> None:
    assert soak(quick_place / "office", 3, random.Random(3), early=True).wrong
