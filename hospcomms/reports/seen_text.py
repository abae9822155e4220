"""The text of a page as it is seen, from left to right, so that what the officer reads on it is found.

PDFium puts the letters of a line into an order of its own guess, which tears amounts apart on Arabic pages
(«310 000,00» becomes «000,00 310»). Here the letters are put where they stand, and the words that are looked
for are put in the order in which they would be drawn.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from hospcomms.domain.folding import fold
from hospcomms.reports.bidi import visual_order

Box = tuple[float, float, float, float]
"""Left, bottom, right and top edge in points from the lower left corner of the page."""

SAME_LINE = 1.0
"""Letters whose base lines are nearer than this, in points, stand on one line."""

BLANK, GULF = 0.08, 1.0
"""A gap from this share of the height of the letters is a blank; from the second one it is the way to another cell."""

_SAME = str.maketrans({**dict.fromkeys("()[]{}", "("), **dict.fromkeys('«»"“”„', "'"), "٪": "%", "−": "-"})
_GROUP = re.compile(r"(?<=\d)[ ,٬](?=\d{3}(?!\d))")
_BEFORE_PERCENT = re.compile(r"(?<=\d) (?=%)")
_POINT = re.compile(r"(?<=\d)[,٫](?=\d)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_NUMBERS = re.compile(r"\d[\d .,/:%-]*[\d%]")
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
GROUP = 3
"""Digits that stand together on a page whatever separates thousands."""

_FAR = "\x1f"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter on a page: its number there, its box, and the height of its base line."""

    character: str
    number: int
    box: Box
    base: float


@dataclass(slots=True)
class _Piece:
    """Neighbouring letters of one direction on one line, in reading order."""

    rtl: bool
    letters: list[Letter] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(letter.box[0] for letter in self.letters)

    @property
    def right(self) -> float:
        return max(letter.box[2] for letter in self.letters)


@dataclass(frozen=True, slots=True)
class SeenText:
    """Folded text of a page, line by line, each from left to right; ``owners`` number the letter of each character."""

    folded: str
    owners: Sequence[int]

    def places(self, forms: Iterable[str]) -> list[tuple[int, ...]]:
        """The numbers of the letters at each place where one of the forms stands; each letter at most once."""
        found: list[tuple[int, ...]] = []
        taken: set[int] = set()
        for form in forms:
            start = self.folded.find(form)
            while start >= 0:
                end = start + len(form)
                place = tuple(number for number in self.owners[start:end] if number >= 0)
                if place and taken.isdisjoint(place):
                    taken.update(place)
                    found.append(place)
                start = self.folded.find(form, end)
        return found


def may_hold(folded: str, wanted: str) -> bool:
    """Whether a page with this folded text, in any order, may hold these folded words: a quick look beforehand.

    Amounts may be written without the blanks that group their digits on the page, so that only short numbers count.
    """
    tokens = _TOKEN.findall(wanted)
    return all(token in folded for token in tokens if len(token) <= GROUP or not token.isdigit())


def seen_text(letters: Iterable[Letter]) -> SeenText:
    """The letters of a page in the order in which they are seen."""
    text: list[str] = []
    owners: list[int] = []
    pieces = sorted(_pieces(letters), key=lambda piece: -piece.letters[0].base)
    for line in _lines(pieces):
        for character, owner in _plain_numbers(*_line(line)):
            text.append(character)
            owners.append(owner)
        text.append("\n")
        owners.append(-1)
    return SeenText("".join(text), owners)


def seen_forms(words: str) -> tuple[str, ...]:
    """How words may look on a page, from left to right and folded; none for words that fold to nothing."""
    plain = " ".join(words.split()).translate(_SAME)
    if not fold(plain).strip():
        return ()
    found: dict[str, None] = {}
    for spelled in (_joined(plain), _BETWEEN_DIGITS.sub("", plain)):
        even = _POINT.sub(".", _joined(spelled))
        for digits in (_WESTERN, _EASTERN):
            turned = even.translate(digits)
            for one in (turned, _NUMBERS.sub(lambda number: f"\u2066{number[0]}\u2069", turned)):
                for rtl in (True, False):
                    found[_as_seen(one, rtl=rtl)] = None
    return tuple(found)


