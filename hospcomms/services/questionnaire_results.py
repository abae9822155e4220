"""The outcome of a questionnaire as results of its campaign: one for each question that measures an objective."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid
from hospcomms.domain.evaluation import designs
from hospcomms.domain.fields import Record
from hospcomms.domain.objectives import INCREASE, PERCENT, Objective, Result
from hospcomms.domain.questionnaires import PAIRED, Question, Questionnaire
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

ENTER = N_("Enter as results of the campaign")
_NEAR = 0.06
"""Percentages written with one decimal may differ so much from their counts."""


def missing_to_enter(office: Office, questionnaire: Questionnaire) -> list[Problem]:
    """What forbids entering the outcome as results of the campaign now."""
    found = []
    if not questionnaire.campaign:
        found.append(Problem("campaign", sentence("The campaign is missing. Choose it.")))
    if questionnaire.after_on is None:
        found.append(Problem("after_on", sentence("The day of the second asking is missing. Enter it.")))
    linked = _linked(office, questionnaire)
    if not linked:
        said = sentence("No question is linked to an objective. Choose the objective a question measures.")
        found.append(Problem(Question.key, said))
    return found or [Problem(Question.key, said) for said in _misfits(office, questionnaire, linked)]


def enter_results(office: Office, questionnaire: Questionnaire) -> Commit:
    """Add one result for each linked question, as one change; an objective without a baseline gets the question's.

    Raises Invalid with what is missing.
    """
    lacking = missing_to_enter(office, questionnaire)
    if lacking:
        raise Invalid(lacking)
    objectives = _objectives(office, questionnaire)
    made: list[Record] = []
    for question in _linked(office, questionnaire):
        objective = objectives[question.objective]
        if objective.baseline is None:
            made.append(_with_baseline(questionnaire, question, objective))
        made.append(_result(office, questionnaire, question, objective))
    return records.save_all(office, made, ENTER)


def _linked(office: Office, questionnaire: Questionnaire) -> list[Question]:
    return [question for question in records.parts(office, Question, questionnaire.id) if question.objective]


def _objectives(office: Office, questionnaire: Questionnaire) -> dict[int, Objective]:
    return {one.id: one for one in records.parts(office, Objective, questionnaire.campaign)}


def _misfits(office: Office, questionnaire: Questionnaire, linked: list[Question]) -> Iterator[Sentence]:
    """Why some of the linked questions cannot be entered."""
    objectives = _objectives(office, questionnaire)
    entered = {
        (result.objective, result.measured_on)
        for result in records.parts(office, Result, questionnaire.campaign)
        if result.source == _source(questionnaire)
    }
    met: set[int] = set()
    for question in linked:
        said = _misfit(questionnaire, question, objectives)
        objective = objectives.get(question.objective)
        name = objective.indicator if objective else ""
        if said is None and question.objective in met:
            said = sentence("Two questions measure the objective “{objective}”. Link one of them only.", objective=name)
        if said is None and (question.objective, questionnaire.after_on) in entered:
            said = sentence("The result of the objective “{objective}” is entered already.", objective=name)
        met.add(question.objective)
        if said is not None:
            yield said


def _misfit(questionnaire: Questionnaire, question: Question, objectives: Mapping[int, Objective]) -> Sentence | None:
    """Why one question cannot answer its objective; None when it can."""
    asked = question.wording.best("ar")
    objective = objectives.get(question.objective)
    if objective is None:
        return sentence("The objective of the question “{question}” is not one of this campaign.", question=asked)
    if objective.unit != PERCENT or objective.direction != INCREASE:
        return sentence(
            "The objective “{objective}” is not a percentage that should rise; right answers cannot tell of it.",
            objective=objective.indicator,
        )
    if not question.answers_after or question.right_after is None:
        return sentence("The question “{question}” has no answers after. Enter or import them.", question=asked)
    if questionnaire.pairing != PAIRED:
        return None
    if None in (question.gained, question.lost, question.right_before) or not question.answers_before:
        return sentence(
            "For the question “{question}” it is not known who changed the answer. Import the answers with their"
            " codes.",
            question=asked,
        )
    before = _percent(question.right_before, question.answers_before)
    is_other = objective.baseline is not None and abs(objective.baseline - before) > _NEAR
    if is_other or (objective.baseline is not None and objective.baseline_n != question.answers_before):
        return sentence(
            "The baseline of the objective “{objective}” is not what the same people answered before: {share}% of"
            " {n} answers. Correct it in the objective.",
            objective=objective.indicator,
            share=before,
            n=question.answers_before,
        )
    return None


def _percent(right: float | None, answers: float | None) -> float:
    return round(100 * (right or 0) / (answers or 1), 2)


def _source(questionnaire: Questionnaire) -> str:
    """What a result says of where it comes from: the questionnaire in the officer's own words."""
    return questionnaire.title


def _with_baseline(questionnaire: Questionnaire, question: Question, objective: Objective) -> Objective:
    if not question.answers_before or question.right_before is None:
        return objective
    return replace(
        objective,
        baseline=_percent(question.right_before, question.answers_before),
        baseline_n=question.answers_before,
        baseline_date=questionnaire.before_on,
        baseline_source=_source(questionnaire),
    )


def _result(office: Office, questionnaire: Questionnaire, question: Question, objective: Objective) -> Result:
    is_paired = questionnaire.pairing == PAIRED
    return Result(
        campaign=questionnaire.campaign,
        objective=objective.id,
        indicator=objective.indicator,
        value=_percent(question.right_after, question.answers_after),
        answers=question.answers_after,
        measured_on=questionnaire.after_on,
        source=_source(questionnaire),
        design=designs.PAIRED if is_paired else designs.PRE_POST,
        gained=question.gained if is_paired else None,
        lost=question.lost if is_paired else None,
        in_groups=questionnaire.in_groups,
        group_size=questionnaire.group_size if questionnaire.in_groups else None,
        likeness=questionnaire.likeness if questionnaire.in_groups else None,
        proof=questionnaire.answers,
        note=question.wording.best(office.settings.language),
    )
