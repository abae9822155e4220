"""The scenarios shipped with the program, written as records of the office, which may change them at will (CRI-2)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.fields import Record, Texts
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import (
    PARTS,
    Scenario,
    ScenarioAnswer,
    ScenarioNotice,
    ScenarioQuestion,
    ScenarioRole,
    ScenarioStatement,
    ScenarioStep,
    ScenarioVersion,
)
from hospcomms.domain.wording import N_, sentence

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

FOLDER = RESOURCES / "data" / "scenarios"
COMMON = "common"
INSTALL = N_("Bring in the scenario library")
REVIEWED_AFTER, DRILLED_AFTER = timedelta(days=365), timedelta(days=180)
"""A scenario is read again every year and practised twice a year: local settings, written into the records."""


def shipped() -> tuple[str, ...]:
    """The codes of the shipped scenarios, in order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.json") if path.stem != COMMON))


@cache
def content(code: str) -> Mapping[str, Any]:
    """A shipped scenario as it is in its file, or what all scenarios share (``common``)."""
    found: dict[str, Any] = json.loads(Path(FOLDER / f"{code}.json").read_text(encoding="utf-8"))
    return MappingProxyType(found)


def install(office: Office, kind: str = "change") -> int:
    """Write those shipped scenarios whose code is not there yet, not even in the bin; returns how many.

    ``kind`` is the kind of the change; the sample's cannot be undone.
    """
    commit = bring_in(office, kind)
    return sum(isinstance(step.record, Scenario) for step in commit.steps) if commit is not None else 0


def bring_in(office: Office, kind: str = "change") -> Commit | None:
    """As ``install``, with the commit for the pages; None when nothing is missing."""
    if not _missing(office.store.find):
        return None
    with office.store.change(INSTALL, kind) as change:
        # asked again inside: a first start may bring them in beside the window at this very moment
        for code in _missing(change.find):
            _write(office, change, content(code))
    return change.commit


def _missing(find: Callable[[Query], list[Any]]) -> list[str]:
    known = {found.code for binned in (False, True) for found in find(Query(Scenario, binned=binned))}
    return [code for code in shipped() if code not in known]


def texts(value: Mapping[str, str] | None) -> Texts:
    """A text of a file in its three languages."""
    return Texts(**{key: (value or {}).get(key, "") for key in ("ar", "fr", "en")})


def _write(office: Office, change: Change, said: Mapping[str, Any]) -> None:
    today = office.today
    made = change.save(
        Scenario(
            title=texts(said["title"]),
            code=said["key"],
            version=1,
            summary=texts(said["summary"]),
            verification=texts(said["verification"]),
            cluster=said["cluster"],
            cluster_note=texts(said["cluster_note"]),
            review_on=today + REVIEWED_AFTER,
            drill_on=today + DRILLED_AFTER,
        )
    )
    common = content(COMMON)
    roles = {
        role["key"]: change.save(
            ScenarioRole(scenario=made.id, name=texts(role["name"]), duty=texts(role["duty"]), code=role["key"])
        ).id
        for role in (*common["roles"], *said["roles"])
    }
    for part in (*_steps(made.id, (*common["steps"], *said["steps"]), roles), *_spoken(made.id, said)):
        change.save(part)
    change.save(_first_version(office, made.id, today))


def _steps(scenario: int, steps: tuple[Mapping[str, Any], ...], roles: Mapping[str, int]) -> list[Record]:
    return [
        ScenarioStep(
            scenario=scenario,
            what=texts(step["text"]),
            phase=step["phase"],
            minutes=float(step["minutes"]),
            role=roles[step["role"]],
            source=step["source"],
        )
        for step in sorted(steps, key=lambda step: int(step["minutes"]))
    ]


def _spoken(scenario: int, said: Mapping[str, Any]) -> list[Record]:
    """Questions, who must be told, holding statements and likely questions."""
    found: list[Record] = [
        ScenarioQuestion(scenario=scenario, question=texts(one["text"]), level=str(one["level"]))
        for one in said["questions"]
    ]
    found += [
        ScenarioNotice(
            scenario=scenario,
            who=texts(one["who"]),
            group=one["group"],
            level=str(one["level"]),
            minutes=float(one["minutes"]),
        )
        for one in said["told"]
    ]
    for one in said["statements"]:
        written: dict[str, Any] = {name: texts(one["next" if name == "next_update" else name]) for name in PARTS}
        found.append(
            ScenarioStatement(scenario=scenario, title=texts(one["title"]), audience=one["audience"], **written)
        )
    found += [
        ScenarioAnswer(scenario=scenario, question=texts(one["question"]), answer=texts(one["answer"]))
        for one in said["answers"]
    ]
    return found


def _first_version(office: Office, scenario: int, today: date) -> ScenarioVersion:
    reason = office.settings.locale.say(sentence("Shipped with the program."))
    return ScenarioVersion(scenario=scenario, serial=1, on=today, by=office.settings.officer, reason=reason)
