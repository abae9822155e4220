"""What no restore takes back: the present password, the access log, certificates of erasure."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hospcomms.domain.access import AccessLine
from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.domain.press import Person
from hospcomms.domain.privacy import Erasure
from hospcomms.domain.query import Query
from hospcomms.services import access, backups, carrying_over, files, records, rescue, security
from hospcomms.services.office import Office, create_office, open_office
from hospcomms.services.privacy import erasure
from hospcomms.storage import carrying, key_slots, keys
from hospcomms.storage.keys import KEY_FILE
from tests.cases import cases
from tests.services.test_restore import NEW, NOW, OLD, PASSWORD, beside, counted, folder, spoil

__all__ = ["folder"]
SECOND = "quite another one"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slots that cost little: what a guess costs is measured by the benchmark ``unlock``."""
    monkeypatch.setattr(key_slots, "COST", key_slots.Cost(1, 64, 1))


def protect(folder: Path, password: str = PASSWORD) -> None:
    with closing(open_office(folder)) as office:
        new = security.begin(office, password)
        security.finish(office, new, new.code)


def as_it_was(folder: Path) -> Path:
    """A copy of the backup beside that no later password reaches: on a stick in a drawer."""
    drawer = folder.parent / "drawer"
    drawer.mkdir()
    return Path(shutil.copy(beside(folder).path, drawer))


def at(path: Path) -> rescue.Backup:
    found = rescue.backup_at(path)
    assert found is not None
    return found


def test_a_password_set_after_the_backup_stays(folder: Path) -> None:
    path = as_it_was(folder)
    protect(folder)
    sealed = (folder / KEY_FILE).read_bytes()
    aside = rescue.restore(folder, at(path), NOW)
    assert (folder / KEY_FILE).read_bytes() == (aside / KEY_FILE).read_bytes() == sealed
    assert security.has_password(folder)
    with pytest.raises(Refusal) as refused:
        open_office(folder)
    assert refused.value.kind == "password-needed"
    assert counted(folder, PASSWORD) == NEW


def test_a_password_removed_since_does_not_come_back(folder: Path) -> None:
    protect(folder)
    with closing(open_office(folder, secret=PASSWORD)) as office:
        copy = backups.make(office, "asked")
        security.remove(office, PASSWORD)
    rescue.restore(folder, copy, NOW, PASSWORD)
    assert not security.has_password(folder)
    assert counted(folder) == OLD


def test_a_key_file_that_is_missing_or_damaged_comes_from_the_backup(folder: Path) -> None:
    path = as_it_was(folder)
    protect(folder)
    sealed, opened = (folder / KEY_FILE).read_bytes(), keys.read(folder, PASSWORD)
    assert keys.is_sound_for(sealed, opened)
    with cases() as table:
        for case, content in (("missing", b""), ("cut", sealed[:-9]), ("changed", sealed.replace(b"salt", b"tlas"))):
            with table.case(case):
                assert not keys.is_sound_for(content, opened)
                (folder / KEY_FILE).unlink()
                if content:
                    (folder / KEY_FILE).write_bytes(content)
                rescue.bring_back(folder, at(path), NOW)
                assert counted(folder) == NEW
                assert not security.has_password(folder)


def test_the_key_file_of_other_data_never_opens_what_was_restored(folder: Path, tmp_path: Path) -> None:
    with closing(create_office(tmp_path / "other")) as other:
        copy = backups.write_file(other, tmp_path / "other.zip")
        lines = _lines(other)
    rescue.restore(folder, copy, NOW, of_another=True)
    assert counted(folder) == (0, 0)
    with closing(open_office(folder)) as office:
        assert office.store.identity == copy.identity
        assert len(_lines(office)) <= len(lines) + 1, "nothing but the restore is added"


def _lines(office: Office) -> list[AccessLine]:
    """The whole log of access, the oldest line first."""
    return access.lines(office)[::-1]


def _gone_back(folder: Path) -> tuple[list[AccessLine], list[Erasure], rescue.Backup]:
    """Erase a person after a backup; what the data then holds, and that backup."""
    (folder.parent / "letter.pdf").write_bytes(b"%PDF-1.4 letter")
    with closing(open_office(folder)) as office:
        person = records.save(office, Person(name="فلان")).steps[0].record
        copy = backups.make(office, "asked")
        records.save(office, Audience(name="أطفال"))
        done = erasure.erase(office, Person.key, [person.id], ground="request", decided_by="المدير").certificate
        letter = files.attach(office, folder.parent / "letter.pdf")
        records.save(office, _with_paper(records.get(office, Erasure, done.id), letter))
        return _lines(office), office.store.find(Query(Erasure)), copy


