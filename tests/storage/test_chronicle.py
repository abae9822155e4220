"""The log of an incident: sealed lines that the database itself refuses to change, and what is found when it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hospcomms.domain.incident_log import Fault, LogLine, elapsed_since, first_fault, genesis
from hospcomms.domain.incidents import Incident
from hospcomms.services.office import Office
from hospcomms.storage.connect import DATABASE, connect

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
IDENTITY = "7c1e"
WORDS = ("تفعيل السيناريو", "وصول الحماية المدنية", "Premier communiqué", "الرفع")


def _line(words: str, ticks: int = 0, at: datetime = NOON, run: str = "a") -> LogLine:
    return LogLine(
        incident=1, line=0, at=at, offset=60, elapsed=0, run=run, ticks=ticks, kind="note", words=words, by="ن.ع"
    )


def _write(office: Office, words: tuple[str, ...] = WORDS) -> list[LogLine]:
    written = []
    for number, one in enumerate(words):
        with office.store.change("Log", kind="incident") as change:
            written.append(change.log(IDENTITY, _line(one, number * 1000)))
    return written


def _tamper(office: Office, *statements: str) -> None:
    """Do by hand what somebody with a database tool could do: take the guards away first."""
    with closing(connect(office.store.folder / DATABASE, office.store._keys.data)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)


def test_lines_come_back_as_they_were_written_with_numbers_and_seals(office: Office) -> None:
    written = _write(office)
    assert office.store.log_lines(1) == written
    assert [line.line for line in written] == [1, 2, 3, 4]
    assert [line.elapsed for line in written] == [0, 1000, 2000, 3000]
    assert office.store.log_lines(1, after=3) == written[3:]
    assert office.store.log_fault(1, IDENTITY) is None


def test_a_log_without_lines_is_whole(office: Office) -> None:
    assert office.store.log_fault(9, IDENTITY) is None


def test_a_line_belongs_to_its_own_incident(office: Office) -> None:
    _write(office)
    assert office.store.log_fault(1, "another") == Fault(
        1, first_fault("another", office.store.log_lines(1), 4, "").sentence
    )  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incident_log SET words = 'x' WHERE line = 2",
        "DELETE FROM incident_log WHERE line = 4",
        "INSERT OR REPLACE INTO incident_log SELECT * FROM incident_log WHERE line = 2",
        (
            "INSERT INTO incident_log SELECT incident, 9, at, offset, elapsed, run, ticks, kind, words, by, corrects,"
            " seal FROM incident_log WHERE line = 2"
        ),
        "UPDATE incident_seal SET lines = 3",
        "UPDATE incident_seal SET head = 'x'",
        "DELETE FROM incident_seal",
    ],
)
def test_the_database_refuses_to_touch_what_is_written(office: Office, statement: str) -> None:
    _write(office)
    with (
        closing(connect(office.store.folder / DATABASE, office.store._keys.data)) as connection,
        pytest.raises(Exception, match="only grows"),
    ):
        connection.execute(statement)
    assert office.store.log_fault(1, IDENTITY) is None


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["UPDATE incident_log SET words = words || '.' WHERE line = 2"], 2),
        (["UPDATE incident_log SET at = '2026-11-22T11:00:00.000000Z' WHERE line = 3"], 3),
        (["UPDATE incident_log SET elapsed = 1 WHERE line = 4"], 4),
        (["UPDATE incident_log SET \"by\" = 'x' WHERE line = 1"], 1),
        (["DELETE FROM incident_log WHERE line = 1"], 1),
        (["DELETE FROM incident_log WHERE line = 3"], 3),
        (["DELETE FROM incident_log WHERE line = 4"], 4),
        (
            [
                "UPDATE incident_log SET line = 99 WHERE line = 2",
                "UPDATE incident_log SET line = 2 WHERE line = 3",
                "UPDATE incident_log SET line = 3 WHERE line = 99",
            ],
            2,
        ),
        (
            [
                (
                    "INSERT INTO incident_log SELECT incident, 5, at, offset, elapsed, run, ticks, kind, words, by,"
                    " corrects, seal FROM incident_log WHERE line = 4"
                )
            ],
            5,
        ),
        (["UPDATE incident_seal SET lines = 5"], 5),
        (["UPDATE incident_log SET words = CAST(x'D8FFFE' AS TEXT) WHERE line = 2"], 2),
        (["UPDATE incident_log SET at = CAST(x'FF' AS TEXT) WHERE line = 3"], 3),
    ],
)
def test_what_was_changed_by_hand_is_found_and_named_by_line(office: Office, statements: list[str], named: int) -> None:
    _write(office)
    _tamper(office, *statements)
    found = office.store.log_fault(1, IDENTITY)
    assert found is not None
    assert found.line == named


def test_a_line_is_written_with_the_change_or_not_at_all(office: Office) -> None:
    _write(office, WORDS[:1])
    with pytest.raises(RuntimeError):
        _fail_in_the_middle(office)
    assert [line.words for line in office.store.log_lines(1)] == [WORDS[0]]
    assert office.store.log_fault(1, IDENTITY) is None


def _fail_in_the_middle(office: Office) -> None:
    with office.store.change("Log", kind="incident") as change:
        change.save(Incident(title="حريق"))
        change.log(IDENTITY, _line("لن يُحفظ", 5))
        raise RuntimeError


def test_undo_never_reaches_a_change_of_an_incident(office: Office) -> None:
    with office.store.change("Add", kind="incident") as change:
        change.save(Incident(title="حريق"))
        change.log(IDENTITY, _line("تفعيل"))
    assert office.store.undoable() is None


@pytest.mark.parametrize(
    ("told", "elapsed"),
    [
        (lambda last: (last.at + timedelta(hours=5), "a", 3000), 1000 + 1500),
        (lambda last: (last.at - timedelta(hours=5), "a", 3000), 1000 + 1500),
        (lambda last: (last.at + timedelta(seconds=7), "b", 10), 1000 + 7000),
        (lambda last: (last.at - timedelta(days=1), "b", 10), 1000),
    ],
    ids=["clock set forward", "clock set back", "after a restart", "restart with the clock set back"],
)
def test_elapsed_time_follows_the_steady_clock(told: Callable[[LogLine], tuple[Any, ...]], elapsed: int) -> None:
    last = replace(_line("x", 1500), line=3, elapsed=1000)
    assert elapsed_since(last, *told(last)) == elapsed


def test_an_empty_log_begins_with_the_identity() -> None:
    assert first_fault(IDENTITY, [], 0, "") is None
    assert first_fault(IDENTITY, [], 0, genesis(IDENTITY)) is None
