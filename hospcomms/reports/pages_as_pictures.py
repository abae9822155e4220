"""The pages of a PDF file as pictures and as text to search in; the one place that knows pypdfium2.

PDFium is not made for threads: every call holds one lock, so pages may be painted in the background while
another preview is open.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2

from hospcomms.domain.folding import fold

_PDFIUM = threading.Lock()
_QUOTES = str.maketrans(dict.fromkeys('«»"“”„', "'"))


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A painted page: ``pixels`` are rows of ``stride`` bytes, four bytes (red, green, blue, unused) a pixel."""

    width: int
    height: int
    stride: int
    pixels: bytes


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A place on a page in points, from its top left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found: the page, from 0, and the rectangles they cover, one for each line."""

    page: int
    places: tuple[Rectangle, ...]


@dataclass(frozen=True, slots=True)
class _Searchable:
    """The folded text of a page; ``owners`` holds for each folded letter the number of its letter on the page."""

    folded: str
    owners: Sequence[int]


class Pages:
    """The pages of a PDF file. Call ``close`` when they are not shown any more; then there is nothing to paint."""

    def __init__(self, content: bytes) -> None:
        with _PDFIUM:
            self._document: Any = pypdfium2.PdfDocument(content)
            number = len(self._document)
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                self._document.get_page_size(page) for page in range(number)
            )
        self._texts: dict[int, _Searchable] = {}

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self.sizes)

    def render(self, page: int, scale: float) -> PagePicture | None:
        """Page ``page`` (from 0) in ``scale`` pixels a point; None when the pages were closed meanwhile."""
        with _PDFIUM:
            if self._document is None:
                return None
            opened = self._document[page]
            bitmap = opened.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
            painted = PagePicture(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            opened.close()
        return painted

    def text(self, page: int) -> str:
        """The words of a page in reading order; "" when the pages were closed meanwhile."""
        with _PDFIUM:
            if self._document is None:
                return ""
            opened = self._document[page]
            words = opened.get_textpage()
            found = str(words.get_text_range())
            words.close()
            opened.close()
        return found

    def find(self, words: str) -> list[Hit]:
        """Where ``words`` stand, whatever their spelling: vowels, hamza, case and line ends make no difference."""
        wanted = " ".join(fold(words.translate(_QUOTES)).split())
        hits: list[Hit] = []
        for page in range(self.count if wanted else 0):
            if page not in self._texts:
                self._texts[page] = _searchable(self.text(page))
            spans = _spans(self._texts[page], wanted)
            found = [Hit(page, places) for places in self._places(page, spans) if places] if spans else []
            # The foot is written into the file before the text: what stands higher comes first.
            hits += sorted(found, key=lambda hit: hit.places[0].top)
        return hits

    def _places(self, page: int, spans: Sequence[tuple[int, int]]) -> list[tuple[Rectangle, ...]]:
        """The rectangles of some stretches of letters of a page."""
        with _PDFIUM:
            if self._document is None:
                return []
            opened = self._document[page]
            words = opened.get_textpage()
            height = self.sizes[page][1]
            found = [
                _lines([words.get_charbox(letter, loose=True) for letter in range(first, last + 1)], height)
                for first, last in spans
            ]
            words.close()
            opened.close()
        return found

    def close(self) -> None:
        """Let the file go; waits for the page being painted."""
        with _PDFIUM:
            if self._document is not None:
                self._document.close()
            self._document = None


def _spans(text: _Searchable, wanted: str) -> list[tuple[int, int]]:
    """The first and last letter of each place where the words stand."""
    found, start = [], text.folded.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        found.append((text.owners[start], text.owners[end - 1]))
        start = text.folded.find(wanted, end)
    return found


def _searchable(text: str) -> _Searchable:
    """A text folded word by word, with one space between the words."""
    folded: list[str] = []
    owners: list[int] = []
    start = 0
    for place in range(len(text) + 1):
        if place < len(text) and not _is_gap(text, place):
            continue
        if place > start:
            if folded:
                folded.append(" ")
                owners.append(start)
            _fold_word(text[start:place].translate(_QUOTES), start, folded, owners)
        start = place + 1
    return _Searchable("".join(folded), owners)


def _is_gap(text: str, place: int) -> bool:
    """True at a space between words; PDFium also sees one before a vowel mark that stands a little off."""
    after = text[place + 1 : place + 2]
    return text[place].isspace() and not (text[place] == " " and after and not fold(after) and not after.isspace())


def _fold_word(word: str, start: int, folded: list[str], owners: list[int]) -> None:
    """Fold one word; each folded letter belongs to the letter that brought it."""
    whole = fold(word).replace(" ", "")
    if len(whole) == len(word):
        owners.extend(range(start, start + len(word)))
    else:
        done = 0
        for letter in range(len(word)):
            reached = len(fold(word[: letter + 1]).replace(" ", ""))
            owners.extend([start + letter] * (reached - done))
            done = max(done, reached)
    folded.append(whole)


def _lines(boxes: Sequence[tuple[float, float, float, float]], height: float) -> tuple[Rectangle, ...]:
    """One rectangle for the letters of each line; boxes are left, bottom, right, top from the lower edge."""
    lines: list[list[float]] = []
    for left, bottom, right, top in boxes:
        if right - left <= 0 or top - bottom <= 0:
            continue
        last = lines[-1] if lines else None
        if last is not None and last[1] < (bottom + top) / 2 < last[3]:
            lines[-1] = [min(last[0], left), min(last[1], bottom), max(last[2], right), max(last[3], top)]
        else:
            lines.append([left, bottom, right, top])
    return tuple(Rectangle(line[0], height - line[3], line[2] - line[0], line[3] - line[1]) for line in lines)
