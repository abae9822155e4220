"""The log through the services: corrections, clocks that were set, runs of the program, and what tampering shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hospcomms.domain.errors import Invalid, Missing
from hospcomms.domain.incident_log import first_fault, sealed
from hospcomms.services import incident_log, incidents, records, reports
from hospcomms.services.incident_desk import desk
from hospcomms.services.incident_log import MOST_WORDS, log
from hospcomms.services.upkeep import check
from hospcomms.storage.connect import DATABASE, connect
from tests.services.crisis_stage import Stage, stage


@pytest.fixture
def ready(tmp_path: Path) -> Iterator[Stage]:
    made = stage(tmp_path / "office")
    yield made
    made.office.close()


def kinds(ready: Stage, ident: int) -> list[str]:
    return [line.kind for line in incident_log.lines(ready.office, ident)]


def test_a_line_is_on_disk_when_it_is_answered(ready: Stage) -> None:
    ident = ready.start()
    line = log(ready.office, ident, "  وصول\tالحماية المدنية \u202e ")
    with closing(connect(ready.office.folder / DATABASE, ready.office.store._keys.data)) as other:
        found = other.execute("SELECT words, seal FROM incident_log WHERE line = ?", (line.line,)).fetchone()
    assert found == (line.words, line.seal)
    assert "\u202e" not in line.words
    assert line.by == "ن. عيّنة"


def test_initials_are_the_officers_when_nobody_says_otherwise(ready: Stage) -> None:
    ident = ready.start()
    assert log(ready.office, ident, "سطر", by="ر.ع").by == "ر.ع"


def test_a_correction_is_a_new_line_that_names_the_old_one(ready: Stage) -> None:
    ident = ready.start()
    wrong = log(ready.office, ident, "جريحان")
    right = log(ready.office, ident, "ثلاثة جرحى", corrects=wrong.line)
    assert (right.kind, right.corrects) == ("correction", wrong.line)
    assert incident_log.lines(ready.office, ident)[wrong.line - 1].words == "جريحان"


@pytest.mark.parametrize("number", [3, 99, -1])
def test_a_correction_of_a_line_that_is_not_there_is_refused(ready: Stage, number: int) -> None:
    ident = ready.start()
    log(ready.office, ident, "سطر")
    with pytest.raises(Invalid):
        log(ready.office, ident, "تصحيح", corrects=number)
    assert kinds(ready, ident) == ["start", "note"]


@pytest.mark.parametrize("words", ["", "  \n ", "x" * (MOST_WORDS + 1)])
def test_nothing_or_far_too_much_is_refused(ready: Stage, words: str) -> None:
    ident = ready.start()
    with pytest.raises(Invalid):
        log(ready.office, ident, words)


def test_an_incident_that_does_not_exist_has_no_log(ready: Stage) -> None:
    with pytest.raises(Missing):
        log(ready.office, 999_999, "سطر")


def forward(ready: Stage) -> None:
    ready.clock.now += timedelta(hours=5)


def back(ready: Stage) -> None:
    ready.clock.now -= timedelta(days=2)


def a_little(ready: Stage) -> None:
    ready.clock.now += timedelta(seconds=50)


def restart(ready: Stage) -> None:
    ready.pen("run-b")
    ready.clock.ticks = 5


def restart_in_the_past(ready: Stage) -> None:
    restart(ready)
    back(ready)


@pytest.mark.parametrize(
    ("meanwhile", "is_said", "elapsed"),
    [
        (forward, True, 10),
        (back, True, 10),
        (a_little, False, 10),
        (restart, False, 10),
        (restart_in_the_past, True, 0),
    ],
)
def test_a_clock_that_was_set_is_said_and_elapsed_time_stays_right(
    ready: Stage, meanwhile: Callable[[Stage], None], is_said: bool, elapsed: int
) -> None:
    ident = ready.start()
    ready.clock.wait(10)
    meanwhile(ready)
    line = log(ready.office, ident, "سطر")
    assert kinds(ready, ident) == ["start", *(["clock"] if is_said else []), "note"]
    assert line.elapsed // 60_000 == elapsed
    if is_said:
        said = incident_log.lines(ready.office, ident)[1].words
        assert ready.office.settings.locale.moment(ready.clock.now) in said
    log(ready.office, ident, "سطر آخر")
    assert kinds(ready, ident)[-1] == "note"
    assert incident_log.verify(ready.office, ident) is None


def test_the_zone_of_the_moment_is_kept(ready: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    ident = ready.start()
    if not hasattr(time, "tzset"):
        pytest.skip("the zone of a process cannot be changed here")
    try:
        for zone, east in (("UTC-1", 60), ("UTC+5", -300)):
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            assert log(ready.office, ident, "سطر").offset == east
    finally:
        monkeypatch.undo()
        time.tzset()
    assert kinds(ready, ident) == ["start", "note", "note"]


def _tamper(ready: Stage, statement: str) -> None:
    with closing(connect(ready.office.folder / DATABASE, ready.office.store._keys.data)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("UPDATE incident_log SET words = 'x' WHERE line = 3", 3),
        ("DELETE FROM incident_log WHERE line = 2", 2),
        ("DELETE FROM incident_log WHERE line = 5", 5),
        ("UPDATE incident_log SET corrects = 1 WHERE line = 4", 4),
    ],
)
def test_tampering_is_named_by_the_desk_and_by_the_check(ready: Stage, statement: str, line: int) -> None:
    ident = ready.start()
    for number in range(4):
        log(ready.office, ident, f"سطر {number}")
    assert check(ready.office).ok
    _tamper(ready, statement)
    fault = desk(ready.office, ident).fault
    assert fault is not None
    assert fault.line == line
    problems = check(ready.office).problems
    assert [(one.kind, one.where) for one in problems] == [("log", f"incident {ident}: line {line}")]
    assert "حريق" in str(problems[0].sentence)


def test_a_log_taken_away_whole_is_found_too(ready: Stage) -> None:
    ident = ready.start()
    _tamper(ready, "DELETE FROM incident_log")
    assert desk(ready.office, ident).fault is not None
    with closing(connect(ready.office.folder / DATABASE, ready.office.store._keys.data)) as connection:
        connection.execute("DELETE FROM incident_seal")
    fault = incident_log.verify(ready.office, ident)
    assert fault is not None
    assert fault.line == 1


def test_the_log_of_an_incident_in_the_bin_is_checked(ready: Stage) -> None:
    ident = ready.start()
    incidents.stand_down(ready.office, ident, "انتهى")
    records.remove(ready.office, type(ready.incident(ident)), [ident])
    _tamper(ready, "UPDATE incident_log SET words = 'x'")
    assert not check(ready.office).ok


def test_logs_of_several_incidents_do_not_touch_each_other(ready: Stage) -> None:
    first, second = ready.start(), ready.start(drill=True)
    for number in range(6):
        log(ready.office, (first, second)[number % 2], f"سطر {number}")
    assert [line.line for line in incident_log.lines(ready.office, first)] == [1, 2, 3, 4]
    assert incident_log.verify(ready.office, first) is None
    assert incident_log.verify(ready.office, second) is None


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM incident_log"],
        ["DELETE FROM incident_log", "DELETE FROM incident_seal"],
        ["DELETE FROM incident_log WHERE line = 5"],
        ["DELETE FROM incident_log WHERE line > 1"],
        ["DELETE FROM incident_seal"],
        ["UPDATE incident_seal SET head = 'x'"],
        ["UPDATE incident_log SET incident = 99999 WHERE line = 3"],
        ["UPDATE incident SET identity = 'x'"],
        ["UPDATE incident_log SET at = 'x' WHERE line = 2"],
        ['UPDATE incident_log SET "offset" = 999999999999999 WHERE line = 2'],
    ],
)
def test_a_line_written_after_the_tampering_does_not_heal_the_log(
    ready: Stage, statements: list[str], tmp_path: Path
) -> None:
    ident = ready.start()
    for number in range(4):
        log(ready.office, ident, f"سطر {number}")
    for statement in statements:
        _tamper(ready, statement)
    assert incident_log.verify(ready.office, ident) is not None
    log(ready.office, ident, "بعده")
    assert incident_log.lines(ready.office, ident)[-1].words == "بعده"
    assert desk(ready.office, ident).fault is not None
    assert not check(ready.office).ok
    paper = tmp_path / "log.pdf"
    reports.make(ready.office, "incident-log", ident, ready.office.settings.locale, paper)
    assert paper.exists()


def test_lines_of_a_stranger_behind_the_end_are_named_from_the_first_one(ready: Stage) -> None:
    ident = ready.start()
    last = log(ready.office, ident, "الأخير")
    before, identity = last.seal, ready.incident(ident).identity
    found = [*incident_log.lines(ready.office, ident)]
    for number in (3, 4):
        found.append(sealed(before, replace(last, line=number, seal="")))
        before = found[-1].seal
    fault = first_fault(identity, found, 2, last.seal)
    assert fault is not None
    assert fault.line == 3
