"""Words of a list of contacts as what they mean: e-mail addresses, languages, media, “do not contact”."""

from __future__ import annotations

import re
from functools import lru_cache

from hospcomms.domain.folding import fold
from hospcomms.domain.locale import latin_digits
from hospcomms.domain.press import MEDIA
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.exchange.values import labels

_MAIL = re.compile(r"[^@\s<>\"',;()]+@[^@\s<>\"',;()]+\.[^@\s<>\"',;().]{2,}")
_BETWEEN = re.compile(r"[\s;؛,،|<>()\"]+|:::|mailto:", re.IGNORECASE)
_ITEMS = re.compile(r"[;؛,،/+&|\n]+|:::|\bet\b|\band\b|(?<!\w)و(?!\w)|(?<=\w)\s+و(?=ال)")
_LANGUAGES = {
    "ar": "ar|ara|arabe|arabic|عربيه|العربيه|عربي|arabophone",
    "darija": "darija|derdja|dardja|spoken arabic|arabe dialectal|arabe parle|دارجه|الدارجه|العاميه",
    "tamazight": "tamazight|amazigh|berbere|kabyle|zgh|kab|امازيغيه|الامازيغيه|قبايليه",
    "fr": "fr|fra|fre|francais|francaise|french|فرنسيه|الفرنسيه|فرنسي|francophone",
    "en": "en|eng|anglais|anglaise|english|انجليزيه|الانجليزيه|انجليزي|en-us|en-gb",
    "other": "other|autre|another language|اخري|لغه اخري",
}
_LANGUAGE_OF = {fold(word): key for key, words in _LANGUAGES.items() for word in words.split("|")}
_MEDIA = {
    "newspaper": "newspaper|journal|quotidien|presse|presse ecrite|hebdomadaire|gazette|جريده|يوميه|صحيفه|اسبوعيه"
    "|الصحافه المكتوبه|صحافه مكتوبه|مكتوبه",
    "agency": "agency|agence|news agency|agence de presse|aps|وكاله|وكاله انباء|وكاله الانباء",
    "radio": "radio|station|اذاعه|راديو|الاذاعه",
    "television": "tv|television|tele|chaine|chaine tv|channel|تلفزيون|تلفزه|قناه|التلفزيون|القناه",
    "website": "website|web|site|site web|site internet|journal electronique|presse electronique|online|موقع"
    "|موقع الكتروني|جريده الكترونيه|صحيفه الكترونيه|الكتروني",
    "magazine": "magazine|revue|مجله|دوريه",
    "social": "social|page|facebook|blog|reseaux sociaux|instagram|youtube|صفحه|فيسبوك|مدونه",
    "other": "other|autre|اخري|اخر",
}
_MEDIUM_OF = {fold(word): key for key, words in _MEDIA.items() for word in words.split("|")}
_MEDIUM_OF.update({fold(label): choice.key for choice in MEDIA for label in labels(choice)})
_BLOCKING = re.compile(
    r"do not contact|dnc|ne (?:pas|plus) (?:contacter|appeler)|oppose|عدم الاتصال|لا (?:تتصل|يتصل)|ممنوع الاتصال|محظور"
)
_PARTS = re.compile(r"[\n.;,:!؛،|]")
_CLEARLY = re.compile(
    r"(?:\bdo not (?:contact|call|phone)|\bdnc|\bne (?:pas|plus) (?:(?:le|la|les) )?(?:contacter|appeler|joindre)"
    r"|\bs'oppose(?: a (?:tout )?contact)?|^oppose(?: a (?:tout )?contact)?|\bعدم الاتصال|\bلا (?:تتصل|تتصلوا|يتصل)"
    r"|\bممنوع الاتصال|^محظور)"
    r"(?: (?:him|her|them|anymore|any more|again|ever|jamais|avec (?:lui|elle)"
    r"|به|بها|بهم|معه|معها|ابدا|نهاييا|مطلقا|اطلاقا"
    r"|at (?:his|her|their) (?:own )?request|a sa demande|بطلب (?:منه|منها)|بنا علي طلب(?:ه|ها)))*"
    r"(?: (?:since|depuis|منذ) .*)?$"
)
"""The phrase with what may follow it up to the end of its part of the text, all as ``fold`` leaves it."""
_YES = frozenset(fold(word) for word in ("yes", "y", "oui", "o", "نعم", "x", "1", "true", "vrai", "✓", "✔", "صحيح"))
_NO = frozenset(fold(word) for word in ("no", "n", "non", "لا", "0", "false", "faux", "-", "خطأ", ""))


def mails_in(cell: str) -> tuple[list[str], Sentence | None]:
    """The e-mail addresses of a cell in order, and the sentence about what is none."""
    words = [word.strip(".") for word in _BETWEEN.split(cell) if word]
    # “Nadia <n@x.dz>” holds a name beside the address: only words that try to be one are judged
    found = [word for word in words if _MAIL.fullmatch(word)]
    wrong = [word for word in words if not _MAIL.fullmatch(word) and ("@" in word or not found)]
    if not wrong:
        return found, None
    text = wrong[0] if found else cell.strip()
    if "@" not in text:
        return found, sentence("“{text}” is not an e-mail address: the sign @ is missing.", text=text[:60])
    return found, sentence("“{text}” is not an e-mail address. Correct it.", text=text[:60])


@lru_cache(2000)
def languages_in(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages a cell names, and the words that are none."""
    found, unknown = [], []
    for word in _ITEMS.split(cell):
        key = " ".join(fold(word).split())
        if key in _LANGUAGE_OF:
            found.append(_LANGUAGE_OF[key])
        elif key and all(part in _LANGUAGE_OF for part in re.split(r"[\s-]+", key)):
            found += [_LANGUAGE_OF[part] for part in re.split(r"[\s-]+", key)]
        elif key:
            unknown.append(word.strip())
    return tuple(dict.fromkeys(found)), tuple(unknown)


@lru_cache(2000)
def medium_of(cell: str) -> str:
    """The medium a cell names, "" when it names none."""
    return _MEDIUM_OF.get(" ".join(fold(cell).split()), "")


@lru_cache(2000)
def medium_of_outlet(name: str) -> str:
    """The medium the name of an outlet tells by its first words (إذاعة الواحة, Radio Sahel), "" when it tells none."""
    words = fold(name).split()
    bare = [word.removeprefix("ال") if len(word) > 4 else word for word in words[:2]]
    for word in (*words[:2], *bare):
        if word in _MEDIUM_OF and word not in ("page", "station", "autre", "other", "presse", "site", "web"):
            return _MEDIUM_OF[word]
    return ""


def is_blocking(cell: str) -> bool | None:
    """Whether a cell of the column “do not contact” says so; None when it says neither yes nor no."""
    word = " ".join(fold(latin_digits(cell)).split())
    if word in _NO:
        return False
    return True if word in _YES or _BLOCKING.search(word) else None


def says_do_not_contact(text: str) -> bool:
    """True when a note or a tag asks clearly that this person is not contacted.

    What only sets a time or a way (“do not call at night”) is no such demand: the phrase ends its part of the text.
    """
    return any(_CLEARLY.search(" ".join(part.split())) for part in _PARTS.split(fold(text)))
