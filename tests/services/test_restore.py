"""Bringing data back from a backup: only one that is whole, in one step, and never at the cost of what is there."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import backups, files, records, rescue, security, upkeep
from hospcomms.services.office import create_office, open_office
from hospcomms.services.privacy import erasure
from hospcomms.services.rescue import Backup
from hospcomms.services.settings import Settings
from hospcomms.storage import backup_files, keys, restoring
from hospcomms.storage.connect import DATABASE, connect
from hospcomms.storage.keys import KEY_FILE
from tests.cases import cases
from tests.hospital import empty
from tests.storage import golden

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
PASSWORD = "three plain words"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed data folder with a campaign and an attached file, and a backup of it beside; then one audience more."""
    office = empty(tmp_path / "data", Settings(is_ready=True, hospital=Texts(ar="مستشفى", fr="Hôpital")))
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 scan")
    records.save(office, Campaign(title="حملة", attachments=(files.attach(office, tmp_path / "scan.pdf"),)))
    upkeep.backup(office, tmp_path / "copy.zip")
    records.save(office, Audience(name="أمهات"))
    office.close()
    return tmp_path / "data"


def beside(folder: Path) -> Backup:
    return rescue.backups_near(folder)[0]


def spoil(folder: Path) -> bytes:
    """Overwrite the beginning of the data file; returns what it holds now."""
    path = folder / DATABASE
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    return path.read_bytes()


def held(folder: Path, secret: str = "", *, is_checked: bool = False) -> tuple[int, int]:
    """How many campaigns and audiences the data holds, once it opens."""
    with closing(open_office(folder, secret=secret)) as office:
        assert not is_checked or upkeep.check(office).ok
        return records.count(office, Query(Campaign)), records.count(office, Query(Audience))


def counted(folder: Path, secret: str = "") -> tuple[int, int]:
    """The same; all of it must be in order."""
    return held(folder, secret, is_checked=True)


OLD, NEW = (1, 1), (1, 0)


def everything(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if not name.endswith(".lock")}


def refused(folder: Path, copy: Backup, secret: str = "") -> str:
    """The kind of refusal a restore meets; nothing in the folder may change."""
    before = everything(folder)
    with pytest.raises(Refusal) as refusal:
        rescue.restore(folder, copy, NOW, secret)
    assert everything(folder) == before
    return refusal.value.kind


def test_backups_are_found_beside_the_data_by_what_they_say_of_themselves(folder: Path) -> None:
    (folder.parent / "letters.zip").write_bytes(b"PK not really")
    with zipfile.ZipFile(folder.parent / "other.zip", "w") as packed:
        packed.writestr("manifest.json", '{"application": "another", "at": "2026-01-01T00:00:00+00:00"}')
    found = rescue.backups_near(folder)
    assert [backup.path.name for backup in found] == ["copy.zip"]
    assert found[0].size == (folder.parent / "copy.zip").stat().st_size
    assert found[0].at.tzinfo is not None


def test_what_a_backup_would_bring_and_what_would_be_lost_is_told_first(folder: Path) -> None:
    with closing(open_office(folder)) as office:
        told = backups.preview(beside(folder), office=office)
    assert (dict(told.counts), dict(told.now)) == ({"campaign": 1}, {"campaign": 1, "audience": 1})
    assert dict(told.newer) == {"audience": 1}
    assert (told.hospital.fr, told.is_other, told.needs_secret) == ("Hôpital", False, False)


def test_damaged_data_gives_way_to_the_backup_and_is_kept_with_its_trail(folder: Path) -> None:
    damaged = spoil(folder)
    (folder / f"{DATABASE}-wal").write_bytes(b"left over")
    with pytest.raises(Refusal) as refusal:
        open_office(folder)
    assert refusal.value.kind in rescue.HELPED
    aside = rescue.bring_back(folder, beside(folder), NOW)
    assert aside.name == "damaged-20261122-093000"
    assert (aside / DATABASE).read_bytes() == damaged
    assert (aside / f"{DATABASE}-wal").read_bytes() == b"left over"
    assert counted(folder) == NEW


