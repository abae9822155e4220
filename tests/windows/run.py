"""One run of the pipeline: what its stages share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.windows import lab as labs
from tests.windows.lab import ARABIC, Lab
from tests.windows.outcome import Failed, Report


@dataclass
class Run:
    """The lab folder, how the Windows profiles in it are called, and what was found so far."""

    place: Path
    profile: str = "pfx"
    working_tree: bool = False
    report: Report = field(default_factory=Report)
    _offline: bool = False

    def __post_init__(self) -> None:
        self.lab.artefacts.mkdir(parents=True, exist_ok=True)

    @property
    def lab(self) -> Lab:
        """The lab as such, for what needs no running Windows."""
        return Lab(self.place, f"{self.profile}-ar")

    @property
    def folder(self) -> Path:
        r"""The host path of ``Z:\lab``."""
        return self.lab.folder

    @property
    def source(self) -> Path:
        """Our source in the lab."""
        return self.folder / "src"

    @property
    def dist(self) -> Path:
        """The bundle that PyInstaller makes."""
        return self.folder / "dist" / "HospComms"

    def made(self, path: Path, stage: str) -> Path:
        """The path when it is there. Raises Failed naming the stage that makes it."""
        if not path.exists():
            raise Failed(f"{path.name} is not there: the stage {stage} makes it")
        return path

    def leave_network(self) -> None:
        """From here on nothing that is started reaches a network; done once."""
        if not self._offline:
            labs.offline()
            self._offline = True

    @contextmanager
    def windows(self, locale: str = ARABIC, *, fresh: bool = True) -> Iterator[Lab]:
        """A running Windows of this locale; see Lab.opened."""
        self.made(self.folder / "py" / "python.exe", "tools")
        with Lab(self.place, f"{self.profile}-{locale[:2]}", locale).opened(fresh=fresh) as lab:
            yield lab
