"""What a command answers: lines for people, a shape for programs, and the exit code."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hospcomms.domain.errors import Refusal


@dataclass(frozen=True)
class Answer:
    """``lines`` are printed for people, ``shape`` with ``--json``; a ``refusal`` is said on standard error."""

    lines: tuple[str, ...] = ()
    shape: Any = None
    refusal: Refusal | None = None

    @property
    def code(self) -> int:
        """The exit code: 0 done, 1 refused."""
        return 0 if self.refusal is None else 1
