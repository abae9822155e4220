"""A text cut into sentences and words that remember where they stand, so that a page can point to them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[.!?؟…;؛]+(?=\s|$)|\n+")
"""A line end ends a sentence too: headings and entries of lists have no full stop."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'\-\u00ad\u0640]?[^\W\d_]+)*")
_MARKS = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad]")
"""Arabic diacritics, the tatweel and the soft hyphen: no letters."""
_ELISION = re.compile(r"^(?:[cdjlmnst]|qu)[’']", re.IGNORECASE)
_ARTICLE = re.compile(r"^([وفبك]?)ال(?=\w{2})")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the text from ``start`` to ``end``; ``size`` is in words for a sentence, in letters for a word."""

    start: int
    end: int
    text: str
    size: int


def words_in(text: str, start: int = 0) -> list[Passage]:
    """The words of a text in order; numbers are none. ``start`` is where the text begins in the whole."""
    bare = _with_marks_as_letters(text)
    return [
        Passage(start + found.start(), start + found.end(), text[found.start() : found.end()], 0)
        for found in _WORD.finditer(bare)
    ]


def _with_marks_as_letters(text: str) -> str:
    """Marks replaced by a letter, place by place, so that a vocalised word stays one word."""
    return "".join("ا" if unicodedata.category(sign) == "Mn" else sign for sign in text)


def sentences_in(text: str) -> list[tuple[Passage, list[Passage]]]:
    """The sentences that hold a word, each with its words."""
    found, start = [], 0
    ends = [(match.start(), match.end()) for match in _SENTENCE_END.finditer(text)]
    for stop, after in [*ends, (len(text), len(text))]:
        piece = text[start:stop]
        words = words_in(piece, start)
        if words:
            lead = len(piece) - len(piece.lstrip())
            sentence = Passage(start + lead, start + len(piece.rstrip()), piece.strip(), len(words))
            found.append((sentence, words))
        start = after
    return found


def bare_word(word: str) -> str:
    """A word without diacritics, the Arabic article and a French elision: what its letters are counted on."""
    return _ELISION.sub("", _ARTICLE.sub(r"\1", _MARKS.sub("", word)))


def letters(word: str) -> int:
    """How many letters a word has, without diacritics and the Arabic article."""
    return sum(sign.isalpha() for sign in bare_word(word))
