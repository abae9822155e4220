"""Whether a text names somebody: by the whole name, an e-mail address or a telephone number, however it is spelt."""

from __future__ import annotations

import re
from collections.abc import Iterable

MARK = "[…]"
"""What stands in place of a name that was taken out of a text."""
_SHORTEST_NUMBER = 6
_ALIKE = ("اأإآٱ", "يىئ", "هة", "وؤ", "aàâäá", "eéèêë", "iîïí", "oôöó", "uùûüú", "cç", "-‐‑– ' ’")
_CLASSES = {sign: f"[{re.escape(group)}]" for group in _ALIKE for sign in group if sign != " "}
_POINTS = "[\u064b-\u065f\u0670\u0640\u0300-\u036f]*"
"""Arabic vowel points, the stroke that stretches a word, and accents written as signs of their own."""
_BETWEEN = r"[\s.\-/()\u00a0\u202f\u200e\u200f]*"


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of these names, addresses or numbers in a text; None when none of them is telling enough.

    A single word is not: «علي» stands inside many others.
    """
    found = sorted({one for name in names if (one := _expression(name))}, key=len, reverse=True)
    return re.compile("|".join(found), re.IGNORECASE) if found else None


def is_telling(name: str) -> bool:
    """True for a name of several words, an e-mail or web address, or a telephone number."""
    return bool(_expression(name))


def _expression(name: str) -> str:
    words = name.split()
    digits = [sign for sign in name if sign.isdigit()]
    if len(digits) >= _SHORTEST_NUMBER and not any(sign.isalpha() for sign in name):
        return _BETWEEN.join(digits)
    if "@" in name or "://" in name:
        return re.escape(name.strip()) if len(words) == 1 else ""
    if len(words) < 2 or len("".join(words)) < 5:
        return ""
    return r"[\s\u00a0]+".join(
        "".join(_CLASSES.get(sign, re.escape(sign)) + _POINTS for sign in word) for word in words
    )
