"""What speaks for two records being one and what against it, in bits, and the reasons in words.

A bit doubles the odds. The weights say how often a field agrees, or differs, in one person entered twice (judged: a
telephone differs in a third, an e-mail in four of ten, the outlet in half of them); see ``twins``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from hospcomms.domain.likeness import NEAR, SAME
from hospcomms.domain.name_counts import NameCounts
from hospcomms.domain.skeletons import is_arabic
from hospcomms.domain.wording import N_, Label, Sentence, sentence

if TYPE_CHECKING:
    from hospcomms.domain.twins import Entry

TWICE = 0.05
"""How many of a hundred records are there twice, before anything is known."""
SAME_AGREES, SLIP, NO_SLIP = 0.85, 0.12, 0.008
"""How often a word of one person's name is spelt alike, or with a slip; a slip rarely makes another common name."""
COMMON_COUNT = 4
OTHER_WORD, WORD_LEFT_OUT, NO_WORD = -6.0, -1.2, -8.0
OTHER_PHONE, OTHER_EMAIL, OTHER_PLACE, OTHER_MEDIUM = -1.5, -1.2, -1.0, -9.0
NEAR_PHONE, NEAR_EMAIL, WHOLE_NAME = 2.0, 5.0, 6.0
"""Lines of one house differ by one digit too, so that a telephone nearly the same says little."""
FEWEST = 50
SURE = 0.99
REASONS = {
    "email": N_("same e-mail"),
    "phone": N_("same telephone"),
    "name": N_("same name"),
    "order": N_("same name in another order"),
    "script": N_("same name in the other script"),
    "spelling": N_("the names are spelt alike"),
    "part": N_("a part of the name is the same"),
    "place": N_("same media outlet"),
    "near": N_("the telephone or e-mail differs by one sign"),
}


@dataclass(frozen=True)
class Weighing:
    """What a list says about rarity: its names, and how many share each number, address and outlet."""

    names: NameCounts
    sharing: Mapping[str, int]
    staff: Mapping[int, int]

    @property
    def size(self) -> int:
        """How many records the odds are counted over."""
        return max(self.names.people, FEWEST)

    @property
    def prior(self) -> float:
        """The bits against any two records of the list."""
        return math.log2(TWICE / self.size)

    def is_too_common(self, words: Sequence[str]) -> bool:
        """True when a name is so common that the whole of it proves nothing without a number or a house."""
        bits = sum(math.log2(SAME_AGREES / self.names.chance(word)) for word in words)
        bits -= _going_together(words, self.names)
        return bits + self.prior < -5


@dataclass
class Evidence:
    """The judgement of one pair: ``matched`` words of the names, ``contact`` shared, how many share it (``crowd``)."""

    score: float = 0.0
    matched: int = 0
    contact: bool = False
    crowd: int = 0
    reasons: list[str] = field(default_factory=list)

    def why(self) -> Sentence:
        """The reasons in words."""
        return sentence("{reasons}", reasons=tuple(Label(REASONS[reason]) for reason in self.reasons))


def weigh(one: Entry, other: Entry, weighing: Weighing) -> Evidence:
    """The evidence of two entries."""
    found = Evidence()
    bits = weighing.prior + _names(one, other, weighing, found) + _contacts(one, other, weighing, found)
    if one.media and other.media and not one.media & other.media:
        bits += OTHER_MEDIUM
    found.score = min(SURE, 1 / (1 + 2.0 ** -max(min(bits, 60), -60)))
    return found


def _names(one: Entry, other: Entry, weighing: Weighing, found: Evidence) -> float:
    """The bits of the two spellings that agree best; notes how they do."""
    best, match = NO_WORD, _Match(NO_WORD, 0, "")
    for words in one.names:
        for against in other.names:
            tried = _match(words, against, weighing)
            if tried.bits > best:
                best, match = tried.bits, tried
    if one.is_outlet and match.is_whole:
        best += WHOLE_NAME
    found.matched = match.matched
    if match.how:
        found.reasons.append(match.how)
    return best


@dataclass(frozen=True)
class _Match:
    bits: float
    matched: int
    how: str
    is_whole: bool = False


