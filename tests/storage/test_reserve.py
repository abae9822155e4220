"""A full or failing disk: the reserve lets one more save through, and what the disk holds is what the officer hears."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.services import clock_watch, disk_room, records
from hospcomms.services.office import Office, open_office
from hospcomms.storage import reserve
from hospcomms.storage.connect import driver
from tests.hospital import empty

MUCH = "نص " * 5000


def test_the_reserve_is_made_where_there_is_room_and_given_up_when_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reserve, "SIZE", 3 << 20)
    assert not reserve.ensure(tmp_path, lambda _folder: reserve.ROOM_TO_MAKE)
    assert list(tmp_path.iterdir()) == []
    assert reserve.ensure(tmp_path, lambda _folder: 1 << 40)
    content = (tmp_path / reserve.FILE).read_bytes()
    assert len(content) == 3 << 20
    assert len(set(content[:4096])) > 100  # a disk that packs its files must keep real room for it
    assert not reserve.make_room(tmp_path, lambda _folder: reserve.LOW)
    assert reserve.make_room(tmp_path, lambda _folder: reserve.LOW - 1)
    assert list(tmp_path.iterdir()) == []
    assert not reserve.give_up(tmp_path)


def _fill(office: Office) -> Callable[[], object]:
    """Let the database grow by three pages and no more; what is returned frees it again."""
    records.save(office, Audience(name="before"))
    pages = office.store._written.execute("PRAGMA page_count").fetchone()[0]
    office.store._written.execute(f"PRAGMA max_page_count={pages + 3}")
    return lambda: office.store._written.execute("PRAGMA max_page_count=1073741823")


def test_a_full_disk_takes_the_reserve_and_the_save_is_done(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserve, "SIZE", 1 << 20)
    free, give = _fill(office), reserve.give_up
    with pytest.raises(Refusal) as refused:
        records.save(office, Audience(name="no reserve yet", description=MUCH))
    assert refused.value.kind == "disk-full"
    assert disk_room.told(office) is None
    assert disk_room.prepare(office)

    def give_up(folder: Path) -> bool:
        given = give(folder)
        if given:
            free()
        return given

    monkeypatch.setattr(reserve, "give_up", give_up)
    commit = records.save(office, Audience(name="with the reserve", description=MUCH))
    assert commit.id
    assert not reserve.is_there(office.folder)
    told = disk_room.told(office)
    assert told is not None
    assert told.values["size"] >= 1
    assert [record.name for record in records.find(office, Query(Audience))] == ["before", "with the reserve"]
    assert disk_room.prepare(office)  # there is room again
    assert disk_room.told(office) is None


class Failing:
    """A connection whose COMMIT fails, after or before it reached the disk."""

    def __init__(self, real: Any, *, lands: bool) -> None:
        self._real, self._lands = real, lands

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def execute(self, sql: str, *values: Any) -> Any:
        if sql == "COMMIT":
            if self._lands:
                self._real.execute(sql)
            raise driver().OperationalError("disk I/O error")
        return self._real.execute(sql, *values)


def test_after_a_commit_that_failed_the_disk_says_whether_it_was_saved(office: Office) -> None:
    """In TRUNCATE mode five of 21 commits that were reported as failed were on the disk (RELIABILITY.md 2)."""
    saved = records.save(office, Audience(name="one")).saved(Audience)
    office.store._written = Failing(office.store._written, lands=True)
    landed = records.save(office, Audience(name="two"))
    assert landed.saved(Audience).id
    office.store._written = Failing(office.store._writer(), lands=False)
    with pytest.raises(Refusal) as refused:
        records.save(office, Audience(name="three"))
    assert refused.value.kind == "disk-error"
    assert [record.name for record in records.find(office, Query(Audience))] == ["one", "two"]
    assert records.save(office, Audience(id=saved.id, revision=saved.revision, name="one again")).id
    assert office.store.faults() == []


def test_a_clock_that_jumped_is_doubted_until_somebody_confirms_it(tmp_path: Path) -> None:
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)
    empty(tmp_path / "data").close()

    def at(moment: datetime) -> Office:
        office = open_office(tmp_path / "data", lambda: moment)
        office.close()
        return office

    clock_watch.note(at(noon))
    for moment, is_doubted in (
        (noon - timedelta(minutes=5), False),
        (noon - timedelta(hours=1), True),
        (datetime(1970, 1, 1, tzinfo=UTC), True),
        (noon + timedelta(days=300), False),
        (datetime(2040, 1, 1, tzinfo=UTC), True),
    ):
        office = at(moment)
        assert (clock_watch.anomaly(office) is not None) is is_doubted
        if is_doubted:
            clock_watch.note(office)  # a moment that is not believed is not kept
            assert clock_watch.anomaly(at(noon)) is None
    back = at(noon - timedelta(days=40))
    clock_watch.confirm(back)
    assert clock_watch.anomaly(back) is None
    for broken in (b"", b"\0" * 90, b'{"seen": 7}', b'{"seen": "2026-01-01"}', b"[" * 900):
        (tmp_path / "data" / clock_watch.FILE).write_bytes(broken)
        assert clock_watch.anomaly(back) is None
