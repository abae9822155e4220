"""Where the values of the libraries are kept, and which tables they were computed for."""

from __future__ import annotations

import csv
import gzip
import io
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"
TABLES = DATA / "oracles_tables.csv.gz"
CALLS = DATA / "oracles_calls.csv.gz"
COUNT, SEED = 10_000, 2026
CLOSE = 1e-9
"""How far a figure may be from the library's, relative to the larger of it and 1."""

Table = tuple[int, int, int, int]
Values = tuple[float | None, ...]


def random_tables(count: int, seed: int) -> Iterator[Table]:
    """x1, n1, x2, n2 of small, middling and large surveys; every fifth share is 0 or full, every fourth rare."""
    chance = random.Random(seed)
    for _ in range(count):
        sizes = [chance.randint(1, chance.choice((12, 60, 400, 5000))) for _ in range(2)]
        found = []
        for n in sizes:
            kind = chance.random()
            x = 0 if kind < 0.1 else n if kind < 0.2 else chance.randint(0, min(n, 6)) if kind < 0.45 else None
            found += [chance.randint(0, n) if x is None else x, n]
        yield found[0], found[1], found[2], found[3]


def written(value: float | None) -> str:
    """Eleven digits, or nothing where the library defines no such value."""
    return "" if value is None else f"{value:.11g}"


def keep(path: Path, rows: Iterable[Iterable[object]]) -> None:
    """Write rows as compressed CSV, the same bytes for the same rows."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


def kept(path: Path) -> Iterator[list[str]]:
    """The rows of a stored file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream)


def is_close(ours: float | None, theirs: float | None) -> bool:
    """True when both agree to CLOSE, or when the library defines no value."""
    if theirs is None:
        return True
    return ours is not None and abs(ours - theirs) <= CLOSE * max(1.0, abs(theirs))


def number(text: str) -> float | None:
    """A stored value."""
    return float(text) if text else None
