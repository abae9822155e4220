"""Findings in words, and several of them at once: whole sentences, signed figures that keep their sign."""

from __future__ import annotations

import pytest

from hospcomms.domain.evaluation.proportions import Group
from hospcomms.domain.evaluation.several import adjusted, contrast
from hospcomms.domain.evaluation.told import short, subject, told
from hospcomms.domain.evaluation.verdicts import Comparison, Dose, judge
from hospcomms.domain.evaluation.why import why
from hospcomms.domain.locale import LRI, PDI, locale

ENGLISH = locale("en")
INDICATOR, AUDIENCE = "Cooked food is cooled within two hours", "visitors of the clinics"
BOARD = Comparison("pre_post", Group.of_share(0.41, 400), Group.of_share(0.53, 400), target_change=0.10)
EXAMPLES = {
    "reached": BOARD,
    "short": Comparison("pre_post", Group(164, 400), Group(212, 400), target_change=0.2),
    "no target": Comparison("pre_post", Group(164, 400), Group(212, 400)),
    "fell": Comparison("pre_post", Group(212, 400), Group(164, 400), target_change=0.1, direction="decrease"),
    "kept": Comparison("pre_post", Group(212, 400), Group(208, 400), direction="keep"),
    "kept and rose": Comparison("pre_post", Group(164, 400), Group(212, 400), direction="keep"),
    "worsened": Comparison("pre_post", Group(212, 400), Group(164, 400)),
    "worsened by rising": Comparison("pre_post", Group(164, 400), Group(212, 400), direction="decrease"),
    "no change": Comparison("pre_post", Group(200, 900), Group(205, 900), target_change=0.1),
    "not enough": Comparison("pre_post", Group(20, 90), Group(25, 90), target_change=0.05),
    "same people": Comparison("paired", Group(38, 50), Group(48, 50), 12, 2),
    "exposed": Comparison("exposed", Group(30, 100), Group(60, 100), target_change=0.1),
    "controlled": Comparison(
        "controlled", Group(138, 500), Group(208, 500), other_before=Group(140, 500), other_after=Group(141, 500)
    ),
    "dose": Comparison("dose", doses=(Dose(0, Group(30, 100)), Dose(1, Group(40, 100)), Dose(2, Group(60, 100)))),
    "after only": Comparison("post_only", after=Group(391, 417)),
    "outputs only": Comparison("outputs_only"),
    "no answers": Comparison("pre_post"),
}


def test_the_board_reads_the_verdict_then_the_figures_then_the_target() -> None:
    """The figures of the first indicator of the evaluation board: 41 % and 53 % of 400, target 51 %."""
    said = told(judge(BOARD), INDICATOR, AUDIENCE)
    limits = f"from {LRI}+5.1{PDI} to {LRI}+18.8{PDI}"
    assert ENGLISH.say(said.headline) == (f"Improved: “{INDICATOR}” among {AUDIENCE} rose and reached the target.")
    assert [ENGLISH.say(line) for line in said.figures] == [
        f"It was 41% and became 53%, that is 12 percentage points more (95% confidence interval: {limits}).",
        "The target was 51%.",
    ]
    assert said.short is not None
    assert ENGLISH.say(said.short) == f"{LRI}+12{PDI} points [{LRI}+5.1{PDI} to {LRI}+18.8{PDI}]"
    assert ENGLISH.say(said.grade) == "Confidence C: before and after, without a comparison group"
    assert said.answers is not None
    assert ENGLISH.say(said.answers) == "Answers: 400 before, 400 after"


