"""The life of an installation: installed, upgraded, refused, repaired, removed; the data stays until it is given up.

Every step asks Windows what the installer said (exit codes, the registry) and the host what it did (files, bytes).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.windows import wizard
from tests.windows.installed import COMMANDS, PROGRAM, SILENT, Place, data_folder, fingerprint
from tests.windows.lab import Lab
from tests.windows.outcome import Failed, Report

KINDS = {"ar": "نسخة احتياطية من HospComms", "fr": "Sauvegarde HospComms"}
"""What Windows calls a backup, in the language Setup chose by itself."""
_REFUSED, _NOT_BEGUN = (1, 5, 7, 8), 1
_SHORTEST_HOLD = 40
"""Seconds the program stays open while it is tried to replace it; more on a slow machine."""


def run(lab: Lab, setups: Mapping[str, Path], report: Report) -> None:
    """The whole life on a fresh profile; ``setups`` are an ``older`` version, ``this`` one and the ``next``."""
    life = Life(lab, dict(setups), report, fingerprint(data_folder(lab)))
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
    report: Report
    data: dict[str, str]
    runs: int = 0
    records: int = 0
    hold: int = _SHORTEST_HOLD
    screen: wizard.Screen = field(init=False)

    def __post_init__(self) -> None:
        self.screen = wizard.Screen(self.lab)
        self.language = self.lab.locale[:2]
        self.alone, self.everyone = Place(self.lab), Place(self.lab, shared=True)

    def first_install(self) -> None:
        """A silent install of the older version, in the language of this Windows; then the program runs."""
        began = time.monotonic()
        self._check("silent install ends with 0", self._setup("older", "/TASKS=desktopicon"), 0)
        self.hold = max(_SHORTEST_HOLD, round(6 * (time.monotonic() - began)))
        self._check("the version is known to Windows", self.alone.version(), self._version("older"))
        self._check("Setup chose the language of Windows", self._spoken(), self.language)
        self._check("no rights of an administrator are used", self.everyone.version(), "")
        names = self.alone.programs()
        self._holds("both programs and the licence are there", {PROGRAM, COMMANDS, "LICENSE.txt"} <= set(names), names)
        lacking = [link.name for link in self.alone.links if not link.exists()]
        self._check("shortcuts in the Start menu and on the desktop", lacking, [])
        opened = f'"{self.alone.windows_path(PROGRAM)}" "%1"'
        self._check("a backup opens with the program", self.alone.association()[0].lower(), opened.lower())
        self._check("the file type has a name", self.alone.association()[1], KINDS[self.language])
        self._selftest()

    def refused_while_open(self) -> None:
        """Neither an upgrade nor the uninstaller touches a program that is open."""
        before, data = fingerprint(self.alone.folder), self._held()
        try:
            self._holds("a silent upgrade is refused", self._setup("this") in _REFUSED)
            self._holds("a silent uninstall is refused", self.alone.uninstall(*SILENT).returncode in _REFUSED)
            done = wizard.refused(self.screen, self.setups["this"], f"setup-{self.language}-program-open")
            self._holds("an upgrade by hand asks to close it", done in _REFUSED)
            self._holds("the program is still running", data.poll() is None)
        finally:
            self._holds("and ends by itself", data.wait(self.hold + 60) == 0)
        self._holds("nothing of it was changed", fingerprint(self.alone.folder) == before)
        self._read_selftest()

    def upgraded(self) -> None:
        """The closed program is upgraded: nothing stale stays, all of the data does, and the program reads it."""
        stale = self.alone.folder / "_internal" / "left_by_an_older_version.dll"
        stale.write_bytes(b"stale")
        self._check("upgrade ends with 0", self._setup("this"), 0)
        self._check("the new version is known", self.alone.version(), self._version("this"))
        self._check("it speaks the language chosen before", self._spoken(), self.language)
        self._holds("no file of the older version is left", not stale.exists())
        self._holds("the shortcuts are there", all(link.exists() for link in self.alone.links))
        self._data_stays("by the upgrade")
        self._selftest()
        self._check("the same version repairs", self._setup("this"), 0)

    def downgrade_refused(self) -> None:
        """An older version is refused, silently with 1 and by hand with a sentence."""
        before = fingerprint(self.alone.folder)
        self._check("a silent downgrade ends with 1", self._setup("older"), _NOT_BEGUN)
        done = wizard.refused(self.screen, self.setups["older"], f"setup-{self.language}-newer-installed")
        self._check("a downgrade by hand ends with 1", done, _NOT_BEGUN)
        self._check("an older one for everyone ends with 1", self._setup("older", "/ALLUSERS"), _NOT_BEGUN)
        self._holds("nothing of the program was changed", fingerprint(self.alone.folder) == before)
        self._data_stays("by the downgrade")

    def removed(self) -> None:
        """A silent uninstall leaves no file and no entry of the program, and all of the data."""
        self._check("silent uninstall ends with 0", self.alone.uninstall(*SILENT).returncode, 0)
        self._holds("nothing of the program is left", self.alone.is_gone(), self.alone.programs())
        self._data_stays("by the silent uninstall")

    def by_hand(self) -> None:
        """Setup page by page, and the uninstaller's questions: first the data is kept, then given up."""
        name = f"setup-{self.language}"
        self._check(
            "Setup by hand ends with 0", wizard.installed(self.screen, self.setups["this"], self.alone, name), 0
        )
        self._check("it installed", self.alone.version(), self._version("this"))
        self._selftest()
        name = f"uninstall-{self.language}"
        self._check("keeping ends with 0", wizard.removed(self.screen, self.alone, name, deleting=False), 0)
        self._holds("the program is gone", self.alone.is_gone())
        self._data_stays("by the uninstall that keeps it")
        self._setup("this")
        done = wizard.removed(self.screen, self.alone, f"{name}-all", deleting=True)
        self._check("deleting ends with 0", done, 0)
        self._holds("the data is gone", not data_folder(self.lab).exists())
        self.records = 0

    def other_places(self) -> None:
        """A folder of one's own is taken; the folder of the data is not."""
        inside = self.lab.windows_path(data_folder(self.lab) / "program")
        self._holds("not into the data", self._setup("this", f"/DIR={inside}") in _REFUSED)
        self._holds("nothing was written there", not data_folder(self.lab).exists())
        chosen = self.lab.drive_c / "برامج المصلحة" / "HospComms"
        self._check("a folder of one's own", self._setup("this", f"/DIR={self.lab.windows_path(chosen)}"), 0)
        self._holds("holds the program", (chosen / PROGRAM).exists())
        self._check("an upgrade finds it there", self._setup("next"), 0)
        self._holds("and nowhere else", (chosen / PROGRAM).exists() and not self.alone.folder.exists())
        done = self.lab.wine(self.lab.windows_path(chosen / "unins000.exe"), *SILENT)
        self._check("it is removed from there", done.returncode, 0)
        self._holds("without a rest", self.lab.until(lambda: not chosen.exists(), 15) and not self.alone.version())
        shutil.rmtree(chosen.parent, ignore_errors=True)

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
        self._check("by hand it is asked whether one user's own may stay beside", asked, _NOT_BEGUN)
        self._check("silently both are installed", self._setup("next", "/ALLUSERS"), 0)
        both = (self._version("this"), self._version("next"))
        self._check("both are known", (self.alone.version(), self.everyone.version()), both)
        self._check("the user's own goes", self.alone.uninstall(*SILENT).returncode, 0)
        self._holds("and leaves nothing", self.alone.is_gone())
        self._shared()
        self._check("uninstalled for everyone", self.everyone.uninstall(*SILENT).returncode, 0)
        self._holds("nothing of it is left", self.everyone.is_gone(), self.everyone.programs())
        self._data_stays("by the uninstall for everyone")

    def _shared(self) -> None:
        """The program that is there for everyone: whole, working, and no reason for a copy of one's own."""
        self._holds("the shared one stays", {PROGRAM, COMMANDS} <= set(self.everyone.programs()))
        self._holds("with a shortcut for everyone", self.everyone.links[0].exists())
        opened = f'"{self.everyone.windows_path(PROGRAM)}" "%1"'
        self._check("backups open with it", self.everyone.association()[0].lower(), opened.lower())
        self._check("an older one of one's own is refused", self._setup("this"), _NOT_BEGUN)
        name = f"setup-{self.language}-everyone-has-it"
        asked = wizard.refused(self.screen, self.setups["next"], name, answer=("Return",))
        self._check("by hand it is asked whether a copy of one's own is wanted", asked, _NOT_BEGUN)
        self._selftest(self.everyone)

    def purged(self) -> None:
        """With /PURGEDATA a silent uninstall deletes the data too, and nothing beside it."""
        self._check("installed once more", self._setup("this"), 0)
        beside = data_folder(self.lab).with_name("HospComms of somebody else")
        beside.mkdir(exist_ok=True)
        self._holds("there is data to delete", bool(fingerprint(data_folder(self.lab))))
        self._check("purge ends with 0", self.alone.uninstall(*SILENT, "/PURGEDATA").returncode, 0)
        self._holds("the data is gone", not data_folder(self.lab).exists())
        self._holds("and only the data", beside.exists() and self.alone.is_gone())

    def _setup(self, which: str, *words: str) -> int:
        """Run one of the setups silently; returns its exit code."""
        words = (self.lab.windows_path(self.setups[which]), *SILENT, *words)
        return self.lab.wine(*words, timeout=300).returncode

    def _version(self, which: str) -> str:
        """The version of a setup, which its name ends in."""
        return self.setups[which].stem.rpartition("-")[2]

    def _spoken(self) -> str:
        return self.alone.entry().get("Inno Setup: Language", "")

    def _check(self, name: str, found: object, wanted: object) -> None:
        detail = "" if found == wanted else f"{found!r} instead of {wanted!r}"
        self.report.check(f"{self.lab.code_page}: {name}", found == wanted, detail)

    def _holds(self, name: str, ok: object, detail: object = "") -> None:
        self.report.check(f"{self.lab.code_page}: {name}", bool(ok), "" if ok else str(detail))

    def _data_stays(self, by: str) -> None:
        """The data is the same, byte for byte, as after the last run of the program."""
        self._holds(f"the data is not changed {by}", fingerprint(data_folder(self.lab)) == self.data)

    def _out(self) -> Path:
        return self.lab.drive_c / f"selftest-{self.runs}"

    def _words(self, place: Place, *more: str) -> list[str]:
        """How the program is told to try itself; each time into a folder of its own."""
        self.runs += 1
        out = self.lab.windows_path(self._out())
        return [place.windows_path(PROGRAM), "selftest", "--out", out, "--language", self.language, *more]

    def _selftest(self, place: Place | None = None) -> None:
        """The installed program tries itself."""
        done = self.lab.wine(*self._words(place or self.alone), timeout=300)
        self._check(f"selftest {self.runs} ends with 0", done.returncode, 0)
        self._read_selftest()

    def _held(self) -> subprocess.Popen[bytes]:
        """The program, trying itself and then staying open for a while; returned once it is up. Raises Failed."""
        started = self.lab.start(*self._words(self.alone, "--hold", str(self.hold)), timeout=self.hold + 300)
        if not self.lab.until(lambda: self._out().exists() and any(self._out().iterdir()), 120):
            started.terminate()
            raise Failed("The program did not begin to try itself.")
        return started

    def _read_selftest(self) -> None:
        """What the program found when it tried itself: all well, and more records than at its last run."""
        file = self._out() / "selftest.json"
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
        wrong = [step for step in found.get("steps", []) if not step.get("ok")]
        self._holds(f"selftest {self.runs} is well", found.get("ok"), wrong or "no report")
        self._check(f"selftest {self.runs} ran in this code page", found.get("code_page"), self.lab.code_page)
        more = int(found.get("records") or 0)
        self._holds(f"selftest {self.runs} found the data of the run before", more > self.records, more)
        self.records, self.data = more, fingerprint(data_folder(self.lab))
        self.lab.artefacts.mkdir(parents=True, exist_ok=True)
        kept = self.lab.artefacts / f"selftest-{self.lab.code_page}-{self.runs}.json"
        kept.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
