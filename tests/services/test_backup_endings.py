"""Backups end in .hcbackup, which a double click opens; those of the first version, in .zip, are good for ever."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.backup_names import BACKUP_ENDING, BACKUP_ENDINGS
from hospcomms.domain.query import Query
from hospcomms.services import backup_notes, backups, records, rescue, security
from hospcomms.services.office import Office, open_office
from hospcomms.storage.backup_resealing import key_file_in
from hospcomms.storage.keys import needs_secret

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
PASSWORD = "three plain words"


@pytest.fixture
def old(office: Office) -> Callable[[str], backups.Copy]:
    """Make a backup and give it the name the first version would have given it."""

    def make(name: str) -> backups.Copy:
        records.save(office, Audience(name=name))
        made = backups.make(office, "asked").path
        renamed = made.rename(made.with_suffix(".zip"))
        found = backups.copy_at(renamed)
        assert found is not None
        return found

    return make


def test_a_new_backup_has_the_new_ending_and_both_tell_their_number_and_moment(office: Office) -> None:
    made = backups.make(office, "asked")
    assert made.path.suffix == BACKUP_ENDING
    for ending in BACKUP_ENDINGS:
        assert backup_notes.told_by(f"000012-20261122T090000Z{ending}") == (12, START)
    for name in ("000012-20261122T090000Z.hcbackup.part", "000012-20261122T090000Z.pdf", "x.hcbackup"):
        assert backup_notes.told_by(name) is None


def test_an_old_backup_is_listed_numbered_on_tried_and_restored(
    office: Office, old: Callable[[str], backups.Copy], tmp_path: Path
) -> None:
    first = old("kept")
    assert [copy.path for copy in backups.copies(office)] == [first.path]
    assert backups.rehearse(office, first).ok
    assert not backups.is_changed(office)
    records.save(office, Audience(name="later"))
    second = backups.make(office, "change")
    assert second.number == first.number + 1
    assert [copy.path for copy in backups.copies(office)] == [second.path, first.path]
    rescue.restore(tmp_path / "new", first, START)
    with closing(open_office(tmp_path / "new")) as restored:
        assert [found.name for found in records.find(restored, Query(Audience))] == ["kept"]


def test_old_backups_are_thinned_with_the_new_ones(office: Office, old: Callable[[str], backups.Copy]) -> None:
    content = old("kept").path.read_bytes()
    place = office.folder / "backups"
    for hour in range(40):
        at = office.clock() - timedelta(days=200, hours=hour)
        name = Path(backup_notes.named(100 + hour, at)).with_suffix(BACKUP_ENDINGS[hour % 2])
        (place / name).write_bytes(content)
    records.save(office, Audience(name="later"))
    backups.make(office, "asked")
    left = [path for path in place.iterdir() if path.suffix in BACKUP_ENDINGS]
    assert 1 < len(left) < 20


def test_a_new_password_seals_the_key_in_old_backups_too(office: Office, old: Callable[[str], backups.Copy]) -> None:
    copy = old("kept")
    assert not needs_secret(key_file_in(copy.path))
    new = security.begin(office, PASSWORD)
    assert security.finish(office, new, new.code) == []
    assert needs_secret(key_file_in(copy.path))


def test_a_file_named_by_the_officer_keeps_that_name(office: Office, tmp_path: Path) -> None:
    for name in ("all.zip", "كل شيء.hcbackup", "without"):
        made = backups.write_file(office, tmp_path / name)
        assert made.path.name == name
        assert backups.copy_at(tmp_path / name) is not None
