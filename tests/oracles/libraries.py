"""The same figures from statsmodels and scipy (extra ``oracles``), None where they define no such value."""

from __future__ import annotations

import math
import random
import warnings
from collections.abc import Iterator, Sequence

import numpy as np
import scipy.stats
import scipy.stats.contingency
import statsmodels.api as sm
from statsmodels.stats import contingency_tables, multitest, power, proportion

from tests.oracles.stored import Table, Values


def table_values(table: Table) -> Values:
    """All figures of one table, in the order of ``ours.NAMES``.

    Newcombe's and Wilson's limits end at -1, 0 and 1, as the papers say; the library leaves traces beyond.
    """
    x1, n1, x2, n2 = table
    cells = [[x1, n1 - x1], [x2, n2 - x2]]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        difference = proportion.confint_proportions_2indep(x1, n1, x2, n2, method="newcomb")
        single = proportion.proportion_confint(x1, n1, method="wilson")
        z, p = proportion.proportions_ztest([x1, x2], [n1, n2])
        exact = scipy.stats.fisher_exact(cells)[1]
        h = proportion.proportion_effectsize(x1 / n1, x2 / n2)
    if not 0 < x1 + x2 < n1 + n2:
        z = p = None
    return *np.clip(difference, -1, 1), *np.clip(single, 0, 1), z, p, exact, *_ratios(cells), h


def _ratios(cells: list[list[int]]) -> Values:
    """Both ratios with 0.5 added to every cell when one is 0; Table2x2 itself would only replace the 0.

    None without a margin, and no risk ratio where METHODS.md asks for no correction and Table2x2 refuses a 0.
    """
    counts = np.array(cells, dtype=float)
    if not counts.sum(axis=0).all():
        return (None,) * 6
    with_zero = not counts.all()
    table = contingency_tables.Table2x2(counts + 0.5 * with_zero)
    odds = (table.oddsratio, *table.oddsratio_confint())
    if counts[:, 0].all() and with_zero:
        risk = scipy.stats.contingency.relative_risk(cells[0][0], sum(cells[0]), cells[1][0], sum(cells[1]))
        return *odds, risk.relative_risk, *risk.confidence_interval()
    return *odds, table.riskratio, *table.riskratio_confint()


def call_values(name: str, arguments: Sequence[float]) -> Values:
    """What the library says to the call of that name."""
    found = globals()[f"_{name}"](*arguments)
    return tuple(float(value) for value in np.atleast_1d(found))


def _student_p(t: float, df: float) -> float:
    return 2 * scipy.stats.t.sf(abs(t), df)


def _student_quantile(level: float, df: float) -> float:
    return scipy.stats.t.isf((1 - level) / 2, df)


def _welch(m1: float, s1: float, n1: float, m2: float, s2: float, n2: float) -> list[float]:
    v1, v2 = s1**2 / n1, s2**2 / n2
    df = (v1 + v2) ** 2 / (v1**2 / (n1 - 1) + v2**2 / (n2 - 1))
    found = scipy.stats.ttest_ind_from_stats(m1, s1, n1, m2, s2, n2, equal_var=False)
    half = scipy.stats.t.ppf(0.975, df) * math.sqrt(v1 + v2)
    return [found.statistic, df, found.pvalue, m1 - m2 - half, m1 - m2 + half]


def _mcnemar(gained: float, lost: float) -> float:
    return contingency_tables.mcnemar([[0, gained], [lost, 0]], exact=True).pvalue


def _holm(*p: float) -> np.ndarray:
    return multitest.multipletests(p, method="holm")[1]


def _trend(*counts: float) -> float:
    rows = [[n - x, x] for x, n in zip(counts[::2], counts[1::2], strict=True)]
    table = contingency_tables.Table(np.array(rows), shift_zeros=False)
    found = table.test_ordinal_association(row_scores=np.arange(len(rows)), col_scores=np.array([0, 1]))
    return found.zscore


