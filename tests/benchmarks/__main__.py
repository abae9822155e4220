"""Measure the figures and print them: ``python -m tests.benchmarks [NAME …] [--records N] [--json]``."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.ratio import Ratio

NAMES = (
    "starting",
    "lists",
    "searching",
    "people",
    "editing",
    "workbooks",
    "pages",
    "comparing",
    "board",
    "duplicates",
    "contacts",
    "clips",
    "crisis",
    "pack",
    "calendar",
    "calendar_page",
    "unlock",
    "commit",
    "backup",
)
PURE = {
    "comparing",
    "board",
    "people",
    "duplicates",
    "contacts",
    "crisis",
    "pack",
    "clips",
    "calendar",
    "calendar_page",
    "unlock",
    "commit",
}
"""Figures that need no filled office."""


def measured(names: tuple[str, ...], folder: Path, count: int) -> list[Ratio]:
    """The ratios of some of the figures, on an office with ``count`` records made in ``folder`` if it is not there."""
    # late: each figure imports only what it measures
    from tests.benchmarks.filling import filled_office

    if not folder.exists() and not PURE.issuperset(names):
        filled_office(folder, count).close()
    found: list[Ratio] = []
    for name in names:
        found += importlib.import_module(f"tests.benchmarks.{name}").measure(folder, count)
    return found


def main(arguments: list[str]) -> int:
    """Print one line, or one JSON object, for each ratio; 1 when a limit is not kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, []], help="which figures; all without")
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--data", type=Path, help="keep the filled office here, and use it when it is there")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="hospcomms-benchmarks-") as place:
        found = measured(tuple(asked.names) or NAMES, asked.data or Path(place) / "office", asked.records)
    if asked.json:
        print(json.dumps([ratio.shape() for ratio in found], indent=1))
    else:
        print("\n".join(ratio.line() for ratio in found))
    return 0 if all(ratio.is_met for ratio in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
