"""A row of joined buttons of which one is chosen: views of a list, day/week/month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from ui import icons, theme
from ui.language import harmless


class _Part(QPushButton):
    """One button of the row, as wide chosen (bold) as not, so that nothing moves."""

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        used = theme.current()
        wide = QFontMetrics(used.font(bold=True)).horizontalAdvance(self.text())
        return QSize(
            wide + used.px(22) + (used.px(24) if not self.icon().isNull() else 0),
            max(hint.height(), used.px(28)),
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class Segments(QWidget):
    """``options`` are (key, words, icon); ``chosen`` carries the key. Arrow keys move along the row."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str, str]], current: str = "") -> None:
        super().__init__()
        self._words = {key: words for key, words, _icon in options}
        self._is_short = False
        self._group = QButtonGroup(self)
        self._parts: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for index, (key, words, icon) in enumerate(options):
            place = "only" if len(options) == 1 else {0: "first", len(options) - 1: "last"}.get(index, "middle")
            part = self._part(key, words, icon, place)
            row.addWidget(part)
        self.choose(current or (options[0][0] if options else ""))

    def _part(self, key: str, words: str, icon: str, place: str) -> QPushButton:
        part = _Part(words)
        part.setProperty("segment", place)
        part.setCheckable(True)
        part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if icon:
            part.setIcon(icons.icon(icon, 16, checked="accent", gap=4))
            part.setIconSize(QSize(theme.px(16) + theme.px(4), theme.px(16)))
        part.setAccessibleName(words)
        part.clicked.connect(lambda _checked=False: self.chosen.emit(key))
        part.toggled.connect(lambda _checked: self._spell())
        self._group.addButton(part)
        self._parts[key] = part
        return part

    def choose(self, key: str) -> None:
        """Show an option as chosen without telling anyone."""
        if key in self._parts:
            self._parts[key].setChecked(True)

    def shorten(self, *, short: bool) -> None:
        """Where there is little room only the chosen option says its words; the others show their icon and tip."""
        if short != self._is_short:
            self._is_short = short
            self._spell()

    def _spell(self) -> None:
        for key, part in self._parts.items():
            is_bare = self._is_short and not part.isChecked() and not part.icon().isNull()
            part.setText("" if is_bare else self._words[key])
            part.setToolTip(harmless(self._words[key]) if is_bare else "")

    def current(self) -> str:
        """The key of the chosen option."""
        return next((key for key, part in self._parts.items() if part.isChecked()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()), 0) * (-1 if theme.current().rtl else 1)
        keys = list(self._parts)
        if step and keys:
            place = min(max(keys.index(self.current()) + step, 0), len(keys) - 1)
            self._parts[keys[place]].setFocus()
            self._parts[keys[place]].click()
            return
        super().keyPressEvent(event)
