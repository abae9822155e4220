"""The establishment's logo: read from any picture file, kept small beside the data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import LOGO_SIDE
from hospcomms.domain.wording import sentence
from ui.language import tr
from ui.widgets import picture_file

FILE = "logo.png"


def read(path: Path) -> QImage:
    """The picture in a file, at most 800 px wide or high. Raises Refusal for what is not a picture."""
    picture = picture_file.read(str(path), LOGO_SIDE)
    if picture.isNull():
        raise Refusal(
            "not-a-picture",
            sentence("The file {file} is not a picture this program can read. Choose a PNG or JPEG.", file=path.name),
        )
    return picture


def keep(folder: Path, path: Path) -> str:
    """Keep the picture of a file as the logo of a data folder; returns its name there. Raises Refusal."""
    if not read(path).save(str(folder / FILE)):
        raise Refusal("read-only", sentence("The logo could not be saved. Check the rights of the data folder."))
    return FILE


def shown(folder: Path, name: str, size: int) -> QPixmap:
    """The kept logo for the screen; an empty picture when there is none."""
    picture = picture_file.read(str(folder / name), LOGO_SIDE) if name else QImage()
    return QPixmap() if picture.isNull() else scaled(picture, size)


def scaled(picture: QImage, size: int) -> QPixmap:
    """A picture inside a square of ``size`` pixels."""
    keep_ratio, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return QPixmap.fromImage(picture.scaled(size, size, keep_ratio, smooth))


def ask(parent: QWidget) -> Path | None:
    """Let the officer choose a picture file; None when they did not."""
    kinds = f"{tr('Pictures')} (*.png *.jpg *.jpeg *.bmp *.webp)"
    name, _kind = QFileDialog.getOpenFileName(parent, tr("Choose a logo"), "", kinds)
    return Path(name) if name else None
