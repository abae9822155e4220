"""Draws the pictures of Setup's pages from the mark of the program: ``python -m windows.make_wizard``.

Writes ``windows/wizard_*.bmp`` (beside the first and the last page) and ``windows/mark_*.bmp`` (at the head of the
pages between), each for screens of 100 % and 200 %.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from ui import taskbar, theme

FOLDER = Path(__file__).parent
ZOOMS = (100, 200)
_SIDE, _HEAD = (164, 314), (55, 55)  # points at 100 %, as Inno Setup's own pictures


def picture(size: tuple[int, int], mark: int, ground: str) -> QImage:
    """The mark of the program, ``mark`` points wide, in the middle of the ground."""
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.fill(QColor(ground))
    painter = QPainter(image)
    painter.drawPixmap((size[0] - mark) // 2, (size[1] - mark) // 2, taskbar.picture(mark))
    painter.end()
    light = theme.LIGHT
    return image.convertToFormat(
        QImage.Format.Format_Indexed8, _between(light.accent, light.on_accent), Qt.ImageConversionFlag.ThresholdDither
    )


def _between(first: str, last: str) -> list[int]:
    """Two colours and 254 steps from one to the other: all that the mark and its edges are made of."""
    one, other = QColor(first), QColor(last)
    ends = [(one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue())]
    steps = [[round(start + (end - start) * step / 255) for start, end in ends] for step in range(256)]
    return [QColor(*step).rgb() for step in steps]


def main() -> None:
    """Draw the pictures of both pages at each zoom."""
    _app = QGuiApplication.instance() or QGuiApplication(["make_wizard"])
    for zoom in ZOOMS:
        for name, size, mark, ground in (
            ("wizard", _SIDE, 96, theme.LIGHT.accent),
            ("mark", _HEAD, 40, theme.LIGHT.surface),
        ):
            wide, high = (edge * zoom // 100 for edge in size)
            picture((wide, high), mark * zoom // 100, ground).save(str(FOLDER / f"{name}_{zoom}.bmp"))


if __name__ == "__main__":
    main()
