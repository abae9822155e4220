"""The steps of a version as verbs: for its card, and for the head of its material while only one version is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid
from hospcomms.domain.materials import APPROVED, CLINICIAN, DIRECTOR, DRAFT, OBSOLETE, Material, MaterialVersion
from hospcomms.domain.wording import counted, sentence
from hospcomms.services import material_checks, materials
from ui.rooms.room import Verb

if TYPE_CHECKING:
    from hospcomms.services.office import Office

BESIDE = "versions"
"""The tab on which all versions stand beside each other."""


def _in_state(*wanted: str) -> Callable[[Any], bool]:
    return lambda record: record.state in wanted


def _missing(to: str) -> Callable[[Office, MaterialVersion], list[Problem]]:
    return lambda office, version: material_checks.missing(office, version, to)


SUBMIT = Verb(
    materials.SUBMIT, materials.submit, when=_in_state(DRAFT), missing=_missing(CLINICIAN), usual=True, icon="send"
)
CHECK = Verb(
    materials.CHECK,
    materials.check,
    when=_in_state(CLINICIAN),
    missing=_missing(DIRECTOR),
    asks=materials.MaterialDecision,
    usual=True,
    icon="checkmark_circle",
)
APPROVE = Verb(
    materials.APPROVE,
    materials.approve,
    when=_in_state(DIRECTOR),
    missing=_missing(APPROVED),
    asks=materials.MaterialDecision,
    usual=True,
    icon="checkmark_circle",
)
SEND_BACK = Verb(
    materials.SEND_BACK,
    materials.send_back,
    when=_in_state(CLINICIAN, DIRECTOR),
    asks=materials.MaterialDecision,
    icon="arrow_undo",
)
RETIRE = Verb(materials.RETIRE, materials.retire, when=_in_state(APPROVED), icon="archive")
TAKE_UP = Verb(
    materials.TAKE_UP,
    materials.take_up,
    when=_in_state(OBSOLETE),
    missing=_missing(APPROVED),
    icon="arrow_counterclockwise",
)
OF_VERSION = (SUBMIT, CHECK, APPROVE, SEND_BACK, RETIRE, TAKE_UP)
"""What can be done with one version."""


def _only(office: Office, material: Material) -> tuple[MaterialVersion | None, list[Problem]]:
    """The version the head of a material means: the one in the state that it shows; and why there is no such one."""
    found = materials.at_hand(office, material, material.state)
    if len(found) == 1:
        return found[0], []
    if not found:
        return None, [Problem(BESIDE, sentence("There is no version yet. Begin one in one of the languages."))]
    said = counted(
        "{n} version is in this state. Choose it on its own card.",
        "{n} versions are in this state. Choose one on its own card.",
        len(found),
    )
    return None, [Problem(BESIDE, said)]


def of_material(verb: Verb) -> Verb:
    """The same verb for the head of a material."""

    def missing(office: Office, material: Material) -> list[Problem]:
        version, problems = _only(office, material)
        return problems if version is None else verb.missing(office, version)

    def act(office: Office, material: Material, *asked: Any) -> Commit:
        version, problems = _only(office, material)
        if version is None:
            raise Invalid(problems)
        return verb.act(office, version, *asked)

    return Verb(verb.name, act, when=verb.when, missing=missing, asks=verb.asks, usual=verb.usual, icon=verb.icon)
