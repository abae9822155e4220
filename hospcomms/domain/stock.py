"""Copies of a material that are left: the movements added up in their order, a count setting the stock anew.

Movements that name no version belong to a pile of their own. A count without a version counts all copies there are:
what the versions do not explain goes to that pile, so that the sum is what was counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hospcomms.domain.materials import DESTROYED, FOUND, GIVEN, PRINTED, RETURNED, StockMove

ANY = 0
"""The pile of the copies whose version is not named."""
_SIGNS = {PRINTED: 1.0, RETURNED: 1.0, GIVEN: -1.0, DESTROYED: -1.0}


def handed_out(move: StockMove) -> float:
    """Copies a movement put into people's hands: those given out, less those given back; others count none."""
    return {GIVEN: 1.0, RETURNED: -1.0}.get(move.movement, 0.0) * (move.copies or 0.0)


class Piles:
    """Copies by version (its id, ``ANY`` where none is named); a pile may fall below none when less came than went."""

    def __init__(self) -> None:
        self.by_version: dict[int, float] = {}

    @property
    def total(self) -> float:
        """All copies that are left."""
        return sum(self.by_version.values())

    def take(self, move: StockMove) -> None:
        """Count one movement; one without copies changes nothing."""
        if move.copies is None:
            return
        before = self.by_version.get(move.version, 0.0)
        if move.movement != FOUND:
            self.by_version[move.version] = before + _SIGNS.get(move.movement, 0.0) * move.copies
        elif move.version:
            self.by_version[move.version] = move.copies
        else:
            self.by_version[ANY] = before + move.copies - self.total

    def left(self, version: int = ANY) -> float:
        """Copies that can be given out of a version, those of no named version included; of all when none is named."""
        if not version:
            return self.total
        spare = max(self.by_version.get(ANY, 0.0), 0.0)
        return min(self.total, self.by_version.get(version, 0.0) + spare)


def ordered(moves: Iterable[StockMove]) -> list[StockMove]:
    """Movements as they count: by day, then as they were entered; a new one comes last of its day."""
    return sorted(moves, key=lambda move: (move.moved_on or date.max, move.id or float("inf")))


def piles(moves: Iterable[StockMove]) -> Piles:
    """The copies that are left after all movements."""
    found = Piles()
    for move in ordered(moves):
        found.take(move)
    return found


def balance(moves: Iterable[StockMove]) -> float | None:
    """All copies that are left; None when no movement was ever noted."""
    known = list(moves)
    return piles(known).total if known else None


def to_give(moves: Iterable[StockMove], on: date, version: int = ANY) -> float:
    """Copies that can still be given out on a day: no later movement may find the stock empty.

    What happened before a later count does not change what that count found; before the first count of all nobody
    knows how many there were, and any number is possible (infinity).
    """
    known = ordered(moves)
    if known and known[0].movement == FOUND and known[0].moved_on is not None and known[0].moved_on > on:
        return float("inf")
    return max(0.0, min(_left_from(known, on, version)))


def _left_from(moves: Iterable[StockMove], on: date, version: int) -> Iterator[float]:
    """What is left on the day, and after each movement behind it up to the next count."""
    found, later = Piles(), []
    for move in ordered(moves):
        if move.moved_on is not None and move.moved_on > on:
            later.append(move)
        else:
            found.take(move)
    yield found.left(version)
    for move in later:
        if move.movement == FOUND:
            return
        found.take(move)
        yield found.left(version)
