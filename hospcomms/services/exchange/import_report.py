"""What an import found and did: rows read, rows refused with their reasons, warnings, rows already there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Sentence, counted


@dataclass(frozen=True)
class Finding:
    """One thing said of one cell: sheet and column as the file calls them, row from 1 (0: the whole sheet)."""

    sheet: str
    row: int
    column: str
    value: str
    problem: Sentence

    def as_json(self, speaking: Locale) -> dict[str, Any]:
        """The finding in words of a language."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "value": self.value,
            "problem": speaking.say(self.problem),
        }


@dataclass
class Findings:
    """What is gathered while a file is read: problems that refuse it, and what is only said."""

    rejected: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class ImportReport:
    """The outcome of an import. When anything is ``rejected``, nothing was saved, unless it ``keeps_good`` rows.

    ``read`` counts filled rows, ``duplicates`` those that were already there, ``refused`` rows that were rejected.
    """

    kind: str
    read: int
    imported: int = 0
    rejected: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    duplicates: int = 0
    is_trial: bool = False
    commit: Commit | None = None
    keeps_good: bool = False
    refused: int = 0

    @property
    def refusal(self) -> Refusal | None:
        """The refusal when rows were rejected; where good rows are kept, when there is none."""
        if self.keeps_good and self.refused < self.read:
            return None
        if not self.rejected:
            return None
        return Refusal(
            "rows-rejected",
            counted(
                "{n} problem was found, so nothing was imported. Correct it in the file and import it again.",
                "{n} problems were found, so nothing was imported. Correct them in the file and import it again.",
                len(self.rejected),
            ),
        )

    def summary(self) -> Sentence:
        """What happened, in one sentence."""
        if self.refusal is not None:
            return self.refusal.sentence
        if self.keeps_good:
            return self._kept()
        if self.duplicates:
            return counted(
                "{n} row is already present; nothing was imported.",
                "{n} rows are already present; nothing was imported.",
                self.duplicates,
            )
        if self.is_trial:
            return counted(
                "{n} row can be imported. This was a trial: nothing was saved.",
                "{n} rows can be imported. This was a trial: nothing was saved.",
                self.read,
            )
        return counted("{n} row was imported.", "{n} rows were imported.", self.imported)

    def _kept(self) -> Sentence:
        """What happened where good rows are kept and the others said."""
        rest = {
            "refused": counted("{n} row was refused", "{n} rows were refused", self.refused),
            "double": counted("{n} row is already present", "{n} rows are already present", self.duplicates),
        }
        if self.is_trial:
            return counted(
                "{n} row can be imported; {refused}; {double}. This was a trial: nothing was saved.",
                "{n} rows can be imported; {refused}; {double}. This was a trial: nothing was saved.",
                self.imported,
                **rest,
            )
        return counted(
            "{n} row was imported; {refused}; {double}.",
            "{n} rows were imported; {refused}; {double}.",
            self.imported,
            **rest,
        )

    def as_json(self, speaking: Locale) -> dict[str, Any]:
        """The shape other programs rely on (DESIGN.md 5), with the refusal when there is one."""
        shape: dict[str, Any] = {
            "kind": self.kind,
            "read": self.read,
            "imported": self.imported,
            "rejected": [finding.as_json(speaking) for finding in self.rejected],
            "warnings": [finding.as_json(speaking) for finding in self.warnings],
            "duplicates": self.duplicates,
            "dry_run": self.is_trial,
        }
        if self.refusal is not None:
            shape["error"] = {"kind": self.refusal.kind, "sentence": speaking.say(self.refusal.sentence)}
        return shape
