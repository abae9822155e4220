"""A finding in words: the verdict first, then what was measured, then what was aimed for (TEXTS.md section 7).

Every case is a whole sentence of its own. Signed figures stand in brackets and tables only, each in an isolate, so that
their sign stays in front of them in a line that runs from right to left.
"""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.domain.evaluation.designs import CONTROLLED, DOSE, EXPOSED
from hospcomms.domain.evaluation.labels import GRADES, UNGRADED
from hospcomms.domain.evaluation.phrases import points, share, tenths, whole
from hospcomms.domain.evaluation.verdicts import (
    IMPROVED,
    NO_CHANGE,
    NOT_ASSESSABLE,
    NOT_ENOUGH,
    Comparison,
    Finding,
)
from hospcomms.domain.locale import LRI, MINUS, PDI
from hospcomms.domain.objectives import KEEP
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence

CHANGE = "change"
"""The family of designs with a before and an after; the others are told under their own names."""
_GRADES = {choice.key: choice.label for choice in GRADES}

_MOVED = {
    (CHANGE, True, True): N_("Improved: {subject} rose."),
    (CHANGE, True, False): N_("Improved: {subject} fell, as was wished."),
    (CHANGE, False, True): N_("Worsened: {subject} rose, a fall was wished."),
    (CHANGE, False, False): N_("Worsened: {subject} fell."),
    (EXPOSED, True, True): N_("Improved: {subject} is higher among those the campaign reached."),
    (EXPOSED, True, False): N_("Improved: {subject} is lower among those the campaign reached, as was wished."),
    (EXPOSED, False, True): N_("Worsened: {subject} is higher among those the campaign reached, a fall was wished."),
    (EXPOSED, False, False): N_("Worsened: {subject} is lower among those the campaign reached."),
    (CONTROLLED, True, True): N_("Improved: {subject} rose against the comparison group."),
    (CONTROLLED, True, False): N_("Improved: {subject} fell against the comparison group, as was wished."),
    (CONTROLLED, False, True): N_("Worsened: {subject} rose against the comparison group, a fall was wished."),
    (CONTROLLED, False, False): N_("Worsened: {subject} fell against the comparison group."),
    (DOSE, True, True): N_("Improved: {subject} is higher where people saw more of the campaign."),
    (DOSE, True, False): N_("Improved: {subject} is lower where people saw more of the campaign, as was wished."),
    (DOSE, False, True): N_("Worsened: {subject} is higher where people saw more of the campaign, a fall was wished."),
    (DOSE, False, False): N_("Worsened: {subject} is lower where people saw more of the campaign."),
}
"""By family, whether it improved and whether the figure rose."""

_AIMED = {
    (True, True): N_("Improved: {subject} rose and reached the target."),
    (True, False): N_("Improved: {subject} rose but did not reach the target."),
    (False, True): N_("Improved: {subject} fell and reached the target."),
    (False, False): N_("Improved: {subject} fell but did not reach the target."),
}
"""Improvements between before and after, by whether the figure rose and whether the target was reached."""

_MEASURED = {
    CHANGE: N_("It was {before} and became {after}, that is {change} (95% confidence interval: from {low} to {high})."),
    EXPOSED: N_(
        "It is {after} among those reached and {before} among those not reached, that is {change}"
        " (95% confidence interval: from {low} to {high})."
    ),
    CONTROLLED: N_(
        "It went from {before} to {after}, in the comparison group from {other_before} to {other_after}: set against"
        " it that is {change} (95% confidence interval: from {low} to {high})."
    ),
    DOSE: N_(
        "It is {before} at the lowest level of exposure and {after} at the highest, that is {change}"
        " (95% confidence interval: from {low} to {high})."
    ),
}