@pytest.mark.parametrize(
    ("example", "headline"),
    [
        ("short", "Improved: “x” rose but did not reach the target."),
        ("no target", "Improved: “x” rose."),
        ("fell", "Improved: “x” fell and reached the target."),
        ("kept", "No detectable change: “x” was kept."),
        ("kept and rose", "Improved: “x” was kept and even rose."),
        ("worsened", "Worsened: “x” fell."),
        ("worsened by rising", "Worsened: “x” rose, a fall was wished."),
        ("no change", "No detectable change: “x” stayed short of the change aimed for."),
        ("not enough", "Not enough answers to tell: whether “x” changed stays open."),
        ("exposed", "Improved: “x” is higher among those the campaign reached."),
        ("controlled", "Improved: “x” rose against the comparison group."),
        ("dose", "Improved: “x” is higher where people saw more of the campaign."),
        (
            "after only",
            "Not assessable: “x”. The baseline was not measured before the campaign. Measure it before the next one.",
        ),
    ],
)
def test_every_case_has_a_sentence_of_its_own_with_the_verdict_first(example: str, headline: str) -> None:
    assert ENGLISH.say(told(judge(EXAMPLES[example]), "x").headline) == headline


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_sentence_can_be_said_in_every_language(example: str, language: str) -> None:
    speaking, finding = locale(language), judge(EXAMPLES[example])
    said = told(finding, INDICATOR, AUDIENCE)
    lines = (said.headline, *said.figures, said.target, said.answers, said.grade, said.short)
    for line in (*lines, *finding.notes, *why(finding)):
        if line is not None:
            spoken = speaking.say(line)
            assert spoken
            assert "{" not in spoken
            assert spoken.count(LRI) == spoken.count(PDI)


def test_the_steps_lead_from_the_counts_to_the_verdict() -> None:
    steps = [ENGLISH.say(step) for step in why(judge(BOARD))]
    assert steps[0] == "Before: 164 of 400, that is 41%; its own interval goes from 36.3% to 45.9%."
    assert steps[2] == f"Difference: {LRI}53 − 41 = 12{PDI}"
    assert steps[3].endswith(f"{LRI}12 − √(4.9² + 4.88²) = 5.08{PDI}")
    assert steps[5] == f"The interval from {LRI}+5.1{PDI} to {LRI}+18.8{PDI} lies wholly above 0: improved."


def test_a_group_too_small_for_a_grade_is_told_with_its_size() -> None:
    small = judge(Comparison("pre_post", Group(3, 10), Group(9, 10)))
    assert ENGLISH.say(told(small, "x").grade) == (
        "Confidence not assessable: only 10 answers in a group, at least 30 are needed"
    )


def test_what_was_not_judged_is_explained_by_its_reason_alone() -> None:
    finding = judge(EXAMPLES["no answers"])
    assert why(finding) == (finding.reason,)
    assert short(finding) is None


def test_a_subject_names_the_audience_only_when_it_is_known() -> None:
    assert ENGLISH.say(subject("x")) == "“x”"
    assert ENGLISH.say(subject("x", "nurses")) == "“x” among nurses"


def test_of_several_indicators_the_primary_one_stands_alone_and_the_others_share_the_chance() -> None:
    strong = judge(Comparison("pre_post", Group(300, 1000), Group(380, 1000)))
    weak = judge(Comparison("pre_post", Group(300, 1000), Group(343, 1000)))
    flat = judge(Comparison("pre_post", Group(300, 1000), Group(305, 1000)))
    found = adjusted([weak, strong, weak, flat], primary=0)
    assert [one.survives for one in found] == [True, True, False, None]
    assert found[0].p == weak.p
    assert found[1].p == pytest.approx(3 * (strong.p or 0))
    assert found[2].note is not None
    assert found[0].note is None
    assert [one.survives for one in adjusted([weak, strong])] == [True, True]
    assert adjusted([]) == ()


def test_two_results_are_set_against_each_other_in_the_wished_direction() -> None:
    rise = judge(Comparison("pre_post", Group(300, 1000), Group(500, 1000)))
    small = judge(Comparison("pre_post", Group(300, 1000), Group(310, 1000)))
    fall = judge(Comparison("pre_post", Group(500, 1000), Group(300, 1000), direction="decrease"))
    found = contrast(rise, small)
    assert found is not None
    assert found.gap == pytest.approx(0.19)
    assert ENGLISH.say(found.said).startswith("The first gained 19 percentage points more than the second")
    other = contrast(small, fall)
    assert other is not None
    assert ENGLISH.say(other.said).startswith("The second gained 19 percentage points more than the first")
    alike = contrast(rise, fall)
    assert alike is not None
    assert alike.gap == pytest.approx(0)
    assert "cannot be told apart" in ENGLISH.say(alike.said)
    assert contrast(rise, judge(EXAMPLES["no answers"])) is None
