"""One paragraph with its order and looks, and how it breaks into lines: in reading order, never in visual
order.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from hospcomms.reports.bidi import UNDRAWN, Course, courses
from hospcomms.reports.cleaning import clean
from hospcomms.reports.fonts import Face, Fonts
from hospcomms.reports.glyphs import BLANKS, Lettering
from hospcomms.reports.shaping import Shaper, is_mark, lettering

INK = "#1C2226"
CONTEXT = 3
"""Characters on both sides of a run that the shaper sees, so that joins and kerning cross the edges of
runs.
"""

ENDLESS = 500
"""A word of more characters fits on no line; measuring it whole before every cut would take minutes."""

_SOFT_HYPHEN = "\u00ad"
_BREAKING = " \u2009\u200a\u3000"
_WORD = re.compile(f"[^{_BREAKING}]+")
_URL_BREAKS = "/?&=._-@,;:"
_HYPHENS = "-\u2010\u2013"


@dataclass(frozen=True, slots=True)
class Look:
    """How a stretch of text looks: weight, colour #RRGGBB, size and rise over the line in points."""

    size: float = 10.5
    bold: bool = False
    colour: str = INK
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text of one look."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring characters [start, end) of one direction, face and look; `place` is the rank of the leftmost."""

    start: int
    end: int
    rtl: bool
    face: Face
    look: Look
    place: int


class Part(NamedTuple):
    """A word, a blank or a piece of them, of one span: its letters, its width in points, the rank of its
    leftmost character.
    """

    start: int
    end: int
    span: Span
    lettering: Lettering
    width: float
    rank: int
    is_blank: bool


Line = tuple[int, int]
"""A line as the characters [start, end) of its passage, without the blanks around it."""


class Passage:
    """A paragraph ready to be measured, broken and drawn. Widths are points."""

    def __init__(self, stretches: Sequence[Stretch], fonts: Fonts, shaper: Shaper, rtl: bool) -> None:
        self.shaper, self.rtl, self.fonts = shaper, rtl, fonts
        prepared = [(shaper.prepare(clean(stretch.text)), stretch.look) for stretch in stretches]
        self.text = "".join([text for text, _ in prepared])
        self.spans = list(_spans(prepared, courses(self.text, rtl), fonts))
        self.is_even = len(self.spans) == 1
        self.words: list[Line] = [found.span() for found in _WORD.finditer(self.text)]
        self._starts = [span.start for span in self.spans]
        self._parts: dict[Line, tuple[Part, ...]] = {}
        self.look = next((look for text, look in prepared if text), Look())
        self.hyphen = fonts.for_character("-", self.look.bold), self.look

    def parts(self, start: int, end: int) -> tuple[Part, ...]:
        """The parts of a word, of a piece of one, or of the blanks between two, in reading order."""
        found = self._parts.get((start, end))
        if found is None:
            found = self._parts[start, end] = tuple(self._cut(start, end))
        return found

    def _cut(self, start: int, end: int) -> Iterator[Part]:
        """[start, end) cut where direction, face or look change, and shaped."""
        text, length = self.text, len(self.text)
        index = bisect_right(self._starts, start) - 1
        while start < end:
            span = self.spans[index]
            stop = min(end, span.end)
            before = "" if not start or text[start - 1] in _BREAKING else text[max(0, start - CONTEXT) : start]
            after = "" if stop == length or text[stop] in _BREAKING else text[stop : stop + CONTEXT]
            letters = lettering(self.shaper, span.face, text[start:stop], span.rtl, before, after)
            rank = span.place + (span.end - stop if span.rtl else start - span.start)
            width = letters.width * span.look.size / 1000
            yield Part(start, stop, span, letters, width, rank, text[start] in _BREAKING)
            start, index = stop, index + 1

    def line_parts(self, line: Line) -> list[Part]:
        """The words and blanks of a line in reading order."""
        found: list[Part] = []
        at, end = line
        for word in _WORD.finditer(self.text, at, end):
            start, stop = word.span()
            if start > at:
                found += self.parts(at, start)
            found += self.parts(start, stop)
            at = stop
        return found

    def width(self, start: int, end: int) -> float:
        """Width of [start, end) on one line."""
        return sum([part.width for part in self.line_parts((start, end))])

    def word_width(self, start: int, end: int) -> float:
        """Width of a word, of a piece of one, or of the blanks between two."""
        return sum([part.width for part in self.parts(start, end)])

    def natural_width(self) -> float:
        """Width of the whole paragraph on one line."""
        return self.width(self.words[0][0], self.words[-1][1]) if self.words else 0.0

    def hyphen_width(self) -> float:
        """Width of the hyphen printed where a word breaks at a soft hyphen."""
        face, look = self.hyphen
        return face.advance("-") * look.size / 1000

    def ends_with_hyphen(self, line: Line) -> bool:
        """Whether the line breaks at a soft hyphen, which is then printed."""
        return 0 < line[1] < len(self.text) and self.text[line[1] - 1] == _SOFT_HYPHEN

    def widest_word(self) -> float:
        """Width of the widest word: below it a column breaks words."""
        return max([self.word_width(*word) for word in self.words], default=0.0)

    def lines(self, width: float) -> list[Line]:
        """The paragraph broken into lines no wider than `width`, as far as single letters allow."""
        return _Breaking(self, width).lines()


