"""Our figures under the names the libraries' values are stored by."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import partial

from hospcomms.domain.evaluation import planning
from hospcomms.domain.evaluation.means import Scores, welch
from hospcomms.domain.evaluation.paired import mcnemar
from hospcomms.domain.evaluation.proportions import (
    Group,
    Interval,
    Ratio,
    agresti_caffo,
    compare,
    fisher,
    pooled_z,
    wald,
    wilson,
)
from hospcomms.domain.evaluation.student import student_p, student_quantile
from hospcomms.domain.evaluation.trends import cochran_armitage, difference_in_differences, holm
from tests.oracles.stored import Table, Values

NAMES = (
    "newcombe_low", "newcombe_high", "wilson_low", "wilson_high", "z", "z_p", "fisher_p",
    "odds_ratio", "odds_low", "odds_high", "risk_ratio", "risk_low", "risk_high", "h",
)  # fmt: skip


def table_values(table: Table) -> Values:
    """All figures of one table, in the order of NAMES."""
    group, reference = Group(table[0], table[1]), Group(table[2], table[3])
    found = compare(group, reference)
    one = wilson(group)
    return (
        found.interval.low, found.interval.high, one.low, one.high, *pooled_z(group, reference),
        fisher(group, reference), *_ratio(found.odds_ratio), *_ratio(found.risk_ratio), found.cohen_h,
    )  # fmt: skip


def _ratio(ratio: Ratio | None) -> tuple[float | None, float | None, float | None]:
    return (None, None, None) if ratio is None else (ratio.value, ratio.interval.low, ratio.interval.high)


def _limits(method: Callable[[Group, Group], Interval], x1: float, n1: float, x2: float, n2: float) -> Values:
    found = method(Group(x1, n1), Group(x2, n2))
    return found.low, found.high


def _welch(m1: float, s1: float, n1: float, m2: float, s2: float, n2: float) -> Values:
    found = welch(Scores(m1, s1, n1), Scores(m2, s2, n2))
    assert found.interval is not None
    return found.t, found.df, found.p, found.interval.low, found.interval.high


def _trend(*counts: float) -> Values:
    """Scores 0, 1, 2 …; the library's statistic has N - 1 where Armitage's has N."""
    people = sum(counts[1::2])
    groups = [(float(k), Group(x, n)) for k, (x, n) in enumerate(zip(counts[::2], counts[1::2], strict=True))]
    return (cochran_armitage(groups).z * math.sqrt((people - 1) / people),)


def _did(*counts: float) -> Values:
    groups = [Group(x, n) for x, n in zip(counts[::2], counts[1::2], strict=True)]
    return _ratio(difference_in_differences(*groups).odds_ratio)


CALLS: dict[str, Callable[..., Values]] = {
    "student_p": lambda t, df: (student_p(t, df),),
    "student_quantile": lambda level, df: (student_quantile(level, df),),
    "wald": partial(_limits, wald),
    "agresti_caffo": partial(_limits, agresti_caffo),
    "welch": _welch,
    "mcnemar": lambda gained, lost: (mcnemar(gained, lost),),
    "holm": lambda *p: holm(p),
    "trend": _trend,
    "did": _did,
    "answers": lambda p1, p2, power: (planning.answers_needed(p1, p2, power),),
    "answers_by_h": lambda h, power: (planning.answers_needed_by_h(h, power),),
    "power": lambda p1, p2, n: (planning.power_of(p1, p2, n),),
    "survey": lambda share, margin: (planning.survey_answers(margin, share),),
}


def call_values(name: str, arguments: Sequence[float]) -> Values:
    """What our function of that name says."""
    return CALLS[name](*arguments)
