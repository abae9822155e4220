"""The print preview: the pages of the PDF itself on the screen, and the ways to take them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.services.preview import Subject
    from ui.preview.window import PreviewWindow
    from ui.session import Session


def open_preview(session: Session, page: QWidget, subject: Subject) -> PreviewWindow:
    """Show a report or list over the window of ``page``; it is made beside the window."""
    # late: nothing of the preview is read before one is opened
    from ui.preview.window import PreviewWindow

    shown = PreviewWindow(session, subject, page.window())
    shown.open()
    return shown
