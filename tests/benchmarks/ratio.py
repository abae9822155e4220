"""A figure as a ratio of two times measured in turn in the same run, so that a busy machine slows both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """``ours`` and ``yardstick`` in milliseconds (medians); ``limit`` is what the issue allows, None for a remark."""

    name: str
    ours: float
    yardstick: float
    limit: float | None
    what: str
    unit: str = "ms"

    @property
    def value(self) -> float:
        """How many times the yardstick."""
        return self.ours / self.yardstick

    @property
    def is_met(self) -> bool:
        """True when the ratio keeps its limit, or has none."""
        return self.limit is None or self.value <= self.limit

    def line(self) -> str:
        """One line for a reader."""
        limit = "" if self.limit is None else f" (limit {self.limit:.1f}, {'met' if self.is_met else 'NOT met'})"
        times = f"{self.ours:.2f} {self.unit} against {self.yardstick:.2f} {self.unit}"
        return f"{self.name}: {self.value:.2f}{limit}; {times}. {self.what}"

    def shape(self) -> dict[str, object]:
        """The same for programs."""
        return {
            "name": self.name,
            "ratio": round(self.value, 3),
            "limit": self.limit,
            "met": self.is_met,
            "ours_ms": round(self.ours, 4),
            "yardstick_ms": round(self.yardstick, 4),
            "what": self.what,
        }


def taken(act: Callable[[], object]) -> float:
    """Milliseconds that ``act`` takes."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def median(times: Iterable[float]) -> float:
    """The middle one of several times."""
    return statistics.median(times)
