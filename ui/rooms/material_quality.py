"""The tabs of a material about its quality, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.materials import Pretest, QualityScore
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import C_, N_
from hospcomms.services import records
from ui.rooms.room import Tab

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.fields import Record
    from hospcomms.domain.materials import Material
    from ui.session import Session

READABILITY = "readability"


def scores(session: Session, material: Material) -> QWidget:
    """The scores of a version, what to revise, and the sheets to score it with."""
    from ui.rooms.material_scores import MaterialScores  # late: see above

    return MaterialScores(session, material)


def pretests(session: Session, material: Material) -> QWidget:
    """What the people it is for made of it."""
    from ui.rooms.material_pretests import MaterialPretests  # late: see above

    return MaterialPretests(session, material)


def readability(session: Session, material: Material) -> QWidget:
    """Indicative figures of a version's text and its long places."""
    from ui.rooms.material_readability import MaterialReadability  # late: see above

    return MaterialReadability(session, material)


def _many(session: Session, kind: type[Record], material: Material) -> int:
    return records.count(session.office, Query(kind).where(kind.whole, Op.IS, material.id))


QUALITY_TABS = (
    Tab(
        QualityScore.key,
        C_("material", "Quality"),
        scores,
        lambda session, material: _many(session, QualityScore, material),
    ),
    Tab(Pretest.key, N_("Pretest"), pretests, lambda session, material: _many(session, Pretest, material)),
    Tab(READABILITY, N_("Readability"), readability),
)
