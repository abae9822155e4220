"""The RE-AIM panel: five dimensions of one campaign, what they are worth together and what that cost.

Definitions: METHODS.md 1.4 (re-aim.org; Glasgow et al. 2006, Health Educ Res 21:688). How alike those reached and
those not reached are (representativeness) is not computed: it needs figures of the people who were not reached.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hospcomms.domain.checks import Problem
from hospcomms.domain.evaluation.maintenance import Kept, kept, running_said
from hospcomms.domain.evaluation.phrases import (
    amount,
    faults_of,
    includes_zero,
    interval_fault,
    is_usable,
    limits,
    points,
    share,
    whole,
)
from hospcomms.domain.evaluation.proportions import Interval
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence

REACH, EFFECTIVENESS, ADOPTION = "reach", "effectiveness", "adoption"
IMPLEMENTATION, MAINTENANCE = "implementation", "maintenance"
LABELS = {
    "eligible": N_("Number of people concerned"),
    "reached": N_("Number of people reached"),
    "invited": N_("Number of settings invited"),
    "joined": N_("Number of settings that took part"),
    "planned": N_("Number of elements planned"),
    "delivered": N_("Number of elements delivered"),
    "cost": N_("Cost"),
}


@dataclass(frozen=True)
class ReaimFigures:
    """What the panel is computed from; None is not measured.

    People, settings (wards, clinics, partners) and elements of the plan are counts. ``change`` and its
    ``interval`` are fractions, plus in the wished direction, measured among those reached; ``kept_change`` is the
    same change against the same baseline, measured on ``followed_on``. ``cost`` is in the country's currency.
    """

    eligible: float | None = None
    reached: float | None = None
    invited: float | None = None
    joined: float | None = None
    planned: float | None = None
    delivered: float | None = None
    change: float | None = None
    interval: Interval | None = None
    kept_change: float | None = None
    last_contact: date | None = None
    followed_on: date | None = None
    is_running: bool | None = None
    cost: Decimal | None = None


@dataclass(frozen=True)
class Dimension:
    """One of the five: ``share`` as a fraction (effectiveness: the change), None when not known; why is in ``said``."""

    key: str
    label: str
    share: float | None
    said: Sentence


@dataclass(frozen=True)
class Impact:
    """A product of two dimensions: ``value`` as a fraction, None when one of them is not known."""

    value: float | None
    said: Sentence
    people: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class Reaim:
    """The five dimensions in order, both impacts, the efficiency and what is wrong with the figures.

    ``efficiency`` is cost / individual impact (the cost if everybody concerned changed). ``running_said`` is
    maintenance at the level of the setting.
    """

    dimensions: tuple[Dimension, ...]
    individual: Impact
    setting: Impact
    efficiency: Decimal | None
    maintained: Kept
    running_said: Sentence
    problems: tuple[Problem, ...]

    def __getitem__(self, key: str) -> Dimension:
        """The dimension with this key. Raises KeyError for another."""
        return {dimension.key: dimension for dimension in self.dimensions}[key]


@dataclass(frozen=True)
class _Ratio:
    """A dimension that is one count over another: names of the figures and its sentence."""

    key: str
    label: str
    part: str
    whole: str
    said: str


_RATIOS = (
    _Ratio(
        REACH,
        N_("Reach"),
        "reached",
        "eligible",
        N_("People reached: {part} of {whole} concerned, that is {share}."),
    ),
    _Ratio(
        ADOPTION,
        N_("Adoption"),
        "joined",
        "invited",
        N_("Settings that took part: {part} of {whole} invited, that is {share}."),
    ),
    _Ratio(
        IMPLEMENTATION,
        N_("Implementation"),
        "delivered",
        "planned",
        N_("Elements delivered: {part} of {whole} planned, that is {share}."),
    ),
)


def reaim(figures: ReaimFigures, today: date) -> Reaim:
    """The panel on a day. Never raises for an officer's numbers: they become problems and a reason.

    Source: METHODS.md 1.4 and 8.6.
    """
    problems = _problems(figures)
    wrong = {problem.field: problem.message for problem in problems}
    reach, adoption, implementation = (_ratio(figures, ratio, wrong) for ratio in _RATIOS)
    effectiveness = _effectiveness(figures, wrong)
    maintained = kept(figures.change, figures.kept_change, figures.last_contact, figures.followed_on, today)
    maintenance = Dimension(MAINTENANCE, N_("Maintenance"), maintained.share, maintained.said)
    individual = _individual(figures, reach, effectiveness)
    return Reaim(
        (reach, effectiveness, adoption, implementation, maintenance),
        individual,
        _setting(adoption, implementation),
        _efficiency(figures.cost, individual),
        maintained,
        running_said(figures.is_running),
        (*problems, *maintained.problems),
    )


def _problems(figures: ReaimFigures) -> list[Problem]:
    found = faults_of(figures, LABELS)
    wrong = {problem.field for problem in found}
    for ratio in _RATIOS:
        part, total = getattr(figures, ratio.part), getattr(figures, ratio.whole)
        if total is not None and ratio.whole not in wrong and total == 0:
            message = sentence("{field} is 0: there is nothing to compare with.", field=Label(LABELS[ratio.whole]))
            found.append(Problem(ratio.whole, message))
        elif part is not None and total is not None and not {ratio.part, ratio.whole} & wrong and part > total:
            if ratio.key != IMPLEMENTATION:
                found.append(Problem(ratio.part, _above(ratio, part, total)))
    change, fault = figures.change, _change_fault(figures)
    if change is not None and fault is not None:
        found.append(Problem("change", fault))
    return found


def _above(ratio: _Ratio, part: float, total: float) -> Sentence:
    return sentence(
        "{part} ({a}) is larger than {whole} ({b}). Correct one of them.",
        part=Label(LABELS[ratio.part]),
        whole=Label(LABELS[ratio.whole]),
        a=whole(part),
        b=whole(total),
    )


def _change_fault(figures: ReaimFigures) -> Sentence | None:
    if figures.change is None:
        return None
    if not is_usable(figures.change) or abs(figures.change) > 1:
        return sentence("The change of the outcome is larger than {points}. Correct it.", points=points(1))
    return None if figures.interval is None else interval_fault(figures.change, figures.interval)


def _ratio(figures: ReaimFigures, ratio: _Ratio, wrong: dict[str, Sentence]) -> Dimension:
    """One count over another (METHODS.md 1.4). More elements delivered than planned count as all of them."""
    for name in (ratio.whole, ratio.part):
        if name in wrong:
            return Dimension(ratio.key, ratio.label, None, wrong[name])
    part, total = getattr(figures, ratio.part), getattr(figures, ratio.whole)
    if part is None or total is None:
        missing = tuple(Label(LABELS[name]) for name in (ratio.part, ratio.whole) if getattr(figures, name) is None)
        said = sentence("Not measured. Not known: {fields}.", fields=missing)
        return Dimension(ratio.key, ratio.label, None, said)
    value = min(float(part) / float(total), 1.0)
    said = sentence(ratio.said, part=whole(part), whole=whole(total), share=share(value))
    return Dimension(ratio.key, ratio.label, value, said)


def _effectiveness(figures: ReaimFigures, wrong: dict[str, Sentence]) -> Dimension:
    """The change of the main outcome, minus included (METHODS.md 1.4: with negative effects)."""
    label = N_("Effectiveness")
    if "change" in wrong:
        return Dimension(EFFECTIVENESS, label, None, wrong["change"])
    if figures.change is None:
        return Dimension(EFFECTIVENESS, label, None, sentence("The change of the outcome was not measured."))
    if figures.change > 0:
        moved = sentence("The outcome moved by {points} in the wished direction.", points=points(figures.change))
    elif figures.change < 0:
        moved = sentence("The outcome moved by {points} against the wished direction.", points=points(figures.change))
    else:
        moved = sentence("The outcome stayed as it was.")
    if figures.interval is None:
        said = sentence("{moved} No confidence interval is known.", moved=moved)
    else:
        said = sentence("{moved} Confidence interval: {limits}.", moved=moved, limits=limits(figures.interval))
    return Dimension(EFFECTIVENESS, label, figures.change, said)


def _individual(figures: ReaimFigures, reach: Dimension, effectiveness: Dimension) -> Impact:
    """Reach x mean individual change, and the people that makes of those concerned.

    Source: METHODS.md 1.4, individual impact (re-aim.org calculator).
    """
    if reach.share is None or effectiveness.share is None or figures.eligible is None:
        return Impact(None, sentence("Individual impact needs reach and effectiveness; one of them is not known."))
    value = reach.share * effectiveness.share
    people = value * figures.eligible
    counts = {
        "reach": share(reach.share),
        "points": points(effectiveness.share),
        "whole": whole(figures.eligible),
    }
    if value < 0:
        said = counted(
            "Reach {reach} × change {points}: {n} fewer person with the wished outcome, of {whole} concerned.",
            "Reach {reach} × change {points}: {n} fewer people with the wished outcome, of {whole} concerned.",
            round(-people),
            **counts,
        )
    else:
        said = counted(
            "Reach {reach} × change {points}: {n} more person with the wished outcome, of {whole} concerned.",
            "Reach {reach} × change {points}: {n} more people with the wished outcome, of {whole} concerned.",
            round(people),
            **counts,
        )
    around = figures.interval
    if around is None:
        return Impact(value, said, people)
    if includes_zero(around):
        said = sentence("{said} The confidence interval includes no change, so this may be chance.", said=said)
    return Impact(value, said, people, Interval(reach.share * around.low, reach.share * around.high))


def _setting(adoption: Dimension, implementation: Dimension) -> Impact:
    """Adoption x implementation: a convention [R], METHODS.md 1.4 confirms the twin but not the product."""
    if adoption.share is None or implementation.share is None:
        return Impact(None, sentence("Setting impact needs adoption and implementation; one of them is not known."))
    value = adoption.share * implementation.share
    said = sentence(
        "Adoption {adoption} × implementation {implementation} = {value}."
        " This product is a convention: the published formula is that of individual impact.",
        adoption=share(adoption.share),
        implementation=share(implementation.share),
        value=share(value),
    )
    return Impact(value, said)


def _efficiency(cost: Decimal | None, individual: Impact) -> Decimal | None:
    """Cost / individual impact; None unless the impact is above 0 beyond its interval (METHODS.md 1.4 and 2.1)."""
    if individual.value is None or individual.value <= 0 or not is_usable(cost) or cost is None or cost < 0:
        return None
    if individual.interval is None or includes_zero(individual.interval):
        return None
    return amount(cost) / amount(individual.value)
