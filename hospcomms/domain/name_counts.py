"""How often each word of a name occurs in a list, under all its spellings, and who bears it.

Two people called Mohamed are no wonder, two called by the same rare name are. How rare a name is is counted in the
list itself; a thousand people who are not in it are added, with the names that are common everywhere, so that a
short list does not take محمد for rare.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from hospcomms.domain.likeness import NEAR, SAME, alike
from hospcomms.domain.skeletons import core, is_arabic, skeleton

UNSEEN = 1000
"""People thought of beside the list, so that small counts are not taken at their word."""
RARE = 0.0005
"""The share of those who bear a name nothing is known of."""
_COMMON = {
    0.05: "محمد",
    0.02: "احمد علي",
    0.008: "عبدالله عبدالرحمن حسن حسين خالد عمر يوسف ابراهيم فاطمة مريم عائشة كريم سمير رشيد نبيل سعيد محمود مصطفى امين"
    " ياسين امينة خديجة حمزة بلال رضا فريد جمال كمال مراد سفيان نادية سعاد ليلى سارة ايمان عبدالقادر صالح سليمان"
    " marie jean pierre michel anne",
    0.003: "بنعلي بنمحمد بناحمد بنعمر العتيبي القحطاني الحربي الغامدي الزهراني الشمري البلوشي الحارثي خوري حداد بوزيد"
    " ابراهيمي بلقاسم منصوري رحماني سعيدي martin bernard dubois",
}


class NameCounts:
    """The words of all names of a list; entries are known by their place in it."""

    def __init__(self, names: Sequence[Iterable[Sequence[str]]]) -> None:
        self.people = len(names)
        self.holders: dict[str, set[int]] = defaultdict(set)
        for place, spellings in enumerate(names):
            for words in spellings:
                for word in words:
                    self.holders[word].add(place)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for word in self.holders:
            for key in _keys(word):
                self._by_key[key].append(word)
        self._usual = _usual()
        self._neighbours: dict[str, dict[str, float]] = {}
        self._held: dict[tuple[str, float], set[int]] = {}
        self._chances: dict[tuple[str, float], float] = {}
        self._lifts: dict[tuple[str, str], float] = {}

    def neighbours(self, word: str) -> dict[str, float]:
        """The words of the list that may be this one, itself too, with how alike they are."""
        if word not in self._neighbours:
            found = {other for key in _keys(word) for other in self._by_key.get(key, ())}
            likeness = {other: alike(word, other) for other in found}
            self._neighbours[word] = {other: share for other, share in likeness.items() if share >= NEAR}
        return self._neighbours[word]

    def bearers(self, word: str, least: float = NEAR) -> set[int]:
        """The places of all who bear this word or one at least so alike."""
        key = word, least
        if key not in self._held:
            held = [self.holders[other] for other, share in self.neighbours(word).items() if share >= least]
            self._held[key] = set().union(*held)
        return self._held[key]

    def chance(self, word: str, least: float = SAME) -> float:
        """How likely somebody else bears this word, or one at least so alike, by chance."""
        key = word, least
        if key not in self._chances:
            seen = max(len(self.bearers(word, least)) - 1, 0)
            share = max((share for usual, share in self._usual_like(word) if alike(word, usual) >= least), default=RARE)
            self._chances[key] = (seen + UNSEEN * share) / (self.people + UNSEEN)
        return self._chances[key]

    def lift(self, word: str, other: str) -> float:
        """By how many bits two words go together more often than chance would have it; 0 for those that do not."""
        key = (word, other) if word < other else (other, word)
        if key not in self._lifts:
            both = max(len(self.bearers(word, SAME) & self.bearers(other, SAME)) - 2, 0)
            share = both / (self.people + UNSEEN)
            expected = self.chance(word) * self.chance(other)
            self._lifts[key] = max(0.0, math.log2(share / expected)) if share else 0.0
        return self._lifts[key]

    def count(self, word: str) -> int:
        """How many bear this word spelt so."""
        return len(self.holders.get(word, ()))

    def _usual_like(self, word: str) -> list[tuple[str, float]]:
        return self._usual.get(core(skeleton(word)), [])


def _usual() -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for share, words in _COMMON.items():
        for word in words.split():
            found[core(skeleton(word))].append((word, share))
    return found


def _keys(word: str) -> Counter[str]:
    """Keys of which words that may be one share at least one: their bare consonants, and each letter left out."""
    signs = skeleton(word)
    bare = core(signs)
    script = "ا" if is_arabic(word) else "a"
    found = Counter([f"={bare if len(bare) > 1 else signs.translate(_SHORT)}"])
    if len(word) > 3:
        found.update(f"{script}{word[:spot]}{word[spot + 1 :]}" for spot in range(len(word)))
        found[script + word] += 1
    return found


_SHORT = str.maketrans({"v": "", "w": "", "e": "", "L": "", "A": "y", "Y": "y", "h": "a"})
