"""What a name sounds like, in one alphabet for Arabic and Latin letters.

The skeleton of a word keeps its consonants and marks what the other script may leave out. The classes are those of
spelling in the Maghreb, where one name is written as French hears it (Djamel, Boualem, Hocine, Abderrahmane) or as
English does (Jamal, Hussein): ou/u/w, dj/j, ch/sh, k/q, gu/g, a letter twice. They were chosen by hand from the
romanisation tables of BGN/PCGN 1956 and of the Algerian register (both write one Arabic letter in several ways) and
tried on generated lists (``tests/benchmarks/duplicates``); see ``likeness`` for what each difference costs.

Signs: ``v`` a vowel that begins the word, ``w`` ou, ``y`` i, ``e`` a short e, ``a`` a final a (``A`` may be read a or
i), ``Y`` a final i, ``L`` an article grown to the word, ``c`` ch, ``x`` kh; all other letters stand for themselves.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARABIC = {
    **dict(zip("بتثجحخدذرزسشصضطظغفقكلمنهوي", "bttjhxddrzscsdtdgfkklmnhwy", strict=True)),
    "پ": "b", "چ": "c", "ژ": "j", "ڤ": "f", "گ": "g", "ڨ": "g", "ک": "k", "ی": "y", "ئ": "y", "ؤ": "w",
}  # fmt: skip
_LATIN = (
    ("tch", "c"), ("sch", "c"), ("chr", "kr"), ("ch", "c"), ("sh", "c"), ("kh", "x"), ("gh", "g"), ("dj", "j"),
    ("dh", "d"), ("th", "t"), ("ph", "f"), ("gu", "g"), ("qu", "k"), ("eau", "w"), ("ou", "w"), ("oo", "w"),
    ("ai", "y"), ("ay", "y"), ("ei", "y"), ("ey", "y"), ("ie", "y"), ("ee", "y"), ("ce", "se"), ("ci", "sy"),
    ("cy", "sy"),
)  # fmt: skip
_LETTERS = {
    **dict(zip("bcdfghjklmnpqrstvwxyz", "bkdfghjklmnbkrstfwsyz", strict=True)),
    "i": "y", "o": "w", "u": "w", "e": "e", "a": "",
}  # fmt: skip
_SUN = "tdrzscn"
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")


def plain(word: str) -> str:
    """A word without marks, tatweel, presentation forms or case, its letters otherwise as they are written."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word).casefold().replace("ç", "s"))
    # hamza above and below are marks after NFKD: they go, but the bearer of a medial one is kept as w or y
    kept = (char for char in text if not unicodedata.combining(char) and char not in "ـ'’‘`ʼ")
    return "".join(char for char in kept if unicodedata.category(char) != "Cf")


def is_arabic(word: str) -> bool:
    """True when a word is written in Arabic letters."""
    return _ARABIC_LETTER.search(word) is not None


@lru_cache(200_000)
def skeleton(word: str) -> str:
    """The skeleton of one word (as ``names.words_of_name`` gives it), "" when it has no letter."""
    letters = plain(word)
    found = _of_arabic(letters) if is_arabic(letters) else _of_latin(letters)
    return _assimilated(found)


def _of_arabic(word: str) -> str:
    if word.startswith("ال") and len(word) > 4:
        word = word[2:]
    word = word.replace("لل", "ل")
    end, word = _arabic_end(word)
    start = ""
    if word[:1] and word[0] in "اأإآعءٱ":
        start, word = "v", word[1:]
    return start + "".join(_ARABIC.get(letter, "") for letter in word) + end


def _arabic_end(word: str) -> tuple[str, str]:
    """The sign of the word's last letter where it is a vowel's, and the word without it."""
    if word.endswith("اة"):
        return "t", word[:-2]
    last = word[-1:]
    if last in ("ي", "ی") and len(word) > 2:
        return "Y", word[:-1]
    if last in ("ة", "ه", "ا") and len(word) > 2:
        return "a", word[:-1]
    return ("A", word[:-1]) if last == "ى" else ("", word)


def _of_latin(word: str) -> str:
    word = re.sub(r"[^a-z]", "", word.replace("œ", "oe").replace("æ", "ae").replace("ß", "ss"))
    word = re.sub(r"(.)\1+", r"\1", re.sub(r"e{2}", "i", word))
    start = ""
    if word.startswith(("al", "el")) and len(word) > 5:
        start, word = "vL", word[2:]
    elif word[:1] in ("a", "e") and not word.startswith(("ai", "ay", "ei", "ey")):
        start, word = "v", word[1:]
    end, word = _latin_end(word)
    for letters, signs in _LATIN:
        word = word.replace(letters, signs.upper())
    found = "".join(_LETTERS.get(letter, letter.lower()) for letter in word)
    return start + re.sub(r"([wy])e(?=[^e])|([wy])\2+", r"\1\2", found) + end


def _latin_end(word: str) -> tuple[str, str]:
    if len(word) > 2 and word.endswith(("ah", "eh")):
        return "a", word[:-2]
    if len(word) > 1 and word.endswith("a"):
        return "a", word[:-1]
    if len(word) > 2 and word[-1] in "iy":
        return "Y", word[:-1].removesuffix("e").removesuffix("a") if word[-2:] in ("ey", "ay") else word[:-1]
    return "", word[:-1] if len(word) > 2 and word.endswith("e") else word


def _assimilated(signs: str) -> str:
    """Abd el-Rahman as it is said, Abderrahmane: the article inside a name takes the sound of a sun letter."""
    found = re.sub(rf"(bd[ew]*)l(?=[{_SUN}])", r"\1", signs)
    return re.sub(r"l(?=dyn$)", "", found) if len(found) > 4 else found


def core(signs: str) -> str:
    """The bare consonants of a skeleton, those that are often mistaken for one another made one."""
    return signs.translate(_CORE)


_CORE = str.maketrans({**dict.fromkeys("vwyYeaAhL", ""), "x": "k", "g": "k", "j": "k", "z": "s"})