def _match(words: Sequence[str], against: Sequence[str], weighing: Weighing) -> _Match:
    """Each word with its likest, whatever the order; words over on both sides contradict."""
    pairs = []
    for at, word in enumerate(words):
        near = weighing.names.neighbours(word)
        pairs += [(near[other], at, spot) for spot, other in enumerate(against) if other in near]
    pairs.sort(reverse=True)
    used: dict[int, int] = {}
    bits = 0.0
    shares = []
    for share, at, spot in pairs:
        if at not in used and spot not in used.values():
            used[at] = spot
            bits += _word_bits(words[at], against[spot], share, weighing.names)
            shares.append(share)
    if not used:
        return _Match(NO_WORD, 0, "")
    bits -= _going_together([words[at] for at in used], weighing.names)
    over = sorted((len(words) - len(used), len(against) - len(used)))
    bits += over[0] * OTHER_WORD + (over[1] - over[0]) * WORD_LEFT_OUT
    is_whole = over == [0, 0] and min(shares) >= SAME
    how = _how(words, against, used, min(shares)) if not over[0] else "part"
    return _Match(bits, len(used), how, is_whole)


def _going_together(words: Sequence[str], names: NameCounts) -> float:
    """What is counted twice where the words of a name go together anyway: Anne and Sophie, Ben and Ali."""
    return sum(names.lift(word, other) for word, other in pairwise(words)) if len(words) > 2 else 0.0


def _how(words: Sequence[str], against: Sequence[str], used: Mapping[int, int], least: float) -> str:
    """The reason that says how two names agree."""
    if is_arabic(words[0]) != is_arabic(against[0]):
        return "script" if least >= SAME else "spelling"
    if any(words[at] != against[spot] for at, spot in used.items()):
        return "spelling"
    order = [used[at] for at in sorted(used)]
    return "order" if order != sorted(order) else "name"


def _word_bits(word: str, other: str, share: float, names: NameCounts) -> float:
    """What it says that these two words stand for one another."""
    if share >= SAME:
        return math.log2(SAME_AGREES / max(names.chance(word), names.chance(other)))
    is_slip = min(names.count(word), names.count(other)) < COMMON_COUNT
    chance = max(names.chance(word, NEAR), names.chance(other, NEAR))
    return max(math.log2((SLIP if is_slip else NO_SLIP) / chance), OTHER_WORD)


def _contacts(one: Entry, other: Entry, weighing: Weighing, found: Evidence) -> float:
    """The bits of telephone, e-mail and outlet."""
    emails, phones = one.emails & other.emails, one.phones & other.phones
    bits = 0.0
    for shared, reason in ((emails, "email"), (phones, "phone")):
        if shared:
            crowd = min(weighing.sharing.get(key, 2) for key in shared)
            found.crowd = min(crowd, found.crowd or crowd)
            found.reasons.insert(len(found.reasons) if found.contact else 0, reason)
            bits = max(bits, math.log2(weighing.size / max(crowd - 1, 1)) + 2) + (3 if found.contact else 0)
            found.contact = True
    if not phones and one.phones and other.phones:
        bits += _differing(one.phones, other.phones, (NEAR_PHONE, OTHER_PHONE), found)
    if not emails and one.emails and other.emails:
        bits += _differing(one.emails, other.emails, (NEAR_EMAIL, OTHER_EMAIL), found)
    return bits + (0.0 if found.contact and found.crowd > 2 else _house(one, other, weighing, found))


def _differing(first: frozenset[str], second: frozenset[str], bits: tuple[float, float], found: Evidence) -> float:
    """What differing numbers or addresses say: those that differ by one sign speak for the pair."""
    if any(_is_near(key, other) for key in first for other in second):
        if "near" not in found.reasons:
            found.reasons.append("near")
        return bits[0]
    return bits[1]


def _is_near(key: str, other: str) -> bool:
    """True when one sign was left out, added, changed, or swapped with its neighbour."""
    if abs(len(key) - len(other)) > 1 or min(len(key), len(other)) < 8:
        return False
    start = 0
    while start < min(len(key), len(other)) and key[start] == other[start]:
        start += 1
    rest, left = key[start:], other[start:]
    swapped = rest[:2] == left[:2][::-1] and rest[2:] == left[2:]
    return rest[1:] == left[1:] or rest[1:] == left or rest == left[1:] or swapped


def _house(one: Entry, other: Entry, weighing: Weighing, found: Evidence) -> float:
    if not one.place or not other.place:
        return 0.0
    if one.place != other.place:
        return OTHER_PLACE
    found.reasons.append("place")
    return min(max(math.log2(0.6 * weighing.size / weighing.staff[one.place]), 1.0), 7.0)
