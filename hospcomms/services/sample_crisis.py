"""The crises of the sample hospital: the library with its people, a drill that was reviewed, a failure that is over.

Both incidents are run through the services with a clock that is set from act to act, so that their logs are genuine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.fields import Texts
from hospcomms.domain.incidents import (
    Incident,
    IncidentCall,
    IncidentNotice,
    IncidentStep,
    PublicFact,
    ReviewLesson,
    Rumour,
    Statement,
    blanks,
)
from hospcomms.domain.press import PressList
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import STAND_DOWN, Risk, Scenario, ScenarioRole
from hospcomms.services import (
    after_action,
    incident_acts,
    incident_log,
    incidents,
    records,
    situation_reports,
    statements,
)
from hospcomms.services.incident_log import Pen, use_pen
from hospcomms.services.scenario_library import install

if TYPE_CHECKING:
    from hospcomms.services.office import Office

CONTENT = RESOURCES / "data" / "sample" / "crisis.json"
Act = tuple[float, Callable[["Office"], object]]
"""Minutes after activation, and what is done then."""


def add_crises(office: Office, name: str, kind: str) -> None:
    """Write the library and its people as changes of that kind, then live through the incidents of the past."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    install(office, kind)
    people = _people(office, content["officer"], name, kind)
    _fill(office, content, people, name, kind)
    _foresee(office, content["risks"], people, name, kind)
    for row in content["incidents"]:
        _Past(office, row, people).live()


def _people(office: Office, officer: Mapping[str, Any], name: str, kind: str) -> dict[str, int]:
    """The members of staff by name; the officer is entered when nobody has."""
    known = {one.name: one.id for one in office.store.find(Query(Colleague))}
    if officer["name"] not in known:
        verified = office.today + timedelta(days=officer["verified_on"])
        values = {**officer, "verified_on": verified, "deputy": known.get(officer["deputy"], 0)}
        with office.store.change(name, kind) as change:
            known[officer["name"]] = change.save(Colleague(**values)).id
    return known


def _fill(office: Office, content: Mapping[str, Any], people: Mapping[str, int], name: str, kind: str) -> None:
    lists = office.store.find(Query(PressList).where("name", Op.IS, content["press_list"]))
    with office.store.change(name, kind) as change:
        for role in office.store.find(Query(ScenarioRole)):
            holder, deputy = content["roles"].get(role.code, ("", ""))
            if holder:
                change.save(replace(role, person=people.get(holder, 0), deputy=people.get(deputy, 0)))
        for scenario in office.store.find(Query(Scenario)) if lists else ():
            change.save(replace(scenario, press_list=lists[0].id))


def _foresee(
    office: Office, rows: Sequence[Mapping[str, Any]], people: Mapping[str, int], name: str, kind: str
) -> None:
    scenarios = {one.code: one.id for one in office.store.find(Query(Scenario))}
    with office.store.change(name, kind) as change:
        for row in rows:
            review = office.today + timedelta(days=row["review_on"])
            owner, scenario = people.get(row["owner"], 0), scenarios[row["scenario"]]
            change.save(Risk(**{**row, "review_on": review, "owner": owner, "scenario": scenario}).settled())


