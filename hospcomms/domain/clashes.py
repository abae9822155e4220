"""Two things on one day that want the same place, channel or spokesperson (R3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hospcomms.domain.dated import Dated
from hospcomms.domain.wording import InWords, Sentence, sentence

PLACE, SPEAKER, CHANNEL = "place", "speaker", "channel"
SHARED = (SPEAKER, PLACE, CHANNEL)
"""What two things can want at once, the gravest first: one clash of a pair is told, not three."""


@dataclass(frozen=True)
class Clash:
    """Two things that share a place, a channel or a spokesperson on ``day``, the first day they have in common."""

    one: Dated
    other: Dated
    day: date
    shared: str

    @property
    def said(self) -> Sentence:
        """The clash in a sentence, with the day and the titles of both."""
        values = {"one": self.one.title, "other": self.other.title, "day": InWords(self.day)}
        if self.shared == PLACE:
            return sentence("On {day}, “{one}” and “{other}” are in the same place.", **values)
        if self.shared == SPEAKER:
            return sentence("On {day}, “{one}” and “{other}” have the same spokesperson.", **values)
        return sentence("On {day}, “{one}” and “{other}” use the same channel.", **values)


def clashes_of(things: Iterable[Dated]) -> list[Clash]:
    """Every pair of things that clash, once each, by day.

    Times that are unknown may be any. A channel is shared only by things of a single day: what runs for days on a
    channel leaves room for others.
    """
    wanting: dict[tuple[str, str], list[Dated]] = {}
    for one in things:
        for shared in SHARED:
            value = getattr(one, shared)
            if value and not (shared == CHANNEL and one.last > one.first):
                wanting.setdefault((shared, value), []).append(one)
    found: dict[tuple[Dated, Dated], Clash] = {}
    for (shared, _value), several in sorted(wanting.items(), key=lambda item: SHARED.index(item[0][0])):
        for clash in _pairs(shared, several):
            found.setdefault((clash.one, clash.other), clash)
    return sorted(found.values(), key=lambda clash: (clash.day, clash.one.begins, clash.one.title, clash.other.title))


def _pairs(shared: str, several: Sequence[Dated]) -> Iterator[Clash]:
    """The clashes among things that want the same: only those whose days touch are compared."""
    running: list[Dated] = []
    for other in sorted(several, key=lambda thing: (thing.first, thing.begins, thing.title, thing.ident)):
        running = [one for one in running if one.last >= other.first]
        for one in running:
            if not _is_same(one, other) and _overlap(one, other):
                yield Clash(one, other, other.first, shared)
        running.append(other)


def _is_same(one: Dated, other: Dated) -> bool:
    """True for two days of one record, such as a questionnaire before and after."""
    return one.record is other.record and one.ident == other.ident


def _overlap(one: Dated, other: Dated) -> bool:
    """True when their times overlap, or are not known well enough to say that they do not."""
    is_one_day = one.first == one.last == other.first == other.last
    if not is_one_day or not (one.begins and other.begins):
        return True
    if one.begins == other.begins:
        return True
    earlier, later = sorted((one, other), key=lambda thing: thing.begins)
    return not earlier.ends or earlier.ends > later.begins
