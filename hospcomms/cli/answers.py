"""What a command answers: lines for people, a shape for programs, and the exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Sentence


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


def warned(warnings: Iterable[Sentence], speaking: Locale) -> list[str]:
    """Say on standard error what could not be done as it is; returns the same sentences for ``--json``."""
    lines = [speaking.say(warning) for warning in warnings]
    for line in lines:
        print(line, file=sys.stderr)
    return lines
