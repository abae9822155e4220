"""What many sessions add up to, and what the evaluation forms of one or many of them say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from hospcomms.domain.evaluation.proportions import Group, Interval, wilson
from hospcomms.domain.locale import Locale
from hospcomms.domain.sessions import (
    AGES,
    CANCELLED,
    GROUPS,
    HELD,
    OPINIONS,
    PLANNED,
    SEXES,
    EducationSession,
    SessionOpinion,
)
from hospcomms.domain.wording import Sentence, sentence

ANSWERS = ("agree", "partly", "disagree")
"""The answers of the evaluation form, in its order: fields of ``SessionOpinion``."""
FEW = 30
"""Below so many forms a share is read with care."""


@dataclass(frozen=True)
class SessionFigures:
    """Sessions and people of some sessions; people are those of the held ones.

    ``groups`` are people by the field of their sex and age; ``ungrouped`` came and are in no group. ``uncounted``
    sessions were held and nobody wrote how many came. ``settings`` are held sessions by kind of place.
    """

    planned: int
    held: int
    cancelled: int
    uncounted: int
    people: float
    groups: Mapping[str, float]
    ungrouped: float
    referred: float
    answered: float
    settings: Mapping[str, int]

    def of_sex(self, sex: str) -> float:
        """People of one sex (``women``, ``men``) of all ages."""
        return sum(self.groups[f"{sex}_{age}"] for age, _name in AGES)

    def of_age(self, age: str) -> float:
        """People of both sexes of one age, a key of ``AGES``."""
        return sum(self.groups[f"{sex}_{age}"] for sex, _name in SEXES)


def figures_of(sessions: Iterable[EducationSession]) -> SessionFigures:
    """The sums of some sessions."""
    known = list(sessions)
    held = [one for one in known if one.state == HELD]
    settings: dict[str, int] = {}
    for one in held:
        settings[one.setting] = settings.get(one.setting, 0) + 1
    return SessionFigures(
        planned=sum(one.state == PLANNED for one in known),
        held=len(held),
        cancelled=sum(one.state == CANCELLED for one in known),
        uncounted=sum(people_of(one) is None for one in held),
        people=sum(people_of(one) or 0.0 for one in held),
        groups={name: sum(getattr(one, name) or 0.0 for one in held) for name in GROUPS},
        ungrouped=sum(max(0.0, (people_of(one) or 0.0) - (one.counted or 0.0)) for one in held),
        referred=sum(one.referred or 0.0 for one in held),
        answered=sum(one.answered or 0.0 for one in held),
        settings=settings,
    )


def people_of(session: EducationSession) -> float | None:
    """All who came; None when nobody wrote it."""
    return session.attended if session.attended is not None else session.counted


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
