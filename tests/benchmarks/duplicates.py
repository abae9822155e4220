"""The finder of duplicates on invented lists: what it finds, what it offers wrongly, and how long it takes."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from hospcomms.domain.press import Person
from hospcomms.domain.twins import entry_of, find_twins
from tests.benchmarks.ratio import Ratio
from tests.benchmarks.twin_lists import Invented, people

STOCKS = {"maghreb": "Maghreb names", "east": "names of the Gulf and the Levant", "french": "French names"}
PEOPLE, PLANTED, SEED = 20_000, 1_000, 5
RECALL, WRONG, SECONDS = 0.95, 0.5, 30.0


def measure(_folder: Path, count: int) -> list[Ratio]:
    """Three lists of 20,000 people, or of as many as the office has records where that is fewer."""
    size = min(count, PEOPLE)
    planted = size * PLANTED // PEOPLE
    return [ratio for stock in STOCKS for ratio in _of_list(stock, size, planted)]


def _of_list(stock: str, size: int, planted: int) -> list[Ratio]:
    listed = people(stock, size, planted, SEED)
    found = [
        Person(id=at, name=one.name, other_name=one.other, phone=one.phone, email=one.email, outlet=one.place)
        for at, one in enumerate(listed, 1)
    ]
    start = time.process_time()
    pairs = [(twin.first, twin.second) for twin in find_twins([entry_of(person) for person in found])]
    seconds = time.process_time() - start
    right = {listed[first - 1].key for first, second in pairs if listed[first - 1].key == listed[second - 1].key}
    wrong = len(pairs) - len(right)
    name = f"duplicates, {STOCKS[stock]}"
    what = f"{len(right)} of {planted} planted pairs among {size:,} people found; by what they share: "
    shares = ", ".join(f"{share} {done} of {all_}" for share, done, all_ in _by_share(listed, right))
    return [
        Ratio(
            f"{name}, not found",
            max(planted - len(right), 0.5),
            planted * (1 - RECALL),
            1.0,
            f"{what}{shares}.",
            "pairs",
        ),
        Ratio(
            f"{name}, wrong", max(wrong, 0.5), max(len(right) * WRONG, 1), 1.0, f"{wrong} wrong pairs offered.", "pairs"
        ),
        Ratio(f"{name}, time", seconds, SECONDS, 1.0, f"Seconds of one core for {size:,} people.", "s"),
    ]


def _by_share(listed: Sequence[Invented], right: set[int]) -> list[tuple[str, int, int]]:
    """For each thing the two entries may share: how many of those pairs were found, and how many there are."""
    planted = [(one.how.split(", ")[1], one.key) for one in listed if ", " in one.how]
    all_, done = Counter(share for share, _ in planted), Counter(share for share, key in planted if key in right)
    return [(share, done[share], all_[share]) for share in sorted(all_)]
