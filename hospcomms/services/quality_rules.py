"""The rules of quality scores and pretests that hold whichever way one is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import changed_fields
from hospcomms.domain.materials import APPROVED, OBSOLETE, Material, MaterialVersion, Pretest, QualityScore
from hospcomms.domain.wording import sentence

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change


def settle_quality(change: Change) -> None:
    """Hold the rules of scores and pretests in what was written.

    Raises Invalid for a version of another material, and Refusal ``scored`` for a change of a score, or its deletion
    by itself, once its version is approved.
    """
    for step in list(change.steps):
        if isinstance(step.after, (QualityScore, Pretest)):
            _of_its_material(change, step.after)
        if isinstance(step.before, QualityScore) and isinstance(step.after, QualityScore):
            _stays(change, step.before, step.after)


def _of_its_material(change: Change, record: QualityScore | Pretest) -> None:
    if record.binned_at or not record.version:
        return
    if change.stored(MaterialVersion, record.version).material != record.material:
        raise Invalid([Problem("version", sentence("This version belongs to another material. Choose one of this."))])


def _stays(change: Change, before: QualityScore, after: QualityScore) -> None:
    if not before.version or change.stored(MaterialVersion, before.version).state not in (APPROVED, OBSOLETE):
        return
    deleted = bool(after.binned_at and not before.binned_at)
    if deleted and change.stored(Material, before.material).binned_at:
        return
    if deleted or {field.name for field in changed_fields(before, after)} - {"note"}:
        said = sentence("The version is approved: its score stays as it was. Score it again instead.")
        raise Refusal("scored", said)
