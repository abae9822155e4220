"""The words of a person's or an outlet's name: particles joined to what they belong to, titles left out."""

from __future__ import annotations

import re
from functools import lru_cache

from hospcomms.domain.skeletons import is_arabic, plain

_WORD = re.compile(r"[^\W\d_]+")


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_TITLES = _listed(
    "dr pr prof mr mrs ms mme mlle mm monsieur madame sidi si docteur professeur د ا م أ السيد السيدة الاستاذ الاستاذة"
    " الدكتور الدكتورة السادة"
)
_LEADING = _listed(
    "ben bin ibn bent bint bou abou abu abi abd abdel abdal abdul abdou ould ait oum um umm mac mc"
    " بن ابن بنت ابو ابي بو عبد ولد ايت ام"
)
"""Joined to the word after them."""
_TRAILING = _listed("eddine eddin uddin ullah allah الدين الله الزمان")
"""Joined to the word before them."""
_ARTICLES = _listed("el al ed er es en et ech ez eth ad ar as an az ash ul ال")
MEDIA_WORDS = {
    "newspaper": "جريدة صحيفة يومية اسبوعية journal quotidien hebdomadaire newspaper gazette daily",
    "agency": "وكالة agence agency",
    "radio": "اذاعة راديو radio",
    "television": "تلفزيون قناة تلفزة tv television chaine channel télé tele",
    "website": "موقع بوابة site portail website portal online",
    "magazine": "مجلة magazine revue",
}
_MEDIUM = {plain(word): medium for medium, words in MEDIA_WORDS.items() for word in words.split()}
_FILLING = _listed("le la les de du des d l of the في من")


@lru_cache(200_000)
def words_of_name(name: str) -> tuple[str, ...]:
    """The words of a person's name, plain: ``("عبدالقادر", "بنعلي")`` for «د. عبد القادر بن علي»."""
    return _joined([word for word in _words(name) if word not in _TITLES])


@lru_cache(20_000)
def words_of_outlet(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The media an outlet's name says (newspaper, radio …), and its other words; all of them where nothing is left."""
    words = _words(name)
    media = frozenset(_MEDIUM[word] for word in words if word in _MEDIUM)
    own = _joined([word for word in words if word not in _MEDIUM and word not in _FILLING])
    return media, own or _joined(words)


def _words(name: str) -> list[str]:
    """The words of the part before a bracket, plain."""
    return [plain(word) for word in _WORD.findall(plain(name))]


def _joined(words: list[str]) -> tuple[str, ...]:
    found: list[str] = []
    carried = ""
    for place, word in enumerate(words):
        is_last = place == len(words) - 1
        if word in _ARTICLES and not is_last:
            # only inside a name does the article belong to it: Ben el Arbi, but not El Khabar
            carried += ("ال" if is_arabic(word) else "el") if carried else ""
        elif word in _LEADING and not is_last:
            carried += word
        elif _is_trailing(carried, word) and found:
            found[-1] += word
            carried = ""
        else:
            found.append(carried + word)
            carried = ""
    return tuple(found)


def _is_trailing(carried: str, word: str) -> bool:
    return not carried and (word in _TRAILING or (word in ("din", "dine", "deen")))
