"""The programmes of the sample hospital: one that runs, one whose follow-up is due, a community initiative that lasts.

Each is written as an officer would: the rules make its campaign, and the plan is filled in there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.activities import Activity, Approval, BudgetLine
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, InstitutionObjective, KeyMessage
from hospcomms.domain.fields import Kind, Record, Texts, fields_of
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.observances import Observance
from hospcomms.domain.programmes import FollowUp, ModelAnswer, ProblemFigure, Programme, ProgrammePartner
from hospcomms.domain.query import Op, Query
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

CONTENT = RESOURCES / "data" / "sample" / "programmes.json"
OWN: tuple[tuple[str, type[Record]], ...] = (
    ("figures", ProblemFigure),
    ("partners", ProgrammePartner),
    ("follow_ups", FollowUp),
)
CARRIED: tuple[tuple[str, type[Record]], ...] = (
    ("objectives", Objective),
    ("messages", KeyMessage),
    ("activities", Activity),
    ("budget", BudgetLine),
    ("results", Result),
    ("approvals", Approval),
)
"""Parts of the campaign that carries the programme."""
_BY_NAME: dict[str, type[Record]] = {one.key: one for one in (Audience, InstitutionObjective)}
ASIDE = ("answers", "campaign", "state", "state_since", *dict(OWN), *dict(CARRIED))


def add_programmes(office: Office, name: str, kind: str) -> None:
    """Write the programmes into an office as changes of that name and kind; days count from today."""
    for row in json.loads(CONTENT.read_text(encoding="utf-8"))["programmes"]:
        with office.store.change(name, kind) as change:
            _Written(office, change).add(row)


class _Written:
    """One programme being written with its campaign; what is called by name gets its number."""

    def __init__(self, office: Office, change: Change) -> None:
        self._office, self._change = office, change
        self._numbers: dict[tuple[str, str], int] = {}

    def add(self, row: Mapping[str, Any]) -> None:
        """Write the programme, then its parts, its answers and the plan of its campaign."""
        own = {name: value for name, value in row.items() if name not in ASIDE}
        began = self._moment(min(row["start"], row["state_since"]) - 20)
        made = self._change.add(replace(self._record(Programme, own), created_at=began))
        refresh_wholes(self._change)
        programme = self._change.stored(Programme, made.id)
        for name, part in OWN:
            for line in row[name]:
                self._change.add(self._record(part, {"programme": programme.id, **line}))
        for model, question, words in row["answers"]:
            given = ModelAnswer(programme=programme.id, model=model, question=question, answer=words)
            self._change.save(given)
        self._fill(programme, row)
        refresh_wholes(self._change)

    def _fill(self, programme: Programme, row: Mapping[str, Any]) -> None:
        campaign = self._change.stored(Campaign, programme.campaign)
        values = self._values(Campaign, {**row["campaign"], "state": row["state"], "state_since": row["state_since"]})
        self._change.save(replace(campaign, **values, state_by=self._office.settings.officer))
        for name, part in CARRIED:
            for line in row[name]:
                given = {"campaign": campaign.id, **line}
                if "audience" in fields_of(part):
                    given["audience"] = programme.audience
                made = self._change.add(self._record(part, given).settled())
                self._numbers[part.key, made.caption] = made.id

    def _record(self, record: type[Record], row: Mapping[str, Any]) -> Record:
        return record(id=self._change.number(), **self._values(record, row))

    def _values(self, record: type[Record], row: Mapping[str, Any]) -> dict[str, Any]:
        described = fields_of(record)
        return {name: self._value(described[name].kind, described[name].target, value) for name, value in row.items()}

    def _value(self, kind: Kind, target: str, value: Any) -> Any:
        """A value of the content file as the field holds it."""
        if kind is Kind.DAY:
            return self._office.today + timedelta(days=value)
        if kind is Kind.MOMENT:
            return self._moment(value)
        if kind is Kind.LINK and not isinstance(value, int):
            return self._linked(target, value)
        if kind is Kind.TEXTS:
            return Texts(**value)
        if kind is Kind.MONEY:
            return Decimal(value)
        if kind in (Kind.CHOICES, Kind.TAGS):
            return tuple(value)
        return float(self._office.today.year - 1) if value == "last" else value

    def _linked(self, target: str, value: Any) -> int:
        """The number of a record or a part by its name, of a health day by month and day; 0 when there is none."""
        if target in _BY_NAME:
            found = self._change.find(Query(_BY_NAME[target]).where(_BY_NAME[target].title_field, Op.IS, value))
        elif target == Observance.key:
            asked = Query(Observance).where("month", Op.IS, value[0]).where("day_of_month", Op.IS, value[1])
            found = self._change.find(asked)
        else:
            return self._numbers[target, value]
        return found[0].id if found else 0

    def _moment(self, days: int) -> datetime:
        local = datetime.combine(self._office.today + timedelta(days=days), time(9, 30))
        return local.astimezone().astimezone(UTC)
