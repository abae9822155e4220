"""What the pipeline found: checks that passed or failed, facts worth keeping, and why it stopped."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


class Failed(Exception):
    """A stage cannot go on: the sentence says what is wrong. The pipeline ends with 1."""


class Impossible(Exception):
    """This machine cannot run the pipeline at all (no root, no Debian): the sentence says why. It ends with 3."""


@dataclass
class Report:
    """The findings of a run in the order they came; a failed check makes its stage fail at its end."""

    checks: list[dict[str, Any]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    stages: list[dict[str, Any]] = field(default_factory=list)

    def check(self, name: str, ok: bool, detail: str = "") -> bool:
        """Note one check and whether it held; a failed one is printed at once. Returns ``ok``."""
        self.checks.append({"name": name, "ok": bool(ok), "detail": detail})
        if not ok:
            print(f"    FAILED {name}: {detail}".rstrip(": "), flush=True)
        return bool(ok)

    def fact(self, name: str, value: object) -> None:
        """Keep a value for the report: anything JSON can hold; a second one of the same name replaces it."""
        self.facts[name] = value

    @property
    def failures(self) -> list[dict[str, Any]]:
        """The checks that did not hold."""
        return [check for check in self.checks if not check["ok"]]

    @property
    def ok(self) -> bool:
        """Whether something was checked, and all of it held."""
        return bool(self.checks) and not self.failures and all(stage["ok"] for stage in self.stages)

    def write(self, path: Path) -> None:
        """The whole report as JSON."""
        told = {"ok": self.ok, **self.facts}
        told |= {"stages": self.stages, "checks": self.checks}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
