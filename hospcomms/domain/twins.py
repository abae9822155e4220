"""Which people, or outlets, of a list may be the same one entered twice; nothing is ever merged here.

Each pair is judged as Fellegi and Sunter did (A theory for record linkage, JASA 1969): every field adds the logarithm
of how much more often it agrees so in one person entered twice than in two people, the rarity of names being counted
in the list itself. The score is the chance, 0 to 1, that the two are one. How often the fields of one person agree was
set by judgement and tried on generated lists (``tests/benchmarks/duplicates``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from hospcomms.domain.contact_keys import email_keys, host_of, phone_keys
from hospcomms.domain.evidence import Evidence, Weighing, weigh
from hospcomms.domain.likeness import SAME
from hospcomms.domain.name_counts import NameCounts
from hospcomms.domain.names import words_of_name, words_of_outlet
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.skeletons import skeleton
from hospcomms.domain.wording import Sentence

LEAST = 0.02
"""Pairs below this score are never offered."""
SURPLUS = 0.43
"""How many wrong pairs are expected, at most, for each right one among all that are offered."""
MOST_WORDS = 6
"""Words of a name that are compared; what follows is a remark."""
CROWD = 3
"""A number or address that more people share is a house's: it needs names that are alike."""
ALONE = 0.55
"""The score of two whose names have nothing in common but who share a number or address of their own."""
SURE_ENOUGH = 0.5
"""From this score on a pair is offered whatever the others are."""
Advance = Callable[[float], None]


@dataclass(frozen=True)
class Entry:
    """What the finder knows of one record: the words of each spelling of its name, its keys, and where it works."""

    id: int
    names: tuple[tuple[str, ...], ...]
    phones: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    place: int = 0
    media: frozenset[str] = frozenset()
    is_outlet: bool = False


@dataclass(frozen=True)
class Twin:
    """Two records that may be one: ids (the smaller first), the score 0 to 1, and why."""

    first: int
    second: int
    score: float
    why: Sentence


def entry_of(record: Person | Outlet, country: str = "DZ") -> Entry:
    """What the finder knows of a record of the store, or of one about to be imported (give it an id of its own)."""
    if isinstance(record, Person):
        spelt = (words_of_name(text) for text in (record.name, record.other_name))
        return Entry(
            record.id,
            tuple(dict.fromkeys(words[:MOST_WORDS] for words in spelt if words)),
            phone_keys(record.phone, record.phone2, country=country),
            email_keys(record.email, record.email2),
            record.outlet,
        )
    read = [words_of_outlet(text) for text in (record.name, record.other_name)]
    host = host_of(record.website)
    media = frozenset().union(*(media for media, _ in read)) or frozenset([record.medium] if record.medium else [])
    return Entry(
        record.id,
        tuple(dict.fromkeys(words[:MOST_WORDS] for _, words in read if words)),
        phone_keys(record.phone, country=country),
        email_keys(record.email) | frozenset([host] if host else []),
        media=media,
        is_outlet=True,
    )


def find_twins(
    entries: Sequence[Entry],
    apart: Iterable[tuple[int, int]] = (),
    *,
    only: frozenset[int] | None = None,
    advance: Advance | None = None,
) -> list[Twin]:
    """The pairs that may be one, the surest first; pairs ``apart`` (ids, in any order) are left out.

    ``only`` asks for the pairs in which at least one of these ids stands: new rows against a list and one another.
    ``advance`` is told how far the work is, 0 to 1; what it raises ends the work.
    """
    search = _Search(entries, only)
    kept_apart = {(min(pair), max(pair)) for pair in apart}
    found = []
    for (one, other), evidence in search.judged(advance or _unheard).items():
        first, second = sorted((entries[one].id, entries[other].id))
        if evidence.score >= LEAST and (first, second) not in kept_apart:
            found.append(Twin(first, second, round(evidence.score, 3), evidence.why()))
    return _worth_a_look(sorted(found, key=lambda twin: (-twin.score, twin.first, twin.second)))


def _worth_a_look(twins: Sequence[Twin]) -> list[Twin]:
    """As many of the pairs, the surest first, as keep the wrong ones among them few (by their own scores)."""
    right = wrong = 0.0
    for number, twin in enumerate(twins):
        right, wrong = right + twin.score, wrong + 1 - twin.score
        if twin.score < SURE_ENOUGH and wrong > SURPLUS * right:
            return list(twins[:number])
    return list(twins)


