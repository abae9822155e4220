"""The recovery code of a data folder: what opens it when the password is forgotten, made to be printed and typed.

Its signs look like no other sign, and the letters lie on the same keys of a QWERTY and of an AZERTY keyboard. Two more
signs at its end tell a slip of the fingers from the code of another folder.
"""

from __future__ import annotations

import secrets
import unicodedata

ALPHABET = "23456789CDEFHJKLNPRTVXY"
"""23 signs: without those that look like another one (0 O D, 1 I, 8 B …) and without A, M, Q, W and Z."""
BODY = 28
"""Signs that are drawn: 126 bits."""
LENGTH = BODY + 2
_GROUP = 5
_MEANT = str.maketrans({"B": "8", "G": "6", "I": "L", "S": "5", "U": "V", "Z": "2", "1": "L"})
_STEP = 5
"""A primitive root of 23: its powers give every place of the code another weight than its neighbours."""


def make() -> str:
    """A new code in groups, as it is printed."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(BODY))
    return grouped(body + _check(body))


def grouped(code: str) -> str:
    """The signs of a code in groups of five with hyphens between them."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def signs_of(typed: str) -> str | None:
    """The signs of a code however it was typed (small letters, Arabic digits, no hyphens); None when it is none.

    None also for a slip: a wrong sign, two signs exchanged, one too many or too few.
    """
    found = "".join(_sign(mark) for mark in unicodedata.normalize("NFKC", typed) if not _is_between(mark))
    found = found.upper().translate(_MEANT)
    if len(found) != LENGTH or any(sign not in ALPHABET for sign in found):
        return None
    return found if _check(found[:BODY]) == found[BODY:] else None


def _sign(mark: str) -> str:
    digit = unicodedata.digit(mark, None)
    return mark if digit is None else str(digit)


def _is_between(mark: str) -> bool:
    """True for spaces, hyphens of all kinds, and the invisible marks that come along when a line is copied."""
    return mark.isspace() or unicodedata.category(mark) in ("Pd", "Cf")


def _check(body: str) -> str:
    """Two signs over the whole body, of two sums modulo 23 with other weights.

    Either sum alone changes with every single wrong sign and with every two neighbours exchanged.
    """
    many = len(ALPHABET)
    values = [ALPHABET.index(sign) for sign in body]
    first = sum((place % (many - 1) + 1) * value for place, value in enumerate(values)) % many
    second = sum(pow(_STEP, place, many) * value for place, value in enumerate(values)) % many
    return ALPHABET[first] + ALPHABET[second]
