"""Telephone numbers as the country writes them: read in any of the usual spellings, split, and said when in doubt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from hospcomms.domain.folding import fold
from hospcomms.domain.locale import latin_digits
from hospcomms.domain.wording import Sentence, sentence

SHORTEST, LONGEST = 3, 15
SHORT_LINE = 6
"""Up to so many digits a number is a short line (1023, 3030) and is kept as it is."""
_SPLIT = re.compile(r"\s*(?:[/;؛,،|\n]|:::|\bou\b|\bor\b|\bet\b|\band\b|(?<!\w)أو(?!\w)|(?<!\w)و(?!\w)|\s-\s)\s*")
_EXTENSION = re.compile(r"\s*(?:poste|ext\.?|extension|x|تحويله|الرقم الداخلي)\s*[.:]?\s*(\d{1,6})\s*$", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:tel|tél|phone|mob|mobile|gsm|fixe|هاتف|نقال|ه)\s*[.:]+\s*", re.IGNORECASE)
_INVISIBLE = re.compile("[\u200b-\u200f\u061c\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_TWO_LOCAL = re.compile(r"(0\d{8,9})\s*(0\d{8,9})")


@dataclass(frozen=True)
class Number:
    """A number as it is kept; ``doubt`` is said, ``fault`` refuses it. ``key`` compares numbers however written."""

    text: str
    key: str
    doubt: Sentence | None = None
    fault: Sentence | None = None


def numbers_in(cell: str, region: str) -> list[Number]:
    """The numbers of a cell, each by the rules of the region (``DZ``; "" knows only international ones)."""
    text = latin_digits(_INVISIBLE.sub("", cell)).replace("\u00a0", " ").strip()
    glued = _TWO_LOCAL.fullmatch(text.replace(" ", "").replace(".", "").replace("-", ""))
    parts = list(glued.groups()) if glued else [part for part in _SPLIT.split(text) if part and part.strip()]
    return [read_number(part.strip(), region) for part in parts]


@lru_cache(50_000)
def read_number(text: str, region: str) -> Number:
    """One number, normalised: national form for the region's own, international for others."""
    bare = _LABEL.sub("", text)
    extension = _EXTENSION.search(bare)
    main = bare[: extension.start()] if extension else bare
    digits = re.sub(r"\D", "", main)
    if re.search(r"[^\W\d_]", main) or not SHORTEST <= len(digits) <= LONGEST:
        return Number(text, digits, fault=sentence("“{text}” is not a telephone number. Correct it.", text=text[:60]))
    if len(digits) <= SHORT_LINE:
        said = sentence("“{text}” is a short line; it is kept as it is.", text=text)
        return Number(digits, digits, doubt=said)
    found = _valid(main, region)
    if found is None:
        return _doubtful(main, digits, region)
    number, is_own = found
    shape = PhoneNumberFormat.NATIONAL if is_own else PhoneNumberFormat.INTERNATIONAL
    written = phonenumbers.format_number(number, shape)
    doubt = None
    if is_own and not main.lstrip("( ").startswith(("0", "+")) and not digits.startswith(str(number.country_code)):
        doubt = sentence("“{text}” had lost its leading 0; it becomes {number}.", text=text, number=written)
    if extension:
        written = f"{written} ext. {extension[1]}"
    return Number(written, phonenumbers.format_number(number, PhoneNumberFormat.E164), doubt)


def _valid(text: str, region: str) -> tuple[phonenumbers.PhoneNumber, bool] | None:
    """The number a text is in the region or abroad, and whether it is the region's own; None when it is none."""
    try:
        number = phonenumbers.parse(text, region or None)
    except NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return number, phonenumbers.region_code_for_number(number) == region


def _doubtful(text: str, digits: str, region: str) -> Number:
    """A number that is none of the region: too short, foreign without its code, or of a plan not known here."""
    own = phonenumbers.country_code_for_region(region) if region else 0
    local = digits.removeprefix("00").removeprefix(str(own)) if own and digits.startswith(f"00{own}") else digits
    if len(local) <= 7 or _is_short(digits, region):
        return Number(
            text,
            digits,
            fault=sentence("“{text}” has only {n} digits. Complete the telephone number.", text=text, n=len(digits)),
        )
    abroad = _valid(f"+{digits}", "") if not text.startswith(("+", "0")) else None
    if abroad is not None:
        said = sentence("“{text}” looks like a foreign number without its country code; check it.", text=text)
    else:
        said = sentence("“{text}” is not a number of this country’s plan; it is kept as it is.", text=text)
    return Number(" ".join(text.split()), digits, doubt=said)


def _is_short(digits: str, region: str) -> bool:
    """True for a number begun as the region's own (0…) that has fewer digits than the shortest of its numbers."""
    plan = phonenumbers.PhoneMetadata.metadata_for_region(region, None) if region else None
    if plan is None or plan.general_desc is None or not plan.national_prefix or digits.startswith("00"):
        return False
    bare = digits.removeprefix(plan.national_prefix)
    return bare != digits and len(bare) < min(length for length in plan.general_desc.possible_length if length > 0)


def phone_key(text: str, region: str) -> str:
    """What two spellings of one number have in common, "" for a short line or no number."""
    number = read_number(text.strip(), region)
    return number.key if number.fault is None and len(number.key) > SHORT_LINE else ""


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a name in no order: family name first or last is the same."""
    return tuple(sorted(re.findall(r"[^\W_]+", fold(text))))