class _Past:
    """One incident of the past: its acts in the order of time."""

    def __init__(self, office: Office, row: Mapping[str, Any], people: Mapping[str, int]) -> None:
        self._office, self._row, self._people = office, row, people
        day = office.today + timedelta(days=row["days"])
        self._begun = datetime.combine(day, time.fromisoformat(row["at"])).astimezone(UTC)
        self._incident = 0

    def live(self) -> None:
        """Start it, do everything at its minute, stand it down, and review it when that was done."""
        scenario = self._office.store.find(Query(Scenario).where("code", Op.IS, self._row["scenario"]))[0]
        with _clock(self._office, self._begun) as (office, set_to):
            self._incident = incidents.start(
                office, scenario.id, drill=self._row["drill"], level=self._row["level"]
            ).incident
            for minute, act in sorted(self._acts(office), key=lambda pair: pair[0]):
                set_to(self._begun + timedelta(minutes=minute))
                act(office)

    def _acts(self, office: Office) -> list[Act]:
        end = self._row["hours"] * 60.0
        acts: list[Act] = [(0.5, lambda office: incidents.edit(office, self._incident, **self._row["edit"]))]
        acts += [(minute, self._written(what, said)) for minute, what, said in self._row["acts"]]
        acts += [one for one in (*self._ticks(office), *self._told(office), *self._calls(office)) if one[0] < end]
        acts += self._statement(office)
        acts.append((end, lambda office: incidents.stand_down(office, self._incident, self._row["why"])))
        acts += self._lifted(office, end)
        if "review" in self._row:
            acts += self._reviewed(self._row["review"], end)
        return acts

    def _written(self, what: str, said: Any) -> Callable[[Office], object]:
        """A line of the file as an act."""
        ident = self._incident
        acts: dict[str, Callable[[Office], object]] = {
            "log": lambda office: incident_log.log(office, ident, said),
            "fact": lambda office: incident_acts.note_fact(office, ident, PublicFact(group=said[0], what=said[1])),
            "level": lambda office: incidents.set_level(office, ident, said),
            "phase": lambda office: incidents.set_phase(office, ident, said),
            "staff": lambda office: incidents.tell_staff(office, ident, said),
            "rumour": lambda office: incident_acts.note_rumour(
                office, ident, Rumour(claim=said[0], channel=said[1], risk="2")
            ),
            "answer": lambda office: self._answer(office, *said),
            "report": lambda office: self._report(office, *said),
            "correct": lambda office: self._correct(office, *said),
        }
        return acts[what]

    def _answer(self, office: Office, truth: str, answer: str) -> None:
        rumour = records.find(office, Query(Rumour).where("incident", Op.IS, self._incident))[0]
        incident_acts.answer_rumour(office, replace(rumour, verified=truth, answer=answer))

    def _report(self, office: Office, situation: str, coming: str) -> None:
        begun = situation_reports.begin(office, self._incident)
        situation_reports.issue(office, replace(begun, situation=situation, coming=coming))

    def _correct(self, office: Office, part: str, words: str) -> None:
        line = next(one.line for one in incident_log.lines(office, self._incident) if part in one.words)
        incident_log.log(office, self._incident, words, corrects=line)

    def _ticks(self, office: Office) -> Iterator[Act]:
        late: Sequence[int] = self._row["late"]
        steps = [one for one in records.parts(office, IncidentStep, self._incident) if one.phase != STAND_DOWN]
        for number, step in enumerate(steps):
            if number not in self._row["skip"]:
                minute = max(1.0, (step.minutes or 0) + late[number % len(late)])
                yield minute + number / 100, _doing(incident_acts.tick, step.id, "ن. و")

    def _told(self, office: Office) -> Iterator[Act]:
        late: Sequence[int] = self._row["late"]
        for number, notice in enumerate(records.parts(office, IncidentNotice, self._incident)):
            if notice.due_at is not None and notice.level <= "2":
                minute = max(1.0, (notice.due_at - self._begun) / timedelta(minutes=1) + late[-1 - number % len(late)])
                yield minute + 0.3 + number / 100, _doing(incident_acts.tell, notice.id, "ر. ع")

    def _calls(self, office: Office) -> Iterator[Act]:
        outcomes: Sequence[str] = self._row["outcomes"]
        first = self._row["statement"]["release"] + 3.0
        for number, call in enumerate(records.parts(office, IncidentCall, self._incident)):
            outcome = outcomes[number % len(outcomes)]
            yield first + number * self._row["call_every"], _doing(incident_acts.call, call.id, outcome, "ن. و")

    def _statement(self, office: Office) -> list[Act]:
        said = self._row["statement"]
        ident = records.parts(office, Statement, self._incident)[0].id

        def write(office: Office) -> None:
            found = records.get(office, Statement, ident)
            parts: dict[str, Any] = {name: _filled(getattr(found, name), said.get(name, ())) for name in _PARTS}
            statements.save(office, replace(found, staff_first="yes", **parts))

        def approve(office: Office) -> None:
            chief = records.get(office, Incident, self._incident).chief
            statements.approve(office, records.get(office, Statement, ident), chief)

        def release(office: Office) -> None:
            way = Texts(ar="مطبوع وبالبريد الإلكتروني", fr="imprimée et par courriel", en="printed and by e-mail")
            language = office.settings.language
            statements.release(office, records.get(office, Statement, ident), [way.best(language)])

        return [(said["begin"], write), (said["approve"], approve), (said["release"], release)]

    def _lifted(self, office: Office, end: float) -> Iterator[Act]:
        """The steps of the stand-down, but the last of them."""
        steps = [one for one in records.parts(office, IncidentStep, self._incident) if one.phase == STAND_DOWN]
        for number, step in enumerate(steps[:-1]):
            minute = end + incidents.after_lift(step) + 5.0 * number
            if self._begun + timedelta(minutes=minute) < self._office.clock():
                yield minute, _doing(incident_acts.tick, step.id, "ن. و")

    def _reviewed(self, said: Mapping[str, Any], end: float) -> list[Act]:
        minute = end + said["days"] * 1440.0

        def learn(office: Office) -> None:
            incidents.edit(office, self._incident, worked=said["worked"], failed=said["failed"])
            today = office.today
            for lesson, task, owner, due, done in said["lessons"]:
                after_action.keep_lesson(
                    office,
                    ReviewLesson(
                        incident=self._incident,
                        lesson=lesson,
                        task=task,
                        owner=self._people.get(owner, 0),
                        due_on=today + timedelta(days=due),
                        done_on=today + timedelta(days=done) if done else None,
                    ),
                )
            after_action.take_into_version(office, self._incident)

        return [
            (minute, learn),
            (minute + 30, lambda office: after_action.finish(office, self._incident, said["by"])),
        ]


_PARTS = ("empathy", "facts", "unknown", "process", "commitment", "next_update")


def _doing(act: Callable[..., object], *words: object) -> Callable[[Office], object]:
    return lambda office: act(office, *words)


def _filled(text: Texts, given: Sequence[Mapping[str, str]]) -> Texts:
    """A template with its blanks filled in order, in each language."""
    said = {}
    for language in ("ar", "fr", "en"):
        words = getattr(text, language)
        for blank, value in zip(blanks(words), given, strict=True):
            words = words.replace(blank, value[language], 1)
        said[language] = words
    return Texts(**said)


@contextmanager
def _clock(office: Office, begun: datetime) -> Iterator[tuple[Office, Callable[[datetime], None]]]:
    """The office with a clock that stands where it is set, and a pen whose steady clock goes with it."""
    now = [begun]
    before = office.store.clock
    office.store.clock = lambda: now[0]
    name = f"sample-{begun:%Y%m%d%H%M}"
    use_pen(office, Pen(name, lambda: datetime.timestamp(now[0]), lambda: name))

    def set_to(moment: datetime) -> None:
        now[0] = moment

    try:
        yield replace(office, clock=lambda: now[0]), set_to
    finally:
        office.store.clock = before
        use_pen(office, None)
