"""What is compared: two shares of answers, how they were measured and what was aimed for.

Shares and differences are fractions; ``before`` stands for the reference of every design: before the campaign, those
not reached. A Group cannot hold counts that cannot be, so what an officer typed becomes one through ``group_of``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from hospcomms.domain.evaluation.designs import CONTROLLED, DESIGNS, DOSE, EXPOSED, OUTPUTS_ONLY, PAIRED, POST_ONLY
from hospcomms.domain.evaluation.proportions import Group
from hospcomms.domain.evaluation.refusals import MOST, Uncountable
from hospcomms.domain.objectives import DECREASE, INCREASE
from hospcomms.domain.wording import Sentence, sentence

_KNOWN = frozenset(choice.key for choice in DESIGNS) | {OUTPUTS_ONLY}
_ROUNDED, _TRACE = 0.01, 1e-6
"""Two percentages printed without decimals may each be half a point beside their counts."""


@dataclass(frozen=True, slots=True)
class Dose:
    """One level of exposure: its ``score`` (0 for none, any scale that grows with exposure) and its answers."""

    score: float
    group: Group


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two measurements and what is known of how they were made.

    ``gained`` counts the people who changed from no to yes, ``lost`` from yes to no (design paired).
    ``other_before`` and ``other_after`` are the comparison group (design controlled). ``control_flat`` speaks of an
    item the campaign did not mention: True it stayed flat, False it moved as much, None there was none.
    ``target_change`` is a fraction, positive in the wished direction. ``faults`` say why a group could not be built.
    """

    design: str
    before: Group | None = None
    after: Group | None = None
    gained: float | None = None
    lost: float | None = None
    other_before: Group | None = None
    other_after: Group | None = None
    doses: tuple[Dose, ...] = ()
    is_randomised: bool = False
    control_flat: bool | None = None
    is_clustered: bool = False
    design_effect: float = 1.0
    direction: str = INCREASE
    target_change: float | None = None
    topic: str = ""
    faults: tuple[Sentence, ...] = ()

    @property
    def effect(self) -> float:
        """The design effect the figures use: 1 when what was typed is none (see ``cautions``)."""
        return self.design_effect if 1.0 <= self.design_effect <= MOST else 1.0

    @property
    def aim(self) -> float | None:
        """The change aimed for in the wished direction, None when there is none above 0."""
        target = self.target_change
        return target if target is not None and math.isfinite(target) and target > 0 else None

    @property
    def sign(self) -> float:
        """1 when a rise is wished, or a level is to be kept; -1 when a fall is wished."""
        return -1.0 if self.direction == DECREASE else 1.0

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups of answers the design uses and which are there."""
        if self.design == DOSE:
            return tuple(dose.group for dose in self.doses)
        if self.design == CONTROLLED:
            found: tuple[Group | None, ...] = (self.before, self.after, self.other_before, self.other_after)
        else:
            found = (self.before, self.after)
        return tuple(group for group in found if group is not None)

    @property
    def ends(self) -> tuple[Group | None, Group | None]:
        """The two groups set against each other: reference and campaign; the lowest and the highest dose."""
        if self.design == DOSE:
            levels = sorted(self.doses, key=lambda dose: dose.score)
            return (levels[0].group, levels[-1].group) if levels else (None, None)
        return self.before, self.after


def group_of(x: float | None, n: float | None) -> tuple[Group | None, Sentence | None]:
    """The group of ``x`` of ``n`` answers, or why there is none: something missing, or counts that cannot be."""
    if n is None:
        return None, sentence("The number of answers is missing. Enter it.")
    if x is None:
        return None, sentence("The number of people who answered so is missing. Enter it.")
    try:
        return Group(x, n), None
    except Uncountable as fault:
        return None, fault.sentence


def unassessable(comparison: Comparison) -> Sentence | None:
    """Why no verdict can be given, None when one can (METHODS.md 8.1: otherwise not assessable, never a number)."""
    if comparison.faults:
        return comparison.faults[0]
    if comparison.design not in _KNOWN:
        return sentence("The way of comparing “{design}” is not known.", design=comparison.design)
    if comparison.design == OUTPUTS_ONLY:
        return sentence("Only what was put out was counted; its effect on people was not measured.")
    if comparison.design == POST_ONLY:
        return sentence("The baseline was not measured before the campaign. Measure it before the next one.")
    if comparison.design == DOSE:
        return _without_levels(comparison)
    return _without_groups(comparison) or _odd_pairs(comparison)


def _without_levels(comparison: Comparison) -> Sentence | None:
    scores = {dose.score for dose in comparison.doses}
    if len(scores) < 2 or len(scores) != len(comparison.doses):
        return sentence("At least two levels of exposure, each with a score of its own, are needed.")
    if not all(abs(score) <= MOST for score in scores):  # also refuses what is no number
        return sentence("The score of a level of exposure is not a number. Correct it.")
    return None


def _without_groups(comparison: Comparison) -> Sentence | None:
    is_exposed = comparison.design == EXPOSED
    if comparison.before is None:
        if is_exposed:
            return sentence("There are no answers from those the campaign did not reach.")
        return sentence("The baseline was not measured before the campaign. Measure it before the next one.")
    if comparison.after is None:
        if is_exposed:
            return sentence("There are no answers from those the campaign reached.")
        return sentence("Nothing was measured after the campaign.")
    if comparison.design == CONTROLLED and (comparison.other_before is None or comparison.other_after is None):
        return sentence("The comparison group needs its answers before and after the campaign.")
    return None


def _odd_pairs(comparison: Comparison) -> Sentence | None:
    """Same people: without the changed answers there is no verdict; they are never taken as different people."""
    if comparison.design != PAIRED:
        return None
    gained, lost, before, after = comparison.gained, comparison.lost, comparison.before, comparison.after
    if gained is None or lost is None or before is None or after is None:
        return sentence(
            "The same people answered twice. Enter how many changed from no to yes and how many from yes to no."
        )
    if not (0 <= gained <= MOST and 0 <= lost <= MOST):
        return sentence("The numbers of people who changed their answer must be 0 or more. Correct them.")
    if before.n != after.n:
        return sentence(
            "The same people answered twice, but the numbers of answers differ: {before} before, {after} after.",
            before=before.n,
            after=after.n,
        )
    near = _tolerance(before, after)
    is_odd = abs((after.x - before.x) - (gained - lost)) > near
    if is_odd or lost > before.x + near or gained > before.n - before.x + near or gained + lost > before.n:
        return sentence(
            "The counts do not add up: {before} yes before and {after} after do not fit {gained} changed to yes"
            " and {lost} changed to no. Correct them.",
            before=round(before.x),
            after=round(after.x),
            gained=gained,
            lost=lost,
        )
    return None


def _tolerance(before: Group, after: Group) -> float:
    """How far counts of the same people may miss each other: by what rounding of both percentages can move them.

    Whole counts of fewer than two hundred people are moved by it nowhere.
    """
    if float(before.x).is_integer() and float(after.x).is_integer():
        return 2.0 * (before.n // 200)
    return _ROUNDED * before.n + _TRACE