def test_sound_data_is_replaced_whole_and_kept_whole(folder: Path) -> None:
    aside = rescue.restore(folder, beside(folder), NOW)
    assert counted(folder) == NEW
    shutil.copytree(folder / "attachments", aside / "attachments")
    assert counted(aside) == OLD, "what was replaced opens as it was"
    with closing(open_office(folder)) as office:
        assert backups.is_changed(office), "what was restored is not what the last copy holds"


def test_a_lost_key_comes_back_with_the_data_and_lost_files_with_both(folder: Path) -> None:
    (folder / KEY_FILE).unlink()
    for path in [path for path in (folder / "attachments").rglob("*") if path.is_file()]:
        path.unlink()
    rescue.bring_back(folder, beside(folder), NOW)
    assert counted(folder) == NEW


def test_the_second_place_alone_brings_everything_to_a_new_machine(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    with closing(open_office(folder)) as office:
        backups.make(backups.with_target(office, tmp_path / "usb"), "asked")
    shutil.rmtree(folder)
    (copy,) = [found for path in (tmp_path / "usb").rglob("*.hcbackup") if (found := backups.copy_at(path))]
    rescue.restore(tmp_path / "new", copy, NOW)
    assert counted(tmp_path / "new") == OLD
    assert not list((tmp_path / "new").glob("replaced-*"))


def test_a_copy_of_an_older_schema_is_brought_up_before_it_takes_its_place(folder: Path, tmp_path: Path) -> None:
    old = golden.HOME / "schema-1"
    names = [DATABASE, KEY_FILE, "settings.json"]
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as packed:  # as the first version wrote them: without a seal
        for name in names:
            packed.write(old / name, name)
        sums = {name: hashlib.sha256((old / name).read_bytes()).hexdigest() for name in names}
        manifest = {"application": "hospcomms", "at": NOW.isoformat(), "schema": 1, "files": sums}
        packed.writestr("manifest.json", json.dumps(manifest))
    copy = backups.copy_at(tmp_path / "old.zip")
    assert copy is not None
    rescue.restore(tmp_path / "new", copy, NOW)
    with closing(open_office(tmp_path / "new")) as office:
        assert not office.holder.was_older, "it is of the present schema already"
        assert records.count(office, Query(Campaign)) > 0


def test_what_cannot_be_restored_is_refused_with_its_own_reason_and_nothing_is_touched(
    folder: Path, tmp_path: Path
) -> None:
    good = (tmp_path / "copy.zip").read_bytes()
    with closing(create_office(tmp_path / "other")) as office:
        foreign = backups.write_file(office, tmp_path / "foreign.zip")
    with closing(connect(folder / DATABASE, keys.read(folder).data)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with cases() as table:
        for place in (0.0, 0.1, 0.5, 0.9, 0.999):
            with table.case("one byte at", place):
                content = bytearray(good)
                content[int((len(good) - 1) * place)] ^= 0xFF
                (tmp_path / "torn.zip").write_bytes(content)
                copy = replace(beside(folder), path=tmp_path / "torn.zip")
                assert refused(folder, copy) == "backup-damaged"
        with table.case("another office"):
            assert refused(folder, foreign) == "other-data"
        with table.case("newer"):
            assert refused(folder, _altered(tmp_path, folder, "PRAGMA user_version=99")) == "newer"
        with table.case("no tables of ours"):
            assert refused(folder, _altered(tmp_path, folder, "PRAGMA application_id=7")) == "backup-damaged"
        with table.case("gone"):
            assert refused(folder, replace(foreign, path=tmp_path / "gone.zip")) == "backup-damaged"
        with table.case("in use"), closing(open_office(folder)), pytest.raises(Refusal) as refusal:
            rescue.restore(folder, beside(folder), NOW)
        assert refusal.value.kind == "locked"
    assert counted(folder) == OLD
    rescue.restore(folder, foreign, NOW, of_another=True)
    assert counted(folder) == (0, 0)


def _altered(place: Path, folder: Path, sql: str) -> Backup:
    """A backup that is whole, of a database that was changed."""
    shutil.copy(folder / DATABASE, place / "altered.db")
    with closing(connect(place / "altered.db", keys.read(folder).data)) as connection:
        connection.execute(sql)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    members = [
        backup_files.Member(DATABASE, place / "altered.db"),
        backup_files.Member(KEY_FILE, folder / KEY_FILE),
    ]
    backup_files.archive(place / "altered.zip", members, {"at": NOW.isoformat(), "schema": 3})
    found = backups.copy_at(place / "altered.zip")
    assert found is not None
    return found


def test_an_archive_made_to_harm_writes_nothing_outside_and_unpacks_no_bomb(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "harm.zip"
    names = ["../escaped.txt", "attachments/../../escaped.txt", "/escaped.txt", "attachments/ab/c:d"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(DATABASE, b"\0" * 50_000_000)
        for name in names:
            packed.writestr(name, b"x")
        sums = dict.fromkeys([DATABASE, KEY_FILE, *names], "0" * 64)
        manifest = {"application": "hospcomms", "at": NOW.isoformat(), "files": sums}
        packed.writestr("manifest.json", json.dumps(manifest))
    copy = backups.copy_at(path)
    assert copy is not None
    assert refused(folder, copy) == "backup-damaged"
    with pytest.raises(ValueError):
        backup_files.lay_out(path, tmp_path / "out", lambda name: name == DATABASE)
    assert not (tmp_path / "out" / DATABASE).exists()
    assert backup_files.lay_out(path, tmp_path / "out", lambda name: name in names) == []
    assert not list(tmp_path.rglob("escaped*"))


def test_a_backup_with_a_password_opens_with_the_one_of_its_day_and_the_present_one_stays(folder: Path) -> None:
    with closing(open_office(folder)) as office:
        new = security.begin(office, PASSWORD)
        security.finish(office, new, new.code)
        copy = backups.make(office, "asked")
        assert backups.rehearse(office, copy).ok, "the key of the office does, nobody has to type"
        security.change(office, PASSWORD, "quite another one")
    with cases() as table:
        for secret, kind in (("", "password-needed"), ("quite another one", "wrong-password")):
            with table.case(kind):
                assert refused(folder, copy, secret) == kind
    rescue.restore(folder, copy, NOW, PASSWORD)
    assert counted(folder, "quite another one") == OLD


def test_who_was_erased_after_a_backup_does_not_come_back_with_it(folder: Path) -> None:
    with closing(open_office(folder)) as office:
        person = records.save(office, Person(name="فلان")).steps[0].record
        with_person = backups.make(office, "asked")
        erasure.erase(office, Person.key, [person.id], ground="request", decided_by="المدير")
        assert with_person.counts["person"] == 1
    rescue.restore(folder, with_person, NOW)
    with closing(open_office(folder)) as office:
        assert records.count(office, Query(Person)) == 0
        assert b"\xd9\x81\xd9\x84\xd8\xa7\xd9\x86" not in "".join(office.store.ask(_texts)).encode()


def test_the_data_of_another_office_comes_with_its_own_files_and_nothing_of_it_is_erased(
    folder: Path, tmp_path: Path
) -> None:
    with closing(open_office(folder)) as office:
        mine = records.save(office, Person(name="فلان")).steps[0].record.id
        erasure.erase(office, Person.key, [mine], ground="request", decided_by="المدير")
    with closing(create_office(tmp_path / "other")) as other:
        scan = files.attach(other, tmp_path / "scan.pdf")
        records.save(other, Campaign(title="autre", attachments=(scan,)))
        while records.save(other, Person(name="Autre")).steps[0].record.id < mine:
            continue
        people = records.count(other, Query(Person))
        copy = backups.write_file(other, tmp_path / "other.zip")
    assert refused(folder, copy) == "other-data"
    aside = rescue.restore(folder, copy, NOW, of_another=True)
    assert counted(folder) == (1, 0), "its file is sealed under its own key, not under ours"
    assert counted(aside) == OLD, "ours opens as it was, with our file"
    for now in (NOW, NOW.replace(day=23)):
        with closing(open_office(folder)) as office:
            assert records.count(office, Query(Person)) == people, "whom we erased has the number of another one"
            again = backups.make(office, "asked")
        rescue.restore(folder, again, now.replace(hour=10))


def test_a_change_after_a_restore_is_backed_up_even_when_it_bears_the_number_of_an_older_one(folder: Path) -> None:
    with closing(open_office(folder)) as office:
        early = backups.make(office, "asked")
        records.save(office, Audience(name="أطفال"))
        backups.make(office, "asked")
    rescue.restore(folder, early, NOW)
    with closing(open_office(folder)) as office:
        records.save(office, Audience(name="شيوخ"))
        assert backups.is_changed(office)


def test_a_damaged_file_of_the_folder_comes_back_from_the_backup_and_is_kept_aside(folder: Path) -> None:
    (kept,) = [path for path in (folder / "attachments").rglob("*") if path.is_file()]
    damaged = kept.read_bytes()[:-1] + b"?"
    kept.write_bytes(damaged)
    aside = rescue.bring_back(folder, beside(folder), NOW)
    assert counted(folder) == NEW
    assert (aside / kept.relative_to(folder)).read_bytes() == damaged


def _texts(connection: object) -> list[str]:
    rows = connection.execute("SELECT folded FROM search")  # type: ignore[attr-defined]
    return [text for (text,) in rows]


# killed at every step

_KILLED = """
import os, sys
from pathlib import Path
from hospcomms.storage import restoring

class Killed:
    def __init__(self, left):
        self.left = left
    def __call__(self, step):
        if not self.left:
            os._exit(9)
        self.left -= 1

for number, folder in enumerate(sys.argv[1:]):
    child = os.fork()
    if not child:
        restoring.put(Path(folder), "replaced-x", Killed(number))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9, number
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows forks no process")
def test_a_restore_killed_at_any_step_ends_as_the_old_data_or_the_new_complete(folder: Path, tmp_path: Path) -> None:
    ready, steps = tmp_path / "ready", list[str]()

    class Stopped(BaseException):
        """The moment at which everything is laid out and nothing touched."""

    def told(step: str) -> None:
        if step == "checked":
            shutil.copytree(folder, ready)
            raise Stopped

    with pytest.raises(Stopped):
        rescue.restore(folder, beside(folder), NOW, told=told)
    assert counted(folder) == OLD
    rescue.restore(folder, beside(folder), NOW, told=steps.append)
    steps = steps[steps.index("checked") + 1 :]
    torn = [tmp_path / f"torn{number}" for number in range(len(steps))]
    for place in torn:
        shutil.copytree(ready, place)
    subprocess.run([sys.executable, "-c", _KILLED, *map(str, torn)], cwd=_root(), check=True)
    after: list[tuple[int, int]] = []
    naive: set[str] = set()
    for place in torn:
        if "lost" not in naive:
            shutil.copytree(place, tmp_path / "naive", dirs_exist_ok=True)
            naive.add(_without_journal(tmp_path / "naive"))
            shutil.rmtree(tmp_path / "naive")
        after.append(held(place))
        assert not (place / restoring.JOURNAL).exists()
        assert not (place / restoring.STAGE).exists()
    assert set(after) == {OLD, NEW}
    assert after == sorted(after, reverse=True), "the journal is the one step that decides"
    assert "lost" in naive, "without the journal a kill in the middle leaves neither"


def _without_journal(folder: Path) -> str:
    """What the same kill leaves when nobody finishes what was begun."""
    (folder / restoring.JOURNAL).unlink(missing_ok=True)
    try:
        return "old" if held(folder) == OLD else "new"
    except Refusal:
        return "lost"


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def test_a_restore_that_is_refused_half_way_leaves_no_trace(folder: Path, tmp_path: Path) -> None:
    def told(step: str) -> None:
        if step == "laid out":
            raise OSError(28, os.strerror(28))

    before = everything(folder)
    for place in (folder, tmp_path / "new"):
        with pytest.raises(Refusal) as refusal:
            rescue.restore(place, beside(folder), NOW, told=told)
        assert refusal.value.kind == "disk-full"
    assert everything(folder) == before
    assert not (tmp_path / "new").exists()