_ANSWERS = {
    CHANGE: N_("Answers: {before} before, {after} after"),
    EXPOSED: N_("Answers: {after} reached, {before} not reached"),
    CONTROLLED: N_("Answers: {before} before, {after} after; comparison group {other_before} and {other_after}"),
    DOSE: N_("Answers: {before} at the lowest level, {after} at the highest"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding in words. ``headline`` is the verdict in one sentence; ``figures`` are sentences, none when unknown.

    ``target`` says what was aimed for, ``answers`` how many answered, ``grade`` how far to trust it; ``short`` is the
    difference with its interval for a table. None where there is nothing to say.
    """

    headline: Sentence
    figures: tuple[Sentence, ...]
    target: Sentence | None
    answers: Sentence | None
    grade: Sentence
    short: Sentence | None


def told(finding: Finding, indicator: str, audience: str = "") -> Told:
    """Everything the board and the brief say of a finding; ``indicator`` and ``audience`` as the officer wrote them."""
    target = target_told(finding)
    measured = measured_told(finding)
    return Told(
        headline(finding, subject(indicator, audience)),
        tuple(found for found in (measured, target) if found is not None),
        target,
        answers_told(finding),
        grade_told(finding),
        short(finding),
    )


def subject(indicator: str, audience: str = "") -> Sentence:
    """What a verdict speaks of, as a noun: the indicator, and among whom when that is known."""
    if audience:
        return sentence("“{indicator}” among {audience}", indicator=indicator, audience=audience)
    return sentence("“{indicator}”", indicator=indicator)


def family(comparison: Comparison) -> str:
    """How a comparison is worded: by its design when that has no before and after of its own."""
    return comparison.design if comparison.design in (EXPOSED, CONTROLLED, DOSE) else CHANGE


def headline(finding: Finding, of: Sentence) -> Sentence:
    """The verdict on ``of`` (see ``subject``) in one sentence, the verdict's word first."""
    verdict, comparison = finding.verdict, finding.comparison
    if verdict == NOT_ASSESSABLE:
        return sentence("Not assessable: {subject}. {reason}", subject=of, reason=finding.reason or "")
    if verdict == NOT_ENOUGH:
        return sentence("Not enough answers to tell: whether {subject} changed stays open.", subject=of)
    if verdict == NO_CHANGE:
        return _unmoved(comparison, of)
    rises = (finding.difference or 0) > 0
    is_better = verdict == IMPROVED
    if comparison.direction == KEEP and is_better and family(comparison) == CHANGE:
        return sentence("Improved: {subject} was kept and even rose.", subject=of)
    reached = finding.reached_target
    if is_better and reached is not None and family(comparison) == CHANGE:
        return sentence(_AIMED[rises, reached], subject=of)
    return sentence(_MOVED[family(comparison), is_better, rises], subject=of)


def _unmoved(comparison: Comparison, of: Sentence) -> Sentence:
    if family(comparison) != CHANGE:
        return sentence("No detectable change: {subject} shows no difference that can be told from chance.", subject=of)
    if comparison.direction == KEEP:
        return sentence("No detectable change: {subject} was kept.", subject=of)
    if comparison.aim is not None:
        return sentence("No detectable change: {subject} stayed short of the change aimed for.", subject=of)
    return sentence("No detectable change: {subject} neither rose nor fell beyond chance.", subject=of)


def measured_told(finding: Finding) -> Sentence | None:
    """What was measured: both shares, their difference and its interval; the one share when there is no other."""
    comparison = finding.comparison
    before, after = comparison.ends
    if before is None or after is None or finding.interval is None or finding.difference is None:
        return _one_share(finding)
    values: dict[str, object] = {"before": share(before.share), "after": share(after.share)}
    if comparison.other_before is not None and comparison.other_after is not None:
        values["other_before"] = share(comparison.other_before.share)
        values["other_after"] = share(comparison.other_after.share)
    return sentence(
        _MEASURED[family(comparison)],
        change=more_or_less(finding.difference),
        low=signed(100 * finding.interval.low),
        high=signed(100 * finding.interval.high),
        **values,
    )


def _one_share(finding: Finding) -> Sentence | None:
    group, interval = finding.comparison.ends[1], finding.after_interval
    if group is None or interval is None:
        return None
    return counted(
        "Measured after the campaign: {after} of {n} answer (95% confidence interval: from {low} to {high}).",
        "Measured after the campaign: {after} of {n} answers (95% confidence interval: from {low} to {high}).",
        round(group.n),
        after=share(group.share),
        low=share(interval.low),
        high=share(interval.high),
    )


def target_told(finding: Finding) -> Sentence | None:
    """What was aimed for: the value between before and after, the difference between groups."""
    comparison = finding.comparison
    aim, before = comparison.aim, comparison.before
    if aim is None:
        return None
    if family(comparison) == CHANGE:
        if before is None or not 0 <= before.share + comparison.sign * aim <= 1:
            return None
        return sentence("The target was {target}.", target=share(before.share + comparison.sign * aim))
    return sentence("The difference aimed for was {change}.", change=points(aim))


def answers_told(finding: Finding) -> Sentence | None:
    """How many answered in each group; None while a group is missing."""
    comparison = finding.comparison
    before, after = comparison.ends
    if before is None or after is None:
        return None
    values: dict[str, object] = {"before": whole(before.n), "after": whole(after.n)}
    if comparison.other_before is not None and comparison.other_after is not None:
        values |= {"other_before": whole(comparison.other_before.n), "other_after": whole(comparison.other_after.n)}
    elif family(comparison) == CONTROLLED:
        return None
    return sentence(_ANSWERS[family(comparison)], **values)


def grade_told(finding: Finding) -> Sentence:
    """The grade with its reason."""
    grade = finding.grade
    if grade.key == UNGRADED:
        return sentence("Confidence not assessable: {reason}", reason=grade.reason)
    return sentence("Confidence {grade}: {reason}", grade=Label(_GRADES[grade.key]), reason=grade.reason)


def short(finding: Finding) -> Sentence | None:
    """The difference and its interval for a table: +12 points [+5.1 to +18.8]; None when not computed."""
    if finding.difference is None or finding.interval is None:
        return None
    value = tenths(100 * finding.difference)
    limits = {"low": signed(100 * finding.interval.low), "high": signed(100 * finding.interval.high)}
    size = abs(value)
    if size.is_integer():
        return counted(
            "{change} point [{low} to {high}]",
            "{change} points [{low} to {high}]",
            int(size),
            change=signed(value),
            **limits,
        )
    return counted(
        "{size} points [{low} to {high}]", "{size} points [{low} to {high}]", int(size), size=signed(value), **limits
    )


def more_or_less(difference: float) -> Sentence:
    """A difference of two fractions in percentage points with its direction in words."""
    value = tenths(100 * difference)
    size = abs(value)
    if size == 0:
        return sentence("no difference")
    if size.is_integer():
        if value > 0:
            return counted("{n} percentage point more", "{n} percentage points more", int(size))
        return counted("{n} percentage point less", "{n} percentage points less", int(size))
    # French writes 1,5 point but 2,5 points; Arabic has one form for every decimal
    if value > 0:
        return counted("{size} percentage points more", "{size} percentage points more", int(size), size=size)
    return counted("{size} percentage points less", "{size} percentage points less", int(size), size=size)


def signed(value: float) -> Sentence:
    """A number with its sign and at most one decimal, kept together in an isolate; needs no translation."""
    size = tenths(value)
    sign = "+" if size > 0 else MINUS if size < 0 else ""
    return Sentence(f"{LRI}{sign}{{size}}{PDI}", {"size": abs(size)})