def _with_paper(certificate: Erasure, paper: files.StoredFile) -> Erasure:
    return replace(certificate, papers=(paper,))


def test_going_back_before_an_erasure_keeps_its_certificate_and_every_line_of_the_access_log(folder: Path) -> None:
    lines, (certificate,), copy = _gone_back(folder)
    rescue.restore(folder, copy, NOW)
    assert counted(folder) == OLD
    with closing(open_office(folder)) as office:
        assert records.count(office, Query(Person)) == 0
        (kept,) = office.store.find(Query(Erasure))
        assert (kept.id, kept.title, kept.done_at, kept.created_at, kept.checked, kept.contents) == (
            certificate.id,
            certificate.title,
            certificate.done_at,
            certificate.created_at,
            certificate.checked,
            certificate.contents,
        )
        assert office.store.attachments.content(kept.papers[0]) == b"%PDF-1.4 letter"
        assert _lines(office)[: len(lines)] == lines
        assert [line.what for line in _lines(office)[len(lines) :]] == ["erasure", "restore"]
        assert records.save(office, Audience(name="شيوخ")).steps[0].record.id > certificate.id
        assert records.undo(office) is not None
        done = records.undoable(office)
        assert done is None or done.name != carrying_over.RESTORE, "no undo takes the certificate away"
        assert office.store.find(Query(Erasure)) == [kept]
        assert office.store.faults() == []


def test_going_back_twice_adds_no_certificate_twice_and_no_number_is_met_twice(folder: Path) -> None:
    lines, _, early = _gone_back(folder)
    rescue.restore(folder, early, NOW)
    with closing(open_office(folder)) as office:
        late = backups.make(office, "asked")
        lines = _lines(office)
    for day, copy in ((23, early), (24, late)):
        rescue.restore(folder, copy, NOW.replace(day=day))
        with closing(open_office(folder)) as office:
            assert len(office.store.find(Query(Erasure))) == 1
            assert _lines(office)[: len(lines)] == lines
            lines = _lines(office)
            assert [line.id for line in lines] == sorted({line.id for line in lines})


def test_a_certificate_whose_number_the_backup_gave_to_another_record_gets_a_new_one(folder: Path) -> None:
    _, (certificate,), copy = _gone_back(folder)
    twin = folder.parent / "twin"
    rescue.restore(twin, copy, NOW)  # the same data goes on at two places
    with closing(open_office(twin)) as office:
        while records.save(office, Audience(name="توأم")).steps[0].record.id < certificate.id:
            continue
        other = backups.write_file(office, folder.parent / "twin.zip")
    rescue.restore(folder, other, NOW)
    with closing(open_office(folder)) as office:
        (kept,) = office.store.find(Query(Erasure))
        assert (kept.title, kept.done_at) == (certificate.title, certificate.done_at)
        assert kept.id > certificate.id
        assert office.store.type_of(certificate.id) is Audience
        assert office.store.faults() == []


def test_damaged_data_gives_nothing_and_refuses_nothing(folder: Path) -> None:
    _, _, copy = _gone_back(folder)
    spoil(folder)
    assert carrying.kept_in(folder, keys.read(folder).data, 0) == carrying.Kept()
    rescue.bring_back(folder, copy, NOW)
    assert counted(folder) == OLD
    with closing(open_office(folder)) as office:
        assert records.count(office, Query(Person)) == 0
        assert office.store.find(Query(Erasure)) == []


def test_a_copy_that_is_about_to_be_restored_does_not_go_just_before(tmp_path: Path) -> None:
    now = [NOW.replace(hour=8)]
    with closing(create_office(tmp_path / "data", clock=lambda: now[0])) as office:
        records.save(office, Audience(name="أمهات"))
        chosen = backups.make(office, "asked").path
        for number in range(6):
            now[0] += timedelta(minutes=30)
            records.save(office, Audience(name=f"a{number}"))
            backups.make(office, "change")
        now[0] += timedelta(hours=46)  # the chosen one is older than two days now, and that day has later ones
        records.save(office, Audience(name="آباء"))
        backups.before(office, "restore")
        assert chosen.exists()
        records.save(office, Audience(name="أطفال"))
        backups.make(office, "change")
        assert not chosen.exists(), "the next one lets it go"
