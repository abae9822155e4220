"""An interrupted upgrade or restore leaves the old or the new (every step: ``tests.soak migration restore``)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.exchange import Exchange
from tests.faults.preparing import restored, upgraded
from tests.storage import golden

pytestmark = pytest.mark.usefixtures("watched")


def test_an_upgrade_killed_or_cut_off_at_any_step_is_done_whole_at_the_next_start(quick_place: Path) -> None:
    rng = random.Random(3)
    for schema in (1, 2):
        recording, folder, new = upgraded(quick_place / f"schema-{schema}", schema)
        exchange = Exchange(recording, folder, quick_place / "image", {"new": new})
        exchange.kill(rng.sample(exchange.steps, 3))
        exchange.cut(rng.sample(exchange.instants, 3), rng)
        assert not exchange.outcome.wrong
        assert exchange.outcome.looked == 6


def test_every_released_schema_has_its_golden_folder() -> None:
    assert {path.name for path in golden.HOME.iterdir()} >= {"schema-1", "schema-2"}


def test_an_upgrade_that_does_not_sync_is_found_out(quick_place: Path) -> None:
    rng = random.Random(3)
    recording, folder, new = upgraded(quick_place / "old", 1)
    recording.operations = [done for done in recording.operations if done.kind != "sync"]
    exchange = Exchange(recording, folder, quick_place / "image", {"new": new})
    folded = exchange.instants[len(exchange.instants) * 3 // 4 :]  # while the log goes into the file
    exchange.cut(rng.sample(folded, 8), rng)
    assert exchange.outcome.wrong


def test_a_restore_killed_or_cut_off_at_any_step_leaves_the_old_data_or_the_new(quick_place: Path) -> None:
    rng = random.Random(4)
    recording, folder, allowed = restored(quick_place / "day", rng)
    exchange = Exchange(recording, folder, quick_place / "image", allowed)
    exchange.kill(rng.sample(exchange.steps, 18))
    exchange.cut(rng.sample(exchange.instants, 12), rng)
    assert not exchange.outcome.wrong
    assert set(exchange.outcome.held) == {"old", "new"}


def test_a_naive_restore_is_found_out(quick_place: Path) -> None:
    """The control: the file of the backup put over the old one, whose trail then runs into it."""
    recording, folder, allowed = restored(quick_place / "day", random.Random(4), naively=True)
    exchange = Exchange(recording, folder, quick_place / "image", allowed)
    exchange.kill([len(recording.operations)])
    assert exchange.outcome.wrong or exchange.outcome.held["old"]