def _did(*counts: float) -> list[float]:
    """The interaction of a saturated logistic model is the ratio of both odds ratios."""
    answers = np.array([[x, n - x] for x, n in zip(counts[::2], counts[1::2], strict=True)])
    design = np.array([[1, 1, 1, 1], [1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 0, 0]])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # four cells and four parameters fit perfectly, which is meant
        fitted = sm.GLM(answers, design, family=sm.families.Binomial()).fit(tol_criterion="params", tol=1e-13)
    value, half = fitted.params[3], fitted.bse[3] * scipy.stats.norm.ppf(0.975)
    return list(np.exp([value, value - half, value + half]))


def _answers(p1: float, p2: float, chance: float) -> float:
    return proportion.samplesize_proportions_2indep_onetail(p2 - p1, p1, chance, alpha=0.025, alternative="larger")


def _answers_by_h(h: float, chance: float) -> float:
    z = scipy.stats.norm.ppf([0.975, chance])
    found = 2 * (z.sum() / h) ** 2
    solved = power.NormalIndPower().solve_power(abs(h), alpha=0.025, power=chance, alternative="larger")
    assert abs(solved - found) < 1e-4 * found  # the library solves by iteration; the formula it solves is this one
    return found


def _power(p1: float, p2: float, n: float) -> float:
    low, high = sorted((p1, p2))
    return proportion.power_proportions_2indep(high - low, low, n, alpha=0.025, alternative="larger").power


def _wald(x1: float, n1: float, x2: float, n2: float) -> list[float]:
    return proportion.confint_proportions_2indep(x1, n1, x2, n2, method="wald")


def _agresti_caffo(x1: float, n1: float, x2: float, n2: float) -> list[float]:
    return proportion.confint_proportions_2indep(x1, n1, x2, n2, method="agresti-caffo")


def _survey(share: float, margin: float) -> float:
    return proportion.samplesize_confint_proportion(share, margin)


def random_calls(seed: int, each: int) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Arguments for every function, ``each`` times."""
    chance = random.Random(seed)
    for _ in range(each):
        yield "student_p", (chance.choice((1, 4, 30)) * chance.random(), 10 ** chance.uniform(0, 8))
        yield "student_quantile", (chance.choice((0.5, 0.9, 0.95, 0.99)), 10 ** chance.uniform(0, 8))
        scores = [(chance.uniform(0, 20), chance.uniform(0.1, 6), chance.randint(2, 900)) for _ in range(2)]
        yield "welch", (*scores[0], *scores[1])
        yield (
            "mcnemar",
            (chance.randint(1, chance.choice((9, 90, 900))), chance.randint(0, chance.choice((9, 90, 900)))),
        )
        yield "holm", tuple(chance.random() ** chance.choice((1, 4, 9)) for _ in range(chance.randint(1, 9)))
        sizes = [chance.randint(1, 400) for _ in range(2)]
        counts = tuple(float(x) for n in sizes for x in (chance.randint(0, n), n))
        yield "wald", counts
        yield "agresti_caffo", counts
        sizes = [chance.randint(5, 900) for _ in range(chance.randint(2, 6))]
        yield "trend", tuple(float(x) for n in sizes for x in (chance.randint(1, n - 1), n))
        sizes = [chance.randint(8, 900) for _ in range(4)]
        yield "did", tuple(float(x) for n in sizes for x in (chance.randint(2, n - 2), n))
        p1, p2 = sorted((chance.uniform(0.01, 0.97), chance.uniform(0.02, 0.98)))
        p2 = max(p2, p1 + 0.01)
        yield "answers", (p1, p2, chance.choice((0.5, 0.8, 0.9, 0.95)))
        yield "answers_by_h", (chance.uniform(0.05, 1.5), chance.choice((0.8, 0.9)))
        yield "power", (p1, p2, float(chance.randint(5, 3000)))
        yield "survey", (chance.uniform(0.05, 0.95), chance.uniform(0.005, 0.2))
