"""Bringing data back from a backup: only one that is whole, and never at the cost of what is there."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.services import files, records, rescue, upkeep
from hospcomms.services.office import Office, open_office
from hospcomms.services.settings import Settings
from hospcomms.storage import backup_files
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.keys import KEY_FILE
from tests.hospital import empty

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed data folder with a campaign and an attached file, and a backup of it beside; then one audience more."""
    office = empty(tmp_path / "data", Settings(is_ready=True))
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 scan")
    records.save(office, Campaign(title="حملة", attachments=(files.attach(office, tmp_path / "scan.pdf"),)))
    upkeep.backup(office, tmp_path / "copy.zip")
    records.save(office, Audience(name="أمهات"))
    office.close()
    return tmp_path / "data"


def spoil(folder: Path) -> bytes:
    """Overwrite the middle of the data file; returns what it holds now."""
    path = folder / DATABASE
    content = path.read_bytes()
    path.write_bytes(b"\0" * 4096 + content[4096:])
    return path.read_bytes()


def counted(office: Office) -> tuple[int, int]:
    found = records.count(office, Query(Campaign)), records.count(office, Query(Audience))
    office.close()
    return found


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_backups_are_found_beside_the_data_by_what_they_say_of_themselves(folder: Path) -> None:
    (folder.parent / "letters.zip").write_bytes(b"PK not really")
    with zipfile.ZipFile(folder.parent / "other.zip", "w") as packed:
        packed.writestr("manifest.json", '{"application": "another", "at": "2026-01-01T00:00:00+00:00"}')
    found = rescue.backups_near(folder)
    assert [backup.path.name for backup in found] == ["copy.zip"]
    assert found[0].size == (folder.parent / "copy.zip").stat().st_size
    assert found[0].at.tzinfo is not None


def test_a_damaged_file_gives_way_to_the_backup_and_is_kept_beside(folder: Path) -> None:
    damaged = spoil(folder)
    with pytest.raises(Refusal) as refusal:
        open_office(folder)
    assert refusal.value.kind in rescue.HELPED
    aside = rescue.bring_back(folder, rescue.backups_near(folder)[0], NOW)
    assert aside.name == "damaged-20261122-093000"
    assert (aside / DATABASE).read_bytes() == damaged
    assert counted(open_office(folder)) == (1, 0)


def test_a_lost_key_comes_back_with_the_data_and_lost_files_with_both(folder: Path) -> None:
    (folder / KEY_FILE).unlink()
    for path in (folder / "attachments").rglob("*"):
        if path.is_file():
            path.unlink()
    rescue.bring_back(folder, rescue.backups_near(folder)[0], NOW)
    office = open_office(folder)
    assert upkeep.check(office).ok
    assert counted(office) == (1, 0)


def test_the_trail_of_the_damaged_file_does_not_run_into_the_new_one(folder: Path) -> None:
    spoil(folder)
    (folder / f"{DATABASE}-wal").write_bytes(b"left over")
    aside = rescue.bring_back(folder, rescue.backups_near(folder)[0], NOW)
    assert (aside / f"{DATABASE}-wal").read_bytes() == b"left over"
    assert counted(open_office(folder)) == (1, 0)


@pytest.mark.parametrize("place", [0.1, 0.5, 0.9])
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_touched(folder: Path, place: float) -> None:
    spoil(folder)
    backup = rescue.backups_near(folder)[0]
    content = bytearray(backup.path.read_bytes())
    content[int(len(content) * place)] ^= 0xFF
    backup.path.write_bytes(content)
    before = everything(folder)
    with pytest.raises(Refusal) as refusal:
        rescue.bring_back(folder, backup, NOW)
    assert refusal.value.kind == "backup-damaged"
    assert everything(folder) == before


def test_data_that_is_open_elsewhere_is_not_replaced(folder: Path) -> None:
    office = open_office(folder)
    with pytest.raises(Refusal) as refusal:
        rescue.bring_back(folder, rescue.backups_near(folder)[0], NOW)
    assert refusal.value.kind == "locked"
    assert counted(office) == (1, 1)


def test_names_that_lead_out_of_the_folder_are_left_in_the_archive(folder: Path) -> None:
    assert not backup_files.is_laid_out("../escaped.txt")
    assert not backup_files.is_laid_out("attachments/../../escaped.txt")
    assert not backup_files.is_laid_out("/etc/passwd")
    assert backup_files.is_laid_out("attachments/ab/ab" + "0" * 62)
