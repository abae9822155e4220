"""How grave a risk is by its score, and the matrix of likelihood and impact (CRI-1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from hospcomms.domain.scenarios import Risk

SIDE = 5
"""Likelihood and impact are judged from 1 to 5."""
GRAVE, SERIOUS = 15, 8
"""Scores from which a risk is grave or serious: a local setting [S], METHODS names none."""


def severity(score: float | None) -> str:
    """“late” for a grave risk (score 15 to 25), “soon” for a serious one (8 to 14), "" for the others."""
    if score is None or score < SERIOUS:
        return ""
    return "late" if score >= GRAVE else "soon"


def matrix(risks: Iterable[Risk]) -> dict[tuple[int, int], list[Risk]]:
    """The risks by (likelihood, impact), each 1 to 5, in the order given; risks without one of them are left out."""
    found: dict[tuple[int, int], list[Risk]] = defaultdict(list)
    for risk in risks:
        if risk.likelihood and risk.impact:
            found[int(risk.likelihood), int(risk.impact)].append(risk)
    return dict(found)
