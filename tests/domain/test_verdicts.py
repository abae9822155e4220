"""The verdict of a comparison: from its interval alone, in the wished direction, and never an exception."""

from __future__ import annotations

import math
from typing import Any

import pytest

from hospcomms.domain.evaluation.designs import DESIGNS, OUTPUTS_ONLY
from hospcomms.domain.evaluation.proportions import Group, Interval
from hospcomms.domain.evaluation.verdicts import VERDICTS, Comparison, Dose, Finding, group_of, judge, verdict_of
from hospcomms.domain.evaluation.why import why
from hospcomms.domain.locale import locale
from hospcomms.domain.shapes import SHAPES

ENGLISH = locale("en")


def pre_post(before: tuple[float, float], after: tuple[float, float], **facts: Any) -> Comparison:
    return Comparison("pre_post", Group(*before), Group(*after), **facts)


def notes(finding: Finding) -> str:
    return " ".join(ENGLISH.say(note) for note in finding.notes)


def test_sahloul_improved_with_grade_c() -> None:
    """METHODS.md 8.8: 32.1 % of 1201, then 39.4 % of 1057."""
    finding = judge(Comparison("pre_post", Group.of_share(0.321, 1201), Group.of_share(0.394, 1057)))
    assert (finding.verdict, finding.grade.key) == ("improved", "C")
    assert finding.p is not None
    assert finding.p < 0.001
    assert finding.difference == pytest.approx(0.073)


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        pytest.param(0.10, "no_change", id="ten points lie beyond the upper limit of 8.8"),
        pytest.param(0.05, "not_enough", id="five points lie inside the interval"),
        pytest.param(None, "no_change", id="no target"),
    ],
)
def test_sfax_knowledge_depends_on_the_change_aimed_for(target: float | None, verdict: str) -> None:
    """METHODS.md 8.8: 42 of 246, then 47 of 246."""
    finding = judge(pre_post((42, 246), (47, 246), target_change=target))
    assert finding.verdict == verdict
    assert finding.interval is not None
    assert finding.interval.high == pytest.approx(0.088, abs=0.0005)
    if target is None:
        assert "Without a target it cannot be told" in notes(finding)
        assert "a rise of 8.8 percentage points is not excluded" in notes(finding)


@pytest.mark.parametrize(
    ("low", "high", "direction", "target", "verdict"),
    [
        (0.01, 0.20, "increase", 0.1, "improved"),
        (0.01, 0.20, "decrease", 0.1, "worsened"),
        (0.01, 0.20, "keep", None, "improved"),
        (-0.20, -0.01, "increase", 0.1, "worsened"),
        (-0.20, -0.01, "decrease", 0.1, "improved"),
        (-0.20, -0.01, "keep", None, "worsened"),
        (-0.05, 0.05, "increase", 0.1, "no_change"),
        (-0.05, 0.05, "increase", 0.05, "not_enough"),
        (-0.05, 0.05, "increase", 0.04, "not_enough"),
        (-0.05, 0.12, "decrease", 0.06, "no_change"),
        (-0.12, 0.05, "decrease", 0.06, "not_enough"),
        (-0.12, 0.05, "decrease", 0.12, "not_enough"),
        (-0.30, 0.30, "keep", 0.1, "no_change"),
        (-0.05, 0.05, "increase", None, "no_change"),
        (0.0, 0.05, "increase", 0.1, "no_change"),
        (-0.05, 0.05, "increase", -0.1, "no_change"),
    ],
)
def test_the_interval_gives_the_verdict(
    low: float, high: float, direction: str, target: float | None, verdict: str
) -> None:
    comparison = pre_post((100, 200), (100, 200), direction=direction, target_change=target)
    assert verdict_of(Interval(low, high), comparison) == verdict


def test_a_design_effect_can_reverse_a_verdict_and_says_so() -> None:
    alone = judge(pre_post((180, 600), (228, 600)))
    together = judge(pre_post((180, 600), (228, 600), is_clustered=True, design_effect=3.0, target_change=0.06))
    assert (alone.verdict, together.verdict) == ("improved", "not_enough")
    assert "would have given “Improved”: the design effect of 3 changes it" in notes(together)
    assert together.p is not None
    assert alone.p is not None
    assert together.p > alone.p


def test_answers_in_groups_without_a_design_effect_are_warned_of() -> None:
    finding = judge(pre_post((180, 600), (228, 600), is_clustered=True))
    assert finding.verdict == "improved"
    assert "the interval may be wider than computed" in notes(finding)
    assert "wider" not in notes(judge(pre_post((180, 600), (228, 600), is_clustered=True, design_effect=1.2)))


