"""A painted shape as a widget, alone or with its word: a state is never a colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui import icons, theme
from ui.widgets import kit
from ui.widgets.labels import Label


class Mark(QWidget):
    """The shape of a state, severity or verdict; the word beside it says the same."""

    def __init__(self, name: str, size: int = 14, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        edge = theme.px(size)
        self.setFixedSize(edge, edge)

    def show_shape(self, name: str) -> None:
        """Paint another shape from now on."""
        self._name = name
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._name:
            kit.paint_shape(painter, QRectF(self.rect()), self._name, theme.current())
        painter.end()


class Picture(QWidget):
    """An icon beside a text."""

    def __init__(self, name: str, size: int = 18, tone: str = "text2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._tone = name, tone
        edge = theme.px(size)
        self.setFixedSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        icons.paint(painter, QRectF(self.rect()), self._name, theme.current().colour(self._tone))
        painter.end()


class StateLabel(QWidget):
    """Shape and word of a state, both in its tone."""

    def __init__(
        self,
        shape: str,
        word: str,
        *,
        role: str = "text",
        bold: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        self._mark = Mark(shape, 14, self)
        self._word = Label(word, role=role, bold=bold)
        row.addWidget(self._mark)
        row.addWidget(self._word)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(shape, word)

    def show_state(self, shape: str, word: str) -> None:
        """Show another state."""
        self._mark.show_shape(shape)
        self._word.paint_in_colour(kit.tone(shape, theme.current()).name())
        self._word.setText(word)
        self.setAccessibleName(word)


class StateChip(StateLabel):
    """The state of a record beside its title: a tinted capsule with shape and word."""

    def __init__(self, shape: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(shape, word, bold=False, parent=parent)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(theme.px(10), 0, theme.px(10), 0)
        self.setFixedHeight(theme.px(26))

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        used = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        capsule = QPainterPath()
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        capsule.addRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.fillPath(capsule, QColor(used.accent_soft))
        painter.strokePath(capsule, QPen(QColor(used.accent), 1))
        painter.end()


class Bar(QWidget):
    """How far something is, filled from the start; None is hatched and said as “not measured”."""

    def __init__(self, attained: float | None = None, width: int = 52, height: int = 8) -> None:
        super().__init__()
        self._attained = attained
        self.setFixedHeight(theme.px(height))
        if width:
            self.setFixedWidth(theme.px(width))

    def show_share(self, attained: float | None) -> None:
        """Fill to another share (0-1), or None for not measured."""
        self._attained = attained
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        kit.paint_bar(painter, QRectF(self.rect()), self._attained, theme.current())
        painter.end()


class Rule(QWidget):
    """A thin line between parts of a page, lying or standing."""

    def __init__(self, *, standing: bool = False, colour: str = "line") -> None:
        super().__init__()
        self._colour = colour
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if standing:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour(self._colour))
        painter.end()
