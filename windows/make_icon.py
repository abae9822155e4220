"""Draws the icon of the program of the picture its windows have in the taskbar: ``python -m windows.make_icon``.

Writes ``windows/hospcomms.ico`` (for the programs, the setup and the shortcuts).
"""

from __future__ import annotations

import struct
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter

from ui.taskbar import picture
from windows.contents import ICON_SIZES

ARGB = QImage.Format.Format_ARGB32
FILE = Path(__file__).with_name("hospcomms.ico")


def drawn() -> bytes:
    """The icon file with every size; asks for a running QGuiApplication."""
    return icon_file([picture(size).toImage().convertToFormat(ARGB) for size in ICON_SIZES])


def icon_file(images: list[QImage]) -> bytes:
    """An .ico of the images: the largest as PNG, the others plain, which every part of Windows reads."""
    written = [_png(image) if image.width() >= 256 else _plain(image) for image in images]
    place = 6 + 16 * len(written)
    head = struct.pack("<HHH", 0, 1, len(written))
    for image, content in zip(images, written, strict=True):
        edge = image.width() % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(content), place)
        place += len(content)
    return head + b"".join(written)


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
    FILE.write_bytes(drawn())


if __name__ == "__main__":
    main()
