"""The program's own font, so that Arabic, French and English look the same on every computer."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFontDatabase

from hospcomms import RESOURCES

FAMILY = "Vazirmatn"
FALLBACK = "DejaVu Sans"
_FILES = ("Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf")


@cache
def load() -> str:
    """Load the shipped fonts once; returns the family to use (the system's own if the files are gone)."""
    loaded = [
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))
        for name in _FILES
        if (RESOURCES / "fonts" / name).exists()
    ]
    if loaded and min(loaded) >= 0:
        return FAMILY
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).family()
