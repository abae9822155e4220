"""The sheet of keyboard shortcuts, made from the one table of actions and searched by typing."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hospcomms.domain.folding import fold
from ui import theme
from ui.actions import ACTIONS, Action, cap
from ui.language import direction, tr
from ui.widgets.labels import Label
from ui.widgets.sheets import key_cap, scrolled


class KeySheet(QDialog):
    """All keys by group; the line at the top narrows them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.setLayoutDirection(direction())
        self.resize(theme.px(460), theme.px(520))
        self._rows: list[tuple[Action, QWidget]] = []
        self._headings: dict[str, Label] = {}
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(8))
        filter_line = QLineEdit()
        filter_line.setPlaceholderText(tr("Filter"))
        filter_line.setAccessibleName(tr("Filter"))
        filter_line.textChanged.connect(self.narrow)
        column.addWidget(filter_line)
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setSpacing(0)
        for action in ACTIONS:
            if action.keys:
                self._add(action)
        self._list.addStretch()
        column.addWidget(scrolled(inside), 1)

    def _add(self, action: Action) -> None:
        if action.group not in self._headings:
            heading = Label(tr(action.group), role="small", tone="text2", bold=True)
            heading.setFixedHeight(theme.px(28))
            self._headings[action.group] = heading
            self._list.addWidget(heading)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, theme.px(4), 0)
        row.addWidget(Label(tr(action.name)), 1)
        row.addWidget(key_cap(cap(action)))
        line.setFixedHeight(theme.px(28))
        self._rows.append((action, line))
        self._list.addWidget(line)

    def narrow(self, words: str) -> None:
        """Show only the lines that hold the words."""
        for action, line in self._rows:
            line.setVisible(fold(words) in fold(f"{tr(action.name)} {cap(action)}"))
        for group, heading in self._headings.items():
            heading.setVisible(any(not line.isHidden() for action, line in self._rows if action.group == group))
