"""The installed program trying itself (`HospComms.exe selftest`), run after run on the data it keeps."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.windows.installed import PROGRAM, Place, data_folder, fingerprint
from tests.windows.lab import Lab
from tests.windows.outcome import Failed, Report

_HELD = '"under_way": "window held"'
"""What the report says while the window is only kept open."""


@dataclass(frozen=True)
class Noted:
    """The report with the code page before each name."""

    report: Report
    code_page: int

    def check(self, name: str, found: object, wanted: object) -> None:
        """Note whether what was found is what was wanted."""
        detail = "" if found == wanted else f"{found!r} instead of {wanted!r}"
        self.report.check(f"{self.code_page}: {name}", found == wanted, detail)

    def holds(self, name: str, ok: object, detail: object = "") -> None:
        """Note whether something is so."""
        self.report.check(f"{self.code_page}: {name}", bool(ok), "" if ok else str(detail))


@dataclass
class Trials:
    """The runs so far: how many, the records that the last one left, and the bytes of the data after it."""

    lab: Lab
    noted: Noted
    runs: int = 0
    records: int = 0
    data: dict[str, str] = field(default_factory=dict)

    def run(self, place: Place) -> None:
        """Let the program of this place try itself, and read what it found."""
        done = self.lab.wine(*self._words(place), timeout=600)
        self.noted.check(f"selftest {self.runs} ends with 0", done.returncode, 0)
        self.read()

    def held(self, place: Place, seconds: int) -> subprocess.Popen[bytes]:
        """The program, trying itself and staying open on the way; returned when its window rests. Raises Failed."""
        started = self.lab.start(*self._words(place, "--hold", str(seconds)), timeout=seconds + 900)
        if not self.lab.until(lambda: _HELD in self._report(), 400):
            started.terminate()
            raise Failed("The program did not come to holding its window.")
        return started

    def read(self) -> None:
        """Note what the last run found: all well, in this code page, and more records than the run before."""
        found: dict[str, Any] = json.loads(self._report() or "{}")
        wrong = [step for step in found.get("steps", []) if not step.get("ok")]
        self.noted.holds(f"selftest {self.runs} is well", found.get("ok"), wrong or "no report")
        spoken = str(found.get("code_page")).removeprefix("cp")
        self.noted.check(f"selftest {self.runs} ran in this code page", spoken, str(self.lab.code_page))
        more = int(found.get("records") or 0)
        self.noted.holds(f"selftest {self.runs} found the data of the run before", more > self.records, more)
        self.records, self.data = more, fingerprint(data_folder(self.lab))
        self.lab.artefacts.mkdir(parents=True, exist_ok=True)
        kept = self.lab.artefacts / f"selftest-{self.lab.code_page}-{self.runs}.json"
        kept.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")

    def begin_anew(self) -> None:
        """The data was deleted: the next run starts from nothing."""
        self.records, self.data = 0, {}

    def data_stays(self, by: str) -> None:
        """Note whether the data is the same, byte for byte, as after the last run of the program."""
        self.noted.holds(f"the data is not changed {by}", fingerprint(data_folder(self.lab)) == self.data)

    def _out(self) -> Path:
        return self.lab.drive_c / f"selftest-{self.runs}"

    def _report(self) -> str:
        """What the program has written of itself so far."""
        file = self._out() / "selftest.json"
        return file.read_text(encoding="utf-8", errors="replace") if file.exists() else ""

    def _words(self, place: Place, *more: str) -> list[str]:
        """How the program is told to try itself; each time into a folder of its own."""
        self.runs += 1
        out = self.lab.windows_path(self._out())
        return [place.windows_path(PROGRAM), "selftest", "--out", out, "--language", self.lab.locale[:2], *more]
