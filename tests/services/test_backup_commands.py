"""The commands on backups answer people and programs, from the first backup to a password and a new machine."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from hospcomms.cli import main
from hospcomms.domain.campaigns import Campaign
from hospcomms.services import records, security
from hospcomms.services.office import open_office
from hospcomms.services.settings import Settings
from tests.hospital import empty

PASSWORD = "three plain words"
Ask = Callable[..., tuple[int, Any]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A closed data folder with a campaign."""
    with closing(empty(tmp_path / "data", Settings(is_ready=True))) as office:
        records.save(office, Campaign(title="حملة"))
    return tmp_path / "data"


@pytest.fixture
def ask(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask with --json, a password typed where one is given: the exit code and the shape."""

    def asked(*words: object, typed: str = "") -> tuple[int, Any]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        line = ["--password-stdin"] if typed else []
        code = main(["--data", str(data), *line, *map(str, words), "--json"])
        shown = capsys.readouterr().out
        return code, json.loads(shown) if shown else None

    return asked


def test_backups_are_made_listed_tried_restored_and_read_on_the_command_line(
    data: Path, ask: Ask, tmp_path: Path
) -> None:
    new, out = tmp_path / "new", tmp_path / "usb" / "all.zip"
    assert ask("rehearse")[1]["error"]["kind"] == "no-backup"
    code, made = ask("backup")
    assert (code, made["number"], made["verified"], made["complete"]) == (0, 1, True, False)
    code, whole = ask("backup", "--out", out)
    assert (code, whole["complete"], out.is_file()) == (0, True, True)
    code, found = ask("backups")
    assert (code, [copy["file"] for copy in found["copies"]], found["failed"]) == (0, [made["file"]], None)
    code, tried = ask("rehearse")
    assert (code, tried["ok"], tried["counts"]) == (0, True, {"campaign": 1})

    code, restored = ask("restore", out, "--data", new)
    assert (code, restored["records"], restored["kept"]) == (0, {"campaign": 1}, None)
    assert ask("restore", out, "--data", new)[1]["error"]["kind"] == "not-empty"
    code, restored = ask("restore", out, "--data", new, "--replace")
    assert code == 0
    assert Path(restored["kept"]).is_dir()
    assert ask("restore", tmp_path / "none.zip", "--data", new)[1]["error"]["kind"] == "no-backup"
    code, laid_out = ask("readable", out, "--out", tmp_path / "readable")
    assert (code, sorted(laid_out["files"])) == (
        0,
        ["campaign.csv", "campaign.jsonl", "incident_log.jsonl", "index.json"],
    )


def test_a_backup_with_a_password_asks_for_it_on_the_command_line(data: Path, ask: Ask, tmp_path: Path) -> None:
    with closing(open_office(data)) as office:
        prepared = security.begin(office, PASSWORD)
        security.finish(office, prepared, prepared.code)
    code, made = ask("backup", typed=f"{PASSWORD}\n")
    assert code == 0
    assert ask("restore", made["file"], "--data", tmp_path / "third")[1]["error"]["kind"] == "password-needed"
    assert not (tmp_path / "third").exists()
    code, restored = ask("restore", made["file"], "--data", tmp_path / "third", typed=f"{PASSWORD}\n")
    assert (code, restored["records"]) == (0, {"campaign": 1})
    code, laid_out = ask("readable", made["file"], "--out", tmp_path / "sealed", typed=f"{PASSWORD}\n")
    assert (code, "campaign.csv" in laid_out["files"]) == (0, True)
