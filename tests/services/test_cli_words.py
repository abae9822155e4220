"""The words of a start: a file in the place of a command, and the name of the program in what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.cli.parsing import parse
from tests.hospital import empty


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "نسخة المستشفى.hcbackup"
    path.write_bytes(b"PK")
    return path


def test_a_file_in_the_place_of_a_command_opens_the_window_with_it(copy: Path, tmp_path: Path) -> None:
    opened: list[tuple[Path, Path | None]] = []

    def window(data: Path, _sample: object, file: Path | None) -> int:
        opened.append((data, file))
        return 0

    assert main(["--data", str(tmp_path / "data"), str(copy)], window=window) == 0
    assert main(["--data", str(tmp_path / "data")], window=window) == 0
    assert opened == [(tmp_path / "data", copy), (tmp_path / "data", None)]


def test_only_a_file_that_is_the_one_word_is_taken_for_a_file(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.docx").write_bytes(b"PK")
    (tmp_path / "check").write_bytes(b"a file called like a command")
    assert parse([copy.name]).file == copy
    assert parse(["letter.docx"]).file == tmp_path / "letter.docx"
    assert parse(["gone.HCBACKUP"]).file == tmp_path / "gone.HCBACKUP", "the window says that it is not there"
    assert parse(["check"]).command == "check"
    assert parse(["check"]).file is None
    assert parse(["rehearse", copy.name]).command == "rehearse"
    for words in (["nonsense"], [copy.name, copy.name], ["letter.docx", "--json"]):
        with pytest.raises(SystemExit) as stop:
            parse(words)
        assert stop.value.code == 2
    assert "main.py" in capsys.readouterr().err


def test_the_installed_program_names_itself_as_it_is_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "office"
    empty(folder).close()
    database = max((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.stat().st_size)
    database.write_bytes(b"\x00" * 4096)
    words = ["--data", str(folder), "search", "x"]
    assert main(words) == 1
    assert "main.py restore BACKUP.hcbackup --replace" in capsys.readouterr().err
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert main(words) == 1
    told = capsys.readouterr().err
    assert "hospcomms-cli restore BACKUP.hcbackup --replace" in told
    assert "main.py" not in told
    assert main(["nonsense"]) == 2
    assert "usage: hospcomms-cli" in capsys.readouterr().err
