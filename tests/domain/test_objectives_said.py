"""How an objective reads as a sentence."""

from __future__ import annotations

from hospcomms.domain.checks import Severity
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Objective, Result, smart


def test_a_control_item_is_said_to_be_one_and_has_no_target_to_reach() -> None:
    control = Objective(indicator="Knows the signs of a stroke", is_untargeted=True, target=50.0)
    said = str(smart(control, "staff"))
    assert said.startswith("Control item: “Knows the signs of a stroke”.")
    assert "50" not in said


def test_a_percentage_below_one_is_asked_about_and_still_kept() -> None:
    found = [problem for problem in Result(objective=1, value=0.35).problems() if problem.field == "value"]
    assert [locale("en", "DZ").say(problem.message) for problem in found] == [
        "0.35% is less than 1%. If 35% is meant, type 35."
    ]
    assert found[0].severity is Severity.WARNING
    assert not [problem for problem in Result(objective=1, value=0.0).problems() if problem.field == "value"]


def test_a_small_baseline_does_not_hide_a_target_that_goes_the_wrong_way() -> None:
    found = Objective(indicator="Knows", baseline=35.5, target=0.45).problems()
    assert [problem.severity for problem in found] == [Severity.WARNING, Severity.ERROR]
