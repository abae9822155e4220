"""The hand-made pages of materials, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.materials import Material
    from hospcomms.domain.query import Query
    from ui.session import Session


def versions(session: Session, material: Material) -> QWidget:
    """The versions of a material beside each other, language by language."""
    from ui.rooms.material_versions import Versions  # late: see above

    return Versions(session, material)


def approvals(session: Session, material: Material) -> QWidget:
    """Who decided on which version, and the signed pages."""
    from ui.rooms.material_approvals import Approvals  # late: see above

    return Approvals(session, material)


def uses(session: Session, material: Material) -> QWidget:
    """The programmes, campaigns and sessions it is used in."""
    from ui.rooms.material_uses import Uses  # late: see above

    return Uses(session, material)


def uses_count(session: Session, material: Material) -> int:
    """In how many of them it is used."""
    from ui.rooms.material_uses import count  # late: see above

    return count(session, material)


def watch(session: Session) -> QWidget:
    """What needs attention among the materials."""
    from ui.rooms.material_watch import Watch  # late: see above

    return Watch(session)


def stopped(session: Session) -> QWidget:
    """What must not be handed out today."""
    from ui.rooms.material_watch import STOP, Watch  # late: see above

    return Watch(session, STOP)


def dropped(session: Session, paths: Sequence[Path]) -> None:
    """Files dropped on the list become materials."""
    from ui.rooms.material_drop import begin_with  # late: see above

    begin_with(session, paths)


def register(session: Session, _query: Query, page: QWidget) -> None:
    """Show the register of materials as it is printed."""
    from hospcomms.services.material_papers import MATERIALS_REGISTER  # late: the preview is read when first opened
    from ui.records.printing import print_paper

    print_paper(session, page, MATERIALS_REGISTER)


def to_review(session: Session, _query: Query, page: QWidget) -> None:
    """Show what is to be reviewed as it is printed."""
    from hospcomms.services.material_papers import MATERIALS_TO_REVIEW  # late: as above
    from ui.records.printing import print_paper

    print_paper(session, page, MATERIALS_TO_REVIEW)
