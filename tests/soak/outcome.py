"""What a trial says at its end."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Told:
    """The figures of a trial in one line, and everything wrong, in words."""

    line: str
    wrong: list[str] = field(default_factory=list)
