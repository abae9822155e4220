"""What the disk refuses is said in one sentence; nothing is half written, nothing private is in the message."""

from __future__ import annotations

import contextlib
import errno
import logging
import traceback
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office
from hospcomms.storage.connect import DATABASE, connect
from hospcomms.storage.refusals import refusal_of
from hospcomms.storage.writing import refusal_for, write_whole

SECRET = "فلانة بنت فلان 0555"


def test_a_full_disk_is_said_and_the_data_is_as_before(office: Office) -> None:
    records.save(office, Audience(name="one"))
    pages = office.store._written.execute("PRAGMA page_count").fetchone()[0]
    office.store._written.execute(f"PRAGMA max_page_count={pages + 3}")
    with pytest.raises(Refusal) as refused:
        records.save(office, Audience(name="two", description=SECRET * 900))
    assert refused.value.kind == "disk-full"
    assert "disk is full" in str(refused.value)
    office.store._written.execute("PRAGMA max_page_count=1073741823")
    assert [record.name for record in records.find(office, Query(Audience))] == ["one"]
    records.save(office, Audience(name="three"))
    assert office.store.faults() == []


def test_a_file_held_by_another_program_is_said(office: Office) -> None:
    records.save(office, Audience(name="one"))
    office.store._written.execute("PRAGMA busy_timeout=50")
    with contextlib.closing(connect(office.folder / DATABASE, office.store._keys.data)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Refusal) as refused:
            records.save(office, Audience(name="two"))
        other.execute("ROLLBACK")
    assert refused.value.kind == "busy"
    assert records.count(office, Query(Audience)) == 1


def test_data_that_may_only_be_read_is_said(office: Office) -> None:
    records.save(office, Audience(name="one"))
    office.store._written.execute("PRAGMA query_only=ON")
    with pytest.raises(Refusal) as refused:
        records.save(office, Audience(name="two"))
    assert refused.value.kind == "read-only"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("database or disk is full", "disk-full"),
        ("attempt to write a readonly database", "read-only"),
        ("database is locked", "busy"),
        ("database disk image is malformed", "damaged"),
        ("file is not a database", "damaged"),
        ("disk I/O error", "disk-error"),
        ("unable to open database file", "read-only"),
    ],
)
def test_each_error_of_the_driver_has_its_sentence(words: str, kind: str) -> None:
    found = refusal_of(RuntimeError(words))
    assert found is not None
    assert found.kind == kind


def test_a_mistake_of_our_own_is_not_dressed_up_as_the_worlds_fault() -> None:
    assert refusal_of(RuntimeError("no such column: x")) is None


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, "disk-full"), (errno.EDQUOT, "disk-full"), (errno.EACCES, "not-written")]
)
def test_a_file_that_cannot_be_written_is_said(number: int, kind: str) -> None:
    assert refusal_for(OSError(number, "x"), "brief.pdf").kind == kind


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_whole(path, b"old")
    with pytest.raises(Refusal):
        write_whole(tmp_path / "gone" / "a.json", b"new")
    path.with_name("a.json.part").mkdir()
    with pytest.raises(Refusal):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"


def test_errors_and_logs_hold_nothing_of_what_was_typed(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """Not in the sentence, not in the traceback, not in the log."""
    records.save(office, Audience(name=SECRET))
    office.store._written.execute("PRAGMA query_only=ON")
    with caplog.at_level(logging.DEBUG), pytest.raises(Refusal) as refused:
        records.save(office, Audience(name=SECRET, description=SECRET))
    told = "".join(traceback.format_exception(refused.value))
    assert SECRET not in told + caplog.text + str(refused.value)
