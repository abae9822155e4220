"""Compare with live libraries or store their values: ``python -m tests.oracles [--tables N] [--seed N] [--write]``.

Needs the extra ``oracles`` of pyproject.toml. Prints the largest difference for each figure; 1 when one is too large.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from importlib import metadata

from tests.oracles import libraries, ours
from tests.oracles.stored import CALLS, CLOSE, COUNT, SEED, TABLES, Table, Values, keep, random_tables, written

EACH = 200


def main(arguments: list[str]) -> int:
    """Compute, store if asked, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracles", description=__doc__)
    parser.add_argument("--tables", type=int, default=COUNT, help="how many random tables")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", action="store_true", help="store what the libraries say in tests/data")
    asked = parser.parse_args(arguments)
    tables = [(table, libraries.table_values(table)) for table in random_tables(asked.tables, asked.seed)]
    calls = [(name, given, libraries.call_values(name, given)) for name, given in calls_of(asked.seed)]
    if asked.write:
        store(tables, calls)
    gaps: dict[str, float] = {}
    for table, theirs in tables:
        note(gaps, ours.NAMES, ours.table_values(table), theirs)
    for name, given, theirs in calls:
        note(gaps, [name] * len(theirs), ours.call_values(name, given), theirs)
    for name, gap in gaps.items():
        sys.stdout.write(f"{name}: largest difference {gap:.1e}{'' if gap <= CLOSE else ' TOO LARGE'}\n")
    return 0 if max(gaps.values()) <= CLOSE else 1


def calls_of(seed: int) -> list[tuple[str, tuple[float, ...]]]:
    """The calls with arguments of as many digits as are stored."""
    return [
        (name, tuple(float(written(value)) for value in given))
        for name, given in libraries.random_calls(seed, EACH)
    ]  # fmt: skip


def note(gaps: dict[str, float], names: Iterable[str], mine: Values, theirs: Values) -> None:
    """Keep the largest relative difference of each figure; none where we say one and the library another thing."""
    for name, own, other in zip(names, mine, theirs, strict=True):
        if other is not None:
            gap = float("inf") if own is None else abs(own - other) / max(1.0, abs(other))
            gaps[name] = max(gaps.get(name, 0.0), gap)


def store(tables: list[tuple[Table, Values]], calls: list[tuple[str, tuple[float, ...], Values]]) -> None:
    """Write both files, the versions of the libraries in the first row."""
    made_by = " ".join(f"{name} {metadata.version(name)}" for name in ("statsmodels", "scipy", "numpy"))
    rows = ([*table, *map(written, theirs)] for table, theirs in tables)
    keep(TABLES, [[made_by], ["x1", "n1", "x2", "n2", *ours.NAMES], *rows])
    called = ([name, " ".join(map(written, given)), " ".join(map(written, theirs))] for name, given, theirs in calls)
    keep(CALLS, [[made_by], ["function", "arguments", "values"], *called])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
