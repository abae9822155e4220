"""The Unicode bidirectional algorithm (UAX#9) for one paragraph: which character stands where, and which
is mirrored.

The order is worked out once per paragraph. The relative order of two characters depends only on the
lowest level between them, so the order inside any line is the paragraph's order restricted to that line:
no second pass is needed, and a line that begins with digits keeps the letters before them in mind, as the
standard asks.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from bidi import get_display

LONGEST = 30_000
"""Longest paragraph, in characters, whose order can be worked out; longer text is cut beforehand."""

_PAIRS = ("()", "[]", "{}", "<>", "«»", "‹›", "≤≥", "≪≫", "⟨⟩")
MIRRORED = {pair[side]: pair[1 - side] for pair in _PAIRS for side in (0, 1)}
"""Characters drawn as their mirror image at right-to-left levels (rule L4)."""

UNDRAWN = frozenset("\u00ad\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")
"""Characters that order or break the text but are never drawn; joiners stay, because shaping needs them."""

_TRAILING = frozenset({"WS", "BN", "LRE", "RLE", "LRO", "RLO", "PDF", "FSI", "LRI", "RLI", "PDI"})

# python-bidi returns the ordered string only. The order itself is smuggled out in characters that the
# algorithm skips: three Unicode tag characters after each character spell its index; after the last one
# stands a variation selector, because trailing skipped characters are moved (rule L1). A tag that comes
# out before its character tells that the character is at an odd level, i.e. right-to-left.
_FIRST, _SECOND, _THIRD = 0xE0020, 0xE0040, 0xE0060
_END = "\U000e01ef"
_TAGS = tuple(
    chr(_FIRST + (index >> 10)) + chr(_SECOND + (index >> 5 & 31)) + chr(_THIRD + (index & 31))
    for index in range(LONGEST)
)


def visual_order(text: str, rtl: bool) -> list[tuple[int, bool]]:
    """(index in `text`, is right-to-left) of every character, from the left edge to the right one.

    `rtl` is the base direction; it is given, never detected. ValueError for text longer than LONGEST.
    """
    if len(text) > LONGEST:
        raise ValueError(f"a paragraph of {len(text)} characters is too long to order")
    core = len(text)
    while core and unicodedata.bidirectional(text[core - 1]) in _TRAILING:
        core -= 1
    tail = [(index, rtl) for index in range(core, len(text))]
    order = _core_order(text[:core], rtl) if core else []
    return tail[::-1] + order if rtl else order + tail


def _core_order(text: str, rtl: bool) -> list[tuple[int, bool]]:
    """Visual order of a paragraph that ends with a visible character."""
    last = len(text) - 1
    tagged = "".join(character + tag for character, tag in zip(text[:last], _TAGS, strict=False))
    shown = str(get_display(tagged + text[last] + _END, base_dir="R" if rtl else "L"))
    order: list[tuple[int, bool]] = []
    place = 0
    while place < len(shown):
        if shown[place] == _END:
            order.append((last, True))
            place += 2
        elif _FIRST <= ord(shown[place]) < _THIRD + 32:
            order.append((_index(shown[place + 2], shown[place + 1], shown[place]), True))
            place += 4
        elif shown[place + 1] == _END:
            order.append((last, False))
            place += 2
        else:
            order.append((_index(shown[place + 1], shown[place + 2], shown[place + 3]), False))
            place += 4
    return order


def _index(first: str, second: str, third: str) -> int:
    """The index that three tag characters spell."""
    return (ord(first) - _FIRST) << 10 | (ord(second) - _SECOND) << 5 | (ord(third) - _THIRD)


def ranks(text: str, rtl: bool) -> tuple[list[int], list[bool]]:
    """For each character of `text` its place from the left edge, and whether it is right-to-left."""
    rank, odd = [0] * len(text), [False] * len(text)
    for place, (index, is_odd) in enumerate(visual_order(text, rtl)):
        rank[index], odd[index] = place, is_odd
    return rank, odd


@dataclass(frozen=True, slots=True)
class Course:
    """Neighbouring characters [start, end) that stand in one row; `place` is the rank of the leftmost."""

    start: int
    end: int
    rtl: bool
    place: int

    def rank(self, start: int, end: int) -> int:
        """Rank of the leftmost of the characters [start, end) of this course."""
        return self.place + (self.end - end if self.rtl else start - self.start)


# Most paragraphs need no algorithm: Latin text without Arabic, and Arabic text whose numbers stand between blanks
# or letters, or in isolates. What follows says exactly which ones; a test holds it against the algorithm.
_TURNING = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\u2068\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ARABIC = "\u0621-\u064a\u0671-\u06d3"
_STANDING = f"{_ARABIC}\u064b-\u0652\u0670 ،؛؟.,:;!?«»()\\[\\]“”‘’\"'…–—•·*|"
_APART = (
    "(?<![0-9.,:/،\u00a0\u202f\u2212\u2013+-])[0-9]+"
    "(?![0-9]|[.,:/،\u00a0\u202f+-][0-9]|[#$%¢-¥°±‰-‴€№\u2212+-]|[A-Za-z\u064b-\u0652\u0670])"
)
_SIMPLE = re.compile(f"(?:[{_STANDING}]++|{_APART}|\u2066[ -~\u00a0\u2212\u2013\u202f€°]*+\u2069)*+")
_FORWARD = re.compile("(?<=\u2066)[^\u2069]+|[0-9]+")


def courses(text: str, rtl: bool) -> list[Course]:
    """The paragraph cut where its order turns, in reading order; ValueError for text longer than LONGEST."""
    if len(text) > LONGEST:
        raise ValueError(f"a paragraph of {len(text)} characters is too long to order")
    if not text:
        return []
    if not rtl and not _TURNING.search(text):
        return [Course(0, len(text), False, 0)]
    if rtl and _SIMPLE.fullmatch(text):
        return _simple_courses(text)
    return _ordered_courses(*ranks(text, rtl))


def _simple_courses(text: str) -> list[Course]:
    """Right to left all along, but for numbers and isolates."""
    length, last = len(text), 0
    found: list[Course] = []
    for forward in _FORWARD.finditer(text):
        start, end = forward.span()
        if start > last:
            found.append(Course(last, start, True, length - start))
        found.append(Course(start, end, False, length - end))
        last = end
    if last < length:
        found.append(Course(last, length, True, 0))
    return found


def _ordered_courses(rank: list[int], odd: list[bool]) -> list[Course]:
    found: list[Course] = []
    start = 0
    for index in range(1, len(rank) + 1):
        if index < len(rank):
            step = -1 if odd[index] else 1
            if odd[index] == odd[index - 1] and rank[index] - rank[index - 1] == step:
                continue
        found.append(Course(start, index, odd[start], min(rank[start], rank[index - 1])))
        start = index
    return found


_RIGHT, _LEFT = (
    re.compile("[\u05d0-\u05ea\u0620-\u064a\u0671-\u06d3]"),
    re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6]"),
)


def own_direction(text: str, rtl: bool) -> bool:
    """Whether `text` runs from right to left. In an Arabic document all does that has an Arabic letter or none
    at all; in another what begins with an Arabic letter, so that an Arabic text with an acronym stays readable.

    Values in isolates have their own direction: a sentence that has no letters beside them runs as the document.
    """
    said = _outside(text)
    if said != text and not (_RIGHT.search(said) or _LEFT.search(said)):
        return rtl
    if rtl and _RIGHT.search(said):
        return True
    if not rtl and _RIGHT.search(said) is None and said.isascii():
        return False
    letters = [way for way in map(unicodedata.bidirectional, said) if way in ("R", "AL", "L")]
    return "R" in letters or "AL" in letters or not letters if rtl else letters[:1] in (["R"], ["AL"])


def _outside(text: str) -> str:
    """`text` without what stands in isolates."""
    before = ""
    while before != text:
        before, text = text, _ISOLATE.sub("", text)
    return text


_ISOLATE = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
