"""What an installation leaves on a Windows: folders, shortcuts, entries of the registry, and the data's bytes."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from tests.windows.lab import Ended, Lab

APP_ID = "{16c61094-9483-4913-a6c1-e64ea7ed5558}"
UNINSTALL = rf"Software\Microsoft\Windows\CurrentVersion\Uninstall\{APP_ID}_is1"
CLASSES = r"Software\Classes"
CLASS, ENDING = "HospComms.Backup", ".hcbackup"
PROGRAM, COMMANDS = "HospComms.exe", "hospcomms-cli.exe"
SILENT = ("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")


@dataclass(frozen=True)
class Place:
    """One of the two places the program can be in: for the user alone, or (``shared``) for everyone."""

    lab: Lab
    shared: bool = False

    @property
    def folder(self) -> Path:
        """The program's folder on the host."""
        alone = self.lab.profile / "AppData" / "Local" / "Programs"
        return (self.lab.drive_c / "Program Files" if self.shared else alone) / "HospComms"

    @property
    def links(self) -> tuple[Path, Path]:
        """The shortcuts: of the Start menu, and of the desktop."""
        menu = Path("Microsoft/Windows/Start Menu/Programs/HospComms.lnk")
        if self.shared:
            return self.lab.drive_c / "ProgramData" / menu, self.lab.drive_c / "users/Public/Desktop/HospComms.lnk"
        return self.lab.profile / "AppData" / "Roaming" / menu, self.lab.profile / "Desktop" / "HospComms.lnk"

    @property
    def root(self) -> str:
        """The part of the registry that belongs to it."""
        return "HKLM" if self.shared else "HKCU"

    def entry(self) -> dict[str, str]:
        """What Windows shows among the installed programs; empty when it is not installed."""
        return registry(self.lab, rf"{self.root}\{UNINSTALL}")

    def version(self) -> str:
        """The installed version; empty when there is none."""
        return self.entry().get("DisplayVersion", "")

    def association(self) -> tuple[str, str]:
        """What a double click on a backup runs, and what Windows calls such a file."""
        kind = registry(self.lab, rf"{self.root}\{CLASSES}\{ENDING}").get("@", "")
        if kind != CLASS:
            return "", ""
        named = registry(self.lab, rf"{self.root}\{CLASSES}\{kind}").get("@", "")
        return registry(self.lab, rf"{self.root}\{CLASSES}\{kind}\shell\open\command").get("@", ""), named

    def programs(self) -> list[str]:
        """The files at the top of its folder, without the uninstaller; empty when there is no such folder."""
        names = (file.name for file in self.folder.glob("*.*") if file.is_file())
        return sorted(name for name in names if not name.startswith("unins"))

    def windows_path(self, name: str) -> str:
        """How Windows names a file in its folder."""
        return self.lab.windows_path(self.folder / name)

    def uninstall(self, *words: str, timeout: float = 90) -> Ended:
        """Run the uninstaller; without words it asks."""
        return self.lab.wine(self.windows_path("unins000.exe"), *words, timeout=timeout)

    def is_gone(self) -> bool:
        """Whether nothing of it is left; the uninstaller deletes itself a moment after its end."""
        self.lab.until(lambda: not self.folder.exists(), 15)
        links = any(link.exists() for link in self.links)
        return not self.folder.exists() and not links and not self.entry() and not self.association()[0]


def data_folder(lab: Lab) -> Path:
    """Where the user's data is, on the host."""
    return lab.profile / "AppData" / "Local" / "HospComms"


def fingerprint(folder: Path) -> dict[str, str]:
    """Every file of a folder with the SHA-256 of its bytes."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def network_drive(lab: Lab) -> tuple[str, Path]:
    """A drive that Windows takes for one of the network: its name, and its folder on the host. Raises Failed."""
    folder = lab.folder / "share"
    folder.mkdir(exist_ok=True)
    link = lab.drive_c.parent / "dosdevices" / "n:"
    link.unlink(missing_ok=True)
    link.symlink_to("/lab/share")
    kind = ("/v", "n:", "/d", "network", "/f", "/reg:64")
    lab.wine("reg", "add", r"HKLM\Software\Wine\Drives", *kind).expected()
    lab.run("wineserver", "-k", timeout=20)  # the kinds of drives are read when Windows starts
    return "N:", folder


def registry(lab: Lab, key: str) -> dict[str, str]:
    """The texts of one key of the registry by name, its own under ``@``; empty when there is no such key."""
    written = lab.drive_c / "seen.reg"
    written.unlink(missing_ok=True)
    done = lab.wine("reg", "export", key, r"C:\seen.reg", "/y", "/reg:64")
    if done.returncode or not written.exists():
        return {}
    first = written.read_text(encoding="utf-16").split("\n[")[1].split("\n", 1)[1]
    found = re.findall(r'^(@|"(?:[^"\\]|\\.)*")="((?:[^"\\]|\\.)*)"', first, re.MULTILINE)
    return {_plain(name.strip('"')): _plain(value) for name, value in found}


def _plain(text: str) -> str:
    """A text of a .reg file without its backslashes of escape."""
    return re.sub(r"\\(.)", r"\1", text)
