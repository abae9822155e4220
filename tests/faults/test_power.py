"""A power cut loses nothing that was acknowledged (1,500 images: ``python -m tests.soak power``)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.power import Trial
from tests.faults.preparing import recorded, synchronous

pytestmark = pytest.mark.usefixtures("watched")


def test_no_power_cut_loses_what_was_acknowledged_or_leaves_a_change_half(quick_place: Path) -> None:
    """Records, an import, attached files, drafts, the log of an incident, settings, a backup, cut at 100 instants."""
    rng = random.Random(11)
    recording, folder = recorded(quick_place / "day", 45, rng)
    trial = Trial(recording, folder, quick_place / "images")
    assert trial.is_faithful
    outcome = trial.run(100, rng, checked=12)
    assert not outcome.wrong, outcome.examples
    assert outcome.images == 100


def test_with_weaker_syncing_the_same_trial_finds_what_is_lost(quick_place: Path) -> None:
    for level in ("OFF", "NORMAL"):
        rng = random.Random(11)
        with synchronous(level):
            recording, folder = recorded(quick_place / level, 16, rng)
        outcome = Trial(recording, folder, quick_place / "images").run(12, rng)
        assert outcome.wrong["lost"] + outcome.wrong["refused"] >= 1, level
