"""Syllables of English and French words, counted on the spelling: an estimate, right for most words."""

from __future__ import annotations

import re
import unicodedata

_ENGLISH_GROUP = re.compile(r"[aeiouy]+")
_ENGLISH_SILENT = re.compile(r"(?:[^laeiouy]|[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouycgsxzh])es$")
_ENGLISH_APART = re.compile(
    r"(?<![cstgx])i[aou]|(?<=sc)ie|ie(?=ty?$)|[aeiouy]ing$|eo$|(?<=[dr])ea(?=$|te)|(?<![qg])ua(?=[lt])"
)
"""Vowels that stand together and are spoken apart: di-abetes, sci-ence, cre-ate."""
_IRREGULAR = {"diabetes": 4}
_FRENCH_GROUP = re.compile(r"[aeiouyàâäéèêëîïôöùûüÿæœ]+")
_FRENCH_MUTE = re.compile(r"(?<=[^aeiouyàâäéèêëîïôöùûüÿæœ])es?$")
_FRENCH_APART = re.compile(r"[ïëü](?=[aou])|é(?=[aouâôiî]|e[rnz])|[aou](?=[ïëéè])|(?<=[bcdfgptv][lr])i(?=[aeo])")
"""Vowels that stand together and are spoken apart: thé-âtre, pri-er."""


def english(word: str) -> int:
    """Syllables of an English word, at least 1."""
    letters = _plain(word)
    if letters in _IRREGULAR:
        return _IRREGULAR[letters]
    found = len(_ENGLISH_GROUP.findall(letters)) - bool(_ENGLISH_SILENT.search(letters))
    found += len(_ENGLISH_APART.findall(letters))
    return max(found, 1)


def _plain(word: str) -> str:
    """Small letters without accents and apostrophes."""
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in apart if sign.isalpha())


def french(word: str) -> int:
    """Syllables of a French word, at least 1; a mute e at the end is none, nor is the u of “qu” and “gu”."""
    letters = "".join(sign for sign in unicodedata.normalize("NFC", word.lower()) if sign.isalpha())
    letters = re.sub(r"qu(?=[aeiouéèê])", "q", letters)
    letters = re.sub(r"gu(?=[eiéèê])", "g", letters)
    letters = _FRENCH_MUTE.sub("", letters)
    return max(len(_FRENCH_GROUP.findall(letters)) + len(_FRENCH_APART.findall(letters)), 1)
