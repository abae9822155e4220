"""A crisis on a large office: starting it, a tick until it is on disk, and the desk with a long log."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from hospcomms.domain.incidents import IncidentStep
from hospcomms.domain.press import ListMember, Person, PressList
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import incident_acts, incident_log, incidents, records, scenarios
from hospcomms.services.incident_desk import desk
from hospcomms.services.incident_log import Act
from hospcomms.services.office import Office, create_office
from tests.benchmarks.filling import CHUNK
from tests.benchmarks.ratio import Ratio, median, taken

CALLED, LINES, ROUNDS = 60, 2_000, 7
START_MS, TICK_MS, DESK_MS = 1000.0, 50.0, 100.0


def measure(_folder: Path, count: int) -> list[Ratio]:
    """The three figures against the milliseconds they may take; the tick against a bare commit too."""
    with tempfile.TemporaryDirectory() as place:
        office = create_office(Path(place) / "office")
        try:
            _fill(office, count)
            return _measured(office, count)
        finally:
            office.close()


def _measured(office: Office, count: int) -> list[Ratio]:
    fire = records.find(office, Query(Scenario).where("code", Op.IS, "fire"))[0].id
    starts = [taken(lambda: incidents.start(office, fire, drill=False)) for _ in range(ROUNDS)]
    incident = incidents.running(office)[0].id
    with office.store._transaction() as bare:
        bare.execute("CREATE TABLE bare(id INTEGER PRIMARY KEY, text TEXT) STRICT")
    ticks, lines, commits = _acts(office, incident, bare)
    with office.store.change("Log", "incident") as change:
        act = Act(office, change, incidents.running(office)[0])
        for number in range(LINES - len(incident_log.lines(office, incident))):
            act.say("note", f"سطر {number}: وصول سيارة إسعاف إلى المدخل الشرقي، وإعلام رئيس الخلية بذلك.")
    shown = len(incident_log.lines(office, incident))
    desks = [taken(lambda: desk(office, incident, checked=False)) for _ in range(ROUNDS)]
    opened = [taken(lambda: desk(office, incident)) for _ in range(ROUNDS)]
    among = f"Among {count:,} contacts, {CALLED} of them on the call sheet"
    each = "in the same file with the same settings."
    return [
        Ratio("start of an incident", median(starts), START_MS, 1.0, f"{among}, against the milliseconds allowed."),
        Ratio("tick until on disk", median(ticks), TICK_MS, 1.0, f"{among}, against the milliseconds allowed."),
        Ratio("tick by a bare commit", median(ticks), median(commits), None, f"Against a one-row INSERT {each}"),
        Ratio("log line by a bare commit", median(lines), median(commits), None, f"Against a one-row INSERT {each}"),
        Ratio("desk read again", median(desks), DESK_MS, 1.0, f"{shown:,} lines, against the milliseconds allowed."),
        Ratio("desk opened", median(opened), DESK_MS, None, f"{shown:,} lines and every seal read; no limit."),
    ]


def _acts(office: Office, incident: int, bare: Any) -> tuple[list[float], list[float], list[float]]:
    """Ticks, lines and bare commits in an order drawn anew for each step."""
    times: dict[str, list[float]] = {"tick": [], "line": [], "bare": []}
    rng = random.Random(6)
    for step in records.parts(office, IncidentStep, incident):
        acts: dict[str, Callable[[], object]] = {
            "tick": partial(incident_acts.tick, office, step.id, "ن"),
            "line": lambda: incident_log.log(office, incident, "وصول سيارة إسعاف"),
            "bare": lambda: bare.execute("INSERT INTO bare(text) VALUES ('x')"),
        }
        for kind in rng.sample(sorted(acts), len(acts)):
            times[kind].append(taken(acts[kind]))
    return times["tick"], times["line"], times["bare"]


def _fill(office: Office, count: int) -> None:
    scenarios.install(office)
    for first in range(0, count, CHUNK):
        with office.store.change("Add", "start") as change:
            for number in range(first, min(first + CHUNK, count)):
                change.save(Person(name=f"صحفي {number}", phone=f"05{number:08d}"))
    people = list(records.ids(office, Query(Person)))
    with office.store.change("Add", "start") as change:
        listed = change.save(PressList(name="صحافة"))
        for person in random.Random(6).sample(people, min(CALLED, len(people))):
            change.save(ListMember(press_list=listed.id, person=person))
    for scenario in records.find(office, Query(Scenario)):
        records.save(office, replace(scenario, press_list=listed.id))
