"""When the program fails: the report that can be handed on, and the mark that tells the next start of a bad end."""

from __future__ import annotations

import contextlib
import faulthandler
import hashlib
import json
import platform
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from hospcomms import VERSION
from hospcomms.domain.limits import REPORT_BYTES
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.code_places import lines_of, of_dump
from hospcomms.services.logs import own_folder
from hospcomms.storage.store import utc_now

"""Bytes read of a mark or a dump: neither is ever nearly as large."""


@dataclass(frozen=True)
class CrashReport:
    """What is known of a failure: when (UTC), the version then, and places in the code; nothing of the data."""

    at: datetime
    version: str
    lines: tuple[str, ...]

    def sentences(self, libraries: str = "") -> list[Sentence]:
        """The report as lines to be read and copied; ``libraries`` names the versions of what we stand on."""
        system = f"{platform.system()} {platform.release()} {platform.machine()}".strip()
        return [
            sentence("HospComms {version}", version=self.version),
            sentence("System: {system}", system=system),
            sentence("Libraries: Python {python} {others}", python=platform.python_version(), others=libraries),
            sentence("Moment (UTC): {moment}", moment=f"{self.at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"),
            sentence("Places in the program:"),
        ]


def report_of(error: BaseException, clock: Callable[[], datetime] = utc_now) -> CrashReport:
    """The report of a failure that happens now."""
    return CrashReport(clock(), VERSION, tuple(lines_of(error)))


@dataclass(frozen=True)
class Left:
    """What an earlier run left behind when it ended badly: its report, and where the officer was then."""

    report: CrashReport
    place: Mapping[str, Any]


class RunningMark:
    """A small file while the program runs on a data folder; one that is found at the start was left by a bad end.

    It lies in the user's own folder and names no record: only the kinds and numbers of the pages one was on.
    """

    def __init__(self, data: Path, clock: Callable[[], datetime] = utc_now, place: Path | None = None) -> None:
        own = place or own_folder() / "running"
        name = hashlib.sha256(str(data.absolute()).encode()).hexdigest()[:16]
        self._mark, self._dump = own / f"{name}.json", own / f"{name}.fault"
        self._clock = clock
        self._began = clock()
        self._stream: IO[bytes] | None = None
        self._place: Mapping[str, Any] = {}

    def begin(self, *, catch_faults: bool = True) -> Left | None:
        """Make the mark; returns what a bad end left behind. A place that cannot be written is passed over."""
        left = self._left()
        with contextlib.suppress(OSError):
            self._mark.parent.mkdir(parents=True, exist_ok=True)
            self._dump.unlink(missing_ok=True)
            self._write()
            if catch_faults:
                self._stream = self._dump.open("wb")
                faulthandler.enable(self._stream)
        return left

    def keep_place(self, place: Mapping[str, Any]) -> None:
        """Remember where the officer is; plain JSON values, nothing that was typed."""
        if place != self._place:
            self._place = place
            with contextlib.suppress(OSError):
                self._write()

    def end(self) -> None:
        """The program ends as it should."""
        if self._stream is not None:
            faulthandler.disable()
            self._stream.close()
            self._stream = None
        for path in (self._mark, self._dump):
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def _write(self) -> None:
        # without a sync: after a power cut the place before the last will do
        content = {"version": VERSION, "began": self._began.isoformat(), "place": self._place}
        part = self._mark.with_suffix(".part")
        part.write_text(json.dumps(content), encoding="utf-8")
        part.replace(self._mark)

    def _left(self) -> Left | None:
        try:
            content = json.loads(_read(self._mark))
            at = datetime.fromisoformat(content["began"])
            version, place = str(content["version"]), content["place"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            at, version, place = self._began, VERSION, {}  # cut off by the same bad end
        lines: Sequence[str] = ()
        with contextlib.suppress(OSError):
            at = datetime.fromtimestamp(self._mark.stat().st_mtime, UTC)
            lines = of_dump(_read(self._dump))
        return Left(CrashReport(at, version, tuple(lines)), place if isinstance(place, dict) else {})


def _read(path: Path) -> str:
    with path.open("rb") as stream:
        return stream.read(REPORT_BYTES).decode("utf-8", "replace")
