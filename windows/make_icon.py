"""Draws the icon of the program from the mark at the head of its sidebar: ``python -m windows.make_icon``.

Writes ``windows/hospcomms.ico`` (for the programs, the setup and the shortcuts).
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QImageWriter, QPainter, QPainterPath, QPen
from PySide6.QtSvg import QSvgRenderer

from ui import icons, theme
from windows.contents import ICON_SIZES

FILE = Path(__file__).with_name("hospcomms.ico")
_CORNER = 0.2  # of the edge, as the mark in the sidebar: 6 of 30


def drawn(size: int) -> QImage:
    """The mark of ``size`` points: the megaphone on a rounded square of the program's colour."""
    light = theme.LIGHT
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = QPainterPath()
    ground.addRoundedRect(QRectF(0, 0, size, size), size * _CORNER, size * _CORNER)
    painter.fillPath(ground, QColor(light.accent))
    # small ones need the drawing larger and thicker, or it is a smudge
    share, stroke = (1.0, 0.5) if size <= 24 else (0.94, 0.3) if size <= 48 else (0.86, 0.1)
    edge = round(size * share)
    inset = (size - edge) / 2
    _megaphone(painter, QRectF(inset, inset, edge, edge), light.on_accent, stroke)
    painter.end()
    return image


def _megaphone(painter: QPainter, area: QRectF, colour: str, stroke: float) -> None:
    """The drawing of ``resources/icons``, its outline widened by ``stroke`` units of its 20."""
    file, _turned = icons.path("megaphone", rtl=False)
    marks = f'<svg fill="{colour}" ' + (f'stroke="{colour}" stroke-width="{stroke}" ' if stroke else "")
    text = file.read_text(encoding="utf-8").replace("<svg ", marks, 1)
    painter.setPen(QPen(Qt.PenStyle.NoPen))
    QSvgRenderer(QByteArray(text.encode())).render(painter, area)


def icon_file(images: list[QImage]) -> bytes:
    """An .ico of the images: the largest as PNG, the others plain, which every part of Windows reads."""
    pictures = [_png(image) if image.width() >= 256 else _plain(image) for image in images]
    place = 6 + 16 * len(pictures)
    head = struct.pack("<HHH", 0, 1, len(pictures))
    for image, picture in zip(images, pictures, strict=True):
        edge = image.width() % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return head + b"".join(pictures)


def _plain(image: QImage) -> bytes:
    """A bitmap as icons hold it: twice as high for its mask, the lines from the bottom up, blue first."""
    edge = image.width()
    head = struct.pack("<IiiHHIIiiII", 40, edge, 2 * edge, 1, 32, 0, 0, 0, 0, 0, 0)
    points = bytes(image.constBits())
    rows = [points[4 * edge * line : 4 * edge * (line + 1)] for line in reversed(range(edge))]
    mask = bytes((edge + 31) // 32 * 4 * edge)  # nothing masked: the points have their own transparency
    return head + b"".join(rows) + mask


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def main() -> None:
    """Draw every size and write the icon file."""
    _app = QGuiApplication.instance() or QGuiApplication(["make_icon"])
    FILE.write_bytes(icon_file([drawn(size) for size in ICON_SIZES]))


if __name__ == "__main__":
    main()
