"""How an objective reads as a sentence."""

from __future__ import annotations

from hospcomms.domain.checks import Severity
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Objective, Result, smart
from hospcomms.domain.questionnaires import Questionnaire
from hospcomms.domain.reputation import ImageWave


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


def test_a_likeness_above_what_is_usual_is_asked_about_while_there_are_groups() -> None:
    def said(record: Result | Questionnaire | ImageWave) -> list[Severity]:
        return [problem.severity for problem in record.problems() if problem.field == "likeness"]

    for kind in (Result, Questionnaire, ImageWave):
        assert said(kind(in_groups=True, likeness=0.36)) == [Severity.WARNING]
        assert said(kind(in_groups=True, likeness=0.35)) == said(kind(likeness=0.9)) == []


def test_a_sample_of_nobody_is_refused_as_not_measured() -> None:
    (found,) = [problem for problem in Result(objective=1, answers=0).problems() if problem.field == "answers"]
    assert "nothing was measured" in str(found.message)
    assert not [problem for problem in Result(objective=1).problems() if problem.field == "answers"]
