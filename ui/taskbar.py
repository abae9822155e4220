"""What the taskbar of Windows knows the program by: one name for all its windows, and its picture."""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from ui import icons, theme

PROGRAM = "HospComms.Workplace"
"""The AppUserModelID; the shortcuts made by the installer carry the same."""
SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
"""The edges Windows asks for at 100-200 %, in pixels."""


def name_program() -> bool:
    """Tell Windows which program this is, before the first window; False outside Windows or where it refuses."""
    is_told = False
    if sys.platform == "win32":
        tell = ctypes.WinDLL("shell32").SetCurrentProcessExplicitAppUserModelID
        tell.argtypes = (ctypes.c_wchar_p,)
        is_told = bool(tell(PROGRAM) == 0)
    return is_told


def picture(edge: int) -> QPixmap:
    """The picture of the program, a square of ``edge`` pixels: the white megaphone on our own green.

    The icon of the Windows program is made of these too (``windows/make_icon.py``).
    """
    made = QPixmap(edge, edge)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, edge, edge), edge / 5, edge / 5)
    # a small one needs the drawing larger and its lines wider, or it is a smudge
    share, wider = (1.0, 0.5) if edge <= 24 else (0.94, 0.3) if edge <= 48 else (0.86, 0.1)
    side = round(edge * share)
    inset = (edge - side) / 2
    QSvgRenderer(_megaphone(theme.LIGHT.on_accent, wider)).render(painter, QRectF(inset, inset, side, side))
    painter.end()
    return made


def _megaphone(colour: str, wider: float) -> QByteArray:
    """The drawing of ``resources/icons`` with its lines wider, in units of its 20."""
    text = icons.path("megaphone", rtl=False)[0].read_text(encoding="utf-8")
    marks = f'<svg fill="{colour}" stroke="{colour}" stroke-width="{wider}" '
    return QByteArray(text.replace("<svg ", marks, 1).encode())


def show_picture(app: QApplication) -> None:
    """Give every window of the program its picture; called after the first paint."""
    icon = QIcon()
    for edge in SIZES:
        icon.addPixmap(picture(edge))
    app.setWindowIcon(icon)
