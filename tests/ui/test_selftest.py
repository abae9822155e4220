"""The self-test of the installed program: it passes where everything works, and fails where one thing does not."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from hospcomms.cli import main
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.services import records
from hospcomms.services.office import Office, default_folder, open_office
from hospcomms.services.selftest import copies, papers, work
from hospcomms.services.selftest.bench import NOTE, Bench, total
from hospcomms.services.selftest.journal import FILE, Journal, NotSo
from tests.hospital import empty
from ui.selftest import Mistakes, seen

WITHOUT_STREAMS = """
import runpy, sys
sys.argv = sys.argv[1:]
sys.path.insert(0, {root!r})
sys.stdin = sys.stdout = sys.stderr = sys.__stdin__ = sys.__stdout__ = sys.__stderr__ = None
runpy.run_path({program!r}, run_name="__main__")
"""
"""As a program with a window runs on Windows: there are no streams at all."""
PICTURES = ("home.png", "list.png")


def start(root: Path, *words: str | Path) -> int:
    """Run the program in a process of its own, without streams; returns its exit code."""
    program = WITHOUT_STREAMS.format(root=str(root), program=str(root / "main.py"))
    words = (root / "main.py", *words)
    return subprocess.run([sys.executable, "-c", program, *words], check=False, timeout=300).returncode


def report(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / FILE).read_text(encoding="utf-8"))
    return found


def test_the_whole_self_test_passes_and_its_data_is_kept_for_the_next(root: Path, tmp_path: Path) -> None:
    out, data = tmp_path / "تقرير", tmp_path / "data"
    code = start(root, "selftest", "--out", out, "--data", data, "--hold", "1")
    found = report(out)
    assert [step for step in found["steps"] if not step["ok"]] == []
    assert found["ok"] is True
    assert code == 0
    assert found["run"] == 1
    assert found["records"] > found["records_before"] > 0
    assert found["started_in"] > 0
    assert {"version", "python", "qt", "frozen", "executable", "user", "code_page", "data"} <= set(found)
    assert {*PICTURES, papers.PDF, papers.XLSX, papers.DOCX} <= {path.name for path in out.iterdir()}
    assert not list(tmp_path.glob("*-restored"))
    bench = Bench(data, "ar")
    assert bench.run == 2
    with closing(open_office(data)) as office:
        assert total(office) == found["records"]
        assert bench.kept(office)


def test_without_streams_every_command_answers_with_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "office"
    empty(data).close()
    cases = {
        ("--help",): 0,
        ("nonsense", "words"): 2,
        ("--data", str(data), "backups"): 0,
        ("--data", str(data), "backups", "--json"): 0,
        ("--data", str(tmp_path / "none"), "check"): 1,
        ("--data", str(data), "password", "set"): 1,
        ("selftest", "--out", str(data / "settings.json")): 2,
    }
    for words, code in cases.items():
        with monkeypatch.context() as bare:
            for name in ("stdin", "stdout", "stderr"):
                bare.setattr(sys, name, None)
            assert main(words) == code, words
            sys.stdout.close()
            sys.stderr.close()


def test_a_self_test_that_fails_ends_with_1_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = [{"name": "PDF", "ok": False, "seconds": 0.1, "detail": "no font"}]
    words = ["selftest", "--out", str(tmp_path)]
    assert main(words, trial=lambda _out, **_wanted: {"ok": False, "steps": steps}) == 1
    assert "FAILED" in capsys.readouterr().out
    assert main([*words, "--json"], trial=lambda _out, **_wanted: {"ok": True, "steps": steps}) == 0


def test_data_that_no_self_test_made_is_not_touched(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty(tmp_path / "office").close()
    before = {path: path.read_bytes() for path in (tmp_path / "office").rglob("*") if path.is_file()}

    def trial(_out: Path, data: Path, **_wanted: Any) -> dict[str, Any]:
        Bench(data, "ar")
        raise AssertionError

    words = ["selftest", "--out", str(tmp_path / "out"), "--data", str(tmp_path / "office"), "--language", "en"]
    assert main(words, trial=trial) == 1
    assert "holds data that no self-test made" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (tmp_path / "office").rglob("*") if path.is_file()} == before


def test_the_officers_own_folder_is_refused_even_before_the_first_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    with pytest.raises(Refusal) as refused:
        Bench(default_folder(), "ar")
    assert refused.value.kind == "not-selftest"


def test_a_run_that_was_cut_off_before_its_note_is_gone_on_with(bench: Bench) -> None:
    (bench.folder / NOTE).unlink()
    again = Bench(bench.folder, "fr")
    assert again.prepare() == "begun by a run that was cut off"
    assert Bench(bench.folder, "fr").run == 1


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """The data of a self-test, as the first run leaves it."""
    folder = tmp_path / "data"
    found = Bench(folder, "ar")
    with closing(empty(folder)) as office:
        first = work.save(office, 1)
        found.prepare_settings()
        found.leave(office, first)
    return Bench(folder, "ar")


def _lose_the_record(bench: Bench, office: Office) -> None:
    last = json.loads((bench.folder / NOTE).read_text(encoding="utf-8"))["last"]
    records.remove(office, Campaign, [last])


def _change_the_record(bench: Bench, office: Office) -> None:
    last = json.loads((bench.folder / NOTE).read_text(encoding="utf-8"))["last"]
    records.save(office, replace(records.get(office, Campaign, last), title="otherwise"))


def test_data_of_the_run_before_that_is_there_is_kept_and_that_is_gone_is_missed(bench: Bench) -> None:
    with closing(bench.open()) as office:
        assert bench.kept(office)
        _change_the_record(bench, office)
        with pytest.raises(NotSo, match="is called"):
            bench.kept(office)
        _lose_the_record(bench, office)
        with pytest.raises(NotSo, match="kept by the run before"):
            bench.kept(office)
    next(bench.folder.glob("*.db")).unlink()
    with pytest.raises(Refusal):
        bench.open()


def test_settings_that_an_upgrade_lost_are_missed(bench: Bench) -> None:
    (bench.folder / "settings.json").unlink()
    with closing(bench.open()) as office, pytest.raises(NotSo, match="settings"):
        bench.kept(office)


def _blank(office: Office, place: Path) -> object:
    picture = QPixmap(400, 300)
    picture.fill(Qt.GlobalColor.white)
    return seen(picture)


def _no_size(office: Office, place: Path) -> object:
    return seen(QPixmap())


def _no_fonts(office: Office, place: Path) -> object:
    return papers.shipped(place)


def _reversed_text(office: Office, place: Path) -> object:
    campaign = work.save(office, 7)
    papers.pdf(office, campaign, place)
    return papers.read_pdf((place / papers.PDF).read_bytes(), campaign.title[::-1])


def _row_missing(office: Office, place: Path) -> object:
    campaign = work.save(office, 7)
    papers.xlsx(office, campaign, place)
    return papers.read_xlsx((place / papers.XLSX).read_bytes(), campaign.title + "0", 1)


def _no_brief_to_send(office: Office, place: Path) -> object:
    return papers.mail(office, work.save(office, 7), place)


def _nothing_found(office: Office, place: Path) -> object:
    return work.find(office, replace(work.save(office, 7), title="حملة 99"))


def _no_room_for_backups(office: Office, place: Path) -> object:
    (office.folder / "backups").write_text("a file in the place of the folder")
    return copies.back_up(office)


def _backup_nowhere(office: Office, place: Path) -> object:
    (place / "file").write_text("no folder")
    return copies.bring_back(office, place / "file" / "all.hcbackup")


def _attached_file_lost(office: Office, place: Path) -> object:
    work.attach(office, work.save(office, 7), place)
    for kept in (office.folder / "attachments").rglob("*"):
        if kept.is_file():
            kept.unlink()
    return work.check(office)


def _failed_beside(office: Office, place: Path) -> object:
    mistakes = Mistakes()
    mistakes.end()
    mistakes.note(ValueError("in a slot"))
    return mistakes.require_none()


BROKEN: tuple[Callable[[Office, Path], object], ...] = (
    _blank, _no_size, _no_fonts, _reversed_text, _row_missing, _no_brief_to_send, _nothing_found,
    _no_room_for_backups, _backup_nowhere, _attached_file_lost, _failed_beside,
)  # fmt: skip
"""Surroundings in which one thing is not as it must be; each makes a step of its own fail."""


@pytest.mark.parametrize("broken", BROKEN, ids=lambda one: str(one.__name__).strip("_"))
def test_what_is_broken_makes_the_self_test_fail(
    qtbot: QtBot, office: Office, tmp_path: Path, broken: Callable[[Office, Path], object]
) -> None:
    journal = Journal(tmp_path / "out", {"version": "x"})
    place = tmp_path / "place"
    place.mkdir()
    journal.step("before", lambda: "fine")
    assert journal.ok
    assert journal.step("broken", lambda: broken(office, place)) is None
    journal.step("after", lambda: "fine")
    found = journal.end()
    assert [step["ok"] for step in found["steps"]] == [True, False, True], "the others are tried all the same"
    assert found["steps"][1]["detail"]
    assert found["ok"] is False
    assert report(tmp_path / "out") == found


def test_a_program_that_dies_leaves_the_step_it_died_in(tmp_path: Path) -> None:
    journal = Journal(tmp_path, {})
    seen_then: list[dict[str, Any]] = []
    journal.step("window opened", lambda: seen_then.append(report(tmp_path)))
    assert seen_then[0]["ok"] is False
    assert seen_then[0]["under_way"] == "window opened"
    assert "under_way" not in journal.end()
    assert Journal(tmp_path, {}).end()["ok"] is False, "nothing that was tried is nothing that works"


def test_a_report_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(Refusal) as refused:
        Journal(tmp_path / "out", {})
    assert refused.value.kind == "read-only"
    journal = Journal(tmp_path / "gone", {})
    shutil.rmtree(tmp_path / "gone")
    journal.step("one", lambda: "fine")
    with pytest.raises(Refusal):
        journal.end()
