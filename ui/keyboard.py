"""Shortcuts that also work while the Arabic keyboard layout is on.

With that layout Ctrl+K arrives as Ctrl+ن on some systems and no shortcut answers. The filter reads such a press
by the Latin letter on the same key (Arabic 101, on Windows the virtual key, which also knows the AZERTY variant).
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

_ROWS = (
    ("ضصثقفغعهخحجد", "qwertyuiop[]"),
    ("شسيبلاتنمكط", "asdfghjkl;'"),
    ("ئءؤرىةوزظ", "zxcvnm,./"),
    ("ذ", "`"),
    ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
)
LATIN = {arabic: latin for row, keys in _ROWS for arabic, latin in zip(row, keys, strict=True)} | {
    "لا": "b", "ﻻ": "b", "إ": "y", "أ": "h", "آ": "n", "ـ": "j", "،": "k",
}  # fmt: skip
"""The letter of the Arabic (101) layout -> what the same key writes in the Latin layout."""
_PRESSES = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def latin_key(event: QKeyEvent) -> Qt.Key | None:
    """The key a command was meant with when an Arabic letter was pressed with Ctrl or Alt, else None."""
    if not event.modifiers() & _COMMANDS or _is_written_with_alt_gr(event):
        return None
    if event.key() == Qt.Key.Key_Agrave:
        return Qt.Key.Key_0  # a French keyboard writes digits with Shift only
    pressed = chr(event.key()) if 0x600 <= event.key() < 0x10000 else ""
    arabic = pressed if pressed in LATIN else event.text()
    if arabic not in LATIN:
        return None
    if ord("A") <= event.nativeVirtualKey() <= ord("Z"):  # Windows tells the letter printed on the key
        return Qt.Key(event.nativeVirtualKey())
    return Qt.Key(ord(LATIN[arabic].upper()))


def _is_written_with_alt_gr(event: QKeyEvent) -> bool:
    """True for a sign written with AltGr, which Windows tells as Ctrl and Alt: that is typing."""
    if event.modifiers() & Qt.KeyboardModifier.GroupSwitchModifier:
        return True
    both = event.modifiers() & _COMMANDS == _COMMANDS
    return sys.platform == "win32" and both and event.text().isprintable() and bool(event.text())


class LatinShortcuts(QObject):
    """The application-wide filter; install it with ``app.installEventFilter``."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # the kind of object first: this is asked of every event, and making a QEvent.Type takes longer
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget) or event.type() not in _PRESSES:
            return False
        key = latin_key(event)
        if key is None:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            meant = QKeyEvent(QEvent.Type.ShortcutOverride, key, event.modifiers(), "")
            QApplication.sendEvent(watched, meant)
            event.setAccepted(meant.isAccepted())
            return True
        if not press(watched, QKeyCombination(event.modifiers(), key)):
            QApplication.sendEvent(watched, QKeyEvent(QEvent.Type.KeyPress, key, event.modifiers(), ""))
        return True


def press(widget: QWidget, pressed: QKeyCombination) -> bool:
    """Trigger the shortcut or action of the widget's window that has these keys; False when none has."""
    keys = QKeySequence(pressed)
    override = QKeyEvent(QEvent.Type.ShortcutOverride, pressed.key(), pressed.keyboardModifiers(), "")
    override.ignore()
    QApplication.sendEvent(widget, override)
    if override.isAccepted():  # a field wants it for itself, as Ctrl+Z while typing
        return False
    for shortcut in widget.window().findChildren(QShortcut):
        own = shortcut.keys()
        if shortcut.isEnabled() and keys in own and _reaches(shortcut, widget):
            shortcut.activated.emit()
            return True
    for action in widget.window().findChildren(QAction):
        if action.isEnabled() and keys in action.shortcuts():
            action.trigger()
            return True
    return False


def _reaches(shortcut: QShortcut, widget: QWidget) -> bool:
    """True when the shortcut is in force where the focus is."""
    parent = shortcut.parent()
    if not isinstance(parent, QWidget) or not parent.isVisible():
        return False
    if shortcut.context() == Qt.ShortcutContext.WidgetShortcut:
        return widget is parent
    if shortcut.context() == Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return widget is parent or parent.isAncestorOf(widget)
    return True
