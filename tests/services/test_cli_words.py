"""The words of a start: a file in the place of a command, and the name of the program in what it says."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.cli.parsing import parse
from hospcomms.services import folder_places
from hospcomms.services.office import default_folder
from hospcomms.storage.store import utc_now
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


def test_a_double_click_asks_for_the_data_where_it_is(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LOCALAPPDATA", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "profile"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(copy.parent)
    usual, first, second = default_folder(), tmp_path / "first", tmp_path / "second"
    opened: list[Path] = []

    def asked() -> Path:
        assert main([str(copy)], window=lambda data, _sample, _file: opened.append(data) or 0) == 0
        return opened[-1]

    assert asked() == usual, "nothing is known yet"
    empty(first).close()
    empty(usual.parent / "selftest").close()
    for folder in (first, usual.parent / "selftest"):
        folder_places.remember(folder, utc_now())
    assert asked() == first
    empty(second).close()
    folder_places.remember(second, utc_now())
    assert asked() == usual, "two are known: the officer is asked there, not led to one of them"
    shutil.rmtree(second)
    empty(usual).close()
    assert asked() == usual
    assert Path.cwd() == tmp_path, "the disk of the file can be taken out"


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
