"""An officer's day through the real services, one act at a time: what every trial of faults runs."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from hospcomms.domain.activities import Activity
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, Texts
from hospcomms.domain.incidents import IncidentStep, PublicFact
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import CLUSTERS, Scenario, ScenarioRole, ScenarioStep
from hospcomms.services import backups, files, incident_acts, incident_log, incidents, records
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.contacts.writing import write
from hospcomms.services.office import Office, open_office, with_settings

TITLES: dict[type[Record], str] = {Campaign: "title", Audience: "name", Person: "name", Outlet: "name"}
LONG = "نص طويل يعاد حتى يملأ صفحات كثيرة من ملف البيانات. " * 90


@dataclass
class Day:
    """The office at work; ``place`` is a folder outside the data for what is brought in and backed up."""

    office: Office
    place: Path
    rng: random.Random
    number: int = 0
    incident: int = 0
    done: list[str] = field(default_factory=list)

    def act(self, only: tuple[str, ...] = ()) -> str:
        """Do one act, drawn from all of them or from ``only``; returns its name. Raises what the service raises."""
        self.number += 1
        name = self.rng.choice(only or WEIGHED)
        ACTS[name](self)
        self.done.append(name)
        return name

    def reopen(self) -> None:
        """End the program and start it again."""
        self.office.close()
        self.office = open_office(self.office.folder, self.office.clock)

    def some(self, record: type[Any], *, binned: bool = False) -> list[Any]:
        """Up to three records of a type."""
        found = records.find(self.office, Query(record, binned=binned), 40)
        return self.rng.sample(found, min(len(found), self.rng.randint(1, 3)))


def prepare(office: Office) -> int:
    """What the acts need: an incident that runs, from a scenario with a few steps; returns its id.

    The scenario is written like that of the sample: no undo of the day takes it away under the incident.
    """
    with office.store.change("Add", "sample") as change:
        made = change.save(Scenario(title=Texts(ar="حريق", fr="Incendie", en="Fire"), cluster=CLUSTERS[0].key))
        role = change.save(ScenarioRole(scenario=made.id, name=Texts(ar="رئيس الخلية")))
        for step in range(6):
            words = Texts(ar=f"خطوة {step}")
            change.save(ScenarioStep(scenario=made.id, what=words, minutes=step, role=role.id))
    return incidents.start(office, made.id, drill=False).incident


def _add(day: Day) -> None:
    record = day.rng.choice(list(TITLES))
    records.save(day.office, record(**{TITLES[record]: f"سجل {day.number}"}))


def _add_whole(day: Day) -> None:
    """A campaign with its activities in one change: to be there whole or not at all."""
    with day.office.store.change("Add") as change:
        whole = change.save(Campaign(title=f"حملة {day.number}", situation=LONG[: day.rng.randrange(len(LONG))]))
        for part in range(3):
            change.save(Activity(campaign=whole.id, title=f"نشاط {day.number} {part}"))


def _edit(day: Day) -> None:
    for found in day.some(Audience):
        records.save(day.office, replace(found, name=f"{found.name} {day.number}", description=LONG[: day.number * 9]))


def _edit_several(day: Day) -> None:
    found = [record.id for record in day.some(Audience)]
    records.bulk_edit(day.office, Audience, found, {"literacy": f"تعديل {day.number}"})


def _bin(day: Day) -> None:
    records.remove(day.office, Campaign, [found.id for found in day.some(Campaign)])


def _recover(day: Day) -> None:
    records.recover(day.office, Campaign, [found.id for found in day.some(Campaign, binned=True)])


def _undo(day: Day) -> None:
    records.undo(day.office)


def _redo(day: Day) -> None:
    records.redo(day.office)


def _draft(day: Day) -> None:
    records.keep_draft(day.office, Audience, day.rng.randrange(4), {"name": f"مسودة {day.number}"})


def _discard(day: Day) -> None:
    records.discard_draft(day.office, Audience, day.rng.randrange(4))


def _attach(day: Day) -> None:
    """A file of its own content, attached to a campaign."""
    source = day.place / f"note-{day.number}.txt"
    source.write_text(f"محضر {day.number}\n" * day.rng.randrange(1, 400), encoding="utf-8")
    stored = files.attach(day.office, source)
    source.unlink()
    with day.office.store.change("Add") as change:
        change.save(Campaign(title=f"مرفق {day.number}", attachments=(stored,)))


def _import(day: Day) -> None:
    """Twenty people with their outlets and roles, as one change."""
    rows = [f"صحفي {day.number} {row};جريدة {row % 4};p{day.number}.{row}@example.org" for row in range(20)]
    source = day.place / f"list-{day.number}.csv"
    source.write_text("\n".join(("nom_prenom;organe;e-mail", *rows)), encoding="utf-8")
    plan = Plan(day.office, open_source(source))
    plan.check()
    source.unlink()
    write(plan)


def _log(day: Day) -> None:
    incident_log.log(day.office, day.incident, f"سطر {day.number}: وصول سيارة الإسعاف")


def _tick(day: Day) -> None:
    """Tick a step of the incident, note a public fact, or change its level: each with its line in the log."""
    steps: list[IncidentStep] = records.parts(day.office, IncidentStep, day.incident)
    still_open = [step for step in steps if step.done_at is None]
    if still_open and day.rng.random() < 0.6:
        incident_acts.tick(day.office, still_open[0].id, "ن")
    elif day.rng.random() < 0.5:
        incident_acts.note_fact(day.office, day.incident, PublicFact(what=f"حقيقة {day.number}"))
    else:
        incidents.set_level(day.office, day.incident, day.rng.choice("123"))


def _settings(day: Day) -> None:
    day.office = with_settings(day.office, replace(day.office.settings, officer=f"ن. عيّنة {day.number}"))


def _backup(day: Day) -> None:
    backups.make(day.office, "asked")


ACTS: dict[str, Callable[[Day], None]] = {
    "add": _add,
    "add whole": _add_whole,
    "edit": _edit,
    "edit several": _edit_several,
    "bin": _bin,
    "recover": _recover,
    "undo": _undo,
    "redo": _redo,
    "draft": _draft,
    "discard": _discard,
    "attach": _attach,
    "import": _import,
    "log": _log,
    "tick": _tick,
    "settings": _settings,
    "backup": _backup,
}
_OFTEN = {"add": 8, "add whole": 5, "edit": 6, "log": 8, "tick": 4, "draft": 3, "undo": 2}
WEIGHED = tuple(name for name in ACTS for _ in range(_OFTEN.get(name, 1)) if name != "backup")
QUIET = tuple(name for name in WEIGHED if name not in ("attach", "settings", "import"))
"""The acts that write nothing but the data file."""


def tried(day: Day, only: tuple[str, ...] = ()) -> Refusal | None:
    """One act; what it refuses is returned, and everything else is a crash."""
    try:
        day.act(only)
    except Refusal as refusal:
        return refusal
    return None
