"""Recommendations: which figures fire which rule, with what reason, and which never do."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from hospcomms.domain.evaluation.advice import Moved, NamedFigures, moved_of, unmeasured_of
from hospcomms.domain.evaluation.chain import chain
from hospcomms.domain.evaluation.designs import CONTROLLED, PRE_POST
from hospcomms.domain.evaluation.proportions import Group
from hospcomms.domain.evaluation.rules import BY_KEY, RULES, fired
from hospcomms.domain.evaluation.verdicts import Comparison, judge
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import KEEP

ENGLISH = locale("en")
UP = Moved("Knows the signs", "improved", 0.30, 0.50, 400, 400)
FLAT = Moved("Was screened", "no_change", 0.30, 0.31, 400, 400)
FEW = Moved("Was screened", "not_enough", 0.30, 0.38, 100, 100, aim=0.06)
DOWN = Moved("Is satisfied", "worsened", 0.42, 0.36, 600, 600)
UDINE = NamedFigures(
    recall=0.938,
    intention=Moved("Intends to be vaccinated", "improved", 0.131, 0.366, 464, 417),
    behaviour=Moved("Was vaccinated", "improved", 164 / 2910, 221 / 2910, 2910, 2910),
)


def keys(figures: NamedFigures) -> list[str]:
    return [advice.rule.key for advice in fired(figures)]


def because(figures: NamedFigures) -> str:
    (advice,) = fired(figures)
    return ENGLISH.say(advice.because)


@pytest.mark.parametrize(
    ("facts", "key", "words"),
    [
        pytest.param({"reach": 0.42}, "low_reach", "Reach: 42% of the plan.", id="reach under half of the plan"),
        pytest.param(
            {"reach": 0.92, "recall": 0.3},
            "low_recall",
            "Reach: 92% of the plan; recall: 30%.",
            id="reach high, recall low",
        ),
        pytest.param(
            {"recall": 0.5, "knowledge": FLAT},
            "flat_knowledge",
            "Recall: 50%. “Was screened”: from 30% to 31% (No detectable change).",
            id="recall high, knowledge flat",
        ),
        pytest.param(
            {"knowledge": UP, "behaviour": FLAT},
            "flat_behaviour",
            "“Knows the signs”: from 30% to 50% (Improved). “Was screened”: from 30% to 31% (No detectable change).",
            id="knowledge up, behaviour flat",
        ),
        pytest.param(
            {"reach": 0.919, "behaviour": FLAT},
            "reach_without_effect",
            "Reach: 91.9% of the plan. “Was screened”: from 30% to 31% (No detectable change).",
            id="Barcelona: reach high, coverage flat",
        ),
        pytest.param(
            {"recall": 0.9, "behaviour": FLAT}, "reach_without_effect", "Recall: 90%.", id="remembered but not done"
        ),
        pytest.param({"behaviour": UP, "impact": FLAT}, "flat_impact", "(Improved).", id="behaviour up, impact flat"),
        pytest.param(
            {"kept": 0.108, "months": 6},
            "effect_lost",
            "6 months after the last contact, 10.8% of the gain is left.",
            id="Change4Life: lost at six months",
        ),
        pytest.param(
            {"targeted": UP, "untargeted": replace(UP, indicator="Gallstones")},
            "secular_trend",
            "“Gallstones”: from 30% to 50% (Improved).",
            id="untargeted rose as much",
        ),
        pytest.param(
            {"dose_is_monotone": False, "doses": (0.2, 0.4, 0.3)},
            "dose_not_monotone",
            "By rising exposure: 20%, 40%, 30%.",
            id="dose not monotone",
        ),
        pytest.param({"dose_is_monotone": False}, "dose_not_monotone", "every level", id="dose without its figures"),
        pytest.param({"is_clustered": True}, "grouped_answers", "collected in groups", id="groups, no design effect"),
        pytest.param({"others": (DOWN,)}, "worsened", "from 42% to 36% (Worsened).", id="it got worse"),
        pytest.param(
            {"behaviour": Moved("Was screened", "not_assessable", None, 0.4)},
            "no_baseline",
            "“Was screened”: 40% after the campaign, no baseline.",
            id="no baseline",
        ),
        pytest.param(
            {"behaviour": FEW},
            "not_enough_answers",
            "(Not enough answers). For 6 percentage points from 30%, 963 answers are needed each time.",
            id="not enough answers",
        ),
        pytest.param(
            {"behaviour": FEW, "design_effect": 2.0}, "not_enough_answers", "1,926 answers", id="more in groups"
        ),
        pytest.param(
            {"behaviour": replace(FEW, aim=None)}, "not_enough_answers", "For 5 percentage points", id="no aim set"
        ),
        pytest.param(
            {"behaviour": replace(FEW, falls=True)}, "not_enough_answers", "For 6 percentage points", id="a fall wished"
        ),
        pytest.param(
            {"others": (Moved("Knows", "not_assessable", 0.3, 0.4, 20, 400),)},
            "not_enough_answers",
            "answers are needed each time",
            id="fewer than 30 in a group",
        ),
        pytest.param({"unmeasured": ("Outcomes", "Inputs")}, "stage_not_measured", "Outcomes, Inputs", id="a gap"),
        pytest.param(
            {"follow_up_due": date(2026, 7, 31)}, "follow_up_due", "Follow-up due from 31/07/2026.", id="no follow-up"
        ),
    ],
)
def test_a_rule_fires_alone_and_shows_the_figures_that_fired_it(facts: dict[str, Any], key: str, words: str) -> None:
    figures = NamedFigures(**facts)
    assert keys(figures) == [key]
    assert words in because(figures)


@pytest.mark.parametrize(
    "facts",
    [
        pytest.param({}, id="nothing measured"),
        pytest.param({"reach": 0.5}, id="half of the plan is not under it"),
        pytest.param({"reach": float("nan"), "recall": float("inf")}, id="no numbers"),
        pytest.param({"reach": -0.2}, id="a reach that cannot be"),
        pytest.param({"reach": 0.9}, id="reach high, recall not measured"),
        pytest.param({"recall": 0.1}, id="recall low, reach not measured"),
        pytest.param({"recall": 0.9, "knowledge": UP}, id="recall high, knowledge up"),
        pytest.param({"recall": 0.9}, id="recall high, knowledge not measured"),
        pytest.param({"knowledge": UP}, id="knowledge up, behaviour not measured"),
        pytest.param({"behaviour": FLAT}, id="behaviour flat, nothing else measured"),
        pytest.param({"knowledge": UP, "behaviour": UP}, id="both up"),
        pytest.param({"knowledge": FLAT, "behaviour": FLAT}, id="neither up"),
        pytest.param({"behaviour": UP}, id="impact not measured"),
        pytest.param({"behaviour": FLAT, "impact": FLAT}, id="impact cannot follow what did not move"),
        pytest.param({"kept": 0.1, "months": 5}, id="lost, but too early to say"),
        pytest.param({"kept": 0.1}, id="lost, but nobody knows when"),
        pytest.param({"kept": 0.5, "months": 8}, id="half of the gain is left"),
        pytest.param({"targeted": UP, "untargeted": replace(UP, after=0.35)}, id="untargeted rose less"),
        pytest.param({"untargeted": UP}, id="untargeted alone"),
        pytest.param({"targeted": FLAT, "untargeted": replace(FLAT, after=0.2)}, id="untargeted fell"),
        pytest.param({"is_clustered": True, "design_effect": 1.8}, id="groups with their design effect"),
        pytest.param({"is_clustered": False}, id="no groups"),
        pytest.param({"dose_is_monotone": True, "doses": (0.2, 0.3)}, id="dose monotone"),
        pytest.param({"behaviour": replace(FLAT, keeps=True), "knowledge": UP}, id="a level kept is no failure"),
    ],
)
def test_what_was_not_measured_or_is_well_fires_nothing(facts: dict[str, Any]) -> None:
    assert keys(NamedFigures(**facts)) == []


def test_too_few_answers_never_count_as_no_effect() -> None:
    assert keys(NamedFigures(recall=0.9, knowledge=UP, behaviour=FEW)) == ["not_enough_answers"]


def test_udine_is_told_to_look_for_barriers_although_vaccination_rose_by_two_points() -> None:
    assert keys(UDINE) == ["flat_behaviour"]
    assert because(UDINE) == (
        "“Intends to be vaccinated”: from 13.1% to 36.6% (Improved). “Was vaccinated”: from 5.6% to 7.6% (Improved)."
    )


def test_behaviour_that_came_half_of_the_way_to_its_aim_is_not_called_flat() -> None:
    assert UDINE.behaviour is not None
    assert keys(replace(UDINE, behaviour=replace(UDINE.behaviour, aim=0.03))) == []
    assert keys(replace(UDINE, behaviour=replace(UDINE.behaviour, aim=0.10))) == ["flat_behaviour"]


def test_the_most_important_advice_comes_first() -> None:
    figures = NamedFigures(
        reach=0.3, knowledge=UP, behaviour=DOWN, unmeasured=("Impact",), is_clustered=True, kept=0.0, months=7
    )
    assert keys(figures) == [
        "worsened",
        "grouped_answers",
        "low_reach",
        "flat_behaviour",
        "effect_lost",
        "stage_not_measured",
    ]


def test_an_aim_at_the_end_of_the_scale_needs_no_impossible_number() -> None:
    at_the_end = replace(FEW, before=1.0, after=1.0)
    assert "are needed" not in because(NamedFigures(behaviour=at_the_end))
    assert because(NamedFigures(behaviour=replace(FEW, before=float("nan"), after=0.2)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_every_rule_says_when_what_next_and_who_says_so(rule: Any) -> None:
    assert rule.when.endswith(".")
    assert rule.what.endswith(".")
    assert rule.next_step.endswith(".")
    assert rule.section
    assert rule.publication
    assert rule.fires.__doc__
    assert "METHODS.md" in rule.fires.__doc__


def test_rules_are_numbered_in_order_and_found_by_key() -> None:
    assert [rule.number for rule in RULES] == list(range(1, len(RULES) + 1))
    assert list(BY_KEY) == [rule.key for rule in RULES]
    (advice,) = fired(NamedFigures(reach=0.1))
    assert ENGLISH.say(advice.what) == "The campaign did not reach its audience."
    assert "channels" in ENGLISH.say(advice.next_step)
    assert advice.source.startswith("RE-AIM")


def test_an_indicator_is_taken_from_its_finding() -> None:
    before, after = Group(180, 600), Group(228, 600)
    found = moved_of("Hand hygiene", judge(Comparison(PRE_POST, before, after, target_change=0.06)))
    assert (found.verdict, found.before, found.after, found.aim) == ("improved", 0.3, 0.38, 0.06)
    assert found.gain == pytest.approx(0.08)
    controlled = judge(Comparison(CONTROLLED, before, after, other_before=Group(180, 600), other_after=Group(210, 600)))
    assert moved_of("Hand hygiene", controlled).gain == pytest.approx(0.03)
    assert moved_of("Kept", judge(Comparison(PRE_POST, before, before, direction=KEEP))).is_flat is False


def test_the_stages_a_tier_asks_for_and_lacks_are_named() -> None:
    assert unmeasured_of(chain("basic", [], [])) == ("Activities", "Outputs", "Outcomes")
