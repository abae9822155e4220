"""Sheets of paper: cards with a thin border, key caps, and the empty state of a list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.locale import isolated
from ui import theme
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Picture


class Sheet(QFrame):
    """A white sheet with a 1 px border and no shadow; ``body`` is its column."""

    def __init__(self, kind: str = "card", *, padding: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("sheet", kind)
        self.body = QVBoxLayout(self)
        edge = theme.px(padding)
        self.body.setContentsMargins(edge, edge, edge, edge)
        self.body.setSpacing(theme.px(8))


def key_cap(key: str) -> QLabel:
    """A key as it stands on the keyboard: Ctrl+K."""
    cap = QLabel(isolated(key))
    cap.setTextFormat(Qt.TextFormat.PlainText)
    cap.setProperty("badge", "key")
    cap.setFont(theme.current().font("tiny"))
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setFixedHeight(theme.px(18))
    return cap


def scrolled(inside: QWidget) -> QScrollArea:
    """``inside`` in an area that scrolls and lets the ground of the page show through."""
    area = QScrollArea()
    area.setWidget(inside)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard goes to what is inside
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)  # setWidget has just turned it on
    return area


class EmptyState(QWidget):
    """What is missing, what it is for, and one button that begins."""

    def __init__(
        self,
        icon: str,
        title: str,
        line: str = "",
        action: tuple[str, Callable[[], Any]] | None = None,
        *,
        action_icon: str = "add",
    ) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(4))
        column.addStretch()
        column.addWidget(Picture(icon, 28), alignment=Qt.AlignmentFlag.AlignHCenter)
        for words, made in ((title, Label(title, bold=True)), (line, Label(line, role="small", tone="text2"))):
            if words:
                made.setWordWrap(True)
                made.setAlignment(Qt.AlignmentFlag.AlignCenter)
                column.addWidget(made)
        if action is not None:
            column.addSpacing(theme.px(8))
            button = Button(action[0], action[1], icon=action_icon, kind="primary")
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