def _unheard(_share: float) -> None:
    """Nobody asked how far it is."""


class _Search:
    """One run over a list: candidates by number, address and name, then the judgement of each."""

    def __init__(self, entries: Sequence[Entry], only: frozenset[int] | None) -> None:
        self.entries = [_with_glued(entry, known) for known in [_skeletons(entries)] for entry in entries]
        self.asked = None if only is None else {at for at, entry in enumerate(entries) if entry.id in only}
        self.names = NameCounts([entry.names for entry in self.entries])
        self.places: dict[int, set[int]] = defaultdict(set)
        self.shared: dict[str, list[int]] = defaultdict(list)
        for at, entry in enumerate(self.entries):
            if entry.place:
                self.places[entry.place].add(at)
            for key in entry.phones | entry.emails:
                self.shared[key].append(at)
        self.weighing = Weighing(
            self.names,
            {key: len(held) for key, held in self.shared.items()},
            {place: len(held) for place, held in self.places.items()},
        )

    def judged(self, advance: Advance) -> dict[tuple[int, int], Evidence]:
        """Every candidate pair with its evidence."""
        found = {pair: self._weighed(pair) for pair in self._by_contact()}
        self._judge_strangers(found)
        everyone = range(len(self.entries)) if self.asked is None else sorted(self.asked)
        for number, at in enumerate(everyone):
            if number % 500 == 0:
                advance(number / len(everyone))
            for pair in self._by_name(at):
                if pair not in found:
                    found[pair] = self._weighed(pair)
        return found

    def _weighed(self, pair: tuple[int, int]) -> Evidence:
        return weigh(self.entries[pair[0]], self.entries[pair[1]], self.weighing)

    def _by_contact(self) -> Iterator[tuple[int, int]]:
        for held in self.shared.values():
            if len(held) > CROWD * 20:  # the switchboard of a big house: names decide
                continue
            for one, other in combinations(held, 2):
                if self.asked is None or one in self.asked or other in self.asked:
                    yield one, other

    def _judge_strangers(self, found: dict[tuple[int, int], Evidence]) -> None:
        """Offer those who share a number but no name, unless sharing numbers is usual in this list."""
        shared = [evidence for evidence in found.values() if evidence.contact and evidence.crowd <= CROWD]
        strangers = [evidence for evidence in shared if not evidence.matched]
        if len(strangers) > (len(shared) - len(strangers)) / 4 + 3:
            return
        for evidence in strangers:
            evidence.score = max(evidence.score, ALONE)

    def _by_name(self, at: int) -> Iterator[tuple[int, int]]:
        entry = self.entries[at]
        for other in {other for words in entry.names for other in self._namesakes(words, entry)}:
            if other != at and (self.asked is None or other not in self.asked or other > at):
                yield (at, other) if at < other else (other, at)

    def _namesakes(self, words: Sequence[str], entry: Entry) -> set[int]:
        """Those who bear two words of a name, or its only one; of very common names only those of the same house."""
        names = self.names
        house = self.places.get(entry.place, set()) if self.weighing.is_too_common(words) else None
        if house is not None and len(house) < 2:
            return set()
        if len(words) == 1:
            return _within(house, names.bearers(words[0], SAME))
        found: set[int] = set()
        for first, second in combinations(words, 2):
            found |= _within(house, names.bearers(first)) & names.bearers(second)
        return found


def _within(house: set[int] | None, bearers: set[int]) -> set[int]:
    """Those of a house, or all where none is asked for."""
    return bearers if house is None else house & bearers


def _skeletons(entries: Sequence[Entry]) -> set[str]:
    return {skeleton(word) for entry in entries for words in entry.names for word in words}


def _with_glued(entry: Entry, known: set[str]) -> Entry:
    """The entry with two words of a name also read as one where the list knows it: Fatima Zohra, Fatimazohra."""
    more = []
    for words in entry.names:
        for spot in range(len(words) - 1):
            glued = words[spot] + words[spot + 1]
            if skeleton(glued) in known:
                more.append((*words[:spot], glued, *words[spot + 2 :]))
    if not more:
        return entry
    names = tuple(dict.fromkeys((*entry.names, *more)))
    return Entry(entry.id, names, entry.phones, entry.emails, entry.place, entry.media, entry.is_outlet)
