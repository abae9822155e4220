"""Many cases of one rule in one test: all are tried, and all that fail are told.

A test of its own costs some 20 ms of fixtures and messages, more than most cases of a table take.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager


class Cases:
    """Gathers what fails; ``end`` fails when anything did."""

    def __init__(self) -> None:
        self.failed: list[str] = []

    @contextmanager
    def case(self, *name: object) -> Iterator[None]:
        """Try one case: its failure is kept with its name and its line, and the next case is tried."""
        try:
            yield
        except Exception:  # noqa: BLE001 - whatever a case raises is its failure
            self.failed.append(f"{' '.join(map(str, name))}:\n{traceback.format_exc()}")

    def end(self) -> None:
        """Fail with all that was kept."""
        assert not self.failed, f"{len(self.failed)} cases failed\n" + "\n".join(self.failed)


@contextmanager
def cases() -> Iterator[Cases]:
    """A table of cases, judged at the end of the block."""
    found = Cases()
    yield found
    found.end()