def test_too_few_answers_are_named_for_the_next_survey() -> None:
    """TEXTS.md section 7: 30 of 100, then 38 of 100, six points aimed for."""
    finding = judge(pre_post((30, 100), (38, 100), target_change=0.06))
    assert finding.verdict == "not_enough"
    assert "At least 963 answers in each group are needed to show a change of 6 percentage points." in notes(finding)


@pytest.mark.parametrize(
    ("comparison", "grade"),
    [
        (pre_post((30, 100), (60, 100)), "C"),
        (pre_post((30, 100), (60, 100), control_flat=True), "B"),
        (pre_post((30, 100), (60, 100), control_flat=False), "D"),
        (pre_post((10, 29), (20, 29)), "not_assessable"),
        (pre_post((10, 30), (20, 30)), "C"),
        (pre_post((10, 30), (20, 30), is_randomised=True), "C"),
        (Comparison("exposed", Group(30, 100), Group(60, 100)), "C"),
        (Comparison("exposed", Group(30, 100), Group(60, 100), is_randomised=True), "A"),
        (Comparison("post_only", after=Group(60, 100)), "D"),
        (Comparison(OUTPUTS_ONLY), "D"),
        (Comparison("pre_post", after=Group(60, 100)), "not_assessable"),
        (Comparison("dose", doses=(Dose(0, Group(30, 100)), Dose(1, Group(60, 100)))), "B"),
        (
            Comparison(
                "controlled",
                Group(30, 100),
                Group(60, 100),
                other_before=Group(30, 100),
                other_after=Group(31, 100),
            ),
            "A",
        ),
        (
            Comparison(
                "controlled",
                Group(30, 100),
                Group(60, 100),
                other_before=Group(30, 100),
                other_after=Group(31, 100),
                control_flat=False,
            ),
            "B",
        ),
    ],
)
def test_the_grade_follows_the_design(comparison: Comparison, grade: str) -> None:
    assert judge(comparison).grade.key == grade


def test_few_answers_still_get_a_verdict_but_no_grade() -> None:
    finding = judge(pre_post((3, 10), (9, 10)))
    assert (finding.verdict, finding.grade.key) == ("improved", "not_assessable")
    assert ENGLISH.say(finding.grade.reason) == "only 10 answers in a group, at least 30 are needed"


def test_an_untargeted_item_that_moved_as_much_lowers_the_claim() -> None:
    finding = judge(pre_post((30, 100), (60, 100), control_flat=False))
    assert "a general trend is the likely explanation" in notes(finding)
    assert "a season or a general trend" in notes(judge(pre_post((30, 100), (60, 100))))
    assert "season" not in notes(judge(pre_post((30, 100), (60, 100), control_flat=True)))


def test_the_same_people_are_never_taken_as_different_people() -> None:
    finding = judge(Comparison("paired", Group(30, 100), Group(60, 100)))
    assert (finding.verdict, finding.difference, finding.p) == ("not_assessable", None, None)
    assert "Enter how many changed from no to yes and how many from yes to no" in notes(finding)


def test_the_same_people_are_judged_by_who_changed() -> None:
    """Newcombe 1998b, table III: 36, 12, 2, 0 gives 0.20 (0.0569, 0.3404); McNemar's exact p .0129."""
    finding = judge(Comparison("paired", Group(38, 50), Group(48, 50), gained=12, lost=2))
    assert finding.verdict == "improved"
    assert finding.difference == pytest.approx(0.20)
    assert finding.interval is not None
    assert (finding.interval.low, finding.interval.high) == pytest.approx((0.0569, 0.3404), abs=5e-5)
    assert finding.p == pytest.approx(0.0129, abs=5e-5)
    assert finding.odds_ratio is None


def test_percentages_printed_without_decimals_fit_the_people_who_changed() -> None:
    finding = judge(Comparison("paired", Group.of_share(0.38, 401), Group.of_share(0.45, 401), gained=41, lost=14))
    assert finding.verdict == "improved"
    assert finding.difference == pytest.approx(27 / 401)


