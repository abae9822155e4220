"""The report of a self-test: one step after another, each timed and caught, written down after every one of them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.services.code_places import places

FILE = "selftest.json"
_MOST_PLACES = 6


class NotSo(Exception):
    """Something is not as it must be; the message says what, in English, for the report."""


def require(holds: object, otherwise: str) -> None:
    """Raise NotSo with ``otherwise`` unless it holds. An ``assert`` would be gone in an optimised program."""
    if not holds:
        raise NotSo(otherwise)


class Journal:
    """Carries steps out and keeps ``selftest.json`` in ``out``; a program that dies leaves the step it died in there.

    ``facts`` are the entries of the report beside the steps. Raises Refusal when ``out`` cannot be written.
    """

    def __init__(self, out: Path, facts: dict[str, Any]) -> None:
        self.out, self.facts = out, facts
        self.steps: list[dict[str, Any]] = []
        with self._refusing():
            out.mkdir(parents=True, exist_ok=True)
            self._there = _files(out)
            self._write("starting")

    @property
    def ok(self) -> bool:
        """True when at least one step was carried out and every one of them ended well."""
        return bool(self.steps) and all(step["ok"] for step in self.steps)

    @property
    def written(self) -> dict[str, int]:
        """The files this run wrote into ``out`` and their bytes; what else lies there is not told."""
        found = _files(self.out).items()
        return {name: size for name, (moment, size) in found if self._there.get(name, (0, 0))[0] != moment}

    def step(self, name: str, act: Callable[[], Any]) -> Any:
        """Carry out one step; returns what ``act`` returned, None when it failed.

        ``act`` returns the words for the report, or whatever the next steps need.
        """
        self._note(name)
        began, found, detail = time.perf_counter(), None, ""
        try:
            found = act()
            detail = found if isinstance(found, str) else ""
            ok = True
        except Exception as error:  # noqa: BLE001 - whatever it is, it belongs into the report, and the next step is tried
            ok, detail = False, told(error)
        seconds = round(time.perf_counter() - began, 3)
        self.steps.append({"name": name, "ok": ok, "seconds": seconds, "detail": detail})
        self._note("")
        return found

    def seconds_of(self, name: str) -> float:
        """How long a step took; 0 for one that was not carried out."""
        return sum(float(step["seconds"]) for step in self.steps if step["name"] == name)

    def end(self) -> dict[str, Any]:
        """Write the report for good and return it; from now on ``ok`` may be true. Raises Refusal."""
        with self._refusing():
            self._write(None)
        return self._content(None)

    @contextmanager
    def _refusing(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            said = sentence(
                "The report of the self-test could not be written to the folder {folder}. Choose another folder.",
                folder=self.out.name,
            )
            raise Refusal("read-only", said) from error

    def _note(self, under_way: str) -> None:
        with suppress(OSError):  # the end says so, if the folder went meanwhile
            self._write(under_way)

    def _write(self, under_way: str | None) -> None:
        content = json.dumps(self._content(under_way), ensure_ascii=False, indent=1, default=str)
        (self.out / FILE).write_text(content, encoding="utf-8")

    def _content(self, under_way: str | None) -> dict[str, Any]:
        if under_way is not None:
            return {"ok": False, "under_way": under_way, **self.facts, "steps": self.steps}
        return {"ok": self.ok, **self.facts, "steps": self.steps}


def _files(folder: Path) -> dict[str, tuple[int, int]]:
    """The files of a folder by name: when each was written, and its bytes."""
    found = ((path.name, path.stat()) for path in sorted(folder.iterdir()) if path.is_file())
    return {name: (facts.st_mtime_ns, facts.st_size) for name, facts in found}


def told(error: BaseException) -> str:
    """What went wrong: the words of it, and where in the program. The data of a self-test is invented."""
    if isinstance(error, NotSo):
        return str(error)
    where = " < ".join(reversed(places(error.__traceback__)[-_MOST_PLACES:]))
    kind = f"Refusal {error.kind}" if isinstance(error, Refusal) else type(error).__name__
    return f"{kind}: {error} ({where})"
