"""Drawing text on the desk: in the direction of the page, cut at its logical end, or broken into lines."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from ui import theme
from ui.language import plain, shown
from ui.rooms.crisis.measures import Measures, letters

LRI, RLI, PDI = "\u2066", "\u2067", "\u2069"
ISOLATES = (LRI, RLI)


def flags(*, start: bool = True) -> int:
    """Qt's flags for one line at the start or the end of its room, its direction forced."""
    used = theme.current()
    side = Qt.AlignmentFlag.AlignRight if used.rtl == start else Qt.AlignmentFlag.AlignLeft
    forced = Qt.TextFlag.TextForceRightToLeft if used.rtl else Qt.TextFlag.TextForceLeftToRight
    middle = Qt.AlignmentFlag.AlignAbsolute.value | Qt.AlignmentFlag.AlignVCenter.value
    one = Qt.TextFlag.TextSingleLine.value | Qt.TextFlag.TextDontClip.value
    return int(side.value | middle | forced.value | one)


def write(painter: QPainter, room: QRectF, words: str, font: QFont, colour: QColor, *, start: bool = True) -> float:
    """One line of text, cut with … where there is no room; returns the width it took."""
    if not words or room.width() <= 0:
        return 0.0
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetricsF(font)
    cut = metrics.elidedText(shown(words), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, flags(start=start), cut)
    return min(metrics.horizontalAdvance(cut), room.width())


def write_lines(painter: QPainter, room: QRectF, lines: tuple[str, ...], font: QFont, colour: QColor) -> None:
    """Lines broken by ``broken``, from the top of their room."""
    painter.setFont(font)
    painter.setPen(colour)
    step = QFontMetricsF(font).lineSpacing()
    for number, line in enumerate(lines):
        painter.drawText(QRectF(room.left(), room.top() + number * step, room.width(), step), flags(), line)


@lru_cache(maxsize=4000)
def broken(words: str, pixels: int, bold: bool, width: int, most: int, rtl: bool) -> tuple[str, ...]:
    """Text broken into at most ``most`` lines of that width; letters of ``pixels`` height.

    Each line carries the marks of its direction, so that a full stop stands where it belongs.
    """
    font = letters(pixels, bold)
    found: list[str] = []
    for paragraph in words.split("\n"):
        found += _broken(paragraph, font, width, rtl)
    if len(found) > most:
        rest = shown(" ".join(plain(line) for line in found[most - 1 :]))
        found = [*found[: most - 1], QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)]
    return tuple(found) or ("",)


def _broken(paragraph: str, font: QFont, width: int, rtl: bool) -> list[str]:
    marked = shown(paragraph)
    lead, body, end = marked[:1], marked[1:], ""
    if body[:1] in ISOLATES and body.endswith(PDI) and body.count(PDI) == 1:
        lead, body, end = lead + body[0], body[1:-1], PDI
        rtl = lead.endswith(RLI)
    layout = QTextLayout(body, font)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found, start = [], 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        piece = body[start : start + line.textLength()].rstrip()
        found += [f"{lead}{piece}{end}"] if piece else []
        start += line.textLength()
    layout.endLayout()
    return found


def lines_in(words: str, font: QFont, width: float, most: int) -> tuple[str, ...]:
    """``broken`` for a font and a width as painters have them."""
    return broken(words, font.pixelSize(), font.bold(), int(width), most, theme.current().rtl)


def width_of(words: str, font: QFont) -> float:
    """How wide a line of text is."""
    return QFontMetricsF(font).horizontalAdvance(shown(words)) if words else 0.0


def cut_start(room: QRectF, width: float) -> QRectF:
    """What is left of a room after its first ``width`` pixels at the start edge."""
    return room.adjusted(0, 0, -width, 0) if theme.current().rtl else room.adjusted(width, 0, 0, 0)


def cut_end(room: QRectF, width: float) -> QRectF:
    """What is left of a room without its last ``width`` pixels at the end edge."""
    return room.adjusted(width, 0, 0, 0) if theme.current().rtl else room.adjusted(0, 0, -width, 0)


def key_cap(painter: QPainter, room: QRectF, key: str, m: Measures) -> float:
    """A key as it stands on the keyboard, at the start of its room; returns its width."""
    used = theme.current()
    font = m.font(16)
    wide = QFontMetricsF(font).horizontalAdvance(key) + m.px(16)
    left = room.right() - wide if used.rtl else room.left()
    high = m.px(24)
    cap = QRectF(left + 0.5, room.center().y() - high / 2 + 0.5, wide - 1, high - 1)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(used.colour("line_strong"), 1))
    painter.setBrush(used.colour("surface"))
    painter.drawRoundedRect(cap, 3, 3)
    painter.setFont(font)
    painter.setPen(used.colour("text"))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    return wide
