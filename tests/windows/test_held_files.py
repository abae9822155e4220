"""Files that another program has open on Windows: waited for a while, then said by name; nothing is half-written."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hospcomms.domain import held_files
from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import locale
from hospcomms.domain.query import Query
from hospcomms.services import backups, files, records, reports, rescue
from hospcomms.services import settings as settings_file
from hospcomms.services.exchange import export_list
from hospcomms.services.office import Office, open_office
from hospcomms.services.settings import Settings
from hospcomms.storage import connect, keys
from tests.cases import cases
from tests.windows.holding import held

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only Windows keeps a file that is open from others")
FRENCH = locale("fr", "dz")
SOON = 0.7
"""Seconds after which the other program lets go; less than the patience of this one."""


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_settings_and_keys_wait_for_whoever_holds_them(tmp_path: Path) -> None:
    settings_file.write(tmp_path, Settings(officer="ن. عيّنة"))
    with held(tmp_path / settings_file.FILE, seconds=SOON):
        settings_file.write(tmp_path, Settings(officer="س. مثال"))
    with held(tmp_path / settings_file.FILE, alone=True, seconds=SOON):
        assert settings_file.load(tmp_path).officer == "س. مثال", "read late, and not taken for broken"
    made = keys.create(tmp_path)
    with held(tmp_path / keys.KEY_FILE, alone=True, seconds=SOON):
        assert keys.read(tmp_path) == made
    with held(tmp_path / keys.KEY_FILE, seconds=SOON):
        keys.write(tmp_path, (tmp_path / keys.KEY_FILE).read_bytes())
    assert _names(tmp_path) == {settings_file.FILE, keys.KEY_FILE}


def test_settings_that_stay_held_are_refused_by_name_and_are_as_they_were(tmp_path: Path) -> None:
    settings_file.write(tmp_path, Settings(officer="x"))
    with held(tmp_path / settings_file.FILE), pytest.raises(Refusal) as refused:
        settings_file.write(tmp_path, Settings(officer="y"))
    assert refused.value.kind == "file-open"
    assert settings_file.FILE in FRENCH.say(refused.value.sentence)
    assert settings_file.load(tmp_path).officer == "x"
    assert _names(tmp_path) == {settings_file.FILE}


def test_settings_that_nobody_may_read_are_not_taken_for_broken(tmp_path: Path) -> None:
    settings_file.write(tmp_path, Settings(officer="x"))
    with held(tmp_path / settings_file.FILE, alone=True), pytest.raises(Refusal) as refused:
        settings_file.load(tmp_path)
    assert refused.value.kind == "busy"
    assert _names(tmp_path) == {settings_file.FILE}
    assert settings_file.load(tmp_path).officer == "x"


def _ways_out(office: Office) -> dict[str, Callable[[Path], object]]:
    person = records.save(office, Audience(name="آباء")).steps[0].record.id
    return {
        "liste.xlsx": lambda out: export_list(office, Query(Audience), ["name"], out, FRENCH),
        "liste.csv": lambda out: export_list(office, Query(Audience), ["name"], out, FRENCH),
        "fiche.pdf": lambda out: reports.make(office, "record-sheet", person, FRENCH, out),
        "copie.hcbackup": lambda out: backups.write_file(office, out),
    }


def test_an_export_over_a_file_that_is_open_in_excel_names_it_and_leaves_it_alone(
    office: Office, tmp_path: Path
) -> None:
    place = tmp_path / "وثائق"
    place.mkdir()
    with cases() as table:
        for name, write in _ways_out(office).items():
            with table.case(name):
                out = place / name
                out.write_bytes(b"open in Excel")
                with held(out), pytest.raises(Refusal) as refused:
                    write(out)
                assert refused.value.kind == "file-open"
                assert name in FRENCH.say(refused.value.sentence)
                assert (out.read_bytes(), _names(place)) == (b"open in Excel", {name})
                if name.endswith("xlsx"):
                    with held(out, seconds=SOON):
                        write(out)
                    assert out.read_bytes() != b"open in Excel"
                out.unlink()


def test_a_file_that_may_only_be_read_is_not_called_open(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "liste.csv"
    out.write_bytes(b"old")
    out.chmod(0o444)
    with pytest.raises(Refusal) as refused:
        export_list(office, Query(Audience), ["name"], out, FRENCH)
    out.chmod(0o666)
    assert refused.value.kind == "read-only"
    assert (out.read_bytes(), list(tmp_path.glob("*.part"))) == (b"old", [])


def test_data_that_another_program_holds_is_said_to_be_held_and_opens_when_it_lets_go(office: Office) -> None:
    folder = office.folder
    office.close()
    with held(folder / connect.DATABASE, alone=True):
        with pytest.raises(Refusal) as refused:
            open_office(folder)
        assert refused.value.kind == "busy"
    with held(folder / connect.DATABASE, alone=True, seconds=SOON):
        open_office(folder).close()


def test_changes_are_saved_while_another_program_reads_the_data_file(office: Office) -> None:
    with held(office.folder / connect.DATABASE):
        records.save(office, Audience(name="x"))
        assert backups.make(office, "asked").is_verified
    assert records.count(office, Query(Audience)) == 1


def test_a_restore_waits_for_whoever_holds_what_it_exchanges(office: Office) -> None:
    records.save(office, Audience(name="in the copy"))
    copy = backups.make(office, "asked")
    records.save(office, Audience(name="after it"))
    folder = office.folder
    office.close()
    for name in (connect.DATABASE, settings_file.FILE, keys.KEY_FILE):
        with held(folder / name, seconds=SOON):
            rescue.restore(folder, copy, datetime.now(UTC))
    with contextlib.closing(open_office(folder)) as again:
        assert [one.name for one in records.find(again, Query(Audience))] == ["in the copy"]
    assert not (folder / "restoring").exists()


def test_a_file_that_nobody_may_read_is_not_attached_and_is_named(office: Office, tmp_path: Path) -> None:
    scan = tmp_path / "مقال.txt"
    scan.write_text("نص", encoding="utf-8")
    with held(scan, alone=True), pytest.raises(Refusal) as refused:
        files.attach(office, scan)
    assert scan.name in locale("ar", "dz").say(refused.value.sentence)
    assert files.attach(office, scan).name == scan.name


def test_a_folder_with_an_open_file_goes_when_it_is_let_go(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "page.pdf").write_bytes(b"x")
    with held(folder / "page.pdf"):
        assert not held_files.remove_tree(folder)
    (folder / "more.pdf").write_bytes(b"x")
    with held(folder / "more.pdf", seconds=SOON):
        assert held_files.remove_tree(folder)
    held_files.remove(folder / "page.pdf")
