"""The table of recommendations: a condition over named figures, what it means, what to do next and who says so.

METHODS.md 8.7 gives the stage gaps; the others follow from the verdicts (8.1, 8.3, 8.4) and the tiers (1.3). The
conditions live in ``conditions``. The order of the table is the order of importance: first harm, then what keeps
the figures from being believed, then the gaps along the chain, then what is still to be measured.
"""

from __future__ import annotations

from hospcomms.domain.evaluation import conditions
from hospcomms.domain.evaluation.advice import Advice, NamedFigures, Rule
from hospcomms.domain.wording import N_

_RE_AIM = "RE-AIM (re-aim.org; Glasgow et al. 2006, Health Educ Res 21:688)"
_MATERIAL = "CDC Clear Communication Index; AHRQ PEMAT"
_UDINE = "Hum Vaccin Immunother 2016, doi:10.1080/21645515.2016.1186319"
_BARCELONA = "Am J Infect Control 2013, doi:10.1016/j.ajic.2013.04.006"
_DESIGNS = "Naugle & Hornik 2014, PMC4205927"

RULES = (
    Rule(
        1,
        "worsened",
        N_("The conclusion for an indicator is “Worsened”."),
        N_("An indicator moved against the wished direction."),
        N_("Look for what caused it with the department concerned before the message is used again."),
        "1.4, 8.2",
        _RE_AIM,
        conditions.worsened,
    ),
    Rule(
        2,
        "no_baseline",
        N_("An indicator was measured after the campaign but not before it."),
        N_("Without a baseline value no change can be shown."),
        N_("Measure the indicator before the next campaign, with the same question and the same audience."),
        "1.2, 8.1",
        f"Barcelona Principles 3.0 (AMEC 2020); {_DESIGNS}",
        conditions.no_baseline,
    ),
    Rule(
        3,
        "not_enough_answers",
        N_("There are not enough answers for a conclusion, or a group has fewer than thirty answers."),
        N_("There are too few answers to tell whether anything changed; this does not mean that nothing did."),
        N_("Plan the number of answers given here for each of the two surveys, or measure fewer indicators well."),
        "2.1, 8.3",
        "Snyder et al. 2004, J Health Commun 9 S1:71",
        conditions.not_enough,
    ),
    Rule(
        4,
        "secular_trend",
        N_("What the campaign did not speak of rose as much as what it spoke of."),
        N_("The rise may come from a general trend and not from the campaign."),
        N_("Do not credit the campaign alone; add a comparison group next time."),
        "8.7",
        "McAfee et al. 2017, Tob Control 26:19; Snyder & Hamilton 2000",
        conditions.secular_trend,
    ),
    Rule(
        5,
        "grouped_answers",
        N_("The answers were collected in groups and no design effect was given."),
        N_("People of one ward or school resemble one another: the intervals shown are too narrow."),
        N_("Note the group of each answer and enter the mean size and the likeness of the groups."),
        "2.1, 8.4",
        "Kish 1965, Survey Sampling",
        conditions.grouped,
    ),
    Rule(
        6,
        "dose_not_monotone",
        N_("The outcome does not rise steadily with exposure."),
        N_("More exposure did not go with more effect at every level."),
        N_("Check the quality of each channel and the levels with few answers."),
        "8.7, 2.1",
        _DESIGNS,
        conditions.dose_not_monotone,
    ),
    Rule(
        7,
        "low_reach",
        N_("Fewer than half of the people planned were reached."),
        N_("The campaign did not reach its audience."),
        N_("Choose channels the audience trusts, and repeat the message more often."),
        "8.7, 1.4",
        _RE_AIM,
        conditions.low_reach,
    ),
    Rule(
        8,
        "low_recall",
        N_("Reach is half of the plan or more, and fewer than half remember the message."),
        N_("The message was sent to people but did not stay with them."),
        N_("Check the message and the material with the Clear Communication Index or PEMAT, then pretest them."),
        "8.7, 4.1",
        _MATERIAL,
        conditions.low_recall,
    ),
    Rule(
        9,
        "flat_knowledge",
        N_("Half or more remember the message, and knowledge did not rise enough."),
        N_("People remember the campaign but did not learn what it says."),
        N_("Make the message clearer, and ask people to say it back in their own words (teach-back)."),
        "8.7, 4.2",
        _MATERIAL,
        conditions.flat_knowledge,
    ),
    Rule(
        10,
        "flat_behaviour",
        N_("Knowledge or intention rose, and behaviour did not follow."),
        N_("People know or intend, but most did not act: something stands in the way."),
        N_("Ask about barriers, make access easier (place, hours, cost) and add reminders at the moment to act."),
        "8.7, 6.1",
        f"COM-B; Health Belief Model; {_UDINE}; {_BARCELONA}",
        conditions.flat_behaviour,
    ),
    Rule(
        11,
        "reach_without_effect",
        N_("Reach or recall is half or more, behaviour did not follow, and nothing between them was measured."),
        N_("A known campaign is not yet an effective one."),
        N_("Measure knowledge and intention too, and ask about barriers and access."),
        "0.3, 8.7",
        f"{_BARCELONA}; {_UDINE}",
        conditions.reach_without_effect,
    ),
    Rule(
        12,
        "flat_impact",
        N_("Behaviour improved, and the impact indicator did not."),
        N_("People act differently, but the final result has not moved yet."),
        N_("Check whether the service can take in those who come, and whether enough time has passed to see it."),
        "8.7, 1.1",
        "AMEC Integrated Evaluation Framework",
        conditions.flat_impact,
    ),
    Rule(
        13,
        "effect_lost",
        N_("Six months or more after the last contact, less than half of the gain is left."),
        N_("The effect did not last."),
        N_("Plan a short reminder campaign and measure again six months after it."),
        "8.7, 8.6, 1.4",
        f"{_RE_AIM}; Change4Life (thensmc.com)",
        conditions.effect_lost,
    ),
    Rule(
        14,
        "stage_not_measured",
        N_("A stage that the level of evaluation asks for has no value."),
        N_("The evaluation has a gap in the chain of results."),
        N_("Measure these stages, or choose a simpler level of evaluation and say so."),
        "1.3, 8.5",
        "GCS Evaluation Cycle 2024; AMEC Integrated Evaluation Framework",
        conditions.stage_not_measured,
    ),
    Rule(
        15,
        "follow_up_due",
        N_("The outcome was not measured again six months after the last contact."),
        N_("Nobody knows yet whether the effect lasts."),
        N_("Put a follow-up survey with the same question in the calendar."),
        "1.4, 8.6",
        _RE_AIM,
        conditions.follow_up_due,
    ),
)
BY_KEY = {rule.key: rule for rule in RULES}


def fired(figures: NamedFigures) -> tuple[Advice, ...]:
    """The rules these figures fire, the most important first. Never raises. Source: METHODS.md 8.7."""
    found = ((rule, rule.fires(figures)) for rule in RULES)
    return tuple(Advice(rule, because) for rule, because in found if because is not None)
