"""Answers counted: right ones for each question before and after, who changed, and the mean scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from hospcomms.domain.evaluation.means import Scores
from hospcomms.domain.questionnaires import Question


@dataclass(frozen=True)
class Person:
    """One person in one asking: the folded code ("" without one), and right or not for each question answered."""

    code: str
    marks: Mapping[int, bool]

    def score(self, scored: frozenset[int]) -> float | None:
        """The share of right answers among those given, in percent; None when none of these was answered."""
        given = [mark for question, mark in self.marks.items() if question in scored]
        return 100 * fmean(given) if given else None


@dataclass(frozen=True)
class QuestionTally:
    """The counts of one question; None for an asking that has no column of it, and for gains without pairs."""

    question: int
    answers_before: int | None
    right_before: int | None
    answers_after: int | None
    right_after: int | None
    gained: int | None = None
    lost: int | None = None


@dataclass(frozen=True)
class Tally:
    """People and counts; scores in percent over the questions the campaign speaks of, None without any.

    ``changes`` are the differences within the same people.
    """

    people_before: int | None
    people_after: int | None
    questions: tuple[QuestionTally, ...]
    scores_before: Scores | None = None
    scores_after: Scores | None = None
    changes: Scores | None = None

    @property
    def people(self) -> int:
        """All people counted; the same people once."""
        counts = (self.people_before or 0, self.people_after or 0)
        return max(counts) if self.changes is not None else sum(counts)


def tally(
    before: Sequence[Person], after: Sequence[Person], questions: Sequence[Question], *, is_paired: bool
) -> Tally:
    """The counts of both askings. Paired, the same place of both lists is the same person.

    Of the same people only those count for a question who answered it both times.
    """
    scored = frozenset(question.id for question in questions if not question.is_untargeted)
    known = {question for person in (*before, *after) for question in person.marks}
    count = _paired if is_paired else _apart
    counts = tuple(count(question.id, before, after) for question in questions if question.id in known)
    if is_paired:
        pairs = [(one.score(scored), other.score(scored)) for one, other in zip(before, after, strict=True)]
        whole = [(one, other) for one, other in pairs if one is not None and other is not None]
        scores = [one for one, _other in whole], [other for _one, other in whole]
        changes = _scores([other - one for one, other in whole])
    else:
        scores = _scored(before, scored), _scored(after, scored)
        changes = None
    first, second = map(_scores, scores)
    return Tally(len(before) or None, len(after) or None, counts, first, second, changes)


def _scored(people: Sequence[Person], scored: frozenset[int]) -> list[float]:
    return [score for person in people if (score := person.score(scored)) is not None]


def _scores(values: Sequence[float]) -> Scores | None:
    return Scores.of(values) if values else None


def _apart(question: int, before: Sequence[Person], after: Sequence[Person]) -> QuestionTally:
    first, second = (
        [person.marks[question] for person in people if question in person.marks] for people in (before, after)
    )
    return QuestionTally(
        question,
        len(first) if first else None,
        sum(first) if first else None,
        len(second) if second else None,
        sum(second) if second else None,
    )


def _paired(question: int, before: Sequence[Person], after: Sequence[Person]) -> QuestionTally:
    pairs = [
        (one.marks[question], other.marks[question])
        for one, other in zip(before, after, strict=True)
        if question in one.marks and question in other.marks
    ]
    if not pairs:
        return QuestionTally(question, None, None, None, None)
    return QuestionTally(
        question,
        len(pairs),
        sum(one for one, _other in pairs),
        len(pairs),
        sum(other for _one, other in pairs),
        gained=sum(other and not one for one, other in pairs),
        lost=sum(one and not other for one, other in pairs),
    )
