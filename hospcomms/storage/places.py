"""Where a data folder lies: on a disk of this computer, or where data is known to get lost.

Programs that synchronise folders copy a database while it is written; network drives lock badly; a stick is pulled out
and forgets; a roaming profile is copied whenever somebody signs out; the folder of a program is emptied when the
program is renewed. All of it is read from what the system says, so that a test can say it instead.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from hospcomms.storage import windows as system

LOCAL, SYNCHRONISED, NETWORK, REMOVABLE = "local", "synchronised", "network", "removable"
ROAMING, PROGRAM = "roaming", "program"
_PROGRAMS = ("ProgramFiles", "ProgramFiles(x86)", "ProgramW6432", "SystemRoot")
_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_NAMES = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mon drive": "Google Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "icloud drive": "iCloud",
    "iclouddrive": "iCloud",
    "mobile documents": "iCloud",
    "pcloud drive": "pCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "kdrive": "kDrive",
    "box sync": "Box",
    "synologydrive": "Synology Drive",
    "yandex.disk": "Yandex.Disk",
}
"""What synchronised folders are called, in small letters; the service may add “ - Hospital” or “ (Personal)”."""
_MARKS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
    (".tmp.drivedownload", "Google Drive"),
    (".synologyworkingdirectory", "Synology Drive"),
    (".seafile-data", "Seafile"),
)
_MARK_STARTS = ((".sync_", "Nextcloud"), ("._sync_", "Nextcloud"))
_OVER_THE_NET = frozenset(
    f"{start}{name}"
    for start, names in (
        ("", ("nfs", "nfs3", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "9p", "afs", "ceph", "glusterfs", "davfs")),
        ("fuse.", ("sshfs", "rclone", "davfs2", "gvfsd-fuse", "s3fs")),
    )
    for name in names
)
_FAT = frozenset(("vfat", "msdos", "exfat", "fat", "fat12", "fat16", "fat32"))
_STICKS = ("/media", "/run/media")
_LISTED = 300
_REMOTE_DRIVE, _REMOVABLE_DRIVE = 4, 2


@dataclass(frozen=True)
class Place:
    """What kind of place a folder is; ``name`` is the service or the file system where one is known."""

    kind: str
    name: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What the system says: variables, mount table, the drives of Windows and the entries of a folder."""

    environ: Mapping[str, str]
    mounts: str = ""
    is_windows: bool = False
    drive_type: Callable[[str], int] = lambda _root: 0
    file_system: Callable[[str], str] = lambda _root: ""
    entries: Callable[[PurePath], list[str]] = lambda _folder: []
    is_placeholder: Callable[[PurePath], bool] = lambda _folder: False
    sync_roots: Callable[[], Iterable[tuple[str, str]]] = tuple
    program: str = ""
    """The folder of this program, where it is installed."""


def place_of(folder: PurePath, around: Surroundings | None = None) -> Place:
    """Where a folder lies, whether it exists yet or not."""
    seen = around or here()
    found = _seen_at(_absolute(folder, seen), seen)
    if found.kind == LOCAL and seen.is_windows and isinstance(folder, Path):
        # a drive made of a folder of another one is not seen any more when the path is followed to its end
        return _seen_at(folder.absolute(), seen)
    return found


def _seen_at(path: PurePath, seen: Surroundings) -> Place:
    # the net first: what cannot be reached is not searched for marks
    return _far(path, seen) or _synchronised(path, seen) or _loose(path, seen) or _owned(path, seen) or Place(LOCAL)


def here() -> Surroundings:
    """What this system says."""
    windows = sys.platform == "win32"
    return Surroundings(
        os.environ,
        "" if windows else _mount_table(),
        windows,
        system.drive_type,
        system.file_system,
        _entries,
        system.is_placeholder,
        system.sync_roots,
        str(Path(sys.executable).parent) if getattr(sys, "frozen", False) else "",
    )


def _absolute(folder: PurePath, seen: Surroundings) -> PurePath:
    if isinstance(folder, Path):
        try:
            return folder.resolve()
        except OSError:
            return folder.absolute()
    return folder if seen.is_windows else PurePosixPath(folder)


def _far(path: PurePath, seen: Surroundings) -> Place | None:
    if seen.is_windows:
        drive = path.drive
        is_share = drive.startswith(("\\\\", "//")) and not drive.startswith(("\\\\?\\", "\\\\.\\"))
        if is_share or drive.upper().startswith("\\\\?\\UNC") or seen.drive_type(_root(path)) == _REMOTE_DRIVE:
            return Place(NETWORK, drive)
        return None
    _, kind = _mount_of(path, seen.mounts)
    return Place(NETWORK, kind) if kind in _OVER_THE_NET else None


