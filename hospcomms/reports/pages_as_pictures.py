"""The pages of a PDF file as pictures and as text to search in; the one place that knows pypdfium2.

PDFium is not made for threads: every call holds one lock, so pages may be painted in the background while
another preview is open.
"""

from __future__ import annotations

import ctypes
import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pypdfium2 import raw

from hospcomms.domain.folding import fold
from hospcomms.reports.seen_text import Letter, SeenText, folded_letters, may_hold, seen_forms, seen_text

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
        self._seen: dict[int, SeenText] = {}

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
        """Where ``words`` stand, whatever their spelling: vowels, hamza, case, digits and line ends make no difference.

        Looked for as they are seen on one line, and then in the order of the text, over the ends of lines.
        """
        wanted, forms = " ".join(fold(words.translate(_QUOTES)).split()), seen_forms(words)
        hits: list[Hit] = []
        for page in range(self.count if wanted else 0):
            text = self._read(page)
            found = self._look(page).places(forms) if may_hold(text.folded, wanted) else []
            taken = {letter for place in found for letter in place}
            more = [tuple(range(first, last + 1)) for first, last in _spans(text, wanted)]
            found += [place for place in more if taken.isdisjoint(place)]
            marked = [Hit(page, places) for places in self._places(page, found) if places] if found else []
            # The foot is written into the file before the text: what stands higher comes first.
            hits += sorted(marked, key=lambda hit: hit.places[0].top)
        return hits

    def _read(self, page: int) -> _Searchable:
        """The text of a page to search in, kept for the next search."""
        if page not in self._texts:
            self._texts[page] = _searchable(self.text(page))
        return self._texts[page]

    def _look(self, page: int) -> SeenText:
        """The text of a page as it is seen, kept for the next search; it takes ten times as long as its text."""
        if page not in self._seen:
            self._seen[page] = seen_text(self._letters(page))
        return self._seen[page]

    def _letters(self, page: int) -> list[Letter]:
        """Every letter of a page where it stands; none when the pages were closed meanwhile."""
        with _PDFIUM:
            if self._document is None:
                return []
            opened = self._document[page]
            words = opened.get_textpage()
            found = [_letter(words, number) for number in range(words.count_chars())]
            words.close()
            opened.close()
        return found

    def _places(self, page: int, found: Sequence[Sequence[int]]) -> list[tuple[Rectangle, ...]]:
        """The rectangles of the letters with these numbers."""
        with _PDFIUM:
            if self._document is None:
                return []
            opened = self._document[page]
            words = opened.get_textpage()
            height = self.sizes[page][1]
            marked = [_lines([words.get_charbox(letter, loose=True) for letter in place], height) for place in found]
            words.close()
            opened.close()
        return marked

    def close(self) -> None:
        """Let the file go; waits for the page being painted."""
        with _PDFIUM:
            if self._document is not None:
                self._document.close()
            self._document = None


def only(content: bytes, wanted: Sequence[int]) -> bytes:
    """A PDF file with only some pages of another, from 0; the file itself when these are all of them."""
    with _PDFIUM:
        whole = pypdfium2.PdfDocument(content)
        if list(wanted) == list(range(len(whole))):
            whole.close()
            return content
        part, written = pypdfium2.PdfDocument.new(), io.BytesIO()
        part.import_pages(whole, list(wanted))
        part.save(written)
        part.close()
        whole.close()
    return written.getvalue()


def _letter(words: Any, number: int) -> Letter:
    """One letter of a text page of PDFium."""
    across, up = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(words.raw, number, across, up)
    code = raw.FPDFText_GetUnicode(words.raw, number)
    return Letter(chr(code) if code < 0x110000 else "", number, words.get_charbox(number, loose=True), up.value)


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
            for character, letter in folded_letters(text[start:place].translate(_QUOTES)):
                folded.append(character)
                owners.append(start + letter)
        start = place + 1
    return _Searchable("".join(folded), owners)


def _is_gap(text: str, place: int) -> bool:
    """True at a space between words; PDFium also sees one before a vowel mark that stands a little off."""
    after = text[place + 1 : place + 2]
    return text[place].isspace() and not (text[place] == " " and after and not fold(after) and not after.isspace())


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
