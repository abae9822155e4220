"""What the crisis pack of a scenario shows, gathered for the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.fields import Texts
from hospcomms.domain.press import Person
from hospcomms.domain.scenarios import (
    Scenario,
    ScenarioAnswer,
    ScenarioNotice,
    ScenarioQuestion,
    ScenarioRole,
    ScenarioStatement,
    ScenarioStep,
)
from hospcomms.domain.wording import Sentence


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A scenario with its parts, the people its roles lead to by id, and the press to be called.

    ``changed_at`` is when the youngest of all this was changed. ``gaps`` are what would be missing on the day,
    ``unverified`` the numbers nobody checked for six months. ``before_lift`` are the minutes the steps of the
    stand-down are counted from. ``mark`` tells this state of the data from others.
    """

    scenario: Scenario
    today: date
    changed_at: datetime | None = None
    questions: Sequence[ScenarioQuestion] = ()
    roles: Sequence[ScenarioRole] = ()
    notices: Sequence[ScenarioNotice] = ()
    steps: Sequence[ScenarioStep] = ()
    statements: Sequence[ScenarioStatement] = ()
    answers: Sequence[ScenarioAnswer] = ()
    staff: Mapping[int, Colleague] = field(default_factory=dict)
    people: Sequence[Person] = ()
    outlets: Mapping[int, str] = field(default_factory=dict)
    press_list: str = ""
    gaps: Sequence[Sentence] = ()
    unverified: Sequence[Sentence] = ()
    advised: Sequence[Texts] = ()
    unadvised: Sequence[Texts] = ()
    before_lift: float = 4320.0
    mark: str = ""

    def holder(self, role: ScenarioRole) -> Colleague | None:
        """Who holds a role."""
        return self.staff.get(role.person)

    def deputy(self, role: ScenarioRole) -> Colleague | None:
        """Who stands in: the deputy of the role, or else the holder's own."""
        holder = self.holder(role)
        return self.staff.get(role.deputy) or (self.staff.get(holder.deputy) if holder else None)

    def role(self, code: str) -> ScenarioRole | None:
        """The role with this code."""
        return next((role for role in self.roles if role.code == code), None)
