"""The life of an installation: installed, upgraded, refused, repaired, removed; the data stays until it is given up.

Every step asks Windows what the installer said (exit codes, the registry) and the host what it did (files, bytes).
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.windows import installed, wizard
from tests.windows.installed import COMMANDS, PROGRAM, SILENT, Place, data_folder, fingerprint
from tests.windows.lab import Lab
from tests.windows.outcome import Report
from tests.windows.trials import Noted, Trials

KINDS = {"ar": "نسخة احتياطية من HospComms", "fr": "Sauvegarde HospComms"}
"""What Windows calls a backup, in the language Setup chose by itself."""
WARNINGS = {"ar": "هذا المجلد على الشبكة", "fr": "Ce dossier se trouve sur le réseau"}
"""How Setup's warning of a folder of the network begins."""
_REFUSED, _NOT_BEGUN = (1, 5, 7, 8), 1
_SHORTEST_HOLD = 40
"""Seconds the program stays open while it is tried to replace it; more on a slow machine."""


def run(lab: Lab, setups: Mapping[str, Path], report: Report) -> None:
    """The whole life on a fresh profile; ``setups`` are an ``older`` version, ``this`` one and the ``next``."""
    life = Life(lab, dict(setups), Noted(report, lab.code_page))
    for step in (
        life.first_install, life.refused_while_open, life.upgraded, life.downgrade_refused, life.removed,
        life.by_hand, life.other_places, life.for_everyone, life.purged,
    ):  # fmt: skip
        began = time.monotonic()
        step()
        report.fact(f"{lab.code_page}: seconds of {step.__name__}", round(time.monotonic() - began, 1))
    report.fact(f"{lab.code_page}: pictures of the installer", life.screen.pictures)


