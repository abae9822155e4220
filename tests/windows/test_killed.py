"""The program ended from outside on Windows, at any moment of its work: nothing it acknowledged is lost.

On Linux the trial also kills inside single operations on the disk (``tests/faults/test_kills.py``).
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from tests.faults import kills
from tests.faults.preparing import office_folder

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="test_kills.py does more on other systems")
KILLS = int(os.environ.get("HOSPCOMMS_KILLS", "3"))
"""More of them: HOSPCOMMS_KILLS=20."""


@pytest.mark.timeout(900)
def test_ending_the_program_in_the_midst_of_its_work_loses_nothing_it_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kills, "LONGEST", 3.0)  # a process that starts anew has its first acts before it
    killer = kills.Killer(tmp_path / "office", office_folder(tmp_path / "office"))
    rng = random.Random(9)
    try:
        for _ in range(KILLS):
            killer.kill(rng, inside=False)
    finally:
        killer.close()
    assert not killer.outcome.wrong
    assert killer.outcome.acked
