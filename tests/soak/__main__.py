"""Every trial of faults in full: ``python -m tests.soak [power kills faults …]``, all of them without a name.

Each prints one line: what was tried, how often, what was lost. 1 is returned when anything was lost or when a control,
which must lose, did not. A trial can be repeated with the seed it prints.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.soak import disk, fuzz, memory, trials
from tests.soak.outcome import Told

TRIALS: dict[str, Callable[[Path, random.Random, int], Told]] = {
    "power": trials.power,
    "kills": trials.kills,
    "faults": trials.faults,
    "disk": disk.trial,
    "flips": trials.flips,
    "migration": trials.migration,
    "restore": trials.restore,
    "clock": trials.clock,
    "model": trials.model,
    "memory": memory.trial,
    "fuzz": fuzz.trial,
    "incident": trials.incident,
}


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("trial", nargs="*", choices=[*TRIALS, "all", []], help="default: all")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--part", type=int, default=100, metavar="PERCENT", help="so much of the full number of rounds")
    parser.add_argument("--place", type=Path, help="where the folders are made (default: memory, or the usual place)")
    wanted = parser.parse_args()
    memory_disk = Path("/dev/shm")
    has_room = memory_disk.is_dir() and shutil.disk_usage(memory_disk).free >= 1 << 30
    place = wanted.place or (memory_disk if has_room else None)
    names = list(TRIALS) if not wanted.trial or "all" in wanted.trial else wanted.trial
    failed = 0
    for name in names:
        folder, begun = Path(tempfile.mkdtemp(prefix=f"hospcomms-{name}-", dir=place)), time.monotonic()
        try:
            told = TRIALS[name](folder, random.Random(wanted.seed), wanted.part)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"{name:10} {told.line}  [seed {wanted.seed}, {time.monotonic() - begun:.0f} s]", flush=True)
        for wrong in told.wrong[:20]:
            print(f"           WRONG {wrong}", flush=True)
        failed += bool(told.wrong)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
