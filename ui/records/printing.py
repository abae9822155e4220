"""Printing a report of a record: it is shown in the preview, and taken out from there."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hospcomms.domain.fields import Record
from hospcomms.services import preview
from ui.exchange.tasks import PAPERS, PLACE, view_of
from ui.preview import open_preview
from ui.session import Session


def print_report(session: Session, page: QWidget, name: str, record: Record) -> None:
    """Show the report ``name`` of a record in the preview; what is refused is said there.

    A paper for Word has a page of its own.
    """
    if name in PAPERS:
        session.go.open_room(PLACE, view_of(name, record.id))
        return
    open_preview(session, page, preview.of_report(session.office, name, record))


def print_paper(session: Session, page: QWidget, name: str) -> None:
    """Show the report ``name`` of the whole office in the preview."""
    open_preview(session, page, preview.of_report(session.office, name))
