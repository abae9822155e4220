"""The guided questions of the planning models: what each asks, why, an example, and what an answer can become.

Sources: METHODS.md 6.1 (Health Belief Model, stages of change, 4 Ps with the NSMC benchmarks, PRECEDE-PROCEED in the
form of 2005, P-Process) and 1.6. The examples are invented and all of the same subject, diabetes, so that the models
can be compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hospcomms.domain.planning_questions import TEXTS
from hospcomms.domain.wording import N_

HBM, STAGES, FOUR_P, PRECEDE, P_PROCESS = "hbm", "stages", "four_p", "precede", "p_process"
OBJECTIVE, MESSAGE = "objective", "message"

PURPOSES = {
    HBM: N_("What people believe about the disease and about the advice: six beliefs that decide whether they act."),
    STAGES: N_("How ready people are to change: what helps one who has not thought of it does not help one who tries."),
    FOUR_P: N_("What is offered, what it costs people, where they find it and how they hear of it, with 8 benchmarks."),
    PRECEDE: N_("From the quality of life back to its causes, then forward to the programme and its evaluation."),
    P_PROCESS: N_("The five steps of a communication programme, from the inquiry to what comes after it."),
}
"""What each model is for, in one line, by its key."""

_LEADS: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {
    (HBM, "susceptibility"): ((MESSAGE,), "awareness"),
    (HBM, "severity"): ((MESSAGE,), "knowledge"),
    (HBM, "benefits"): ((MESSAGE,), "attitude"),
    (HBM, "barriers"): ((OBJECTIVE, MESSAGE), "attitude"),
    (HBM, "cues"): ((MESSAGE,), "intention"),
    (HBM, "self_efficacy"): ((OBJECTIVE, MESSAGE), "intention"),
    (STAGES, "moves"): ((OBJECTIVE, MESSAGE), "intention"),
    (STAGES, "keeps"): ((OBJECTIVE,), "behaviour"),
    (FOUR_P, "product"): ((MESSAGE,), "attitude"),
    (FOUR_P, "price"): ((OBJECTIVE, MESSAGE), "attitude"),
    (FOUR_P, "place"): ((OBJECTIVE,), "service_use"),
    (FOUR_P, "behaviour"): ((OBJECTIVE,), "behaviour"),
    (FOUR_P, "exchange"): ((MESSAGE,), "attitude"),
    (PRECEDE, "epidemiological"): ((OBJECTIVE,), "behaviour"),
    (PRECEDE, "predisposing"): ((OBJECTIVE, MESSAGE), "knowledge"),
    (PRECEDE, "enabling"): ((OBJECTIVE,), "service_use"),
    (PRECEDE, "impact"): ((OBJECTIVE,), "behaviour"),
    (PRECEDE, "outcome"): ((OBJECTIVE,), "impact"),
    (P_PROCESS, "design"): ((OBJECTIVE,), "behaviour"),
    (P_PROCESS, "create"): ((MESSAGE,), "knowledge"),
}
"""What an answer can become, and the level an objective made of it has."""


@dataclass(frozen=True)
class Question:
    """One guided question: marked title, what it is asked for, an example of an answer.

    ``leads`` names what an answer can become (``objective``, ``message``), ``level`` the level of such an objective.
    """

    model: str
    key: str
    title: str
    why: str
    example: str
    leads: tuple[str, ...] = ()
    level: str = "knowledge"


def _question(model: str, key: str, words: tuple[str, str, str]) -> Question:
    leads, level = _LEADS.get((model, key), ((), "knowledge"))
    return Question(model, key, *words, leads, level)


QUESTIONS: dict[tuple[str, str], Question] = {
    (model, key): _question(model, key, (title, why, example))
    for model, asked in TEXTS.items()
    for key, title, why, example in asked
}
"""Every question by model and key, in the order in which it is asked."""


def questions_of(model: str) -> Sequence[Question]:
    """The questions of a model in their order; none for a model that is not known."""
    return [question for (own, _key), question in QUESTIONS.items() if own == model]
