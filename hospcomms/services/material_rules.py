"""The rules of materials that hold whichever way one is written; what a material keeps of its versions and stock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.approvals import APPROVED as GIVEN
from hospcomms.domain.checks import Problem
from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import changed_fields
from hospcomms.domain.material_versions import FROZEN_FIELDS, may_move, mirrored
from hospcomms.domain.materials import (
    APPROVED,
    CLINICIAN,
    DIRECTOR,
    DRAFT,
    OBSOLETE,
    Material,
    MaterialApproval,
    MaterialVersion,
    StockMove,
)
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import sentence
from hospcomms.services import photo_guard
from hospcomms.services.journeys import journeys

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change

_OF_MATERIAL = (MaterialVersion, MaterialApproval, StockMove)
_ADDED_LATER = frozenset({"page", "note"})
"""What may be added to an approval that was given: the scan of the signed page, and a note."""


def settle_materials(change: Change) -> None:
    """Hold the rules of versions and approvals in what was written, and renew what each material keeps of them.

    Raises Invalid or Refusal, and then nothing of the change is kept.
    """
    wholes: set[int] = set()
    for step in change.steps:
        for one in (step.before, step.after):
            if isinstance(one, Material):
                wholes.add(one.id)
            elif isinstance(one, _OF_MATERIAL):
                wholes.add(one.material)
    if not wholes:
        return
    given = list(journeys(change, MaterialApproval))
    for before, approval in given:
        _keep_approval(change, before, approval)
    fresh = {(one.version, one.step) for before, one in given if before is None and one.decision == GIVEN}
    for earlier, version in journeys(change, MaterialVersion):
        _check(change, earlier, version, fresh)
    for known, material in journeys(change, Material):
        _check_kind(change, known, material)
    _check_moves(change)
    for ident in sorted(wholes - {0}):
        _mirror(change, ident)


def _keep_approval(change: Change, before: MaterialApproval | None, after: MaterialApproval) -> None:
    """An approval is written by its verb and stays as it was given, but for the scan and a note."""
    if before is None:
        if after.given_at is None:
            raise Refusal(
                "approval", sentence("An approval is entered with “Approve” on the page of the versions, not here.")
            )
        return
    if {field.name for field in changed_fields(before, after)} - _ADDED_LATER:
        raise Refusal("approval", sentence("An approval that was given cannot be changed. Write a note on it."))
    if after.binned_at and not before.binned_at and not _is_binned(change, after.material):
        raise Refusal("approval", sentence("An approval that was given cannot be deleted."))


def _is_binned(change: Change, material: int) -> bool:
    return change.stored(Material, material).binned_at is not None


def _check(change: Change, before: MaterialVersion | None, after: MaterialVersion, fresh: set[tuple[int, str]]) -> None:
    if before is not None:
        _refuse_bin(change, before, after)
        if before.state != after.state:
            _refuse_wrong_step(change, before, after, fresh)
        elif after.state != DRAFT:
            _refuse_change(before, after)


def _refuse_bin(change: Change, before: MaterialVersion, after: MaterialVersion) -> None:
    if after.binned_at and not before.binned_at and before.state in (APPROVED, OBSOLETE):
        if not _is_binned(change, after.material):
            said = sentence("A version that was approved cannot be deleted: copies of it are outside. It stays.")
            raise Refusal("approved", said)


def _refuse_wrong_step(
    change: Change, before: MaterialVersion, after: MaterialVersion, fresh: set[tuple[int, str]]
) -> None:
    """A step the table does not know, or one without the approval it rests on."""
    if not may_move(before.state, after.state):
        raise Refusal("not-allowed", sentence("This step is not possible from the present state of the version."))
    needed = {DIRECTOR: CLINICIAN, APPROVED: DIRECTOR}.get(after.state)
    if needed is None or (after.id, needed) in fresh:
        return
    asked = Query(MaterialApproval).where("version", Op.IS, after.id).where("step", Op.IS, needed)
    if before.state == OBSOLETE and change.find(asked.where("decision", Op.IS, GIVEN)):
        return
    raise Refusal("not-approved", sentence("Say who approved the version. Use “Approve”."))


def _refuse_change(before: MaterialVersion, after: MaterialVersion) -> None:
    changed = [field for field in changed_fields(before, after) if field.name in FROZEN_FIELDS]
    if changed:
        said = sentence("This version was submitted and cannot be changed. Have it returned, or begin a new version.")
        raise Invalid([Problem(field.name, said) for field in changed])


def _check_moves(change: Change) -> None:
    """Copies are those of a version of the same material, or of none named."""
    said = sentence("This version belongs to another material. Choose one of this.")
    for _, move in journeys(change, StockMove):
        if move.version and not move.binned_at:
            if change.stored(MaterialVersion, move.version).material != move.material:
                raise Invalid([Problem("version", said)])


def _check_kind(change: Change, before: Material | None, after: Material) -> None:
    """A material becomes another kind only when its photos may be used so."""
    use = photo_guard.use_of_kind(after.kind)
    if before is None or use == photo_guard.use_of_kind(before.kind):
        return
    versions = [one for one in change.parts(MaterialVersion, after.id) if one.state != OBSOLETE]
    wanted = [change.stored(Photo, ident) for ident in dict.fromkeys(ident for one in versions for ident in one.photos)]
    on = change.at.astimezone().date()
    for photo in wanted:
        consents = [change.stored(Consent, consent) for consent in photo.consents]
        said = photo_guard.said(photo, consents, use, on)
        if said is not None:
            raise Invalid([Problem("kind", said)])


def _mirror(change: Change, ident: int) -> None:
    material = change.stored(Material, ident)
    if material.binned_at is not None:
        return
    kept = mirrored(material, change.parts(MaterialVersion, ident), change.parts(StockMove, ident))
    if kept != material:
        change.save(kept)
