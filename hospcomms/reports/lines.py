"""One paragraph with its order and looks, and how it breaks into lines: in reading order, never in visual
order.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hospcomms.reports.bidi import UNDRAWN, ranks
from hospcomms.reports.cleaning import clean
from hospcomms.reports.fonts import Face, Fonts
from hospcomms.reports.glyphs import BLANKS, Glyph
from hospcomms.reports.shaping import Shaper, is_mark

INK = "#1C2226"
CONTEXT = 3
"""Characters on both sides of a run that the shaper sees, so that joins and kerning cross the edges of
runs.
"""

ENDLESS = 500
"""A word of more characters fits on no line; measuring it whole before every cut would take minutes."""

_SOFT_HYPHEN = "\u00ad"
_WORD = re.compile("[^ \u2009\u200a\u3000]+")
_URL_BREAKS = "/?&=._-@,;:"
_HYPHENS = "-\u2010\u2013"


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text looks: weight, colour #RRGGBB, size in points."""

    size: float = 10.5
    bold: bool = False
    colour: str = INK


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one look."""

    text: str
    look: Look


@dataclass(slots=True)
class Run:
    """Neighbouring characters [start, end) of one direction, face and look."""

    start: int
    end: int
    rtl: bool
    face: Face
    look: Look


Line = tuple[int, int]
"""A line as the characters [start, end) of its passage, without the blanks around it."""


class Passage:
    """A paragraph ready to be measured, broken and drawn. Widths are points."""

    def __init__(self, stretches: Sequence[Stretch], fonts: Fonts, shaper: Shaper, rtl: bool) -> None:
        self.shaper, self.rtl = shaper, rtl
        self.text = ""
        self.looks: list[Look] = []
        for stretch in stretches:
            prepared = shaper.prepare(clean(stretch.text))
            self.text += prepared
            self.looks += [stretch.look] * len(prepared)
        self._rank, self._odd = ranks(self.text, rtl)
        self._faces = _faces(self.text, self.looks, fonts)
        self._segment = self._number_segments()
        self._widths: dict[Line, float] = {}
        first = self.looks[0] if self.looks else Look()
        self.hyphen = fonts.for_character("-", first.bold), first

    def runs(self, start: int, end: int) -> list[Run]:
        """The runs of [start, end) from left to right."""
        found: list[Run] = []
        for first, last in sorted(self._segments(start, end), key=lambda piece: self._rank[piece[0]]):
            before = found[-1] if found else None
            if before and self._continues(before, first, last):
                before.start, before.end = min(before.start, first), max(before.end, last)
            else:
                found.append(Run(first, last, self._odd[first], self._faces[first], self.looks[first]))
        return found

    def _segments(self, start: int, end: int) -> list[Line]:
        """[start, end) cut where direction, face, look or the order of the paragraph change."""
        if start >= end or self._segment[start] == self._segment[end - 1]:
            return [(start, end)] if start < end else []
        cuts = [index for index in range(start + 1, end) if self._segment[index] != self._segment[index - 1]]
        return list(zip([start, *cuts], [*cuts, end], strict=True))

    def _continues(self, run: Run, first: int, last: int) -> bool:
        """Whether the characters come next in the run, in the run's own direction."""
        is_next = last == run.start if run.rtl else first == run.end
        return is_next and self._kind(first) == (run.rtl, run.face, run.look)

    def _kind(self, index: int) -> tuple[bool, Face, Look]:
        """Direction, face and look of a character: what neighbours share in a run."""
        return self._odd[index], self._faces[index], self.looks[index]

    def _number_segments(self) -> list[int]:
        """For each character the number of the segment it belongs to, counted in reading order."""
        numbers: list[int] = []
        for index in range(len(self.text)):
            step = -1 if self._odd[index] else 1
            joins = index > 0 and self._rank[index] - self._rank[index - 1] == step
            if joins and self._kind(index) == self._kind(index - 1):
                numbers.append(numbers[-1])
            else:
                numbers.append(numbers[-1] + 1 if numbers else 0)
        return numbers

    def glyphs(self, run: Run) -> list[Glyph]:
        """The glyphs of a run from left to right."""
        return self.shaper.glyphs(run.face, *self._around(run))

    def _around(self, run: Run) -> tuple[str, bool, str, str]:
        """What the shaper is given: the run's text, direction and neighbours."""
        before = self.text[max(0, run.start - CONTEXT) : run.start]
        return self.text[run.start : run.end], run.rtl, before, self.text[run.end : run.end + CONTEXT]

    def width(self, start: int, end: int) -> float:
        """Width of [start, end) on one line."""
        if (start, end) not in self._widths:
            self._widths[start, end] = sum(
                self.shaper.width(run.face, *self._around(run)) * run.look.size / 1000 for run in self.runs(start, end)
            )
        return self._widths[start, end]

    def hyphen_width(self) -> float:
        """Width of the hyphen printed where a word breaks at a soft hyphen."""
        face, look = self.hyphen
        return face.advance("-") * look.size / 1000

    def ends_with_hyphen(self, line: Line) -> bool:
        """Whether the line breaks at a soft hyphen, which is then printed."""
        return 0 < line[1] < len(self.text) and self.text[line[1] - 1] == _SOFT_HYPHEN

    def words(self) -> list[Line]:
        """The words, i.e. what stands between blanks that may break."""
        return [found.span() for found in _WORD.finditer(self.text)]

    def widest_word(self) -> float:
        """Width of the widest word: below it a column breaks words."""
        return max((self.width(*word) for word in self.words()), default=0.0)

    def lines(self, width: float) -> list[Line]:
        """The paragraph broken into lines no wider than `width`, as far as single letters allow."""
        return _Breaking(self, width).lines()


