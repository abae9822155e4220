"""Why a verdict: the formula in words with this case's own numbers in it, step by step.

Percentages and points as shown to the officer; each formula stands in an isolate and needs no translation.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from hospcomms.domain.evaluation.comparisons import Comparison
from hospcomms.domain.evaluation.designs import CONTROLLED, DOSE, EXPOSED, PAIRED
from hospcomms.domain.evaluation.figures import DIFFERENCES, MCNEMAR, TREND, pairs_of
from hospcomms.domain.evaluation.grades import FEWEST
from hospcomms.domain.evaluation.phrases import points, share, tenths, whole
from hospcomms.domain.evaluation.proportions import FISHER, Z_TEST, Group, Interval, normal_quantile, wilson
from hospcomms.domain.evaluation.told import family, signed
from hospcomms.domain.evaluation.verdicts import IMPROVED, NOT_ENOUGH, WORSENED, Finding
from hospcomms.domain.locale import LRI, MINUS, PDI
from hospcomms.domain.objectives import DECREASE, KEEP
from hospcomms.domain.wording import N_, Label, Sentence, sentence

_NAMES = {
    "change": (N_("Before"), N_("After")),
    EXPOSED: (N_("Those not reached"), N_("Those reached")),
    CONTROLLED: (N_("Before"), N_("After")),
    DOSE: (N_("Lowest level"), N_("Highest level")),
}
_CHANCES = {
    Z_TEST: N_("If nothing had changed, a difference this large would turn up in {chance} of surveys (z test)."),
    FISHER: N_(
        "If nothing had changed, a difference this large would turn up in {chance} of surveys (Fisher’s exact test)."
    ),
    MCNEMAR: N_(
        "If as many gained as lost, a difference this large would turn up in {chance} of surveys"
        " (McNemar’s exact test)."
    ),
    DIFFERENCES: N_(
        "If both groups had changed alike, a difference this large would turn up in {chance} of surveys (z test)."
    ),
    TREND: N_(
        "If exposure made no difference, a trend this strong would turn up in {chance} of surveys"
        " (Cochran–Armitage test)."
    ),
}
_SOURCES = {
    "change": "Wilson 1927, J Am Stat Assoc 22:209; Newcombe 1998, Stat Med 17:873 (10)",
    PAIRED: "Newcombe 1998, Stat Med 17:2635 (10); McNemar 1947, Psychometrika 12:153",
    CONTROLLED: "Naugle & Hornik 2014, J Health Commun 19:S1",
    DOSE: "Newcombe 1998, Stat Med 17:873 (10); Armitage 1955, Biometrics 11:375",
}


def why(finding: Finding) -> tuple[Sentence, ...]:
    """The steps from the counts to the verdict; the reason alone when nothing could be judged."""
    if finding.reason is not None or finding.interval is None:
        return (finding.reason,) if finding.reason is not None else ()
    design = finding.comparison.design
    steps = _paired if design == PAIRED else _controlled if design == CONTROLLED else _independent
    source = _SOURCES.get(design, _SOURCES["change"])
    return (
        *steps(finding),
        *_widened(finding),
        rule(finding),
        *_chance(finding),
        sentence("Source: {source}.", source=source),
    )


def rule(finding: Finding) -> Sentence:
    """The rule of the verdict applied to the interval (METHODS.md 8.3)."""
    comparison, interval = finding.comparison, finding.interval
    assert interval is not None
    limits = {"low": signed(100 * interval.low), "high": signed(100 * interval.high)}
    is_fall = comparison.direction == DECREASE
    if finding.verdict == IMPROVED:
        text = _FALL_IMPROVED if is_fall else _RISE_IMPROVED
        return sentence(text, **limits)
    if finding.verdict == WORSENED:
        text = _FALL_WORSENED if is_fall else _RISE_WORSENED
        return sentence(text, **limits)
    aim = comparison.aim
    if finding.verdict == NOT_ENOUGH and (aim is None or comparison.direction == KEEP):
        return sentence(
            "The interval from {low} to {high} includes 0, and a group has fewer than {least} answers: the answers are"
            " not enough to tell.",
            least=FEWEST,
            **limits,
        )
    if aim is None or comparison.direction == KEEP:
        return sentence("The interval from {low} to {high} includes 0: no detectable change.", **limits)
    if finding.verdict == NOT_ENOUGH:
        return sentence(
            "The interval from {low} to {high} includes 0 and also the change aimed for, {aim}:"
            " the answers are not enough to tell.",
            aim=points(aim),
            **limits,
        )
    return sentence(
        "The interval from {low} to {high} includes 0 but not the change aimed for, {aim}: no detectable change.",
        aim=points(aim),
        **limits,
    )


_RISE_IMPROVED = N_("The interval from {low} to {high} lies wholly above 0: improved.")
_FALL_IMPROVED = N_("A fall is wished and the interval from {low} to {high} lies wholly below 0: improved.")
_RISE_WORSENED = N_("The interval from {low} to {high} lies wholly below 0: worsened.")
_FALL_WORSENED = N_("A fall is wished and the interval from {low} to {high} lies wholly above 0: worsened.")


def _independent(finding: Finding) -> Iterator[Sentence]:
    comparison, interval = finding.comparison, finding.interval
    before, after = comparison.ends
    assert before is not None
    assert after is not None
    assert interval is not None
    if comparison.design == DOSE:
        yield from _levels(comparison)
    first, second = _NAMES[family(comparison)]
    own, other = wilson(after, comparison.effect), wilson(before, comparison.effect)
    yield _of_group(first, before, other)
    yield _of_group(second, after, own)
    yield _difference(after, before)
    yield sentence(
        "Lower limit: from the difference goes the root of the sum of two squares, how far the second share lies above"
        " its lower limit and how far the upper limit of the first lies above it: {formula}",
        formula=_limit(finding, MINUS, after.share - own.low, other.high - before.share, interval.low),
    )
    yield sentence(
        "Upper limit: to the difference comes the root of the sum of two squares, how far the upper limit of the second"
        " share lies above it and how far the first lies above its lower limit: {formula}",
        formula=_limit(finding, "+", own.high - after.share, before.share - other.low, interval.high),
    )


def _levels(comparison: Comparison) -> Iterator[Sentence]:
    for dose in sorted(comparison.doses, key=lambda dose: dose.score):
        yield sentence(
            "Level of exposure {score}: {x} of {n}, that is {share}.",
            score=dose.score,
            x=whole(dose.group.x),
            n=whole(dose.group.n),
            share=share(dose.group.share),
        )


def _of_group(name: str, group: Group, interval: Interval) -> Sentence:
    return sentence(
        "{group}: {x} of {n}, that is {share}; its own interval goes from {low} to {high}.",
        group=Label(name),
        x=whole(group.x),
        n=whole(group.n),
        share=share(group.share),
        low=share(interval.low),
        high=share(interval.high),
    )


def _difference(after: Group, before: Group) -> Sentence:
    return sentence(
        "Difference: {formula}",
        formula=_formula(
            "{after} − {before} = {difference}",
            after=100 * after.share,
            before=100 * before.share,
            difference=100 * (after.share - before.share),
        ),
    )


def _limit(finding: Finding, sign: str, own: float, other: float, limit: float) -> Sentence:
    return _formula(
        "{difference} " + sign + " √({own}² + {other}²) = {limit}",
        difference=100 * (finding.difference or 0.0),
        own=100 * own,
        other=100 * other,
        limit=100 * limit,
    )


def _paired(finding: Finding) -> Iterator[Sentence]:
    pairs, interval = pairs_of(finding.comparison), finding.interval
    assert interval is not None
    yield sentence(
        "The same people answered twice: {gained} changed from no to yes, {lost} from yes to no, of {n}.",
        gained=whole(pairs.gained),
        lost=whole(pairs.lost),
        n=whole(pairs.people),
    )
    yield sentence(
        "Difference: {formula}",
        formula=_formula(
            "100 × ({gained} − {lost}) / {n} = {difference}",
            gained=pairs.gained,
            lost=pairs.lost,
            n=pairs.people,
            difference=100 * pairs.difference,
        ),
    )
    yield sentence(
        "The interval for the same people takes into account how alike their two answers are:"
        " it goes from {low} to {high}.",
        low=signed(100 * interval.low),
        high=signed(100 * interval.high),
    )


def _controlled(finding: Finding) -> Iterator[Sentence]:
    comparison, interval = finding.comparison, finding.interval
    before, after = comparison.before, comparison.after
    other_before, other_after = comparison.other_before, comparison.other_after
    assert before is not None
    assert after is not None
    assert other_before is not None
    assert other_after is not None
    assert interval is not None
    own, other = after.share - before.share, other_after.share - other_before.share
    yield sentence("The campaign’s group: {formula}", formula=_step(after, before, own))
    yield sentence("The comparison group: {formula}", formula=_step(other_after, other_before, other))
    yield sentence(
        "Difference of the two changes: {formula}",
        formula=_formula(
            "{own} − ({other}) = {difference}", own=100 * own, other=100 * other, difference=100 * (own - other)
        ),
    )
    groups = (before, after, other_before, other_after)
    error = math.sqrt(comparison.effect * sum(group.share * (1 - group.share) / group.n for group in groups))
    yield sentence(
        "Limits: the difference less and plus {z} times its standard error, the root of the sum of share times"
        " rest over answers in the four groups: {formula}",
        z=round(normal_quantile(), 2),
        formula=_formula("{difference} ± {half}", difference=100 * (own - other), half=100 * normal_quantile() * error),
    )


def _step(after: Group, before: Group, difference: float) -> Sentence:
    return _formula(
        "{after} − {before} = {difference}",
        after=100 * after.share,
        before=100 * before.share,
        difference=100 * difference,
    )


def _widened(finding: Finding) -> Iterator[Sentence]:
    effect = finding.comparison.effect
    if effect > 1.0:
        yield sentence(
            "Design effect {effect}: answers of one group resemble each other, so {effect} of them count as one.",
            effect=round(effect, 2),
        )


def _chance(finding: Finding) -> Iterator[Sentence]:
    text = _CHANCES.get(finding.figures.test)
    if text is None or finding.p is None:
        return
    percent = 100 * finding.p
    if percent < 0.01:
        yield sentence(text, chance=sentence("less than {value}%", value=0.01))
    else:
        yield sentence(text, chance=sentence("{value}%", value=round(percent, 2) if percent < 1 else tenths(percent)))


def _formula(pattern: str, **values: float) -> Sentence:
    """A formula with its numbers, at most two decimals each, kept from left to right."""
    shown = {name: round(value, 2) + 0.0 for name, value in values.items()}
    return Sentence(f"{LRI}{pattern}{PDI}", shown)
