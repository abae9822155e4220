"""Places on Windows where data gets lost, as Windows itself tells of them: drives, services, profiles, programs."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.services import folder_places, records
from hospcomms.services.office import create_office, default_folder, open_office
from hospcomms.storage import windows
from hospcomms.storage.places import LOCAL, NETWORK, PROGRAM, REMOVABLE, ROAMING, SYNCHRONISED, Place, place_of
from tests.cases import cases
from tests.hospital import empty
from tests.windows.wine_drives import REMOTE_DRIVE, REMOVABLE_DRIVE, drive, in_wine

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="Windows is asked for its drives and its registry")
LONG = 150
DEEP = 280


def _refusal_of_new(folder: Path) -> str:
    with pytest.raises(Refusal) as refused:
        create_office(folder)
    assert not folder.exists()
    return refused.value.kind


def test_the_usual_folder_is_local_and_belongs_to_this_user() -> None:
    usual = default_folder()
    assert place_of(usual) == Place(LOCAL)
    assert usual.is_relative_to(os.environ["LOCALAPPDATA"])


@pytest.mark.skipif(not in_wine(), reason="only Wine lets a test make drives")
@pytest.mark.parametrize(("kind", "place"), [(REMOTE_DRIVE, NETWORK), (REMOVABLE_DRIVE, REMOVABLE)])
def test_drives_of_the_net_and_sticks_are_known(tmp_path: Path, kind: int, place: str) -> None:
    empty(tmp_path / "data").close()
    with drive("m", kind, tmp_path) as root:
        assert windows.drive_type(str(root)) == kind
        assert place_of(root / "data").kind == place
        assert _refusal_of_new(root / "new") == f"{place}-place"
        (warning,) = folder_places.warnings_for(root / "data")
        assert warning.text
        with closing(open_office(root / "data")) as office:
            records.save(office, Audience(name="x"))
            assert not list(tmp_path.glob("data/*-wal"))
    assert windows.drive_type("M:\\") in (0, 1)


def test_a_share_is_on_the_net_whether_it_can_be_reached_or_not() -> None:
    with cases() as table:
        for text in (r"\\serveur\commun\data", "//serveur/commun/data", r"\\?\UNC\serveur\commun\data"):
            with table.case(text):
                assert place_of(Path(text)).kind == NETWORK


@contextmanager
def _in_registry(path: str, name: str, value: str) -> Iterator[None]:
    if sys.platform == "win32":
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, path) as key:
            winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)
        yield
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, path)
    else:
        yield


def test_folders_that_services_told_windows_of_are_known(tmp_path: Path) -> None:
    root = r"Software\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
    told = (
        (rf"{root}\Trial!S-1-5!Personal\UserSyncRoots", "S-1-5", "Trial"),
        (r"Software\Microsoft\OneDrive\Accounts\Trial1", "UserFolder", "OneDrive"),
    )
    with cases() as table:
        for path, name, service in told:
            with table.case(path), _in_registry(path, name, str(tmp_path / "مزامنة")):
                assert place_of(tmp_path / "مزامنة" / "data") == Place(SYNCHRONISED, service)
                assert place_of(tmp_path / "other") == Place(LOCAL)
                assert _refusal_of_new(tmp_path / "مزامنة" / "data") == "synchronised-place"
    assert place_of(tmp_path / "مزامنة" / "data") == Place(LOCAL)


def test_what_is_not_on_this_disk_is_known_by_its_attributes(tmp_path: Path) -> None:
    if sys.platform == "win32":
        import ctypes

        folder = tmp_path / "fetched"
        folder.mkdir()
        assert not windows.is_placeholder(folder)
        assert ctypes.windll.kernel32.SetFileAttributesW(str(folder), 0x1000)
        if not os.lstat(folder).st_file_attributes & 0x1000:
            pytest.skip("this Windows does not keep the attribute “offline” of a folder")
        assert windows.is_placeholder(folder)
        assert place_of(folder / "data").kind == SYNCHRONISED


def test_folders_of_programs_and_roaming_ones_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPDATA", str(tmp_path / "Roaming"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Local"))
    with cases() as table:
        for folder, kind in (
            (tmp_path / "Roaming" / "HospComms" / "data", ROAMING),
            (tmp_path / "Local" / "Programs" / "HospComms" / "data", PROGRAM),
            (Path(os.environ["PROGRAMFILES"]) / "HospComms" / "data", PROGRAM),
            (Path(os.environ["SYSTEMROOT"]) / "data", PROGRAM),
        ):
            with table.case(folder):
                assert place_of(folder).kind == kind
                assert _refusal_of_new(folder) == f"{kind}-place"
                assert folder_places.warnings_for(folder)
        with table.case("local"):
            assert place_of(default_folder()) == Place(LOCAL)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert place_of(Path(sys.executable).parent / "data").kind == PROGRAM


def test_a_folder_too_deep_for_this_windows_is_refused_and_elsewhere_it_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = tmp_path
    while len(str(deep)) < LONG:
        deep = deep / "معطيات المستشفى"
    monkeypatch.setattr(windows, "takes_long_paths", lambda: False)
    assert _refusal_of_new(deep / "data") == "long-place"
    monkeypatch.setattr(windows, "takes_long_paths", lambda: True)
    while len(str(deep)) < DEEP and in_wine():
        deep = deep / "معطيات المستشفى"
    create_office(deep / "data").close()
    with closing(open_office(deep / "data")) as office:
        records.save(office, Audience(name="x"))
