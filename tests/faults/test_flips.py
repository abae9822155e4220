"""Damage is found before anything is shown (200 of each kind: ``python -m tests.soak flips``)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.services.office import create_office
from tests.faults.flips import DAMAGE, trial
from tests.faults.preparing import office_folder


def test_opening_finds_every_damage_before_anything_is_shown(quick_place: Path) -> None:
    office_folder(quick_place / "office", 100)
    outcome = trial(quick_place / "office", 10, random.Random(7))
    assert not outcome.missed
    assert set(outcome.found) == set(DAMAGE)


def test_without_the_seals_of_the_pages_some_damage_is_missed(
    quick_place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same file without encryption, as another program would keep it."""
    monkeypatch.setenv("HOSPCOMMS_PLAIN", "1")
    office = create_office(quick_place / "office")
    with office.store.change("Add") as change:
        for number in range(40):
            change.save(Audience(name=f"فلانة {number}", description="نص " * 200))
    office.close()
    assert trial(quick_place / "office", 4, random.Random(7), ("one bit", "16 random bytes")).missed
