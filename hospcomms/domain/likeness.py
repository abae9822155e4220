"""How alike two words of names are, in one script or across two: 1 is the same, below ``NEAR`` is another word.

Words of one script are compared letter by letter as well as by their skeletons; words of two scripts only by their
skeletons, where a vowel the other script leaves out costs little. The distance is the usual one of insertions,
deletions, substitutions and swapped neighbours (Damerau 1964, in the form of "optimal string alignment"), weighted:
what spelling varies is cheap, another consonant costs 1.
"""

from __future__ import annotations

from functools import lru_cache

from hospcomms.domain.skeletons import is_arabic, skeleton

SAME, NEAR = 0.93, 0.72
"""From here on two words are one name spelt in two ways; from here on one may be a slip for the other."""
_ACROSS = {"w": 0.15, "y": 0.2, "e": 0.02, "v": 0.2, "h": 0.4, "a": 0.5, "A": 0.2, "L": 0.1, "Y": 0.5}
_LATIN = {"w": 0.35, "y": 0.35, "e": 0.02, "v": 0.4, "h": 0.4, "a": 0.6, "A": 0.2, "L": 0.1, "Y": 0.5}
_CHEAP = {
    "ah": 0.15, "aA": 0.0, "Ay": 0.0, "AY": 0.0, "yY": 0.0, "eY": 0.1, "vw": 0.15, "vy": 0.15, "ey": 0.08, "ew": 0.3,
    "ae": 0.3, "wy": 0.5,
    "gk": 0.2, "gj": 0.2, "jk": 0.4, "kx": 0.3, "hx": 0.4, "sz": 0.4, "dz": 0.35, "dt": 0.4, "st": 0.5, "cj": 0.5,
    "bf": 0.5, "Ll": 0.0, "lv": 0.3, "cs": 0.5, "ks": 0.3, "cx": 0.4, "gx": 0.4,
}  # fmt: skip
_ARABIC_LETTERS = {"ا": 0.4, "ء": 0.2, "ـ": 0.0}
_ARABIC_CHEAP = {
    "هة": 0.0, "ىي": 0.0, "اى": 0.2, "اه": 0.3, "اة": 0.3, "ظض": 0.3, "ذد": 0.3, "ثت": 0.3, "كق": 0.4, "قڨ": 0.2,
    "فڤ": 0.2, "گك": 0.3, "گق": 0.3, "يی": 0.0, "كک": 0.0, "سص": 0.4, "تط": 0.4, "غق": 0.4,
}  # fmt: skip
_SWAP = 0.8


def _both_ways(table: dict[str, float]) -> dict[str, float]:
    return {pair: cost for two, cost in table.items() for pair in (two, two[::-1])}


_SIGN_PAIRS, _LETTER_PAIRS = _both_ways(_CHEAP), _both_ways(_ARABIC_CHEAP)
_STRICT_PAIRS = _SIGN_PAIRS | _both_ways({"vw": 0.4, "vy": 0.4})


@lru_cache(500_000)
def alike(first: str, second: str) -> float:
    """How alike two plain words are, 0 to 1; the order does not matter."""
    if first == second:
        return 1.0
    if first > second:
        return alike(second, first)
    arabic = is_arabic(first), is_arabic(second)
    if arabic == (True, True):
        return _share(_without_article(first), _without_article(second), _ARABIC_LETTERS, _LETTER_PAIRS)
    one, other = skeleton(first), skeleton(second)
    if arabic == (False, False):
        return max(_share(one, other, _LATIN, _STRICT_PAIRS), _typed_alike(first, second))
    return _share(one, other, _ACROSS, _SIGN_PAIRS)


def _typed_alike(first: str, second: str) -> float:
    """Slips of the keyboard count letter by letter; they never make two names the same."""
    return min(_share(first, second, {}, {}), SAME - 0.01)


def _without_article(word: str) -> str:
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _share(one: str, other: str, missing: dict[str, float], pairs: dict[str, float]) -> float:
    """1 less the distance by the length; "e" has no length, as it is often not written."""
    longest = max(len(one) - one.count("e"), len(other) - other.count("e")) if missing else max(len(one), len(other))
    if not one or not other or abs(len(one) - len(other)) > 4:
        return 0.0
    return max(0.0, 1 - _distance(one, other, missing, pairs) / max(longest, 2))


def _distance(one: str, other: str, missing: dict[str, float], pairs: dict[str, float]) -> float:
    """The weighted distance; ``missing`` says what leaving a sign out costs, ``pairs`` what taking one for another."""
    before: list[float] = []
    row = [0.0]
    for sign in other:
        row.append(row[-1] + missing.get(sign, 1.0))
    for place, sign in enumerate(one):
        left_out = missing.get(sign, 1.0)
        last, before2, before = row, before, row
        row = [last[0] + left_out]
        for spot, against in enumerate(other):
            cost = 0.0 if sign == against else pairs.get(sign + against, 1.0)
            best = min(last[spot] + cost, last[spot + 1] + left_out, row[spot] + missing.get(against, 1.0))
            if place and spot and sign == other[spot - 1] and one[place - 1] == against and sign != against:
                best = min(best, before2[spot - 1] + _SWAP)
            row.append(best)
    return row[-1]
