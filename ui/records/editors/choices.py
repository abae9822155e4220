"""Editors of yes or no, of one choice and of several."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hospcomms.domain.checks import Severity
from hospcomms.domain.fields import Field
from hospcomms.domain.wording import N_
from ui import theme
from ui.language import tr
from ui.records.editors.editor import Editor, outline
from ui.records.editors.flow import Flow
from ui.records.editors.lines import FIELD_HEIGHT
from ui.session import Session
from ui.widgets import kit

NOT_CHOSEN = N_("Not chosen")


def shape_icon(shape: str) -> QIcon:
    """The painted shape of a state as an icon; no icon without a shape."""
    if not shape:
        return QIcon()
    edge = theme.px(14)
    drawn = QPixmap(edge * 2, edge * 2)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    kit.paint_shape(painter, QRectF(0, 0, edge * 2, edge * 2), shape, theme.current())
    painter.end()
    drawn.setDevicePixelRatio(2)
    return QIcon(drawn)


class FlagEditor(Editor):
    """A check box with the field's own label."""

    says_label = True

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self.box = QCheckBox(tr(field.label), self)
        self.box.setMinimumHeight(theme.px(FIELD_HEIGHT))
        self.box.clicked.connect(lambda _on: self.edited.emit())
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)
        row.addStretch(1)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def draft(self) -> object:
        return self.box.isChecked()

    def target(self) -> QWidget:
        return self.box


class QuietCombo(QComboBox):
    """A list that the wheel does not change while the page is scrolled over it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Otherwise the wheel itself gives the list the keyboard, and then changes it.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ChoiceEditor(Editor):
    """One of the choices, each with its shape; a value that is no longer offered is still shown."""

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self.box = QuietCombo(self)
        self.box.setMinimumHeight(theme.px(FIELD_HEIGHT))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(8)
        self.box.addItem(tr(NOT_CHOSEN), "")
        for choice in field.choices:
            self.box.addItem(shape_icon(choice.shape), tr(choice.label), choice.key)
        self.box.activated.connect(lambda _index: self.edited.emit())
        self.setFocusProxy(self.box)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.box)

    def value(self) -> str:
        return str(self.box.currentData() or "")

    def set_value(self, value: Any) -> None:
        index = self.box.findData(value)
        if index < 0:
            self.box.addItem(str(value), value)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index)

    def draft(self) -> object:
        return self.value()

    def choose(self, key: str) -> None:
        """Take a choice as the officer's."""
        self.set_value(key)
        self.edited.emit()

    def target(self) -> QWidget:
        return self.box


class ChoicesEditor(Editor):
    """Several choices as chips to press; kept in the order they are offered."""

    wide = True

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self._strange: tuple[str, ...] = ()
        flow = Flow()
        self.chips: dict[str, QPushButton] = {}
        for choice in field.choices:
            chip = QPushButton(tr(choice.label), self)
            chip.setCheckable(True)
            chip.setProperty("kind", "plain")
            chip.installEventFilter(self)
            chip.clicked.connect(partial(self._tell, choice.key))
            self.chips[choice.key] = chip
            flow.addWidget(chip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(flow)
        if self.chips:
            self.setFocusProxy(next(iter(self.chips.values())))

    def _tell(self, _key: str, _on: bool = False) -> None:
        self.edited.emit()

    def value(self) -> tuple[str, ...]:
        return (*(key for key, chip in self.chips.items() if chip.isChecked()), *self._strange)

    def set_value(self, value: Any) -> None:
        self._value = tuple(value)
        self._strange = tuple(key for key in value if key not in self.chips)
        for key, chip in self.chips.items():
            chip.setChecked(key in value)

    def draft(self) -> object:
        return list(self.value())

    def target(self) -> QWidget:
        return next(iter(self.chips.values()), self)

    def mark(self, severity: Severity | None) -> None:
        for chip in self.chips.values():
            outline(chip, severity)

    def set_name(self, name: str) -> None:
        self.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows walk along the chips as they stand."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            forward = Qt.Key.Key_Left if self.session.locale.rtl else Qt.Key.Key_Right
            back = Qt.Key.Key_Right if self.session.locale.rtl else Qt.Key.Key_Left
            step = {forward: 1, back: -1}.get(Qt.Key(event.key()))
            chips = list(self.chips.values())
            if step and isinstance(watched, QPushButton):
                index = chips.index(watched) + step
                if 0 <= index < len(chips):
                    chips[index].setFocus()
                return True
        return super().eventFilter(watched, event)
