"""Counts and shares as officers type them: "35%", "35,5 %", "٣٥٫٥٪", "0.35", "1 200".

One rule decides what a number means, and where somebody could mean something else a note says how it was read.
With a % (on either side) it is a percentage. Without it, a number of at most 1 written with decimals is a fraction of
one (0.35 is 35 %), noted; any other number is a percentage in a field of shares and a count in a field of counts.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from hospcomms.domain.evaluation.proportions import Group
from hospcomms.domain.evaluation.refusals import Uncountable
from hospcomms.domain.locale import latin_digits
from hospcomms.domain.wording import Sentence, sentence

_INVISIBLE = re.compile("[\u200b-\u200f\u061c\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
_MARKS = str.maketrans({"٫": ".", "،": ",", "٬": "'", "’": "'", "\u2212": "-", "٪": "%"})
_SPACES = re.compile(r"\s+")
_LONGEST = 40
_PLAIN = re.compile(r"([+-]?)(\d+)(?:[.,](\d+))?", re.ASCII)
_GROUPED = re.compile(r"([+-]?)([1-9]\d{0,2}(?:([.,'])\d{3})(?:\3\d{3})*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class TypedShare:
    """A share as a fraction from 0 to 1; ``note`` says how it was read where it could be read otherwise."""

    share: float
    note: Sentence | None = None


@dataclass(frozen=True, slots=True)
class TypedGroup:
    """What two cells say of a group; ``group`` is None when one of them is empty."""

    group: Group | None
    note: Sentence | None = None


def read_share(text: str) -> TypedShare | None:
    """The share typed in a field of percentages; None for an empty text.

    0.35 is read as 35 % with a note, 35 and "35 %" as 35 %, "0.35 %" as 0.35 %, 1 as 1 %. Raises Uncountable for what
    is no number and for a share outside 0 to 100 %. Source: METHODS.md 8 and 2.1 (shares are fractions of n).
    """
    bare, is_percent = _bare(text)
    if not bare and not is_percent:
        return None
    value, decimals = _number(bare, text)
    is_fraction = not is_percent and decimals and 0 < value <= 1
    share = value if is_fraction else value / 100
    if not 0 <= share <= 1:
        raise Uncountable("setting", sentence("“{text}” is not between 0% and 100%. Correct it.", text=_shown(text)))
    return TypedShare(share, _as_fraction(text, value) if is_fraction else None)


def read_count(text: str) -> float | None:
    """The whole number of people typed, thousands set apart or not; None for an empty text.

    Raises Uncountable for what is no whole number of 0 or more. Source: METHODS.md 2.1 (x and n are counts).
    """
    bare, is_percent = _bare(text)
    if not bare and not is_percent:
        return None
    value, _ = _number(bare, text, grouped=True)
    if is_percent or value < 0 or not value.is_integer():
        raise Uncountable("not-a-number", _no_count(text))
    return value


def read_group(answers: str, said_so: str) -> TypedGroup:
    """A group from the number of answers and from the count, or the percentage, of those who answered so.

    A bare whole number is a count, a number with % a percentage; a bare number with decimals is nobody's count: it is
    read as a share, with a note. Raises Uncountable for no number, for n of 0 and for a count above it.
    Source: METHODS.md 3 (columns of published cases: a count, or a percentage with its sign).
    """
    n = read_count(answers)
    bare, is_percent = _bare(said_so)
    if n is None or (not bare and not is_percent):
        return TypedGroup(None)
    value, decimals = _number(bare, said_so, grouped=not is_percent)
    is_count = not decimals or (value.is_integer() and value != 1)
    if is_count and not is_percent:
        return TypedGroup(Group(value, n))
    typed = read_share(said_so)
    assert typed is not None
    note = typed.note
    if note is None and not is_percent:
        note = sentence(
            "“{text}” is not a whole count. It was read as {value}%. Type the count, or add the % sign.",
            text=_shown(said_so),
            value=value,
        )
    return TypedGroup(Group.of_share(typed.share, n), note)


def _bare(text: str) -> tuple[str, bool]:
    """The characters of the number alone, and whether a percent sign stands on one side of it."""
    if text.isascii() and text.isdigit():
        return text, False  # most cells of most files
    found = unicodedata.normalize("NFKC", latin_digits(_INVISIBLE.sub("", text)))
    found = _SPACES.sub("", latin_digits(found).translate(_MARKS))
    if found.endswith("%"):
        return found[:-1], True
    if found.startswith("%"):
        return found[1:], True
    return found, False


def _number(bare: str, text: str, *, grouped: bool = False) -> tuple[float, bool]:
    """The value, and whether it was written with decimals. Raises Uncountable."""
    if bare.isascii() and bare.isdigit() and len(bare) <= _LONGEST:
        return float(bare), False
    groups = _GROUPED.fullmatch(bare) if grouped or "'" in bare else None
    if groups:
        return float(groups[1] + re.sub(r"[.,']", "", groups[2])), False
    plain = _PLAIN.fullmatch(bare)
    if not plain or len(bare) > _LONGEST:
        raise Uncountable("not-a-number", _no_number(text))
    return float(f"{plain[1]}{plain[2]}.{plain[3] or 0}"), plain[3] is not None


def _as_fraction(text: str, value: float) -> Sentence:
    return sentence(
        "“{text}” was read as {value}%. If you mean {text}%, type the % sign.",
        text=_shown(text),
        value=round(value * 100, 10),
    )


def _no_number(text: str) -> Sentence:
    return sentence("“{text}” is not a number. Type digits, for example {example}.", text=_shown(text), example=1250)


def _no_count(text: str) -> Sentence:
    return sentence("“{text}” is not a number of people. Type a whole number, for example 250.", text=_shown(text))


def _shown(text: str) -> str:
    short = _SPACES.sub(" ", text).strip()
    return short if len(short) <= 40 else short[:39] + "…"
