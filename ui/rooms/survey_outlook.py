"""What the survey an objective plans can and cannot see, said on the plan page before anybody is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.audiences import Audience
from hospcomms.domain.objectives import PERCENT, Objective
from hospcomms.domain.wording import Sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def survey_outlook(office: Office, objective: Objective) -> list[tuple[str, Sentence]]:
    """The shape and the words of what the planned number of answers can see; nothing for other units than percent.

    What published campaigns reached is said once a campaign, beside its main indicator.
    """
    if objective.unit != PERCENT:
        return []
    # late: the statistics are not needed to paint the window
    from hospcomms.domain.evaluation.sample_size import PUBLISHED, SurveyPlan, outlook

    found = outlook(
        SurveyPlan(
            baseline=_fraction(objective.baseline),
            target=_fraction(objective.target),
            planned=objective.planned_answers,
            population=_people(office, objective),
        )
    )
    marks = {True: "done", False: "soon", None: "note"}
    first = "late" if found.problems else marks[found.is_enough]
    own = [said for said in found.said if said != PUBLISHED or objective.is_primary]
    return [(first if place == 0 else "note", said) for place, said in enumerate(own)]


def _fraction(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _people(office: Office, objective: Objective) -> float | None:
    """How many people the audience counts; None when it is not known."""
    found: list[Audience] = records.window(office, Audience, [objective.audience] if objective.audience else [])
    return next((audience.size for audience in found), None)