def _joined(text: str) -> str:
    """Without what only groups digits, and without the blank before a percent sign."""
    return _BEFORE_PERCENT.sub("", _GROUP.sub("", text))


def _as_seen(text: str, *, rtl: bool) -> str:
    """The text from left to right, each stretch folded in its reading order."""
    shown: list[str] = []
    for backwards, run in groupby(visual_order(text, rtl), key=lambda pair: pair[1]):
        places = [place for place, _ in run]
        part = fold("".join(text[place] for place in (reversed(places) if backwards else places)))
        shown.append(part[::-1] if backwards else part)
    return "".join(shown)


def _pieces(letters: Iterable[Letter]) -> Iterator[_Piece]:
    """The letters cut where direction, line or neighbourhood changes; blanks left out."""
    piece: _Piece | None = None
    for letter in letters:
        kind = unicodedata.bidirectional(letter.character)
        if letter.character.isspace() or not letter.character.isprintable():
            piece = None
            continue
        if unicodedata.combining(letter.character):
            continue
        rtl, strong = kind in ("R", "AL"), kind in ("R", "AL", "L", "EN", "AN")
        if piece is not None and strong and piece.rtl == rtl and _follows(piece.letters[-1], letter):
            piece.letters.append(letter)
            continue
        opened = _Piece(rtl, [letter])
        yield opened
        piece = opened if strong else None


def _follows(last: Letter, letter: Letter) -> bool:
    return abs(last.base - letter.base) < SAME_LINE


def _lines(pieces: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces line by line; they come from the upper to the lower ones."""
    line: list[_Piece] = []
    for piece in pieces:
        if line and line[0].letters[0].base - piece.letters[0].base >= SAME_LINE:
            yield line
            line = []
        line.append(piece)
    if line:
        yield line


def _line(pieces: list[_Piece]) -> tuple[str, list[int]]:
    """One line from left to right, with blanks where there are gaps."""
    text: list[str] = []
    owners: list[int] = []
    before: float | None = None
    for piece in sorted(pieces, key=lambda one: one.left):
        height = piece.letters[0].box[3] - piece.letters[0].box[1]
        gap = 0.0 if before is None else piece.left - before
        if gap > BLANK * height:
            text.append(_FAR if gap > GULF * height else " ")
            owners.append(-1)
        before = piece.right
        word = "".join(letter.character for letter in piece.letters).translate(_SAME)
        folded = folded_letters(word)
        for character, place in reversed(folded) if piece.rtl else folded:
            text.append(character)
            owners.append(piece.letters[place].number)
    return "".join(text), owners


def folded_letters(word: str) -> list[tuple[str, int]]:
    """One word folded, each character with the place of the letter that brought it."""
    whole = fold(word).replace(" ", "")
    if len(whole) == len(word):
        return list(zip(whole, range(len(word)), strict=True))
    owners: list[int] = []
    for place in range(len(word)):
        reached = len(fold(word[: place + 1]).replace(" ", ""))
        owners.extend([place] * (reached - len(owners)))
    owners += [len(word) - 1] * (len(whole) - len(owners))
    return list(zip(whole, owners, strict=False))


def _plain_numbers(text: str, owners: Sequence[int]) -> Iterator[tuple[str, int]]:
    """The line without what only groups digits, with a full stop before decimals."""
    left_out = {found.start() for rule in (_GROUP, _BEFORE_PERCENT) for found in rule.finditer(text)}
    points = {found.start() for found in _POINT.finditer(text)}
    for place, (character, owner) in enumerate(zip(text, owners, strict=True)):
        if place not in left_out:
            shown = "." if place in points else character
            yield (" " if shown == _FAR else shown), owner
