"""What one cell says of one question: right, wrong, not answered, or not understood."""

from __future__ import annotations

from enum import Enum
from functools import lru_cache

from hospcomms.domain.folding import fold

_YES = ("yes", "y", "oui", "نعم", "true", "vrai", "صح", "صحيح", "اجل")
_NO = ("no", "n", "non", "لا", "كلا", "false", "faux", "خطا", "خطأ")
_RIGHT = ("1", "right", "correct", "juste", "correcte", "صواب", "صحيحه", "اجابه صحيحه", "✓", "✔")
_WRONG = ("0", "wrong", "incorrect", "incorrecte", "خاطي", "خاطيه", "اجابه خاطيه", "✗", "✘")


class Mark(Enum):
    """What a cell says."""

    RIGHT = "right"
    WRONG = "wrong"
    EMPTY = "empty"
    UNKNOWN = "unknown"


def answer_key(text: str) -> str:
    """An answer as it is compared: folded, spaces made one, the full stop at its end left out."""
    return " ".join(fold(text).split()).rstrip(".؟?!")


_YES_KEYS, _NO_KEYS = ({answer_key(word) for word in words} for words in (_YES, _NO))
_RIGHT_KEYS, _WRONG_KEYS = ({answer_key(word) for word in words} for words in (_RIGHT, _WRONG))


def is_yes_or_no(text: str) -> bool:
    """True when a right answer is a yes or a no in one of the languages."""
    return answer_key(text) in _YES_KEYS | _NO_KEYS


@lru_cache(10_000)  # thousands of people give the same few answers
def mark_of(cell: str, right: str) -> Mark:
    """The mark of a cell of a question whose right answer is ``right`` ("" when it is not entered).

    1 and 0, and the words for right and wrong, are marks already given. Any other text is the answer chosen: it is
    compared with the right answer. Without one, yes counts as right and no as wrong, and nothing else is understood.
    """
    said, wanted = answer_key(cell), answer_key(right)
    if not cell.strip():
        return Mark.EMPTY
    if wanted and said == wanted:
        return Mark.RIGHT
    if said in _RIGHT_KEYS:
        return Mark.RIGHT
    if said in _WRONG_KEYS:
        return Mark.WRONG
    if wanted in _YES_KEYS | _NO_KEYS:
        return _compared(said, is_yes=wanted in _YES_KEYS)
    if said in _YES_KEYS:
        return Mark.RIGHT
    if said in _NO_KEYS:
        return Mark.WRONG
    return Mark.WRONG if wanted and _is_answer(said) else Mark.UNKNOWN


def _compared(said: str, *, is_yes: bool) -> Mark:
    """A chosen answer beside a right yes or no; “I do not know” and the like are answers that are not right."""
    if said in _YES_KEYS:
        return Mark.RIGHT if is_yes else Mark.WRONG
    if said in _NO_KEYS:
        return Mark.WRONG if is_yes else Mark.RIGHT
    return Mark.WRONG if _is_answer(said) and len(said) > 1 else Mark.UNKNOWN


def _is_answer(said: str) -> bool:
    """True for text with a letter or a digit: a dash, a formula or an error of Excel is no answer."""
    return not said.startswith(("#", "=")) and any(sign.isalnum() for sign in said)