@dataclass
class Life:
    """One profile and what is known of it so far: the steps are taken in their order."""

    lab: Lab
    setups: dict[str, Path]
    noted: Noted
    hold: int = _SHORTEST_HOLD

    def __post_init__(self) -> None:
        self.screen, self.trials = wizard.Screen(self.lab), Trials(self.lab, self.noted)
        self.language = self.lab.locale[:2]
        self.alone, self.everyone = Place(self.lab), Place(self.lab, shared=True)

    def first_install(self) -> None:
        """A silent install of the older version, in the language of this Windows; then the program runs."""
        began = time.monotonic()
        self.noted.check("silent install ends with 0", self._setup("older", "/TASKS=desktopicon"), 0)
        self.hold = max(_SHORTEST_HOLD, round(2 * (time.monotonic() - began)))
        self.noted.check("the version is known to Windows", self.alone.version(), self._version("older"))
        self.noted.check("Setup chose the language of Windows", self._spoken(), self.language)
        self.noted.check("no rights of an administrator are used", self.everyone.version(), "")
        names = self.alone.programs()
        self.noted.holds(
            "both programs and the licence are there", {PROGRAM, COMMANDS, "LICENSE.txt"} <= set(names), names
        )
        lacking = [link.name for link in self.alone.links if not link.exists()]
        self.noted.check("shortcuts in the Start menu and on the desktop", lacking, [])
        opened = f'"{self.alone.windows_path(PROGRAM)}" "%1"'
        self.noted.check("a backup opens with the program", self.alone.association()[0].lower(), opened.lower())
        self.noted.check("the file type has a name", self.alone.association()[1], KINDS[self.language])
        self.trials.run(self.alone)

    def refused_while_open(self) -> None:
        """Neither an upgrade nor the uninstaller touches a program that is open."""
        before, program = fingerprint(self.alone.folder), self.trials.held(self.alone, self.hold)
        try:
            self.noted.holds("a silent upgrade is refused", self._setup("this") in _REFUSED)
            self.noted.holds("a silent uninstall is refused", self.alone.uninstall(*SILENT).returncode in _REFUSED)
            done = wizard.refused(self.screen, self.setups["this"], f"setup-{self.language}-program-open")
            self.noted.holds("an upgrade by hand asks to close it", done in _REFUSED)
            self.noted.holds("the program is still running", program.poll() is None)
        finally:
            self.noted.holds("and ends by itself", program.wait(self.hold + 900) == 0)
        self.noted.holds("nothing of it was changed", fingerprint(self.alone.folder) == before)
        self.trials.read()

    def upgraded(self) -> None:
        """The closed program is upgraded: nothing stale stays, all of the data does, and the program reads it."""
        stale = self.alone.folder / "_internal" / "left_by_an_older_version.dll"
        stale.write_bytes(b"stale")
        self.noted.check("upgrade ends with 0", self._setup("this"), 0)
        self.noted.check("the new version is known", self.alone.version(), self._version("this"))
        self.noted.check("it speaks the language chosen before", self._spoken(), self.language)
        self.noted.holds("no file of the older version is left", not stale.exists())
        self.noted.holds("the shortcuts are there", all(link.exists() for link in self.alone.links))
        self.trials.data_stays("by the upgrade")
        self.trials.run(self.alone)
        self.noted.check("the same version repairs", self._setup("this"), 0)

    def downgrade_refused(self) -> None:
        """An older version is refused, silently with 1 and by hand with a sentence."""
        before = fingerprint(self.alone.folder)
        self.noted.check("a silent downgrade ends with 1", self._setup("older"), _NOT_BEGUN)
        done = wizard.refused(self.screen, self.setups["older"], f"setup-{self.language}-newer-installed")
        self.noted.check("a downgrade by hand ends with 1", done, _NOT_BEGUN)
        self.noted.check("an older one for everyone ends with 1", self._setup("older", "/ALLUSERS"), _NOT_BEGUN)
        self.noted.holds("nothing of the program was changed", fingerprint(self.alone.folder) == before)
        self.trials.data_stays("by the downgrade")

    def removed(self) -> None:
        """A silent uninstall leaves no file and no entry of the program, and all of the data."""
        self.noted.check("silent uninstall ends with 0", self.alone.uninstall(*SILENT).returncode, 0)
        self.noted.holds("nothing of the program is left", self.alone.is_gone(), self.alone.programs())
        self.trials.data_stays("by the silent uninstall")

    def by_hand(self) -> None:
        """Setup page by page, and the uninstaller's questions: first the data is kept, then given up."""
        name = f"setup-{self.language}"
        self.noted.check(
            "Setup by hand ends with 0", wizard.installed(self.screen, self.setups["this"], self.alone, name), 0
        )
        self.noted.check("it installed", self.alone.version(), self._version("this"))
        self.trials.run(self.alone)
        name = f"uninstall-{self.language}"
        self.noted.check("keeping ends with 0", wizard.removed(self.screen, self.alone, name, deleting=False), 0)
        self.noted.holds("the program is gone", self.alone.is_gone())
        self.trials.data_stays("by the uninstall that keeps it")
        self._setup("this")
        done = wizard.removed(self.screen, self.alone, f"{name}-all", deleting=True)
        self.noted.check("deleting ends with 0", done, 0)
        self.noted.holds("the data is gone", not data_folder(self.lab).exists())
        self.trials.begin_anew()

    def other_places(self) -> None:
        """A folder of one's own is taken; the folder of the data is not."""
        inside = self.lab.windows_path(data_folder(self.lab) / "program")
        self.noted.holds("not into the data", self._setup("this", f"/DIR={inside}") in _REFUSED)
        self.noted.holds("nothing was written there", not data_folder(self.lab).exists())
        chosen = self.lab.drive_c / "برامج المصلحة" / "HospComms"
        self.noted.check("a folder of one's own", self._setup("this", f"/DIR={self.lab.windows_path(chosen)}"), 0)
        self.noted.holds("holds the program", (chosen / PROGRAM).exists())
        self.noted.check("an upgrade finds it there", self._setup("next"), 0)
        self.noted.holds("and nowhere else", (chosen / PROGRAM).exists() and not self.alone.folder.exists())
        done = self.lab.wine(self.lab.windows_path(chosen / "unins000.exe"), *SILENT)
        self.noted.check("it is removed from there", done.returncode, 0)
        self.noted.holds("without a rest", self.lab.until(lambda: not chosen.exists(), 15) and not self.alone.version())
        shutil.rmtree(chosen.parent, ignore_errors=True)
        self._on_network()

    def _on_network(self) -> None:
        """A folder of the network is warned of: by hand with a question, silently in the log."""
        drive, folder = installed.network_drive(self.lab)
        log = self.lab.drive_c / "network.log"
        words = (rf"/DIR={drive}\HospComms", f"/LOG={self.lab.windows_path(log)}")
        self.noted.check("a drive of the network is taken when it is asked for", self._setup("this", *words), 0)
        self.noted.holds("it holds the program", (folder / "HospComms" / PROGRAM).exists())
        said = log.read_text(encoding="utf-8-sig") if log.exists() else ""
        self.noted.holds("and the log warns of it", WARNINGS[self.language] in said, said[-300:])
        done = self.lab.wine(rf"{drive}\HospComms\unins000.exe", *SILENT)
        self.noted.check("it is removed from the network", done.returncode, 0)
        self.noted.holds("without a rest there", self.lab.until(lambda: not (folder / "HospComms").exists(), 15))

    def for_everyone(self) -> None:
        """IT installs for all users beside a user's own copy; the own one goes, and what is shared stays."""
        self._setup("this")
        asked = wizard.refused(
            self.screen,
            self.setups["next"],
            f"setup-{self.language}-one-has-it",
            words=("/ALLUSERS",),
            answer=wizard.NO,
        )
        self.noted.check("by hand it is asked whether one user's own may stay beside", asked, _NOT_BEGUN)
        self.noted.check("silently both are installed", self._setup("next", "/ALLUSERS"), 0)
        both = (self._version("this"), self._version("next"))
        self.noted.check("both are known", (self.alone.version(), self.everyone.version()), both)
        self.noted.check("the user's own goes", self.alone.uninstall(*SILENT).returncode, 0)
        self.noted.holds("and leaves nothing", self.alone.is_gone())
        self._shared()
        self.noted.check("uninstalled for everyone", self.everyone.uninstall(*SILENT).returncode, 0)
        self.noted.holds("nothing of it is left", self.everyone.is_gone(), self.everyone.programs())
        self.trials.data_stays("by the uninstall for everyone")

    def _shared(self) -> None:
        """The program that is there for everyone: whole, working, and no reason for a copy of one's own."""
        self.noted.holds("the shared one stays", {PROGRAM, COMMANDS} <= set(self.everyone.programs()))
        self.noted.holds("with a shortcut for everyone", self.everyone.links[0].exists())
        opened = f'"{self.everyone.windows_path(PROGRAM)}" "%1"'
        self.noted.check("backups open with it", self.everyone.association()[0].lower(), opened.lower())
        self.noted.check("an older one of one's own is refused", self._setup("this"), _NOT_BEGUN)
        name = f"setup-{self.language}-everyone-has-it"
        asked = wizard.refused(self.screen, self.setups["next"], name, answer=("Return",))
        self.noted.check("by hand it is asked whether a copy of one's own is wanted", asked, _NOT_BEGUN)
        self.trials.run(self.everyone)

    def purged(self) -> None:
        """With /PURGEDATA a silent uninstall deletes the data too, and nothing beside it."""
        self.noted.check("installed once more", self._setup("this"), 0)
        beside = data_folder(self.lab).with_name("HospComms of somebody else")
        beside.mkdir(exist_ok=True)
        self.noted.holds("there is data to delete", bool(fingerprint(data_folder(self.lab))))
        self.noted.check("purge ends with 0", self.alone.uninstall(*SILENT, "/PURGEDATA").returncode, 0)
        self.noted.holds("the data is gone", not data_folder(self.lab).exists())
        self.noted.holds("and only the data", beside.exists() and self.alone.is_gone())

    def _setup(self, which: str, *words: str) -> int:
        """Run one of the setups silently; returns its exit code."""
        words = (self.lab.windows_path(self.setups[which]), *SILENT, *words)
        return self.lab.wine(*words, timeout=300).returncode

    def _version(self, which: str) -> str:
        """The version of a setup, which its name ends in."""
        return self.setups[which].stem.rpartition("-")[2]

    def _spoken(self) -> str:
        return self.alone.entry().get("Inno Setup: Language", "")
