"""Pictures of files as Qt reads them: known by their content, their size asked before anything is decoded."""

from __future__ import annotations

from PySide6.QtCore import QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from hospcomms.domain.limits import PICTURE_POINTS

FORMATS = frozenset({"png", "jpeg", "bmp", "gif", "webp"})
"""What is taken for a picture, whatever its file is called. An SVG is a text that is drawn and may reach for others."""
_READ_SMALLER = frozenset({"jpeg"})


def read(source: QIODevice | str, finest: int) -> QImage:
    """The picture right way up, its longer side ``finest`` points at most; an empty one for what is not shown.

    ``source`` is an open device or the path of a file. A picture of too many points is not decoded at all.
    """
    reader = QImageReader()
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if isinstance(source, str):
        reader.setFileName(source)
    else:
        reader.setDevice(source)
    kind, size = bytes(reader.format().data()).decode(), reader.size()
    if kind not in FORMATS or not size.isValid():
        return QImage()
    if kind not in _READ_SMALLER and size.width() * size.height() > PICTURE_POINTS:
        return QImage()
    keep = Qt.AspectRatioMode.KeepAspectRatio
    if kind in _READ_SMALLER and max(size.width(), size.height()) > finest:
        reader.setScaledSize(size.scaled(QSize(finest, finest), keep))
    picture = reader.read()
    if picture.isNull() or max(picture.width(), picture.height()) <= finest:
        return picture
    return picture.scaled(finest, finest, keep, Qt.TransformationMode.SmoothTransformation)
