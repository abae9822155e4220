"""A disk that is full, held or read-only in a crisis, and an incident run in another folder and brought home."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.incidents import Incident, IncidentCall, IncidentStep, Rumour, Statement
from hospcomms.domain.press import Interaction, Person
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import incident_acts, incident_log, incidents, records
from hospcomms.services.incident_desk import desk
from hospcomms.services.incident_rescue import Held, HeldLines, merge_back, save_aside, start_elsewhere
from hospcomms.services.upkeep import check
from hospcomms.storage.connect import DATABASE, connect
from tests.services.crisis_stage import Stage, stage


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path / "office")
    yield made
    made.office.close()


@contextmanager
def full(ready: Stage) -> Iterator[None]:
    connection = ready.office.store._written
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    free = connection.execute("PRAGMA freelist_count").fetchone()[0]
    assert free == 0
    connection.execute(f"PRAGMA max_page_count={pages}")
    yield
    connection.execute("PRAGMA max_page_count=1073741823")


@contextmanager
def read_only(ready: Stage) -> Iterator[None]:
    ready.office.store._written.execute("PRAGMA query_only=ON")
    yield
    ready.office.store._written.execute("PRAGMA query_only=OFF")


@contextmanager
def locked(ready: Stage) -> Iterator[None]:
    ready.office.store._written.execute("PRAGMA busy_timeout=20")
    with closing(connect(ready.office.folder / DATABASE, ready.office.store._keys.data)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


FAULTS = {"disk-full": full, "read-only": read_only, "busy": locked}
LONG = "كلام طويل لا يجد مكانا في صفحة واحدة من القرص " * 60


def _write_much(ready: Stage, ident: int) -> None:
    for _ in range(40):  # a page may have room for a few lines
        incident_log.log(ready.office, ident, LONG)


@pytest.mark.parametrize("kind", FAULTS)
def test_what_the_disk_refuses_leaves_nothing_half(ready: Stage, kind: str) -> None:
    ident = ready.start()
    before = ready.office.store.log_lines(ident)
    step = desk(ready.office, ident).steps[0]
    with FAULTS[kind](ready):
        with pytest.raises(Refusal) as refused:
            _write_much(ready, ident)
        assert refused.value.kind == kind
        if kind != "disk-full":
            with pytest.raises(Refusal):
                incident_acts.tick(ready.office, step.id)
    after = ready.office.store.log_lines(ident)
    assert after[: len(before)] == before
    assert incident_log.verify(ready.office, ident) is None
    assert records.get(ready.office, IncidentStep, step.id).is_open
    incident_log.log(ready.office, ident, "عاد القرص")
    assert check(ready.office).ok


@pytest.mark.parametrize("kind", FAULTS)
def test_lines_are_held_in_order_and_written_when_the_disk_is_back(ready: Stage, kind: str) -> None:
    ident = ready.start()
    held = HeldLines()
    typed = []
    with FAULTS[kind](ready):
        while not held.waiting:
            made = held.write_or_hold(ready.office, ident, LONG)
        for number in range(3):
            ready.clock.wait(2)
            made = held.write_or_hold(ready.office, ident, f"سطر محفوظ {number}", by="ر.ع")
            assert isinstance(made, Held)
            assert made.reason == held.waiting[0].reason
            typed.append(ready.clock.now)
    ready.clock.wait(10)
    written = held.flush(ready.office)
    assert len(written) == 4
    assert held.waiting == ()
    lines = incident_log.lines(ready.office, ident)[-3:]
    assert [line.at for line in lines] == typed
    assert all(line.words.startswith("سطر محفوظ") for line in lines)
    late = ready.office.settings.locale.moment(ready.clock.now)
    assert all(late in line.words for line in lines)
    assert [line.by for line in lines] == ["ر.ع"] * 3
    assert incident_log.verify(ready.office, ident) is None
    assert "clock" not in [line.kind for line in incident_log.lines(ready.office, ident)]


def test_a_line_typed_while_others_wait_goes_behind_them(ready: Stage) -> None:
    ident = ready.start()
    held = HeldLines()
    with read_only(ready):
        held.write_or_hold(ready.office, ident, "الأول")
    line = held.write_or_hold(ready.office, ident, "الثاني")
    assert not isinstance(line, Held)
    assert [one.words.split(" ")[0] for one in incident_log.lines(ready.office, ident)[-2:]] == ["الأول", "الثاني"]
    assert line.words == "الثاني"


def test_a_tick_is_held_with_its_hour(ready: Stage) -> None:
    ident = ready.start()
    step = desk(ready.office, ident).steps[0]
    held = HeldLines()
    ready.clock.wait(3)
    at = ready.clock.now
    with read_only(ready):
        made = held.do_or_hold(
            ready.office, ident, step.what.ar, lambda office: incident_acts.tick(office, step.id, "ن")
        )
        assert isinstance(made, Held)
    ready.clock.wait(20)
    held.flush(ready.office)
    assert records.get(ready.office, IncidentStep, step.id).done_at == at
    assert incident_log.lines(ready.office, ident)[-1].at == at


def test_an_act_that_lost_its_sense_is_kept_as_a_note(ready: Stage) -> None:
    ident = ready.start()
    step = desk(ready.office, ident).steps[0]
    held = HeldLines()

    def tick(office: object) -> object:
        return incident_acts.tick(ready.office, step.id, "ن")

    with read_only(ready):
        held.do_or_hold(ready.office, ident, step.what.ar, tick)  # type: ignore[arg-type]
    incident_acts.tick(ready.office, step.id, "ر")
    held.flush(ready.office)
    last = incident_log.lines(ready.office, ident)[-1]
    assert last.kind == "note"
    assert step.what.ar in last.words
    assert held.waiting == ()


def test_what_is_wrong_with_the_words_is_said_and_not_held(ready: Stage) -> None:
    ident = ready.start()
    held = HeldLines()
    with read_only(ready), pytest.raises(Invalid):
        held.write_or_hold(ready.office, ident, "  ")
    with pytest.raises(Refusal):
        held.write_or_hold(ready.office, 999_999, "سطر")
    assert held.waiting == ()


@pytest.mark.parametrize("name", ["log.csv", "log.txt"])
def test_what_waits_can_be_saved_on_another_drive(ready: Stage, tmp_path: Path, name: str) -> None:
    ident = ready.start()
    held = HeldLines()
    with read_only(ready):
        for words in ("وصول الإطفاء", "=1+1"):
            held.write_or_hold(ready.office, ident, words)
        save_aside(held.waiting, tmp_path / "drive" / name, ready.office.settings.locale)
    text = (tmp_path / "drive" / name).read_text(encoding="utf-8-sig")
    assert "وصول الإطفاء" in text
    assert "ن. عيّنة" in text
    if name.endswith(".csv"):
        assert ";=1+1" not in text


def run_elsewhere(other: Stage, ident: int) -> None:
    incident_log.log(other.office, ident, "سطر من المجلد الآخر")
    incident_acts.tick(other.office, desk(other.office, ident).steps[0].id, "ن")
    incident_acts.note_rumour(other.office, ident, Rumour(claim="إشاعة"))


def test_a_crisis_runs_from_a_fresh_folder_and_is_brought_home(ready: Stage, tmp_path: Path) -> None:
    fresh = start_elsewhere(tmp_path / "fresh", ready.office.settings)
    other = Stage(fresh, ready.clock, records.find(fresh, Query(Scenario).where("code", Op.IS, "fire"))[0].id)
    try:
        ident = other.start()
        run_elsewhere(other, ident)
        there = incident_log.lines(fresh, ident)
        merged = merge_back(ready.office, fresh, ident)
        found, was = ready.incident(merged.incident), records.get(fresh, Incident, ident)
        with pytest.raises(Refusal) as refused:
            merge_back(ready.office, fresh, ident)
    finally:
        fresh.close()
    assert refused.value.kind == "already"
    assert (found.identity, found.started_at, found.scenario) == (was.identity, was.started_at, ready.scenario)
    here = incident_log.lines(ready.office, merged.incident)
    same = [(one.at, one.run, one.ticks, one.elapsed, one.words, one.kind, one.by) for one in there]
    assert [(one.at, one.run, one.ticks, one.elapsed, one.words, one.kind, one.by) for one in here[:-1]] == same
    assert there[-1].seal in here[-1].words
    assert incident_log.verify(ready.office, merged.incident) is None
    assert len(records.find(ready.office, Query(Rumour))) == 1
    steps = desk(ready.office, merged.incident).steps
    assert sum(step.done_at is not None for step in steps) == 1
    assert all(step.role in {role.id for role in desk(ready.office, merged.incident).roles} for step in steps)
    assert len(records.parts(ready.office, Statement, merged.incident)) == 3
    assert check(ready.office).ok
    incident_log.log(ready.office, merged.incident, "يتواصل هنا")


def test_a_readable_office_gives_the_fresh_folder_its_people_and_press(ready: Stage, tmp_path: Path) -> None:
    ready.start(drill=True)  # the folder was written before it could only be read
    with read_only(ready):
        fresh = start_elsewhere(tmp_path / "fresh", None, ready.office, ready.scenario)
    try:
        scenario = records.find(fresh, Query(Scenario).where("code", Op.IS, "fire"))[0]
        ident = incidents.start(fresh, scenario.id, drill=False).incident
        found = desk(fresh, ident)
        assert [call.name for call in found.calls] == ["مراد سرابي", "Leïla Palmeron"]
        assert found.calls[0].outlet == "إذاعة القصر"
        assert found.incident.chief
        incident_acts.call(fresh, found.calls[0].id, "reached", "ن")
        merged = merge_back(ready.office, fresh, ident)
        assert check(fresh).ok
    finally:
        fresh.close()
    calls: list[IncidentCall] = records.parts(ready.office, IncidentCall, merged.incident)
    assert all(call.person for call in calls)
    assert calls[0].outcome == "reached"
    told = records.parts(ready.office, Interaction, calls[0].person)
    assert [(one.at, one.author) for one in told] == [(calls[0].called_at, "ن")]
    assert told[0].at is not None
    assert records.get(ready.office, Person, calls[0].person).last_contact == told[0].at.astimezone().date()


def test_a_log_that_was_touched_elsewhere_comes_home_with_its_fault_said(ready: Stage, tmp_path: Path) -> None:
    fresh = start_elsewhere(tmp_path / "fresh")
    try:
        ident = incidents.start(fresh, records.find(fresh, Query(Scenario))[0].id, drill=True).incident
        incident_log.log(fresh, ident, "سطر")
        with closing(connect(fresh.folder / DATABASE, fresh.store._keys.data)) as connection:
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            connection.execute("UPDATE incident_log SET words = 'x' WHERE line = 2")
        merged = merge_back(ready.office, fresh, ident)
    finally:
        fresh.close()
    assert "2" in incident_log.lines(ready.office, merged.incident)[-1].words
    assert incident_log.verify(ready.office, merged.incident) is None