def _faces(text: str, looks: Sequence[Look], fonts: Fonts) -> list[Face]:
    """The face of every character; marks and blanks stay with their letter's face when it has them."""
    found: list[Face] = []
    current: Face | None = None
    for character, look in zip(text, looks, strict=True):
        own = fonts.for_character(character, look.bold) if character not in UNDRAWN else None
        drifting = own is None or is_mark(character) or character in BLANKS
        if current is not None and found and drifting and looks[len(found) - 1].bold == look.bold:
            stays = own is None or current.has(character) or character in BLANKS
            found.append(current if stays else own or current)
            continue
        current = own or fonts.for_character(" ", look.bold)
        found.append(current)
    return found


class _Breaking:
    """One greedy pass over the words of a passage; the line under construction holds [start, end)."""

    def __init__(self, passage: Passage, width: float) -> None:
        self._passage, self._width = passage, width
        self._lines: list[Line] = []
        self._start = self._end = -1
        self._used = 0.0
        self._waiting = passage.words()[::-1]

    def lines(self) -> list[Line]:
        """All lines; an empty paragraph is one empty line."""
        while self._waiting:
            self._place(*self._waiting.pop())
        self._close()
        return self._lines or [(0, 0)]

    def _place(self, start: int, end: int) -> None:
        """Put one word on the line, on the next one, or cut it."""
        width = self._passage.width(start, end) if end - start <= ENDLESS else math.inf
        gap = self._passage.width(self._end, start) if self._is_open else 0.0
        if self._used + gap + width <= self._width + 0.01:
            self._start = self._start if self._is_open else start
            self._end, self._used = end, self._used + gap + width
            return
        cut = self._cut(start, end, self._used + gap, may_wait=self._is_open and width <= self._width)
        if cut:
            self._lines.append((self._start if self._is_open else start, cut))
            self._reset()
            self._waiting.append((cut, end))
        elif self._is_open:
            self._close()
            self._waiting.append((start, end))
        else:  # not even one letter fits: one is forced
            forced = next(_breaks(self._passage.text, start, end, 2), end)
            self._lines.append((start, forced))
            if forced < end:
                self._waiting.append((forced, end))

    def _cut(self, start: int, end: int, used: float, *, may_wait: bool) -> int:
        """The last place where the word may be cut so that its head still fits, 0 if none.

        Gentle places first; a word that fits on a line of its own is cut only at hyphens.
        """
        room = self._width - used
        for roughness in range(1 if may_wait else 3):
            places = list(_breaks(self._passage.text, start, min(end, start + ENDLESS), roughness))
            # heads grow with their place, so the last one that fits is found by halving
            fitting = bisect_left(places, True, key=lambda place: self._head_width(start, place) > room)
            if fitting:
                return places[fitting - 1]
        return 0

    def _head_width(self, start: int, place: int) -> float:
        """Width of the part of a word before a cut, with the hyphen it would need."""
        needs_hyphen = self._passage.text[place - 1] == _SOFT_HYPHEN
        return self._passage.width(start, place) + (self._passage.hyphen_width() if needs_hyphen else 0.0)

    @property
    def _is_open(self) -> bool:
        return self._start >= 0

    def _close(self) -> None:
        """End the line, if it holds anything."""
        if self._is_open:
            self._lines.append((self._start, self._end))
        self._reset()

    def _reset(self) -> None:
        self._start = self._end = -1
        self._used = 0.0


def _breaks(text: str, start: int, end: int, roughness: int) -> Iterator[int]:
    """Places inside a word where a line may end: 0 hyphens, 1 also the signs of an address, 2 before any
    letter.
    """
    for place in range(start + 1, end):
        before, after = text[place - 1], text[place]
        is_hyphen = before in _HYPHENS and after.isalpha() and place - start > 1
        gentle = before in (_SOFT_HYPHEN, "\u200b") or is_hyphen
        address = roughness >= 1 and before in _URL_BREAKS
        anywhere = roughness >= 2 and not is_mark(after) and after not in UNDRAWN
        if gentle or address or anywhere:
            yield place
