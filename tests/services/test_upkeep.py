"""Is the data whole, and is there a good copy of it."""

from __future__ import annotations

import contextlib
import json
import zipfile
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.errors import Refusal
from hospcomms.services import files, records, upkeep
from hospcomms.services.office import Office, open_office
from hospcomms.storage.backup_files import MANIFEST, is_intact
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.files import kept


@pytest.fixture
def used(office: Office, tmp_path: Path) -> Office:
    """An office with a campaign, an audience and an attached file."""
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 scan")
    stored = files.attach(office, tmp_path / "scan.pdf")
    records.save(office, Campaign(title="حملة", attachments=(stored,)))
    records.save(office, Audience(name="أمهات"))
    return office


def kinds(office: Office) -> list[str]:
    return [problem.kind for problem in upkeep.check(office).problems]


def spoil(office: Office, sql: str) -> None:
    with office.store._transaction() as connection:
        connection.execute(sql)


def test_an_office_in_use_is_in_order_and_counted(used: Office) -> None:
    found = upkeep.check(used)
    assert (found.ok, found.problems, found.last_backup) == (True, (), None)
    assert set(found.records) == {record.key for record in RECORDS}
    assert (found.records["campaign"], found.records["audience"], found.records["lesson"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE tally SET used = 5 WHERE record = 'campaign'", "count"),
        ("UPDATE campaign SET institution_objective = 99", "link"),
        ("DELETE FROM search WHERE record = 'audience'", "index"),
        ("UPDATE search SET folded = 'x' WHERE record = 'audience'", "index"),
        ("UPDATE search SET binned = 1 WHERE record = 'audience'", "index"),
        ("DELETE FROM audience", "index"),
        ("DELETE FROM audience", "count"),
    ],
)
def test_what_does_not_agree_is_found_and_said(used: Office, sql: str, kind: str) -> None:
    spoil(used, sql)
    found = upkeep.check(used)
    assert not found.ok
    assert kind in kinds(used)
    assert all(str(problem.sentence) and problem.where for problem in found.problems)


def test_a_lost_attachment_is_named_with_its_record(used: Office) -> None:
    (place,) = kept(used.folder)
    place.write_bytes(b"something else")
    (problem,) = upkeep.check(used).problems
    assert (problem.kind, problem.where) == ("file", "campaign 1: scan.pdf")
    assert "scan.pdf" in str(problem.sentence)


def test_any_flipped_byte_is_reported_as_damage_by_the_check_and_nothing_is_counted(
    used: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whether the file still opens or not: the first, the last and others between them, in every page of the schema."""
    folder = used.folder
    used.close()
    good = (folder / DATABASE).read_bytes()
    last = len(good) - 1
    for place in (0, 16, 100, 4095, 4096, 9000, last // 3, last // 2, last - 3000, last - 2000, last - 70, last):
        content = bytearray(good)
        content[place] ^= 1
        (folder / DATABASE).write_bytes(content)
        assert main(["--data", str(folder), "check", "--json"]) == 1, place
        shape = json.loads(capsys.readouterr().out)
        assert {problem["kind"] for problem in shape["problems"]} == {"damaged"}, place
        assert (shape["ok"], shape["records"]) == (False, {}), place
        assert (folder / DATABASE).read_bytes() == content, place


def test_a_backup_holds_everything_and_opens_as_a_data_folder(used: Office, tmp_path: Path) -> None:
    out = upkeep.backup(used, tmp_path / "usb" / "copy.zip")
    assert is_intact(out)
    assert [path.name for path in out.parent.iterdir()] == ["copy.zip"]
    assert upkeep.last_backup(used) is not None
    assert upkeep.check(used).last_backup == upkeep.last_backup(used)
    with zipfile.ZipFile(out) as packed:
        packed.extractall(tmp_path / "restored")
    with contextlib.closing(open_office(tmp_path / "restored")) as again:
        assert upkeep.check(again).ok
        assert records.get(again, Campaign, 1) == records.get(used, Campaign, 1)
        assert again.settings == used.settings


def test_any_changed_byte_of_a_backup_is_found(used: Office, tmp_path: Path) -> None:
    out = upkeep.backup(used, tmp_path / "copy.zip")
    good = out.read_bytes()
    for place in range(100, len(good) - 5000, len(good) // 40):
        spoilt = bytearray(good)
        spoilt[place] ^= 1
        out.write_bytes(spoilt)
        assert not is_intact(out)
    out.write_bytes(good[: len(good) // 2])
    assert not is_intact(out)
    assert not is_intact(tmp_path / "gone.zip")


def test_a_backup_that_cannot_be_written_leaves_the_older_one(used: Office, tmp_path: Path) -> None:
    out = upkeep.backup(used, tmp_path / "copy.zip")
    before = out.read_bytes()
    (tmp_path / "copy.zip.part").mkdir()
    with pytest.raises(Refusal) as refused:
        upkeep.backup(used, out)
    assert refused.value.kind == "not-written"
    assert out.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("*backup*")) == []


def test_the_manifest_names_no_person_and_no_key(used: Office, tmp_path: Path) -> None:
    out = upkeep.backup(used, tmp_path / "copy.zip")
    with zipfile.ZipFile(out) as packed:
        text = packed.read(MANIFEST).decode()
    known = {"application", "format", "at", "number", "why", "schema", "identity", "counts", "logs", "is_complete"}
    assert set(json.loads(text)) == known | {"attachments", "files"}
    assert "أمهات" not in text
    assert used.store._keys.data.hex() not in text
