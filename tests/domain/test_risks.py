"""How grave a risk is, and where it stands in the matrix."""

from __future__ import annotations

import pytest

from hospcomms.domain.risks import matrix, severity
from hospcomms.domain.scenarios import ACCIDENTAL, PREVENTABLE, VICTIM, Risk, raised


@pytest.mark.parametrize(
    ("likelihood", "impact", "score", "shape"),
    [("1", "1", 1, ""), ("1", "5", 5, ""), ("2", "4", 8, "soon"), ("3", "5", 15, "late"), ("5", "5", 25, "late")],
)
def test_the_score_is_likelihood_times_impact(likelihood: str, impact: str, score: float, shape: str) -> None:
    risk = Risk(title="خطر", likelihood=likelihood, impact=impact).settled()
    assert (risk.score, severity(risk.score)) == (score, shape)


def test_a_risk_that_is_not_judged_has_no_score_and_no_place() -> None:
    risk = Risk(title="خطر", likelihood="").settled()
    assert risk.score is None
    assert severity(None) == ""
    assert matrix([risk]) == {}


@pytest.mark.parametrize(("score", "shape"), [(7, ""), (8, "soon"), (14, "soon"), (15, "late")])
def test_the_limits_belong_to_the_graver_side(score: float, shape: str) -> None:
    assert severity(score) == shape


def test_the_matrix_keeps_the_order_within_a_cell() -> None:
    first, second, other = (
        Risk(id=n, likelihood=a, impact=b) for n, a, b in ((1, "3", "5"), (2, "3", "5"), (3, "5", "3"))
    )
    assert matrix([first, other, second]) == {(3, 5): [first, second], (5, 3): [other]}


def test_a_similar_crisis_before_moves_one_cluster_up_and_never_beyond_the_last() -> None:
    assert [raised(cluster) for cluster in (VICTIM, ACCIDENTAL, PREVENTABLE)] == [ACCIDENTAL, PREVENTABLE, PREVENTABLE]
