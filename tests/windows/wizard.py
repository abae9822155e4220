"""Setup and the uninstaller as a person meets them: their pages photographed, their buttons pressed by keys."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.windows.installed import Place
from tests.windows.lab import Lab
from tests.windows.outcome import Failed

_PATIENCE, _QUIET = 90, 8
YES, NO = ("Left", "Return"), ("Right", "Return")
"""From No, where a question begins, to Yes; and the other way round."""


@dataclass
class Screen:
    """The display of a lab: waits for the next page, keeps its picture, presses keys."""

    lab: Lab
    seen: bytes = b""
    known: frozenset[str] = frozenset()
    pictures: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Take what is shown now as known, before a program is started."""
        self.seen, self.known = self._look().read_bytes(), self._windows()

    def window(self, name: str) -> None:
        """Wait for a new window, which may be beside one that changes by itself; keep its picture, give it the keys.

        Raises Failed.
        """
        if not self.lab.until(lambda: self._windows() - self.known, _PATIENCE):
            raise Failed(f"The window {name} did not appear.")
        (new, *_others), self.known = sorted(self._windows() - self.known), self._windows()
        time.sleep(2)  # it is drawn
        self.lab.run("xdotool", "windowfocus", new, timeout=20).expected()
        self.lab.shot(name)
        self.pictures.append(f"{name}.png")

    def page(self, name: str) -> None:
        """Wait until another page is shown and stands still; keep its picture as ``name``. Raises Failed."""
        end, now = time.monotonic() + _PATIENCE, self.seen
        while now == self.seen:
            if time.monotonic() > end:
                raise Failed(f"The page {name} did not appear.")
            time.sleep(0.3)
            now = self._look().read_bytes()
        quiet = time.monotonic() + _QUIET
        while (then := self._look().read_bytes()) != now and time.monotonic() < quiet:
            now = then
            time.sleep(0.3)
        self.seen = then
        self.lab.shot(name)
        self.pictures.append(f"{name}.png")

    def press(self, *keys: str) -> None:
        """Press keys one after the other in the window that is in front."""
        self.lab.run("xdotool", "key", "--delay", "150", *keys, timeout=20).expected()

    def _windows(self) -> frozenset[str]:
        """The numbers of the windows that are shown and have a title."""
        found = self.lab.run("xdotool", "search", "--onlyvisible", "--name", ".", timeout=20).stdout
        return frozenset(word for word in found.split() if word.isdigit())

    def _look(self) -> Path:
        """The display as a file that is the same as long as nothing moves."""
        self.lab.run("import", "-window", "root", "/lab/look.ppm", timeout=30).expected()
        return self.lab.folder / "look.ppm"


@contextmanager
def _running(lab: Lab, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program that a person has started; ended at the latest with the block."""
    started = lab.start(*words, timeout=600)
    try:
        yield started
    finally:
        started.terminate()
        started.wait()


def installed(screen: Screen, setup: Path, place: Place, name: str) -> int:
    """Go through Setup page by page with Enter, without starting the program at the end; returns the exit code."""
    screen.begin()
    with _running(screen.lab, screen.lab.windows_path(setup)) as started:
        for page in ("0-language", "1-folder", "2-choices", "3-ready"):
            screen.page(f"{name}-{page}")
            screen.press("Return")
        if not screen.lab.until(lambda: place.version() and place.links[0].exists(), 300):
            raise Failed("Setup wrote nothing after its page was confirmed.")
        time.sleep(2)  # the bar runs to its end, then the last page comes
        screen.page(f"{name}-4-done")
        screen.press("space", "Return")  # the box on the page: the program is not to be started
        return _ended(started)


def refused(
    screen: Screen, setup: Path, name: str, *, words: tuple[str, ...] = (), answer: tuple[str, ...] = ("Escape",)
) -> int:
    """Start a Setup that says no or asks, keep the picture of that and answer no; returns the exit code."""
    screen.begin()
    with _running(screen.lab, screen.lab.windows_path(setup), *words) as started:
        screen.window(f"{name}-0-language")
        screen.press("Return")
        screen.window(name)
        screen.press(*answer)
        return _ended(started)


def removed(screen: Screen, place: Place, name: str, *, deleting: bool) -> int:
    """Uninstall as a person does, keeping the data or ``deleting`` it (asked twice); returns the exit code."""
    screen.begin()
    with _running(screen.lab, place.windows_path("unins000.exe")) as started:
        screen.page(f"{name}-1-sure")
        screen.press(*YES)
        screen.page(f"{name}-2-data")
        screen.press(*(("Down", "Return") if deleting else ("Return",)))
        if deleting:
            screen.page(f"{name}-3-really")
            screen.press(*YES)
        _patiently(lambda: not place.version() and not place.programs(), screen.lab)
        screen.page(f"{name}-4-done")
        screen.press("Return")
        return _ended(started)


def _patiently(seen: Callable[[], object], lab: Lab) -> None:
    """Wait for something that has to come. Raises Failed."""
    if not lab.until(seen, 120):
        raise Failed("The uninstaller removed nothing after its question was answered.")


def _ended(started: subprocess.Popen[bytes]) -> int:
    """The exit code of a program whose last window was answered. Raises Failed when it goes on."""
    try:
        return started.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        raise Failed("A program of the installer waits for an answer that nobody was to give.") from None
