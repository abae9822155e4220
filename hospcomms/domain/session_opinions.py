"""What the evaluation forms of one or many sessions say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hospcomms.domain.evaluation.proportions import Group, Interval, wilson
from hospcomms.domain.locale import Locale
from hospcomms.domain.sessions import ANSWERS, OPINIONS, SessionOpinion
from hospcomms.domain.wording import Sentence, sentence

FEW = 30
"""Below so many forms a share is read with care."""


@dataclass(frozen=True)
class OpinionFigures:
    """One statement: who agreed, agreed in part, did not; ``share`` agreed (a fraction) with its 95 % interval."""

    statement: str
    agree: float
    partly: float
    disagree: float
    share: float | None = None
    interval: Interval | None = None

    @property
    def answers(self) -> float:
        """How many answered."""
        return self.agree + self.partly + self.disagree


def opinion_figures(opinions: Sequence[SessionOpinion]) -> list[OpinionFigures]:
    """Every statement of the form in its order, the answers of several sessions added; interval: Wilson 1927."""
    return [_statement(choice.key, [one for one in opinions if one.statement == choice.key]) for choice in OPINIONS]


def _statement(key: str, opinions: Sequence[SessionOpinion]) -> OpinionFigures:
    agree, partly, disagree = (sum(getattr(one, name) or 0.0 for one in opinions) for name in ANSWERS)
    n = agree + partly + disagree
    if not n:
        return OpinionFigures(key, agree, partly, disagree)
    group = Group(agree, n)
    return OpinionFigures(key, agree, partly, disagree, group.share, wilson(group))


def share_told(figures: OpinionFigures, locale: Locale) -> Sentence | None:
    """The share that agreed with its interval, 71.4% [35.9 to 91.8]; None when nobody answered."""
    if figures.share is None or figures.interval is None:
        return None
    low, high = (round(100 * limit, 1) for limit in (figures.interval.low, figures.interval.high))
    return sentence(
        "{share} [{low} to {high}]", share=locale.percent(round(100 * figures.share, 1)), low=low, high=high
    )


def statement_figures(key: str, agree: float, partly: float, disagree: float) -> OpinionFigures:
    """The same of counts that are not stored yet."""
    return _statement(key, [SessionOpinion(statement=key, agree=agree, partly=partly, disagree=disagree)])
