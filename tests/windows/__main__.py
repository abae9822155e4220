"""Build and try the Windows product from a bare Debian, as root: ``python3 -m tests.windows --lab FOLDER [STAGE…]``.

Without a stage all run, in this order; each prints one line with its seconds:

    chroot    Debian 13 with Wine 10 and a C compiler for Windows
    tools     Inno Setup, Python for Windows
    wheels    every package of constraints.txt that the program needs, for Windows
    source    the committed tree (--working-tree: the tracked files as they are now)
    tests     selection.txt on Windows Python, code pages 1256 and 1252
    bundle    PyInstaller, then windows/bundle_check.py
    setup     the setups: this version, the one before and the one after
    life      install, selftest, refused upgrade, upgrade, selftest with the data kept, uninstall
    brief     the installed program prints the evaluation brief under an Arabic user name
    pictures  the window and the pages, grabbed from the screen
    report    FOLDER/artefacts/report.md and report.json

Returns 0, 1 when anything failed, 2 when the words make no sense, 3 when this machine cannot do it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.windows import lab, stages, steps
from tests.windows.outcome import Failed, Impossible
from tests.windows.run import Run

ROOT = Path(__file__).resolve().parents[2]
IMPOSSIBLE = 3
MARK = "hospcomms-lab"
"""The file that tells a lab from any other folder."""


def main(words: Sequence[str]) -> int:
    """Run the stages that were asked for."""
    parser = argparse.ArgumentParser(
        prog="python3 -m tests.windows", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--lab", type=Path, required=True, metavar="FOLDER", help="outside the repository; kept")
    parser.add_argument("--working-tree", action="store_true", help="try what is not committed yet")
    parser.add_argument("--profile", default="pfx", help="how the Windows profiles in the lab are called")
    parser.add_argument("stage", nargs="*", choices=[*stages.STAGES, []], help="only these")
    wanted = parser.parse_args(words)
    try:
        place = outside(wanted.lab)
        able()
        claim(place)
        lab.go_inside()
        run = Run(place, wanted.profile, working_tree=wanted.working_tree)
        if not wanted.stage:
            steps.emptied(run.lab.artefacts)  # what is there afterwards is of this run
        return carry_out(run, wanted.stage or list(stages.STAGES))
    except Impossible as why:
        print(f"Skipped: {why}", flush=True)
        return IMPOSSIBLE


def outside(place: Path) -> Path:
    """The lab folder, resolved. Raises SystemExit 2 where it would lie in the repository, with its gigabytes."""
    place = place.resolve()
    if place == ROOT or place.is_relative_to(ROOT) or ROOT.is_relative_to(place):
        print(f"The lab must lie outside the repository: {place}", flush=True)
        raise SystemExit(2)
    return place


def claim(place: Path) -> None:
    """Make the folder a lab, which later runs may empty. Raises SystemExit 2 where it holds something else."""
    mark = place / MARK
    if not mark.is_file() and place.exists() and any(place.iterdir()):
        print(f"This folder holds something that is no lab, and nothing was done; name a new one: {place}", flush=True)
        raise SystemExit(2)
    place.mkdir(parents=True, exist_ok=True)
    mark.touch()


def able() -> None:
    """Raises Impossible unless this is root on a Debian of the common kind of processor."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        raise Impossible("The Windows lab is made by root on Debian.")
    if os.uname().machine != "x86_64":
        raise Impossible(f"The Windows lab needs an x86_64 machine; this is {os.uname().machine}.")
    if not shutil.which("apt-get"):
        raise Impossible("The Windows lab is made with Debian's apt-get, which is not here.")


def carry_out(run: Run, names: Sequence[str]) -> int:
    """The named stages in their own order; the first that cannot go on is the last, but the report is written."""
    failed = False
    for name, stage in stages.STAGES.items():
        if name not in names or (failed and name != "report"):
            continue
        before, started, why = len(run.report.failures), time.monotonic(), ""
        try:
            if name in stages.OFFLINE:
                run.leave_network()
            stage(run)
        except Failed as found:
            why = str(found)
        ok = not why and len(run.report.failures) == before
        failed = failed or not ok
        seconds = round(time.monotonic() - started, 1)
        run.report.stages.append({"name": name, "ok": ok, "seconds": seconds, "why": why})
        print(f"{'passed' if ok else 'FAILED':7} {seconds:6.1f} s  {name}" + (f"\n{why}" if why else ""), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
