"""A power cut loses nothing that was acknowledged (1,500 images: ``python -m tests.soak power``)."""

from __future__ import annotations

import contextlib
import random
import shutil
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.services import records
from hospcomms.services.office import open_office
from hospcomms.storage.connect import DATABASE
from tests.faults import state
from tests.faults.day import LONG
from tests.faults.power import Trial
from tests.faults.preparing import office_folder, recorded, synchronous

pytestmark = pytest.mark.usefixtures("watched")


def test_no_power_cut_loses_what_was_acknowledged_or_leaves_a_change_half(quick_place: Path) -> None:
    """Records, an import, attached files, drafts, the log of an incident, settings, a backup, cut at 80 instants."""
    rng = random.Random(11)
    recording, folder = recorded(quick_place / "day", 45, rng)
    trial = Trial(recording, folder, quick_place / "images")
    assert trial.is_faithful
    outcome = trial.run(80, rng, checked=12)
    assert not outcome.wrong, outcome.examples
    assert outcome.images == 80


def test_with_weaker_syncing_the_same_trial_finds_what_is_lost(quick_place: Path) -> None:
    for level in ("OFF", "NORMAL"):
        rng = random.Random(11)
        with synchronous(level):
            recording, folder = recorded(quick_place / level, 16, rng)
        outcome = Trial(recording, folder, quick_place / "images").run(12, rng)
        assert outcome.wrong["lost"] + outcome.wrong["refused"] >= 1, level


def test_a_first_sector_spoilt_while_the_log_is_folded_in_is_read_from_the_log(quick_place: Path) -> None:
    """SQLCipher takes the salt of its key from that sector; without it the whole file would look like no database."""
    office_folder(quick_place / "office")
    left = quick_place / "left"
    with contextlib.closing(open_office(quick_place / "office")) as office:
        for number in range(40):
            records.save(office, Audience(name=f"سجل {number}", description=LONG))
        shown = state.of_office(office)
        shutil.copytree(office.folder, left)
    with (left / DATABASE).open("rb+") as stream:
        stream.write(random.Random(1).randbytes(512))
    for _ in range(2):
        with contextlib.closing(open_office(left)) as office:
            assert state.of_office(office) == shown
            assert not state.faults(office)
