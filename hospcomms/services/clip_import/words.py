"""Words of a list of clips in three languages as what they mean: tones (as numbers too), media, accuracy."""

from __future__ import annotations

import re
from functools import lru_cache

from hospcomms.domain.fields import Choice
from hospcomms.domain.folding import fold
from hospcomms.domain.locale import latin_digits
from hospcomms.domain.monitoring import ACCURACY, ORIGINS, PAPERS, PROMINENCE, TONES
from hospcomms.services.exchange.values import labels

_NUMBER = re.compile(r"([+-]?)\s*([0-9]+)(?:[.,]0+)?")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2012": "-", "\uff0b": "+", "\uff0d": "-"})
_WORDS: dict[str, dict[str, str]] = {
    "tone": {
        "-2": "very negative|very unfavourable|very unfavorable|tres negatif|tres defavorable|سلبي جدا|سلبيه جدا|معاد",
        "-1": "negative|unfavourable|unfavorable|negatif|negative|defavorable|critique|سلبي|سلبيه|غير ايجابي|ناقد",
        "0": "neutral|neutre|balanced|equilibre|factuel|محايد|محايده|متوازن|متوازنه|حيادي",
        "1": "positive|favourable|favorable|positif|ايجابي|ايجابيه|مساند",
        "2": "very positive|very favourable|very favorable|tres positif|tres favorable|ايجابي جدا|ايجابيه جدا",
    },
    "accuracy": {
        "correct": "correct|accurate|exact|exacte|juste|true|صحيح|صحيحه|دقيق|دقيقه",
        "incorrect": "incorrect|wrong|false|inexact|inexacte|faux|خاطئ|خاطي|خطا|غير صحيح|غير صحيحه",
        "misleading": "misleading|trompeur|trompeuse|partiel|مضلل|مضلله|مغلوط",
        "omitted": "omitted|incomplete|omission|incomplet|incomplete|ناقص|ناقصه|غير كامل|مجتزا",
    },
    "paper": {
        "print": "print|newspaper|paper|daily|weekly|magazine|presse|presse ecrite|journal|quotidien|hebdomadaire"
        "|papier|revue|جريده|صحيفه|يوميه|اسبوعيه|مجله|صحافه مكتوبه|الصحافه المكتوبه|مكتوب|مطبوع",
        "television": "television|tv|tele|chaine|تلفزيون|التلفزيون|تلفزه|قناه|القناه",
        "radio": "radio|اذاعه|الاذاعه|راديو",
        "web": "web|website|online|site|site web|internet|en ligne|presse electronique|agency|agence|موقع"
        "|موقع الكتروني|الكتروني|صحافه الكترونيه|انترنت|وكاله",
        "social": "social|social network|social media|facebook|twitter|x|instagram|youtube|tiktok|reseaux sociaux"
        "|reseau social|page|شبكات اجتماعيه|شبكه اجتماعيه|فيسبوك|صفحه|مواقع التواصل|تواصل اجتماعي|يوتيوب",
    },
    "prominence": {
        "front": "front|front page|une|la une|a la une|manchette|الصفحه الاولي|العنوان الرئيسي",
        "main": "main|main subject|sujet principal|principal|الموضوع الرئيسي|رئيسي",
        "part": "part|partial|en partie|secondaire|جزء|جزئي|ثانوي",
        "mention": "mention|mentioned|cite|breve|ذكر|اشاره|ذكر عابر",
    },
    "origin": {
        "release": "release|press release|communique|communique de presse|بيان|بيان صحفي",
        "enquiry": "enquiry|inquiry|question|demande|استفسار|رد علي استفسار",
        "event": "event|evenement|conference de presse|تظاهره|حدث|ندوه صحفيه|فعاليه",
        "own": "own|own initiative|initiative|spontane|مبادره|مبادره من وسيله الاعلام",
        "other": "other|autre|اخر|اخري",
    },
}
_CHOICES: dict[str, tuple[Choice, ...]] = {
    "tone": TONES,
    "accuracy": ACCURACY,
    "paper": PAPERS,
    "prominence": PROMINENCE,
    "origin": ORIGINS,
}
PAPER_OF = {
    "newspaper": "print",
    "magazine": "print",
    "agency": "web",
    "radio": "radio",
    "television": "television",
    "website": "web",
    "social": "social",
}
"""The medium of a clip by that of its outlet."""


@lru_cache(4000)
def chosen(field: str, cell: str) -> str:
    """The key of the choice a cell names, "" when it names none."""
    if field == "tone":
        number = _NUMBER.fullmatch(latin_digits(cell).translate(_SIGNS).strip())
        if number:
            found = str(int(f"{number[1]}{number[2]}"))
            return found if found in _WORDS["tone"] else ""
    key = _key(cell)
    return _index(field).get(key, "") or _index(field).get(key.removeprefix("ال"), "")


@lru_cache(8)
def _index(field: str) -> dict[str, str]:
    """The keys by every word that stands for them: our own labels first."""
    found = {_key(word): choice.key for choice in _CHOICES[field] for word in (*labels(choice), choice.key)}
    for key, words in _WORDS[field].items():
        for word in words.split("|"):
            found.setdefault(_key(word), key)
    return found


def _key(text: str) -> str:
    """A word as it is compared, without what stands in brackets: «إيجابية (+1)» is «إيجابية»."""
    return " ".join(re.sub(r"\([^)]*\)", " ", fold(text)).split())
