"""Files that another program holds, names Windows does not take, and its bad places, as far as any system can tell."""

from __future__ import annotations

import errno
from pathlib import Path, PureWindowsPath

import pytest

from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.file_names import is_refused, name_in
from hospcomms.services.office import create_office
from hospcomms.storage import windows
from hospcomms.storage.places import LOCAL, PROGRAM, ROAMING, SYNCHRONISED, Place, Surroundings, place_of
from hospcomms.storage.writing import refusal_for
from tests.cases import cases


def refused_by_windows(code: int | None, number: int = errno.EACCES, other: str | None = None) -> OSError:
    """What Python raises on Windows; where a file was to be opened it does not say the code of Windows."""
    error = PermissionError(number, "x") if number == errno.EACCES else OSError(number, "x")
    error.winerror = code  # type: ignore[attr-defined,unused-ignore]
    error.filename2 = other
    return error


def test_an_act_is_tried_again_for_a_while_and_only_where_another_program_may_be_in_its_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(held_files, "WAITS", (0.0,) * 6)
    with cases() as table:
        for code, windows_is_here, tries in (
            (32, True, 7),
            (33, True, 7),
            (5, True, 7),
            (None, True, 7),
            (19, True, 1),
            (None, False, 1),
        ):
            with table.case(code, windows_is_here):
                count = 0

                def act(code: int | None = code) -> None:
                    nonlocal count
                    count += 1
                    raise refused_by_windows(code)

                with pytest.raises(PermissionError):
                    held_files.patiently(act, is_windows=windows_is_here)
                assert count == tries
    left = [refused_by_windows(32), refused_by_windows(5)]

    def at_last() -> str:
        if left:
            raise left.pop()
        return "done"

    assert held_files.patiently(at_last, is_windows=True) == "done"


def test_patience_is_shorter_than_what_a_window_may_stand_still() -> None:
    assert held_files.PATIENCE < 3


def test_what_windows_says_is_told_apart() -> None:
    with cases() as table:
        for error, kind in (
            (refused_by_windows(32), "file-open"),
            (refused_by_windows(33), "file-open"),
            (refused_by_windows(112, errno.ENOSPC), "disk-full"),
            (refused_by_windows(39, errno.EINVAL), "disk-full"),
            (refused_by_windows(1295, errno.EINVAL), "disk-full"),
            (refused_by_windows(5), "not-written"),
        ):
            with table.case(error):
                assert refusal_for(error, "a.pdf").kind == kind
    assert held_files.is_open_elsewhere(refused_by_windows(5, other="a.pdf"), is_windows=True)
    assert not held_files.is_open_elsewhere(refused_by_windows(5, other="a.pdf"), is_windows=False)


def test_a_path_that_is_too_long_is_known_by_all_that_windows_calls_it(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 300)
    with cases() as table:
        for error, path, is_it in (
            (refused_by_windows(206, errno.ENOENT), long, True),
            (refused_by_windows(123, errno.EINVAL), tmp_path / "a?b", True),
            (refused_by_windows(None, errno.ENOENT), long, True),
            (refused_by_windows(None, errno.EINVAL), tmp_path / "a?b", True),
            (refused_by_windows(None, errno.ENOENT), tmp_path / "a.pdf", False),
            (refused_by_windows(None, errno.ENOENT), tmp_path / "gone" / "a.pdf", False),
        ):
            with table.case(error, path.name[:5]):
                assert held_files.is_unfit_name(error, path, is_windows=True) == is_it


def test_names_that_windows_takes_for_something_else_are_known() -> None:
    with cases() as table:
        for name in ("NUL", "nul.pdf", "COM1.tar.gz", "LPT²", "con .txt", "a:b", "a?", "x.", "x ", "س" * 256, "\x01"):
            with table.case(name[:10]):
                assert is_refused(name, is_windows=True)
                assert not is_refused(name, is_windows=False)
        for name in ("console.pdf", "تقرير 2026.pdf", ".lock", "a.b.c", "com.pdf", "\u200fمرفق.pdf", "😀" * 127):
            with table.case(name[:10]):
                assert not is_refused(name, is_windows=True)


def test_a_name_is_cut_to_what_its_folder_leaves_for_it_and_keeps_its_ending() -> None:
    folder = PureWindowsPath("C:\\", *["معطيات المستشفى"] * 12)
    made = name_in(folder, "تقرير " * 40 + ".pdf", 230)
    assert len(str(folder / made)) <= 230
    assert made.endswith(".pdf")
    assert name_in(PureWindowsPath("C:\\x"), "a.pdf", 230) == "a.pdf"
    assert len(name_in(folder / ("x" * 100), "a" * 90 + ".pdf", 230)) == 20 - 1


def test_the_file_beside_has_a_name_the_system_takes_whatever_the_name_is() -> None:
    for name in ("😀" * 127, "س" * 250 + ".pdf", "a.json"):
        part = held_files.part_of(Path(name), ".1234567")
        assert len(part.name.encode()) <= 255
        assert part.name.endswith(".part")


def test_folders_of_programs_profiles_and_services_are_known() -> None:
    seen = Surroundings(
        {
            "APPDATA": r"C:\Data\a\AppData\Roaming",
            "LOCALAPPDATA": r"C:\Data\a\AppData\Local",
            "ProgramFiles": r"C:\Program Files",
        },
        is_windows=True,
        drive_type=lambda _root: 3,
        file_system=lambda _root: "NTFS",
        is_placeholder=lambda folder: folder == PureWindowsPath(r"D:\fetched"),
        sync_roots=lambda: [(r"D:\Cloud", "Trial")],
        program=r"E:\Tools\HospComms",
    )
    with cases() as table:
        for text, kind in (
            (r"C:\Data\a\AppData\Local\HospComms\data", LOCAL),
            (r"c:\data\A\appdata\ROAMING\HospComms\data", ROAMING),
            (r"C:\Data\a\AppData\Local\Programs\HospComms\data", PROGRAM),
            (r"C:\Program Files\HospComms\data", PROGRAM),
            (r"E:\Tools\HospComms\data", PROGRAM),
            (r"E:\Tools\data", LOCAL),
            (r"D:\fetched\data", SYNCHRONISED),
            (r"D:\cloud\data", SYNCHRONISED),
        ):
            with table.case(text):
                assert place_of(PureWindowsPath(text), seen).kind == kind
    assert place_of(PureWindowsPath(r"D:\Cloud\x"), seen) == Place(SYNCHRONISED, "Trial")


def test_data_is_not_made_so_deep_that_its_files_could_not_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(windows, "takes_long_paths", lambda: False)
    with pytest.raises(Refusal) as refused:
        create_office(tmp_path / ("x" * 120) / ("y" * 60))
    assert refused.value.kind == "long-place"
    assert not list(tmp_path.iterdir())
