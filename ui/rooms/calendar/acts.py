"""What one does with the calendar beside looking at it: printing, taking it out as .ics, bringing a file in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, counted
from ui.language import tr
from ui.rooms.calendar.desk import EVERY_LAYER, YEAR
from ui.rooms.room import Section

if TYPE_CHECKING:
    from ui.file_dialogs import Outside
    from ui.rooms.calendar.bringing import BringingDialog
    from ui.session import Session

SHORT_FORM = (
    Section("", ("title", "first", "begins", "ends", "place", "kind")),
    Section(N_("More about it"), ("last", "who", "speaker", "channel", "note")),
)
"""What is asked of an appointment begun in the calendar."""
KIND, ENDING = N_("Calendar (.ics)"), ".ics"


def print_days(session: Session, page: QWidget, view: str, day: date, hidden: set[str]) -> None:
    """Show the year, or the month, of a day as it is printed."""
    # late: the preview is read when it is first opened
    from hospcomms.services import preview
    from ui.preview import open_preview

    office = session.office
    subject = preview.of_year(office, day.year) if view == YEAR else preview.of_month(office, day, frozenset(hidden))
    open_preview(session, page, subject)


def export(
    session: Session,
    page: QWidget,
    days: tuple[date, date],
    hidden: set[str],
    outside: Outside | None = None,
) -> None:
    """Write what is shown of some days into an .ics file, beside the window; asks where."""
    # late: as above
    from hospcomms.services.ics import writing
    from ui.file_dialogs import Outside, documents

    chosen = (outside or Outside()).save(page, documents() / writing.file_name(*days), tr(KIND))
    if not chosen:
        return
    path, layers = Path(chosen), frozenset(layer.key for layer in EVERY_LAYER if layer.key not in hidden)

    def done(count: int) -> None:
        said = counted("{n} event was written to {file}.", "{n} events were written to {file}.", count, file=path.name)
        session.bus.told.emit(said)

    def failed(error: BaseException) -> None:
        if isinstance(error, Refusal):
            session.bus.refused.emit(error.sentence)

    office = session.office
    session.background.start(
        page, lambda _progress: writing.export(office, *days, layers, path), done=done, failed=failed
    )


def begin_import(session: Session, page: QWidget, outside: Outside | None = None) -> BringingDialog | None:
    """Ask for an .ics file and show what bringing it in would do."""
    # late: as above
    from ui.file_dialogs import Outside, documents

    chosen = (outside or Outside()).open(page, documents(), tr(KIND), ENDING)
    return show_import(session, page, Path(chosen)) if chosen else None


def show_import(session: Session, page: QWidget, path: Path) -> BringingDialog:
    """Show what bringing in a file would do."""
    # late: as above
    from ui.rooms.calendar.bringing import BringingDialog

    dialog = BringingDialog(session, path, page.window())
    dialog.open()
    return dialog


def take_dropped(session: Session, paths: Sequence[Path]) -> None:
    """Show what bringing in a dropped .ics file would do; files of other kinds are passed over."""
    window = QApplication.activeWindow()
    found = next((path for path in paths if path.suffix.lower() == ENDING), None)
    if found is not None and window is not None:
        show_import(session, window, found)
