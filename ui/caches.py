"""What the window remembers of painted records is forgotten: texts laid out, names measured, pictures, plain copies."""

from __future__ import annotations

import gc
import sys

from PySide6.QtGui import QPixmapCache

from hospcomms.services import passing

_WITH_NAMES = (
    "ui.rooms", "ui.records", "ui.widgets", "ui.preview",
    "hospcomms.domain.names", "hospcomms.domain.skeletons", "hospcomms.domain.likeness", "hospcomms.domain.folding",
    "hospcomms.services.contacts", "hospcomms.services.answers", "hospcomms.storage.indexing",
    "hospcomms.reports.shaping",
)  # fmt: skip
"""Modules whose caches are keyed by words of records; others hold icons, fonts and tables of the program."""


def forget() -> None:
    """Empty every cache that may hold words or pictures of the data."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_WITH_NAMES):
            for thing in list(vars(module).values()):
                clear = getattr(thing, "cache_clear", None)
                if callable(clear) and getattr(thing, "__module__", "") == name:
                    clear()
    QPixmapCache.clear()
    passing.forget_copies()
    gc.collect()
