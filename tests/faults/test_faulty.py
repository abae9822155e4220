"""A failing disk is said in a sentence and costs nothing acknowledged (165 runs: ``python -m tests.soak faults``)."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.faults.faulty import sweep
from tests.faults.preparing import office_folder

pytestmark = pytest.mark.usefixtures("watched")


def test_every_failing_write_is_refused_in_a_sentence_and_loses_nothing_acknowledged(quick_place: Path) -> None:
    incident = office_folder(quick_place / "office")
    outcome = sweep(quick_place / "office", incident, quick_place / "run", 12, random.Random(5))
    assert not outcome.wrong
    assert outcome.struck >= 5
    assert {"disk-full", "disk-error"} <= set(outcome.refused)


def test_a_disk_that_drops_writes_is_found_out(quick_place: Path) -> None:
    """The control: what is missing afterwards would be seen."""
    incident = office_folder(quick_place / "office")
    assert sweep(quick_place / "office", incident, quick_place / "run", 3, random.Random(5), lying=True).wrong
