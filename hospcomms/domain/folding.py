"""Folding for search and sorting: one key for the many spellings of an Arabic or French word.

The table and the light prefix strip were measured (19 of 20 test queries right, EXPECTATIONS.md 3).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from hospcomms.domain.limits import SEARCH_TEXT, SEARCH_WORDS

_MAP = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه",
        "ک": "ك", "ء": "", "ـ": "", "œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "٬": "", "٫": ".",
        **{chr(0x660 + n): str(n) for n in range(10)},
        **{chr(0x6F0 + n): str(n) for n in range(10)},
        **{chr(code): "" for code in (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x61C, 0x2060, 0xFEFF)},
        **{chr(code): "" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_BARE = re.compile(r"(?<![^ ])(?:وال|بال|كال|فال|لل|ال|و)([^ ]{3,})")
"""A folded word after its prefix, when at least three letters are left."""


class _Folding(dict[int, str]):
    """``_MAP`` with every other letter as it is and every combining mark left out; learns as it meets them."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = kept = "" if unicodedata.combining(letter) else letter
        return kept


_FOLDING = _Folding(_MAP)
_SHORT = 60  # words and titles come again and again; paragraphs would only fill the memory


def fold(text: str) -> str:
    """The folded spelling: case, hamza, alef, ya, ta marbuta, vowels, digits and controls made one."""
    if text.isascii():
        return text.lower()
    return _known(text) if len(text) <= _SHORT else _folded(text)


@lru_cache(20_000)
def _known(text: str) -> str:
    return _folded(text)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ئو", "ؤو").translate(_MAP)
    return unicodedata.normalize("NFD", plain).translate(_FOLDING)


def words_of(text: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return _WORD.findall(fold(text))


def index_text(*parts: str) -> str:
    """What is put in the search index: the folded words, and each Arabic word again without its prefix."""
    words = " ".join(_WORD.findall(" ".join(fold(part) for part in parts if part)))
    return " ".join((words, *_BARE.findall(words)))


def match_expression(typed: str, limit: int = SEARCH_TEXT) -> str:
    """An FTS5 expression for what was typed: every word quoted and matched by its beginning; "" for none."""
    return " ".join(f'"{word}"*' for word in words_of(typed[:limit])[:SEARCH_WORDS])


def sort_key(text: str) -> str:
    """The key texts are ordered by: folded, without the punctuation around them."""
    return fold(text).strip(" \"'«»“”()[]-.،,")
