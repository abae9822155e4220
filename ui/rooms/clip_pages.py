"""The hand-made parts of the room of clips, each imported when it is first shown: the window is painted before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.records.form import Form
    from ui.session import Session


def side(session: Session, form: Form) -> QWidget:
    """What stands beside the form: the scan and the coding."""
    from ui.rooms.clip_side import ClipSide  # late: see above

    return ClipSide(session, form)


def dropped(session: Session, paths: Sequence[Path]) -> None:
    """Files dropped on the list begin a clip."""
    from ui.rooms.clip_acts import begin_with  # late: see above

    begin_with(session, paths)
