"""A hundred thousand comparisons of two shares, against five seconds and against the bare arithmetic."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from pathlib import Path

from hospcomms.domain.evaluation.proportions import Group, compare
from hospcomms.domain.evaluation.verdicts import Comparison, judge
from tests.benchmarks.ratio import Ratio, median

LIMIT_SECONDS, COMPARISONS = 5.0, 100_000
ROUNDS = 3
Table = tuple[int, int, int, int]


def measure(_folder: Path, count: int) -> list[Ratio]:
    """As many comparisons as the office has records, each with Newcombe, z or Fisher, both ratios, h and phi."""
    asked = tables(count)
    pairs = [(_taken(_ours, asked), _taken(_bare, asked)) for _ in range(ROUNDS)]
    ours, bare = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    allowed = LIMIT_SECONDS * 1000 * count / COMPARISONS
    rate = count / ours * 1000
    what = (
        f"{count:,} full comparisons from plain counts, {rate:,.0f} a second, against {LIMIT_SECONDS:.0f} s a 100,000."
    )
    rest = "The same, against Newcombe's limits and z alone, written out without a function or an object."
    judged = median(_taken(_judged, asked) for _ in range(ROUNDS))
    verdicts = f"{count:,} verdicts from plain counts with a target and a topic, {count / judged * 1000:,.0f} a second."
    return [
        Ratio("comparing two shares", ours, allowed, 1.0, what),
        Ratio("judging comparisons", judged, allowed, 1.0, verdicts),
        Ratio("comparing, bare", ours, bare, None, rest),
    ]


def _taken(act: Callable[[list[Table]], None], asked: list[Table]) -> float:
    """Milliseconds of one core, whatever the others do."""
    start = time.process_time()
    act(asked)
    return (time.process_time() - start) * 1000


def tables(count: int) -> list[Table]:
    """Surveys of 1 to 3,000 answers, a fifth of them with small counts."""
    chance = random.Random(7)
    found = []
    for _ in range(count):
        n1, n2 = chance.randint(1, 3000), chance.randint(1, 3000)
        most = 5 if chance.random() < 0.2 else 3000
        found.append((chance.randint(0, min(n1, most)), n1, chance.randint(0, min(n2, most)), n2))
    return found


def _ours(asked: list[Table]) -> None:
    for x1, n1, x2, n2 in asked:
        compare(Group(x1, n1), Group(x2, n2))


def _judged(asked: list[Table]) -> None:
    for x1, n1, x2, n2 in asked:
        judge(Comparison("pre_post", Group(x1, n1), Group(x2, n2), target_change=0.05, topic="smoking"))


def _bare(asked: list[Table]) -> None:
    q = 1.959963984540054
    for x1, n1, x2, n2 in asked:
        p, r = x1 / n1, x2 / n2
        middle, half = (
            (p + q * q / (2 * n1)) / (1 + q * q / n1),
            q * math.sqrt(p * (1 - p) / n1 + q * q / (4 * n1 * n1)),
        )
        l1, u1 = middle - half / (1 + q * q / n1), middle + half / (1 + q * q / n1)
        middle, half = (
            (r + q * q / (2 * n2)) / (1 + q * q / n2),
            q * math.sqrt(r * (1 - r) / n2 + q * q / (4 * n2 * n2)),
        )
        l2, u2 = middle - half / (1 + q * q / n2), middle + half / (1 + q * q / n2)
        math.hypot(p - l1, u2 - r), math.hypot(u1 - p, r - l2)
        both = (x1 + x2) / (n1 + n2)
        spread = both * (1 - both) * (1 / n1 + 1 / n2)
        math.erfc(abs(p - r) / math.sqrt(2 * spread) if spread else 0.0)
