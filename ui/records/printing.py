"""Printing a report of a record: made beside the window, then opened with the system's program."""

from __future__ import annotations

import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import sentence
from hospcomms.services import reports
from hospcomms.services.files import safe_name
from ui.background import UNEXPECTED, Progress
from ui.language import tr
from ui.session import Session


def print_report(session: Session, page: QWidget, name: str, record: Record) -> None:
    """Make the report ``name`` of a record as PDF and open it; what is refused is said on the page."""
    title = f"{tr(reports.NAMES[name])} {record.caption}".strip()
    target = Path(tempfile.mkdtemp(prefix="hospcomms-")) / safe_name(f"{title}.pdf")

    # A document speaks plainly: the marks that keep values together on the screen are not for paper.
    speaking = session.office.settings.locale_for(session.locale.language)

    def work(_progress: Progress) -> Path:
        reports.make(session.office, name, record.id, speaking, target)
        return target

    session.background.start(page, work, done=_open, failed=lambda error: _refuse(session, error))


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _refuse(session: Session, error: BaseException) -> None:
    session.go.refuse(error.sentence if isinstance(error, Refusal) else sentence(UNEXPECTED))
