"""Backups make themselves, are checked before they count, and a failure is said until it is over."""

from __future__ import annotations

import csv
import io
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.services import (
    access,
    backup_target,
    backups,
    clock_watch,
    files,
    incident_checks,
    incident_log,
    readable,
    records,
    security,
    thinning,
    upkeep,
)
from hospcomms.services.backup_notes import BACKUPS, named
from hospcomms.services.office import Office, create_office, open_office
from hospcomms.services.settings import Settings
from hospcomms.storage import backup_files
from hospcomms.storage.checking import faults
from hospcomms.storage.connect import DATABASE, connect
from tests.cases import cases
from tests.hospital import empty
from tests.services.crisis_stage import stage

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
CANARY = "اسم لا يُفشى"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now

    def on(self, **later: float) -> None:
        """Move it on."""
        self.now += timedelta(**later)


@pytest.fixture
def clock() -> Clock:
    """The clock of the office."""
    return Clock()


@pytest.fixture
def used(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    """An office with a campaign and an attached file, and a place for its second copies."""
    office = empty(tmp_path / "data", Settings(is_ready=True), clock)
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 scan")
    records.save(office, Campaign(title="=1+1", attachments=(files.attach(office, tmp_path / "scan.pdf"),)))
    (tmp_path / "usb").mkdir()
    office = backups.with_target(office, tmp_path / "usb")
    yield office
    office.close()


def names(office: Office) -> list[str]:
    return sorted(path.name for path in (office.folder / BACKUPS).iterdir())


def test_a_backup_is_made_when_something_changed_and_half_an_hour_went_by(used: Office, clock: Clock) -> None:
    assert backups.state(used).last is None
    assert backups.is_due(used)
    first = backups.tend(used)
    assert first is not None
    assert (first.number, first.why, first.is_verified, dict(first.counts)) == (1, "change", True, {"campaign": 1})
    assert first.path.name == "000001-20261122T090000Z.hcbackup"
    clock.on(hours=2)
    assert backups.tend(used) is None, "nothing was changed"
    assert backups.state(used).age == timedelta(hours=2) + timedelta(microseconds=clock.now.microsecond)
    records.save(used, Audience(name="أمهات"))
    assert backups.is_due(used)
    second = backups.make(used, "asked")
    assert [copy.number for copy in backups.copies(used) if copy.where == "here"] == [2, 1]
    records.save(used, Audience(name="آباء"))
    clock.on(minutes=29)
    assert not backups.is_due(used)
    second.path.unlink()
    assert backups.state(used).last == START, "a copy that vanished does not count"
    assert [line.what for line in access.lines(used, 9)] == ["backup", "backup"]


def test_the_second_place_alone_holds_everything_and_what_it_refuses_is_said(used: Office, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    made = backups.make(used, "asked")
    place = usb / f"hospcomms-{used.store.identity}"
    (kept,) = (place / "attachments").glob("*/*")
    assert kept.read_bytes() == (used.folder / kept.relative_to(place)).read_bytes()
    assert (place / made.path.name).read_bytes() == made.path.read_bytes()
    assert backups.state(used).last_outside == START
    usb.rename(tmp_path / "unplugged")
    records.save(used, Audience(name="أمهات"))
    second = backups.make(used, "asked")
    assert second.is_verified, "the copy in the data folder is there"
    folder = used.folder
    used.close()
    with closing(open_office(folder, used.clock)) as again:
        told = backups.state(again)
        assert told.failed is not None, "said at the next start too"
        assert "usb" in str(told.failed)
        assert told.last_outside is None
        (tmp_path / "unplugged").rename(usb)
        kept.write_bytes(b"x" * kept.stat().st_size)  # damaged where it lay
        backup_target._sure.clear()
        backups.tend(again)
        told = backups.state(again)
        assert (told.failed, told.last_outside) == (None, told.last)
        assert kept.read_bytes() == (folder / kept.relative_to(place)).read_bytes()
        shutil.rmtree(place)
        place.write_bytes(b"a file where the folder belongs")
        backups.make(again, "asked")
        assert "second copy" in str(backups.state(again).failed)
        for folder_asked, kind in ((folder / BACKUPS, "target-inside"), (tmp_path / "nowhere", "target-gone")):
            with pytest.raises(Refusal) as refused:
                backups.with_target(again, folder_asked)
            assert refused.value.kind == kind


def test_damaged_data_makes_no_backup_and_lets_no_good_one_go(used: Office, clock: Clock, tmp_path: Path) -> None:
    used = backups.with_target(used, None)
    good = backups.make(used, "asked")
    for day in range(40):  # so many that the rule would let some go
        shutil.copyfile(good.path, good.path.with_name(named(2 + day, START + timedelta(hours=day))))
    clock.on(days=60)
    before = names(used)
    folder, who = used.folder, used.clock
    used.close()
    path = folder / DATABASE
    whole = path.read_bytes()
    spoilt = bytearray(whole)
    spoilt[len(whole) - 5000] ^= 1
    with closing(open_office(folder, who)) as again:
        path.write_bytes(spoilt)  # while it is open: at opening it would be found
        with pytest.raises(Refusal) as refused:
            backups.make(again, "change")
        assert refused.value.kind == "damaged"
        assert names(again) == before
        assert "damaged" in str(backups.state(again).failed)
        path.write_bytes(whole)
        backups.make(again, "change")
        assert backups.state(again).failed is None
        assert len(names(again)) < len(before), "a whole source lets the old ones go"


def test_only_our_own_old_copies_go_and_none_while_the_clock_is_in_doubt(
    used: Office, clock: Clock, tmp_path: Path
) -> None:
    good = backups.make(used, "asked")
    content = good.path.read_bytes()
    here, there = good.path.parent, tmp_path / "usb" / f"hospcomms-{used.store.identity}"
    for place in (here, there):
        for hour in range(8):
            shutil.copyfile(good.path, place / named(10 + hour, START + timedelta(hours=hour)))
    with closing(create_office(tmp_path / "other")) as other:
        foreign = backups.make(other, "asked").path
    # as old as those that go, and of another office
    shutil.copyfile(foreign, here / named(5, START + timedelta(hours=1)))
    for hour in range(8):  # of the database alone, made before upgrades
        shutil.copyfile(used.folder / DATABASE, here / f"before-0002-20261122-{hour:02}0000.db")
    (here / "before-0002-20261122-000001.db").write_bytes(b"of another program")
    clock.on(days=400)
    full = set(names(used))
    backups.make(used, "asked")
    assert full < set(names(used)), "a year and more since the clock was last seen: nothing goes"
    clock_watch.confirm(used)
    backups.make(used, "asked")
    left = set(names(used)) & full
    assert named(5, START + timedelta(hours=1)) in left
    assert len([name for name in full - left if name.endswith(".hcbackup")]) > 4
    databases = [name[-9:-3] for name in left if name.endswith(".db")]
    assert sorted(databases) == ["000001", "030000", "040000", "050000", "060000", "070000"]
    assert len([path for path in there.iterdir() if path.suffix == ".hcbackup"]) < 9
    clock.on(days=-800)
    before = set(names(used))
    for hour in range(6):
        (here / named(2, START - timedelta(days=900, hours=hour))).write_bytes(content)
    backups.make(used, "asked")
    assert before < set(names(used)), "the clock went back"
    clock_watch.confirm(used)
    backups.make(used, "asked")
    assert before < set(names(used)), "there are copies of a day that is still to come"


def test_a_place_that_lets_nothing_be_deleted_is_waited_for_once(
    used: Office, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = backups.make(used, "asked").path
    for hour in range(8):
        shutil.copyfile(good, good.parent / named(10 + hour, START + timedelta(hours=hour)))
    tried: list[str] = []

    def refusing(how: str) -> Callable[[Path], None]:
        def act(_path: Path) -> None:
            tried.append(how)
            raise PermissionError(13, "may not be deleted")

        return act

    monkeypatch.setattr(thinning.held_files, "remove", refusing("waiting"))
    monkeypatch.setattr(thinning, "_delete", refusing("at once"))
    clock.on(days=3)
    assert thinning.thin(used) == []
    assert tried[0] == "waiting"
    assert len(tried) > 2
    assert set(tried[1:]) == {"at once"}


def test_a_backup_made_while_a_thread_writes_a_thousand_changes_is_a_moment_of_them(office: Office) -> None:
    stop = threading.Event()

    def write() -> None:
        for number in range(1, 1001):
            with office.store.change("Add") as change:
                change.save(Audience(name=f"{number:04}"))
            if stop.is_set():
                return

    thread = threading.Thread(target=write)
    thread.start()
    made = [backups.make(office, "change") for _ in range(3)]
    stop.set()
    thread.join()
    for place, copy in enumerate(made):
        folder = office.folder.parent / f"copy{place}"
        folder.mkdir()
        backup_files.lay_out(copy.path, folder, lambda name: True)
        with closing(connect(folder / DATABASE, office.store.keys.data)) as connection:
            found = [name for (name,) in connection.execute("SELECT name FROM audience ORDER BY id")]
            assert faults(connection, office.store.attachments) == []
            changes = connection.execute("SELECT count(*) FROM change").fetchone()[0]
        assert found == [f"{number:04}" for number in range(1, len(found) + 1)]
        assert len(found) == changes == copy.counts.get("audience", 0)


def test_any_damage_to_a_backup_is_found(used: Office, tmp_path: Path) -> None:
    good = backups.make(used, "asked").path.read_bytes()
    torn, seems_good, path = 0, 0, tmp_path / "torn.zip"
    for step in range(100):
        spoilt = bytearray(good)
        spoilt[(len(good) - 1) * step // 99] ^= 1 << step % 8
        path.write_bytes(spoilt if step % 4 else good[: (len(good) - 1) * step // 99])
        torn += not backup_files.is_intact(path)
        seems_good += bool(backup_files.facts_of(path))
    assert torn == 100
    assert seems_good > 60, "the directory of an archive alone misses most of it"
    path.write_bytes(good)
    assert backup_files.is_intact(path)


def test_the_readable_form_holds_every_record_and_is_sealed_once_there_is_a_password(
    used: Office, tmp_path: Path
) -> None:
    records.save(used, Audience(name=CANARY, size=12.5, barriers='"quoted"\nand more'))
    plain = backups.make(used, "asked")
    assert CANARY.encode() in _unpacked(plain.path)
    laid_out = {path.name: path for path in readable.lay_out(plain.path, tmp_path / "out")}
    (line,) = laid_out["audience.jsonl"].read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert (told["name"], told["size"], told["barriers"]) == (CANARY, 12.5, '"quoted"\nand more')
    (campaign,) = [json.loads(line) for line in laid_out["campaign.jsonl"].read_text(encoding="utf-8").splitlines()]
    assert campaign["attachments"][0][1] == "scan.pdf"
    rows = list(csv.DictReader(io.StringIO(laid_out["campaign.csv"].read_text(encoding="utf-8-sig"), newline="")))
    assert (rows[0]["title"], rows[0]["id"]) == ("'=1+1", str(campaign["id"]))
    index = json.loads(laid_out["index.json"].read_text(encoding="utf-8"))["records"]["audience"]
    assert (index["count"], index["label"]["en"]) == (1, "Target audiences")

    new = security.begin(used, "three plain words")
    assert security.finish(used, new, new.code) == []
    assert CANARY.encode() not in _unpacked(plain.path), "what lay open before is sealed with the rest"
    assert backups.state(used).last is not None
    sealed = backups.make(used, "asked")
    assert CANARY.encode() not in _unpacked(sealed.path)
    with cases() as table:
        for number, (secret, kind) in enumerate({"": "password-needed", "wrong": "wrong-password"}.items()):
            with table.case(kind), pytest.raises(Refusal) as refused:
                readable.lay_out(sealed.path, tmp_path / f"no{number}", secret)
            assert refused.value.kind == kind
    done = readable.lay_out(sealed.path, tmp_path / "out2", "three plain words")
    assert {path.name: path.read_bytes() for path in done}["audience.jsonl"].decode().strip() == line
    assert not list((tmp_path / "out2").glob("*.zip"))
    with pytest.raises(Refusal) as refused:
        readable.lay_out(plain.path, tmp_path / "out", "three plain words")
    assert refused.value.kind == "not-empty"


def _unpacked(path: Path) -> bytes:
    """All of an archive as it is, and every member unpacked."""
    import zipfile

    with zipfile.ZipFile(path) as packed:
        return path.read_bytes() + b"".join(packed.read(name) for name in packed.namelist())


def test_the_note_is_believed_only_as_far_as_the_files_are_there(used: Office) -> None:
    made = backups.make(used, "asked")
    note = used.folder / "last-backup.json"
    for content in (b"", b"[]", b"{", b'{"verified_here": 3, "failed": "x", "number": "y", "first": 5}'):
        note.write_bytes(content)
        assert backups.state(used).failed is None
        assert backups.state(used).last is None
        (found,) = [copy for copy in backups.copies(used) if copy.where == "here"]
        assert not found.is_verified
    records.save(used, Audience(name="أمهات"))
    assert backups.make(used, "asked").number == 2
    assert made.path.exists()
    assert all(copy.is_verified for copy in backups.copies(used)), "what the note forgot was read through again"


def test_a_month_without_a_trial_is_said(used: Office, clock: Clock) -> None:
    copy = backups.make(used, "asked")
    assert not backups.state(used).rehearsal_due
    clock.on(days=32)
    assert backups.state(used).rehearsal_due
    found = backups.rehearse(used, copy)
    assert (found.ok, dict(found.counts)) == (True, {"campaign": 1})
    assert not backups.state(used).rehearsal_due
    lying = replace(copy, counts={"campaign": 2})
    assert not backups.rehearse(used, lying).ok
    (attached,) = (used.folder / "attachments").glob("*/*")
    attached.write_bytes(b"")
    assert not backups.rehearse(used, copy).ok, "the attached file that the copy needs is gone"
    assert {path.name for path in used.folder.iterdir() if path.name.startswith(".")} == set()


def test_a_log_that_was_cut_or_written_anew_is_found_by_what_a_backup_remembers(tmp_path: Path) -> None:
    ready = stage(tmp_path / "office")
    office = ready.office
    ident = ready.start()
    incident_log.log(office, ident, "وصول الحماية المدنية")
    backups.make(office, "asked")
    incident_log.log(office, ident, "سطر بعد النسخة")
    assert upkeep.check(office).ok
    cut = (
        "DELETE FROM incident_log WHERE line > 1",
        "UPDATE incident_seal SET lines = 1, head = (SELECT seal FROM incident_log)",
    )
    with office.store._transaction() as connection:  # by a hand that knows how the log is kept
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for sql in cut:
            connection.execute(sql)
        for _, sql in guards:
            connection.execute(sql)
    assert incident_checks.faults(office) == [], "the chain itself is whole"
    (problem,) = upkeep.check(office).problems
    assert (problem.kind, problem.where) == ("log", f"incident {ident}: line 2")
    office.close()
