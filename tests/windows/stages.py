"""The stages of the pipeline by name, and what they share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.windows import lab as labs
from tests.windows.lab import ARABIC, FRENCH, Lab
from tests.windows.outcome import Failed, Report


@dataclass
class Run:
    """One run of the pipeline: its lab folder, how the profiles are called, what was found so far."""

    place: Path
    profile: str = "pfx"
    working_tree: bool = False
    report: Report = field(default_factory=Report)
    _offline: bool = False

    def leave_network(self) -> None:
        """From here on nothing that is started reaches a network; done once."""
        if not self._offline:
            labs.offline()
            self._offline = True

    @contextmanager
    def windows(self, locale: str, *, fresh: bool = True) -> Iterator[Lab]:
        """A running Windows of this locale; see Lab.opened."""
        with Lab(self.place, f"{self.profile}-{locale[:2]}", locale).opened(fresh=fresh) as lab:
            yield lab


def life(run: Run) -> None:
    """The life cycle in both code pages, on a fresh profile each."""
    from tests.windows import lifecycle  # only this stage needs it

    for locale in (ARABIC, FRENCH):
        with run.windows(locale) as lab:
            lifecycle.run(lab, setups(run), run.report)


def setups(run: Run) -> dict[str, Path]:
    """The setups that were compiled: ``older``, ``this`` and ``next``. Raises Failed."""
    found = {name: run.place / "w" / "out" / name for name in ("older", "this", "next")}
    paths = {name: next(folder.glob("*.exe"), None) for name, folder in found.items()}
    lacking = [name for name, path in paths.items() if path is None]
    if lacking:
        raise Failed(f"The stage setup has not made: {', '.join(lacking)}")
    return {name: path for name, path in paths.items() if path}


STAGES: dict[str, Callable[[Run], None]] = {"life": life}
OFFLINE = {"tests", "bundle", "setup", "life", "brief", "pictures"}
