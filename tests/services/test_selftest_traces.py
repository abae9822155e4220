"""The self-test leaves alone what it did not make, and does not tell of it."""

from __future__ import annotations

from pathlib import Path

from hospcomms.domain.audiences import Audience
from hospcomms.services import records
from hospcomms.services.office import Office
from hospcomms.services.selftest import copies
from hospcomms.services.selftest.journal import FILE, Journal


def test_a_folder_that_is_called_as_if_it_was_restored_stays(office: Office, tmp_path: Path) -> None:
    records.save(office, Audience(name="أمهات"))
    beside = office.folder.with_name(f"{office.folder.name}-restored")
    beside.mkdir()
    (beside / "mine.txt").write_text("somebody's restored data")
    assert copies.bring_back(office, tmp_path / "out" / "everything.hcbackup")
    assert (beside / "mine.txt").exists()
    assert not (office.folder / "restored").exists()


def test_the_report_names_the_files_that_were_written_and_no_others(tmp_path: Path) -> None:
    (tmp_path / "المريض فلان.pdf").write_text("the officer's own")
    (tmp_path / "brief.pdf").write_text("of the run before")
    journal = Journal(tmp_path, {})
    (tmp_path / "brief.pdf").unlink()
    (tmp_path / "brief.pdf").write_text("of this run")
    (tmp_path / "home.png").write_text("of this run too")
    (tmp_path / "folder").mkdir()
    assert set(journal.written) == {"brief.pdf", "home.png", FILE}
    assert journal.written["home.png"] == len("of this run too")
