"""How far a result may be trusted: grades A to D by the way it was measured, with the reason (METHODS.md 1.7).

Naugle & Hornik 2014 sort evaluations by sampling, design and care against threats to inference; the four letters are
this project's own label. A grade speaks of the design, never of the size of the effect.
"""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.domain.evaluation.comparisons import Comparison
from hospcomms.domain.evaluation.designs import CONTROLLED, DOSE, EXPOSED, OUTPUTS_ONLY, POST_ONLY
from hospcomms.domain.evaluation.labels import UNGRADED, A, B, C, D
from hospcomms.domain.wording import Sentence, counted, sentence

FEWEST = 30
"""Answers each group needs before a grade is given (METHODS.md 1.7)."""
_STEP_DOWN = {A: B, B: C, C: D, D: D}


@dataclass(frozen=True, slots=True)
class Grade:
    """A letter, or ``not_assessable``, and why in a phrase."""

    key: str
    reason: Sentence


_BY_LOT = Grade(A, sentence("the groups were drawn by lot"))
_CONTROLLED = Grade(A, sentence("before and after, with a comparison group"))
_FLAT = Grade(B, sentence("before and after, and an item the campaign did not speak of stayed as it was"))
_DOSE = Grade(B, sentence("several levels of exposure were compared"))
_BARE = Grade(C, sentence("before and after, without a comparison group"))
_ONCE = Grade(C, sentence("those reached and those not reached, measured once"))
_AFTER = Grade(D, sentence("measured after the campaign only"))
_OUTPUTS = Grade(D, sentence("only what was put out was counted"))


def grade_of(comparison: Comparison, *, is_assessable: bool = True) -> Grade:
    """The grade of a comparison (METHODS.md 1.7 [S]).

    A by lot or with a comparison group before and after; B before and after with a flat control item, or levels of
    exposure; C before and after, or reached against not reached once; D after only, outputs only. One step lower when
    the control item moved as much. None below 30 answers in a group, or when the comparison cannot be judged.
    """
    if comparison.design == OUTPUTS_ONLY:
        return _OUTPUTS
    if comparison.design == POST_ONLY:
        return _AFTER
    if not is_assessable:
        return Grade(UNGRADED, sentence("the measurements needed are not there"))
    fewest = min(group.n for group in comparison.groups)
    if fewest < FEWEST:
        return Grade(
            UNGRADED,
            counted(
                "only {n} answer in a group, at least {least} are needed",
                "only {n} answers in a group, at least {least} are needed",
                int(fewest),
                least=FEWEST,
            ),
        )
    found = _by_design(comparison)
    return _lowered(found) if comparison.control_flat is False else found


def _by_design(comparison: Comparison) -> Grade:
    design = comparison.design
    if design == CONTROLLED:
        return _BY_LOT if comparison.is_randomised else _CONTROLLED
    if design == EXPOSED:
        return _BY_LOT if comparison.is_randomised else _ONCE
    if design == DOSE:
        return _BY_LOT if comparison.is_randomised else _DOSE
    return _FLAT if comparison.control_flat else _BARE


def _lowered(grade: Grade) -> Grade:
    return Grade(
        _STEP_DOWN[grade.key],
        sentence("{reason}; an item the campaign did not speak of moved as much", reason=grade.reason),
    )