@pytest.mark.parametrize(
    ("before", "after", "gained", "lost"),
    [
        ((30, 100), (60, 100), 10.0, 5.0),
        ((30, 100), (35, 100), 80.0, 75.0),
        ((30, 100), (31, 100), 10.0, 8.0),
        ((30, 100), (35, 90), 10.0, 5.0),
        ((30, 100), (35, 100), -1.0, -6.0),
        ((30, 100), (35, 100), math.nan, 5.0),
        ((30, 100), (35, 100), math.inf, 5.0),
    ],
)
def test_pairs_that_do_not_add_up_are_not_judged(
    before: tuple[float, float], after: tuple[float, float], gained: float, lost: float
) -> None:
    finding = judge(Comparison("paired", Group(*before), Group(*after), gained, lost))
    assert finding.verdict == "not_assessable"
    assert finding.notes


def test_pairs_may_miss_percentages_by_what_their_rounding_moves() -> None:
    def verdict(before: float, after: float, n: float) -> str:
        return judge(Comparison("paired", Group(before * n, n), Group(after * n, n), 40.0, 10.0)).verdict

    assert verdict(0.33, 0.46, 230) == "improved"  # 75.9 and 105.8 of 230
    assert verdict(0.33, 0.50, 230) == "not_assessable"
    assert verdict(0.20, 0.23, 1000) == "improved"  # 20% of 1,000 is anything from 195 to 205
    assert verdict(0.20, 0.25, 1000) == "not_assessable"


def test_a_comparison_group_takes_away_what_changed_anyway() -> None:
    campaign = (Group(138, 500), Group(208, 500))
    flat = judge(Comparison("controlled", *campaign, other_before=Group(140, 500), other_after=Group(141, 500)))
    rising = judge(Comparison("controlled", *campaign, other_before=Group(140, 500), other_after=Group(206, 500)))
    assert (flat.verdict, rising.verdict) == ("improved", "no_change")
    assert flat.difference == pytest.approx(0.14 - 0.002)
    assert flat.risk_ratio is None


def test_levels_of_exposure_are_told_by_highest_against_lowest_and_the_trend() -> None:
    """Agresti's data on alcohol: trend p .0104, not monotone when the middle is turned round (METHODS.md 2.2)."""
    levels = ((0, 48, 17114), (0.5, 38, 14502), (1.5, 5, 793), (4, 1, 127), (7, 1, 38))
    finding = judge(Comparison("dose", doses=tuple(Dose(score, Group(x, n)) for score, x, n in levels)))
    assert finding.p == pytest.approx(0.0104, abs=5e-5)
    assert finding.difference == pytest.approx(1 / 38 - 48 / 17114)
    uneven = (Dose(0, Group(10, 100)), Dose(1, Group(50, 100)), Dose(2, Group(30, 100)))
    assert "More exposure went with more in some places and with less in others" in notes(
        judge(Comparison("dose", doses=uneven))
    )


@pytest.mark.parametrize(
    ("phi_of", "place"),
    [((300, 1000, 600, 1000), "above"), ((300, 1000, 320, 1000), "at"), ((300, 9000, 305, 9000), "below")],
)
def test_the_effect_stands_above_at_or_below_its_benchmark(phi_of: tuple[int, ...], place: str) -> None:
    x1, n1, x2, n2 = phi_of
    rise = judge(pre_post((x1, n1), (x2, n2), topic="smoking")).standing
    fall = judge(pre_post((n1 - x1, n1), (n2 - x2, n2), topic="smoking", direction="decrease")).standing
    assert rise is not None
    assert fall is not None
    assert (rise.place, fall.place) == (place, place)
    assert rise.phi == pytest.approx(fall.phi)


def test_a_topic_nobody_published_has_no_benchmark() -> None:
    assert judge(pre_post((30, 100), (60, 100), topic="tea")).standing is None
    assert judge(pre_post((30, 100), (60, 100))).standing is None


@pytest.mark.parametrize(
    "comparison",
    [
        Comparison("pre_post"),
        Comparison("pre_post", Group(1, 1)),
        Comparison("pre_post", after=Group(1, 1)),
        Comparison("exposed", Group(1, 1)),
        Comparison("exposed", after=Group(1, 1)),
        Comparison("controlled", Group(1, 1), Group(1, 1)),
        Comparison("controlled", Group(0, 9), Group(9, 9), other_before=Group(0, 9), other_after=Group(9, 9)),
        Comparison("dose"),
        Comparison("dose", doses=(Dose(0, Group(1, 2)),)),
        Comparison("dose", doses=(Dose(1, Group(1, 2)), Dose(1, Group(1, 2)))),
        Comparison("dose", doses=(Dose(math.nan, Group(1, 2)), Dose(1, Group(1, 2)))),
        Comparison("dose", doses=(Dose(math.inf, Group(1, 2)), Dose(1, Group(1, 2)))),
        Comparison("post_only"),
        Comparison("outputs_only"),
        Comparison("telepathy", Group(1, 2), Group(1, 2)),
        Comparison(""),
    ],
)
def test_what_cannot_be_judged_says_why(comparison: Comparison) -> None:
    finding = judge(comparison)
    assert finding.verdict == "not_assessable"
    assert finding.reason is not None
    assert finding.reason in finding.notes
    assert (finding.interval, finding.seen_change if comparison.design != "controlled" else None) == (None, None)


