"""What no figure can be computed from: counts that cannot be, and settings outside their range.

``Uncountable`` is a ``ValueError`` for callers in code and a ``Refusal`` with its sentence for the officer.
"""

from __future__ import annotations

import math

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import Sentence, sentence

MOST = 1e12
"""No survey has more answers; beyond this the arithmetic of counts is no longer exact."""


class Uncountable(Refusal, ValueError):
    """Counts or settings that allow no figure; ``kind`` is a stable word, ``sentence`` says what is wrong.

    Kinds: ``not-a-number``, ``negative-count``, ``no-answers``, ``too-many``, ``count-above-total``, ``setting``,
    ``too-few-groups``, ``lengths``.
    """


def check_counts(x: float, n: float) -> None:
    """Refuse a count ``x`` out of ``n`` that cannot be. Raises Uncountable saying which of the two is wrong."""
    if 0 <= x <= n <= MOST and n > 0:
        return
    raise Uncountable(*_counts_fault(x, n))


def _counts_fault(x: float, n: float) -> tuple[str, Sentence]:
    if not (math.isfinite(x) and math.isfinite(n)):
        return "not-a-number", sentence("A count is not a number. Type the number of people.")
    if n <= 0:
        return "no-answers", sentence("The number of answers is {n}. At least one answer is needed.", n=n)
    if x < 0:
        return "negative-count", sentence("The count {x} is below 0. Type 0 or more.", x=x)
    if n > MOST:
        return "too-many", sentence("The number of answers {n} is not plausible. Correct it.", n=n)
    return "count-above-total", sentence(
        "The count {x} is larger than the number of answers {n}. Correct one of them.", x=x, n=n
    )


def check_within(value: float, low: float, high: float, what: Sentence) -> None:
    """Refuse a setting outside [``low``, ``high``] or not finite. Raises Uncountable with the sentence ``what``."""
    if not low <= value <= high or math.isinf(value):
        raise Uncountable("setting", what)


def check_design_effect(value: float) -> None:
    """Refuse a design effect below 1 (METHODS.md 2.1: 1 + (m - 1) rho, so never less). Raises Uncountable."""
    if value != 1.0:
        check_within(value, 1.0, MOST, sentence("The design effect is {value}. Type 1 or more.", value=value))
