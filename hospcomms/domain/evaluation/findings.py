"""Everything the evaluation of one campaign says, from its records: the same for the board, the brief, the sheet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import inf

from hospcomms.domain.activities import DONE, BudgetLine
from hospcomms.domain.campaigns import NO, YES, Campaign
from hospcomms.domain.evaluation.advice import Advice, Moved, NamedFigures, unmeasured_of
from hospcomms.domain.evaluation.chain import ORDER, Chain, chain
from hospcomms.domain.evaluation.comparisons import Comparison, Dose
from hospcomms.domain.evaluation.costs import Cost, CostFigures, costs
from hospcomms.domain.evaluation.designs import CONTROLLED, DOSE, EXPOSED
from hospcomms.domain.evaluation.indicators import Indicator, comparison_of, indicators_of, is_follow_up
from hospcomms.domain.evaluation.proportions import Interval
from hospcomms.domain.evaluation.reaim import Reaim, ReaimFigures, reaim
from hospcomms.domain.evaluation.rules import fired
from hospcomms.domain.evaluation.score import Score, score
from hospcomms.domain.evaluation.verdicts import NOT_ASSESSABLE, judge
from hospcomms.domain.objectives import PERCENT, Result
from hospcomms.domain.plans import Plan

_KNOWLEDGE, _INTENTION = ("knowledge", "attitude", "awareness"), ("intention",)
_BEHAVIOUR, _IMPACT = ("behaviour", "service_use"), ("impact",)
_BESIDE_OTHERS = (EXPOSED, CONTROLLED, DOSE)
"""Designs whose difference is one to other people, not to the baseline alone."""


@dataclass(frozen=True)
class Findings:
    """What is known of a campaign's effect. ``main`` is the indicator declared in advance, else the first measured.

    ``score`` is None until the officer asks for it; ``cost`` is what was spent, None while nothing is known.
    """

    campaign: Campaign
    chain: Chain
    indicators: tuple[Indicator, ...]
    main: Indicator | None
    cost: Decimal | None
    costs: tuple[Cost, ...]
    reaim: Reaim
    advice: tuple[Advice, ...]
    score: Score | None = None

    @property
    def verdict(self) -> str:
        """The key of the verdict on the main indicator."""
        return self.main.verdict if self.main else NOT_ASSESSABLE

    @property
    def grade(self) -> str:
        """The confidence in it, A to D, or not assessable."""
        return self.main.finding.grade.key if self.main and self.main.finding else NOT_ASSESSABLE


def findings_of(plan: Plan, today: date, eligible: float | None = None) -> Findings:
    """Judge a campaign as its records stand; ``eligible`` stands in where the campaign does not say for how many it is.

    Never raises for what an officer entered. Sources: METHODS.md 8 (layout), 1.4 (RE-AIM), 2.1 (costs).
    """
    campaign = plan.campaign
    indicators = tuple(indicators_of(plan.objectives, plan.results, campaign.end))
    judged = [result for result in plan.results if not is_follow_up(result, campaign.end)]
    stages = chain(campaign.tier, plan.objectives, _without_follow_up(judged, plan.results), plan.activities)
    main = main_of(indicators)
    spent = spent_of(plan.budget)
    panel = reaim(_reaim_figures(plan, main, spent, eligible), today)
    figures = named_figures(plan, stages, indicators, main, panel, eligible)
    weights = weights_of(campaign)
    return Findings(
        campaign,
        stages,
        indicators,
        main,
        spent,
        costs(_cost_figures(campaign, main, spent, eligible)),
        panel,
        fired(figures),
        score(stages.stages, weights) if weights else None,
    )


def _without_follow_up(judged: list[Result], results: Sequence[Result]) -> Sequence[Result]:
    """The results the chain looks at; an outcome known only from a follow-up is better than none."""
    known = {result.objective for result in judged if result.stage == "outcomes" and result.value is not None}
    return [result for result in results if result in judged or result.objective not in known]


def main_of(indicators: Sequence[Indicator]) -> Indicator | None:
    """The indicator declared in advance as the main one, else the first that was measured, else the first."""
    aimed = [one for one in indicators if not one.objective.is_untargeted]
    declared = next((one for one in aimed if one.objective.is_primary), None)
    measured = next((one for one in aimed if one.line.value is not None), None)
    return declared or measured or next(iter(aimed), None)


def spent_of(budget: Sequence[BudgetLine]) -> Decimal | None:
    """What was spent, None when no line says so: an unknown cost is not 0."""
    known = [line.spent for line in budget if line.spent is not None]
    return sum(known, Decimal(0)) if known else None


def weights_of(campaign: Campaign) -> dict[str, float]:
    """The weights of the stages the officer chose; empty while no score is asked for, or they cannot be read."""
    try:
        found = json.loads(campaign.weights or "{}")
    except ValueError:
        return {}
    known = found if isinstance(found, dict) else {}
    return {key: float(known[key]) for key in ORDER if isinstance(known.get(key), int | float)}


def weights_kept(weights: dict[str, float]) -> str:
    """The text in which a campaign keeps the weights; "" when no score is asked for."""
    return json.dumps(weights, sort_keys=True) if weights else ""


def _wished(main: Indicator | None) -> tuple[float | None, Interval | None]:
    """The change of the main indicator in the wished direction, with its interval."""
    finding = main.finding if main else None
    if finding is None or finding.interval is None:
        return (finding.gain if finding else None), None
    ends = sorted(end * finding.comparison.sign for end in (finding.interval.low, finding.interval.high))
    return finding.gain, Interval(ends[0], ends[1])


def _cost_figures(
    campaign: Campaign, main: Indicator | None, spent: Decimal | None, eligible: float | None
) -> CostFigures:
    """The extra outcomes are counted among those reached, as in RE-AIM, else among all the campaign was for.

    METHODS.md 2.1 divides by the target population, 1.4 by those reached: counting those reached never flatters.
    """
    change, interval = _wished(main)
    people = campaign.reached if campaign.reached is not None else _eligible(campaign, eligible)
    return CostFigures(spent, campaign.reached, campaign.impressions, campaign.engaged, people, change, interval)


def _eligible(campaign: Campaign, eligible: float | None) -> float | None:
    return campaign.eligible if campaign.eligible is not None else eligible


def _reaim_figures(plan: Plan, main: Indicator | None, spent: Decimal | None, eligible: float | None) -> ReaimFigures:
    campaign, (change, interval) = plan.campaign, _wished(main)
    later = main.follow_up if main else None
    return ReaimFigures(
        eligible=_eligible(campaign, eligible),
        reached=campaign.reached,
        invited=campaign.settings_invited,
        joined=campaign.settings_joined,
        planned=len(plan.activities) or None,
        delivered=sum(activity.status == DONE for activity in plan.activities) if plan.activities else None,
        change=change,
        interval=interval,
        kept_change=_later_change(main),
        last_contact=campaign.end,
        followed_on=later.measured_on if later else None,
        is_running={YES: True, NO: False}.get(campaign.kept_up),
        cost=spent,
    )


def _later_change(main: Indicator | None) -> float | None:
    """The change still there at the follow-up against the same reference, in the wished direction, a fraction.

    A difference to other people can only be kept when the follow-up was compared with others too.
    """
    if main is None or main.finding is None or main.follow_up is None or main.follow_up.value is None:
        return None
    if main.finding.comparison.design in _BESIDE_OTHERS:
        later = judge(comparison_of(main.objective, main.follow_up))
        return later.gain if later.comparison.design == main.finding.comparison.design else None
    baseline = main.objective.baseline
    if baseline is None:
        return None
    return main.finding.comparison.sign * (main.follow_up.value - baseline) / 100


def named_figures(
    plan: Plan,
    stages: Chain,
    indicators: Sequence[Indicator],
    main: Indicator | None,
    panel: Reaim,
    eligible: float | None = None,
) -> NamedFigures:
    """What the rules of the recommendations look at (METHODS.md 8.7)."""
    aimed = [one for one in indicators if not one.objective.is_untargeted]
    control = _risen_most(one for one in indicators if one.objective.is_untargeted)
    comparison = main.finding.comparison if main and main.finding else None
    is_dose = comparison is not None and comparison.design == DOSE
    return NamedFigures(
        reach=_reach(plan, eligible),
        recall=_recall(plan.results),
        knowledge=_moved(aimed, _KNOWLEDGE),
        intention=_moved(aimed, _INTENTION),
        behaviour=_moved(aimed, _BEHAVIOUR),
        impact=_moved(aimed, _IMPACT),
        others=tuple(moved for one in aimed if (moved := one.moved) is not None),
        kept=panel.maintained.share,
        months=panel.maintained.months,
        targeted=main.moved if main and control else None,
        untargeted=control.moved if control else None,
        doses=tuple(dose.group.share for dose in _by_dose(comparison)) if comparison and is_dose else (),
        dose_is_monotone=main.finding.figures.is_monotone if main and main.finding and is_dose else None,
        is_clustered=any(one.result.in_groups for one in aimed if one.result),
        design_effect=_design_effect(aimed),
        unmeasured=unmeasured_of(stages),
        follow_up_due=panel.maintained.due if panel.maintained.is_due else None,
    )


def _design_effect(aimed: Iterable[Indicator]) -> float | None:
    """The smallest design effect of the answers collected in groups; None when one is not known (METHODS.md 8.4)."""
    compared = [one.finding.comparison for one in aimed if one.finding and one.result and one.result.in_groups]
    known = [comparison.effect for comparison in compared if comparison.effect > 1]
    return min(known) if known and len(known) == len(compared) else None


def _risen_most(controls: Iterable[Indicator]) -> Indicator | None:
    """The control item that rose most: it is the one that casts doubt."""

    def gain(one: Indicator) -> float:
        return -inf if one.finding is None or one.finding.gain is None else one.finding.gain

    return max(controls, key=gain, default=None)


def _by_dose(comparison: Comparison) -> list[Dose]:
    return sorted(comparison.doses, key=lambda dose: dose.score)


def _reach(plan: Plan, eligible: float | None) -> float | None:
    """People reached of those planned: of the campaign's own figures, else of the first output counted in people."""
    whole = _eligible(plan.campaign, eligible)
    if plan.campaign.reached is not None and whole:
        return plan.campaign.reached / whole
    counted = [result for result in plan.results if result.stage == "outputs" and result.unit == "people"]
    found = next((result for result in counted if result.value is not None and result.planned), None)
    return found.value / found.planned if found and found.value is not None and found.planned else None


def _recall(results: Sequence[Result]) -> float | None:
    """The first out-take given in percent: AMEC's first out-take is recall (METHODS.md 1.1)."""
    found = (result.value for result in results if result.stage == "out_takes" and result.unit == PERCENT)
    first = next((value for value in found if value is not None), None)
    return None if first is None else first / 100


def _moved(aimed: Sequence[Indicator], levels: Sequence[str]) -> Moved | None:
    """The indicator of these levels: the main one first, then one that was measured."""
    found = [one for one in aimed if one.objective.level in levels and one.moved is not None]
    found.sort(key=lambda one: (not one.objective.is_primary, one.line.value is None))
    return found[0].moved if found else None
