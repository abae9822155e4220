"""What many sessions add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hospcomms.domain.sessions import (
    AGES,
    CANCELLED,
    GROUPS,
    HELD,
    PLANNED,
    SEXES,
    EducationSession,
)


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
