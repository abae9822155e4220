"""Folding for search and sorting: one key for the many spellings of an Arabic or French word.

The table and the light prefix strip were measured (19 of 20 test queries right, EXPECTATIONS.md 3).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و")
_WORD = re.compile(r"[^\W_]+")


@lru_cache(20_000)
def fold(text: str) -> str:
    """The folded spelling: case, hamza, alef, ya, ta marbuta, vowels, digits and controls made one."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ئو", "ؤو").translate(_MAP)
    apart = unicodedata.normalize("NFD", plain)
    return "".join(char for char in apart if not unicodedata.combining(char)).translate(_MAP)


def words_of(text: str) -> list[str]:
    """The folded words of a text, without punctuation."""
    return _WORD.findall(fold(text))


def index_text(*parts: str) -> str:
    """What is put in the search index: the folded words, and each Arabic word again without its prefix."""
    words = [word for part in parts if part for word in words_of(part)]
    bare = (_without_prefix(word) for word in words)
    return " ".join((*words, *(word for word in bare if word)))


def _without_prefix(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            return word[len(prefix) :]
    return ""


def match_expression(typed: str, limit: int = 200) -> str:
    """An FTS5 expression for what was typed: every word quoted and matched by its beginning; "" for none."""
    return " ".join(f'"{word}"*' for word in words_of(typed[:limit])[:12])


def sort_key(text: str) -> str:
    """The key texts are ordered by: folded, without the punctuation around them."""
    return fold(text).strip(" \"'«»“”()[]-.،,")
