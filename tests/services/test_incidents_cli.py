"""A crisis without a window: the shapes other programs rely on."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.services.incident_log import lines
from hospcomms.services.office import open_office
from hospcomms.services.settings import Settings
from hospcomms.storage.connect import DATABASE, connect
from tests.hospital import empty
from tests.soak import kill_incident


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "office"
    empty(place, Settings(officer="ن", is_ready=True)).close()
    return place


def asked(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, object]:
    code = main(["--data", str(folder), "incident", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_scenarios_are_listed_and_one_is_started(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, listed = asked(folder, capsys, "start", "--list")
    assert code == 0
    assert isinstance(listed, list)
    assert {"scenario", "title"} <= set(listed[0])
    assert "fire" in [row["scenario"] for row in listed]
    code, started = asked(folder, capsys, "start", "fire", "--drill", "--level", "2")
    assert code == 0
    assert isinstance(started, dict)
    assert {"incident", "started"} <= set(started)
    code, status = asked(folder, capsys, "status", str(started["incident"]))
    assert isinstance(status, dict)
    assert (status["lines"], status["level"], status["phase"], status["drill"]) == (1, 2, "immediate", True)
    assert status["next_update_due"] > started["started"]
    assert status["fault"] is None


def test_a_line_is_answered_once_it_is_on_disk(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, started = asked(folder, capsys, "start", "fire")
    assert isinstance(started, dict)
    ident = str(started["incident"])
    code, line = asked(folder, capsys, "log", ident, "وصول الحماية المدنية")
    assert code == 0
    assert isinstance(line, dict)
    office = open_office(folder)
    try:
        kept = lines(office, int(ident))[-1]
    finally:
        office.close()
    assert (line["line"], line["hash"], line["at"]) == (kept.line, kept.seal, kept.at.isoformat())


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (("start", "nothing"), "no-scenario"),
        (("log", "77", "x"), "missing"),
        (("status", "77"), "missing"),
        (("export", "77", "--out", "x.pdf"), "missing"),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], kind: str
) -> None:
    code, said = asked(folder, capsys, *words)
    assert code == 1
    assert isinstance(said, dict)
    assert said["error"]["kind"] == kind


def test_a_log_is_exported_as_pdf_and_everything_as_a_folder_or_one_file(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, started = asked(folder, capsys, "start", "fire")
    assert isinstance(started, dict)
    for name in ("log.pdf", "all", "all.zip"):
        code, _ = asked(folder, capsys, "export", str(started["incident"]), "--out", str(tmp_path / name))
        assert code == 0
    assert (tmp_path / "log.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "all.zip").read_bytes().startswith(b"PK")
    assert (tmp_path / "all").is_dir()


def test_a_log_that_is_not_whole_is_exported_and_refused_by_the_exit_code(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, started = asked(folder, capsys, "start", "fire")
    assert isinstance(started, dict)
    with closing(open_office(folder)) as office:
        connection = connect(folder / DATABASE, office.store._keys.data)
        connection.execute("DROP TRIGGER incident_log_kept")
        connection.execute("UPDATE incident_log SET words = 'x'")
        connection.close()
    for name in ("log.pdf", "all"):
        code, said = asked(folder, capsys, "export", str(started["incident"]), "--out", str(tmp_path / name))
        assert code == 1
        assert isinstance(said, dict)
        assert len(said["warnings"]) == 1
        assert (tmp_path / name).exists()


def test_a_crisis_begun_in_a_fresh_folder_is_brought_home(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, started = asked(tmp_path / "fresh", capsys, "start", "fire", "--fresh")
    assert code == 0
    assert isinstance(started, dict)
    asked(tmp_path / "fresh", capsys, "log", str(started["incident"]), "سطر")
    code, brought = asked(folder, capsys, "bring", str(tmp_path / "fresh"))
    assert code == 0
    assert isinstance(brought, dict)
    assert brought["lines"] == 3
    code, said = asked(folder, capsys, "bring", str(tmp_path / "fresh"))
    assert code == 1
    assert isinstance(said, dict)
    assert said["error"]["kind"] == "already"


def test_three_kills_lose_no_confirmed_line(tmp_path: Path) -> None:
    """The short form of ``python -m tests.soak.kill_incident``."""
    found = kill_incident.soak(tmp_path / "office", 3, seed=11)
    assert found.wrong == []
    assert found.kept >= found.confirmed > 0


def test_confirming_before_writing_would_be_found_out(tmp_path: Path) -> None:
    """The control: a program that says “written” too early loses lines, and the trial sees it."""
    found = kill_incident.soak(tmp_path / "office", 6, seed=11, early=True)
    assert any("was confirmed" in one for one in found.wrong)
