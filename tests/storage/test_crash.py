"""A program killed at any moment loses nothing it acknowledged and leaves nothing half done."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
from pathlib import Path

from hospcomms.domain.activities import Activity
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import create_office, open_office

KILLS = 10
_WRITER = """
import sys
from pathlib import Path
from hospcomms.domain.activities import Activity
from hospcomms.domain.campaigns import Campaign
from hospcomms.services.office import open_office
office = open_office(Path(sys.argv[1]))
number = int(sys.argv[2])
while True:
    with office.store.change("Add") as change:
        whole = change.save(Campaign(title=f"campaign {number}"))
        for part in range(3):
            change.save(Activity(campaign=whole.id, title=f"activity {number} {part}"))
    print(number, flush=True)
    number += 1
"""


def test_ten_kills_lose_nothing_acknowledged_and_leave_nothing_half(tmp_path: Path, root: Path) -> None:
    folder = tmp_path / "data"
    create_office(folder).close()
    rng = random.Random(3)
    acknowledged = -1
    for _ in range(KILLS):
        command = [sys.executable, "-c", _WRITER, str(folder), str(acknowledged + 1_000)]
        writer = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
        with writer:
            assert writer.stdout is not None
            for _ in range(rng.randrange(1, 25)):
                acknowledged = int(writer.stdout.readline())
            writer.kill()
            rest = writer.stdout.read().split()
        acknowledged = int(rest[-1]) if rest else acknowledged
        _check(folder, acknowledged)


def _check(folder: Path, acknowledged: int) -> None:
    with contextlib.closing(open_office(folder)) as office:
        titles = {record.title for record in records.find(office, Query(Campaign))}
        assert f"campaign {acknowledged}" in titles
        assert records.count(office, Query(Activity)) == 3 * len(titles)
        assert office.store.faults() == []
        assert records.undoable(office) is not None