def _loose(path: PurePath, seen: Surroundings) -> Place | None:
    if seen.is_windows:
        root = _root(path)
        system = seen.file_system(root)
        loose = seen.drive_type(root) == _REMOVABLE_DRIVE or system.lower() in _FAT
        return Place(REMOVABLE, system) if loose else None
    point, kind = _mount_of(path, seen.mounts)
    if kind in _FAT or any(PurePosixPath(point).is_relative_to(stick) for stick in _STICKS):
        return Place(REMOVABLE, kind)
    return None


def _owned(path: PurePath, seen: Surroundings) -> Place | None:
    """A folder of programs, or one of the profile that Windows copies to a server."""
    local, roaming = (seen.environ.get(name, "") for name in ("LOCALAPPDATA", "APPDATA"))
    own = f"{local}\\Programs" if local and seen.is_windows else ""
    programs = [seen.environ.get(name, "") for name in _PROGRAMS] if seen.is_windows else []
    if any(root and _is_inside(path, root, seen) for root in (seen.program, own, *programs)):
        return Place(PROGRAM)
    is_roaming = seen.is_windows and bool(roaming) and _is_inside(path, roaming, seen)
    is_local = bool(local) and _is_inside(path, local, seen)
    return Place(ROAMING) if is_roaming and not is_local else None


def _root(path: PurePath) -> str:
    return f"{path.drive}\\"


def _mount_of(path: PurePath, mounts: str) -> tuple[str, str]:
    """The mount point a path lies under and its file system; the root of the system itself counts as local."""
    best = ("/", "")
    for line in mounts.splitlines():
        parts = line.split()
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        if point != "/" and len(point) >= len(best[0]) and PurePosixPath(path).is_relative_to(point):
            best = (point, parts[2])
    return best


def _synchronised(path: PurePath, seen: Surroundings) -> Place | None:
    for root, service in _roots(seen):
        if root and _is_inside(path, root, seen):
            return Place(SYNCHRONISED, service)
    for part in path.parts:
        service = _service_named(part)
        if service:
            return Place(SYNCHRONISED, service)
    for folder in (path, *path.parents):
        service = _marked(folder, seen) or ("Windows" if seen.is_placeholder(folder) else "")
        if service:
            return Place(SYNCHRONISED, service)
    return None


def _roots(seen: Surroundings) -> Iterator[tuple[str, str]]:
    """The folders that services say they copy, each with its service."""
    yield from ((seen.environ.get(name, ""), "OneDrive") for name in _VARIABLES)
    yield from ((root, "Dropbox") for root in _dropboxes(seen))
    yield from seen.sync_roots()


def _service_named(part: str) -> str:
    """The service behind the name of a folder: “OneDrive - CHU”, “Dropbox (Personal)”; "" for any other name."""
    plain = part.lower().split(" - ")[0].split(" (")[0].strip()
    return _NAMES.get(plain, "") or ("iCloud" if plain.startswith("com~apple~clouddocs") else "")


def _is_inside(path: PurePath, root: str, seen: Surroundings) -> bool:
    above = PureWindowsPath(root) if seen.is_windows else PurePosixPath(root)
    below = PureWindowsPath(path) if seen.is_windows else PurePosixPath(path)
    return below.is_relative_to(above)


def _marked(folder: PurePath, seen: Surroundings) -> str:
    names = [name.lower() for name in seen.entries(folder)]
    for mark, service in _MARKS:
        if mark in names:
            return service
    return next((service for start, service in _MARK_STARTS for name in names if name.startswith(start)), "")


def _dropboxes(seen: Surroundings) -> Iterator[str]:
    """The folders Dropbox itself notes for other programs."""
    for variable in ("APPDATA", "LOCALAPPDATA", "HOME"):
        base = seen.environ.get(variable, "")
        if not base:
            continue
        try:
            noted = json.loads((Path(base) / ("Dropbox" if seen.is_windows else ".dropbox") / "info.json").read_bytes())
            yield from (str(account["path"]) for account in noted.values())
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            continue


def _mount_table() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _entries(folder: PurePath) -> list[str]:
    """Names of one folder that begin with a point; marks of services all do."""
    names: list[str] = []
    try:
        with os.scandir(folder) as found:
            for number, entry in enumerate(found):
                if number >= _LISTED:
                    break
                if entry.name.startswith("."):
                    names.append(entry.name)
    except OSError:
        return names
    return names