def _spans(prepared: Sequence[tuple[str, Look]], turned: Sequence[Course], fonts: Fonts) -> Iterator[Span]:
    """The paragraph cut where its direction, its face or its look change."""
    kinds = list(_kinds(prepared, fonts))
    place = 0
    for course in turned:
        start = course.start
        while start < course.end:
            while kinds[place][0] <= start:
                place += 1
            stop, face, look = kinds[place]
            end = min(stop, course.end)
            yield Span(start, end, course.rtl, face, look, course.rank(start, end))
            start = end


def _kinds(prepared: Sequence[tuple[str, Look]], fonts: Fonts) -> Iterator[tuple[int, Face, Look]]:
    """(end, face, look) of the stretches of one face and look."""
    at = 0
    for text, look in prepared:
        if fonts.is_even(text, look.bold):
            at += len(text)
            yield at, fonts.main(look.bold), look
            continue
        for face, group in groupby(_faces(text, look.bold, fonts)):
            at += len(list(group))
            yield at, face, look


def _faces(text: str, bold: bool, fonts: Fonts) -> list[Face]:
    """The face of every character; marks and blanks stay with their letter's face when it has them."""
    found: list[Face] = []
    current: Face | None = None
    for character in text:
        own = fonts.for_character(character, bold) if character not in UNDRAWN else None
        if current is not None and (own is None or is_mark(character) or character in BLANKS):
            stays = own is None or current.has(character) or character in BLANKS
            found.append(current if stays else own or current)
            continue
        current = own or fonts.main(bold)
        found.append(current)
    return found


class _Breaking:
    """One greedy pass over the words of a passage; the line under construction holds [start, end)."""

    def __init__(self, passage: Passage, width: float) -> None:
        self._passage, self._width = passage, width
        self._lines: list[Line] = []
        self._start = self._end = -1
        self._used = 0.0
        self._waiting: list[Line] = []

    def lines(self) -> list[Line]:
        """All lines; an empty paragraph is one empty line."""
        measured = self._passage.word_width
        room = self._width + 0.01
        for start, end in self._passage.words:
            width = measured(start, end) if end - start <= ENDLESS else math.inf
            if self._start < 0:
                if width <= room:
                    self._start, self._end, self._used = start, end, width
                    continue
            else:
                needed = self._used + measured(self._end, start) + width
                if needed <= room:
                    self._end, self._used = end, needed
                    continue
            self._force(start, end)
        self._close()
        return self._lines or [(0, 0)]

    def _force(self, start: int, end: int) -> None:
        """Put a word that does not fit on the next line, or cut it."""
        self._waiting.append((start, end))
        while self._waiting:
            self._place(*self._waiting.pop())

    def _place(self, start: int, end: int) -> None:
        """Put one word on the line, on the next one, or cut it."""
        width = self._passage.word_width(start, end) if end - start <= ENDLESS else math.inf
        gap = self._passage.word_width(self._end, start) if self._is_open else 0.0
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
        return self._passage.word_width(start, place) + (self._passage.hyphen_width() if needs_hyphen else 0.0)

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