@pytest.mark.parametrize(
    "facts",
    [
        {"target_change": 0.0},
        {"target_change": -0.1},
        {"target_change": 5.0},
        {"target_change": math.nan},
        {"target_change": math.inf},
        {"design_effect": 0.0},
        {"design_effect": -2.0},
        {"design_effect": 0.5},
        {"design_effect": math.nan},
        {"design_effect": math.inf},
    ],
)
def test_settings_that_cannot_be_used_are_said_and_left_out(facts: dict[str, float]) -> None:
    plain = judge(pre_post((30, 100), (35, 100)))
    finding = judge(pre_post((30, 100), (35, 100), **facts))
    assert finding.figures == plain.figures
    assert len(finding.notes) > len(plain.notes) or facts["target_change"] == 5.0


def test_a_target_equal_to_the_baseline_is_named() -> None:
    finding = judge(pre_post((30, 100), (35, 100), target_change=0.0))
    assert finding.verdict == "no_change"
    assert "The target equals the baseline: there is no change to aim for." in notes(finding)


@pytest.mark.parametrize("x_before", [0, 1, 2])
@pytest.mark.parametrize("x_after", [0, 1, 2])
@pytest.mark.parametrize("design", ["pre_post", "exposed"])
def test_groups_of_one_or_two_people_never_raise(x_before: int, x_after: int, design: str) -> None:
    for n in (2, 3):
        finding = judge(Comparison(design, Group(min(x_before, 1), 1), Group(x_after, n), target_change=0.5))
        assert finding.verdict != "not_assessable"
        assert finding.grade.key == "not_assessable"
        assert finding.before_interval is not None
        assert finding.after_interval is not None


@pytest.mark.parametrize(
    ("x", "n", "said"),
    [
        (5, None, "The number of answers is missing. Enter it."),
        (None, 5, "The number of people who answered so is missing. Enter it."),
        (6, 5, "The count 6 is larger than the number of answers 5. Correct one of them."),
        (0, 0, "The number of answers is 0. At least one answer is needed."),
        (-1, 5, "The count −1 is below 0. Type 0 or more."),
        (math.nan, 5, "A count is not a number. Type the number of people."),
    ],
)
def test_counts_that_cannot_be_become_a_reason(x: float | None, n: float | None, said: str) -> None:
    group, fault = group_of(x, n)
    assert group is None
    assert fault is not None
    finding = judge(Comparison("pre_post", after=Group(1, 2), faults=(fault,)))
    assert (finding.verdict, finding.reason) == ("not_assessable", fault)
    assert ENGLISH.say(fault) == said


def test_the_smallest_change_these_answers_can_show_is_told() -> None:
    seen = judge(pre_post((120, 400), (160, 400))).seen_change
    assert seen is not None
    assert seen == pytest.approx(0.094, abs=0.001)
    falling = judge(pre_post((120, 400), (100, 400), direction="decrease")).seen_change
    assert falling is not None
    assert falling < seen


def test_every_verdict_and_design_has_a_name_and_every_verdict_a_shape() -> None:
    assert [choice.key for choice in VERDICTS] == ["improved", "worsened", "no_change", "not_enough", "not_assessable"]
    assert all(choice.shape in SHAPES for choice in VERDICTS)
    assert all(choice.label for choice in (*VERDICTS, *DESIGNS))


@pytest.mark.parametrize("direction", ["increase", "decrease", "keep"])
def test_a_handful_of_answers_never_says_that_nothing_changed(direction: str) -> None:
    few = judge(Comparison("pre_post", Group(1, 3), Group(2, 3), direction=direction))
    enough = judge(Comparison("pre_post", Group(10, 30), Group(12, 30), direction=direction))
    assert (few.verdict, enough.verdict) == ("not_enough", "no_change")
    assert "fewer than 30 answers" in " ".join(str(step) for step in why(few))
