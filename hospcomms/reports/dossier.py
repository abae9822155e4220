"""A campaign with everything its reports speak of, and the words they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hospcomms.domain.activities import Approval, Lesson
from hospcomms.domain.campaigns import KINDS, STATES
from hospcomms.domain.evaluation.chain import Chain, chain
from hospcomms.domain.evaluations import Recommendation
from hospcomms.domain.fields import Choice
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import PERCENT, measured
from hospcomms.domain.plans import Plan
from hospcomms.domain.wording import N_, sentence

if TYPE_CHECKING:
    from hospcomms.domain.evaluation.board import Board

NOT_MEASURED = N_("Not measured")


@dataclass(frozen=True)
class Dossier:
    """A plan with its lessons and approvals, the names of its audiences by id, and the establishment's
    objective it serves.

    Only where a report needs them: ``sizes`` of the audiences, lessons ``learned`` and recommendations
    ``advised`` by earlier campaigns (with the campaign's title), the evaluation's ``board`` and what was
    ``decided`` of its recommendations.
    """

    plan: Plan
    lessons: Sequence[Lesson] = ()
    audiences: Mapping[int, str] = field(default_factory=dict)
    institution_objective: str = ""
    approvals: Sequence[Approval] = ()
    sizes: Mapping[int, float] = field(default_factory=dict)
    learned: Sequence[tuple[str, Lesson]] = ()
    advised: Sequence[tuple[str, Recommendation]] = ()
    board: Board | None = None
    decided: Sequence[Recommendation] = ()

    @property
    def chain(self) -> Chain:
        """The result chain of the campaign."""
        plan = self.plan
        return chain(plan.campaign.tier, plan.objectives, plan.results, plan.activities)

    def audience_names(self, locale: Locale) -> str:
        """The audiences of the campaign in one line, the main ones first."""
        segments = sorted(self.plan.segments, key=lambda segment: not segment.is_primary)
        return locale.listing(self.audiences.get(segment.audience, "") for segment in segments)

    @property
    def planned_budget(self) -> Decimal | None:
        """The sum of the planned amounts, None when none is known."""
        return _sum([line.planned for line in self.plan.budget])

    @property
    def committed(self) -> Decimal | None:
        """The sum of the committed amounts, None when none is known."""
        return _sum([line.committed for line in self.plan.budget])

    @property
    def spent(self) -> Decimal | None:
        """The sum of what was spent, None when nothing is known."""
        return _sum([line.spent for line in self.plan.budget])


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def period(locale: Locale, start: date | None, end: date | None) -> str:
    """The days of a campaign in words."""
    if start and end:
        return locale.say(sentence("From {start} to {end}", start=locale.long_day(start), end=locale.long_day(end)))
    if start:
        return locale.say(sentence("From {start}", start=locale.long_day(start)))
    return locale.text(N_("Days not set yet"))


def label(choices: Sequence[Choice], key: str, locale: Locale) -> str:
    """The label of a choice; the key itself when it is unknown."""
    return next((locale.text(choice.label) for choice in choices if choice.key == key), key)


def kind_label(key: str, locale: Locale) -> str:
    """The type of a campaign in words."""
    return label(KINDS, key, locale)


def state_label(key: str, locale: Locale) -> str:
    """The state of a campaign in words."""
    return label(STATES, key, locale)


def value_said(value: float | None, unit: str, locale: Locale) -> str:
    """A value with its unit in a table; the word for missing when it was not measured, never 0."""
    if value is None:
        return locale.text(NOT_MEASURED)
    return locale.percent(value) if unit == PERCENT else locale.say(measured(value, unit))


def signed(value: float | None, locale: Locale) -> str:
    """A difference with its sign, for tables only."""
    if value is None:
        return ""
    return ("+" if value > 0 else "") + locale.number(value, 1 if value % 1 else 0)


def shortened(text: str, length: int) -> str:
    """The beginning of a text, cut after a sentence or a word, with a sign that something follows."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    head = text[:length]
    for stop in (". ", "؛ ", "؟ "):
        place = head.rfind(stop)
        if place > length * 0.6:
            return head[: place + 1] + " …"
    return head.rpartition(" ")[0] + " …"
