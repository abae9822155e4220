"""Pictures made fit for the page: right way up, in colours a printer knows, not larger than can be printed."""

from __future__ import annotations

import struct
import threading
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader

from hospcomms.domain.limits import PHOTO_POINTS, PICTURE_POINTS
from hospcomms.domain.wording import Sentence, sentence

ENOUGH = 2200
"""Pixels of the longer side: 300 dots an inch over the width of a page."""

FORMATS = ("PNG", "JPEG", "GIF", "BMP", "WEBP", "TIFF")
"""What is taken for a picture: nothing that runs another program to be read, and nothing that is drawn from a text."""

_READ_SMALLER = frozenset({"JPEG", "MPO"})
_PLAIN = frozenset({"RGB", "RGBA", "L"})
_LOCK = threading.Lock()


@dataclass(frozen=True)
class Usable:
    """A picture ready to be drawn; `image` is None when it cannot be used, and `problem` says why.

    `notice` says what was changed in a picture that is drawn.
    """

    image: ImageReader | None
    size: tuple[int, int] = (1, 1)
    problem: Sentence | None = None
    notice: Sentence | None = None


def usable(path: Path) -> Usable:
    """The picture of a file: CMYK and the like turned to RGB, huge ones made smaller, broken ones refused."""
    try:
        made, is_for_press = opened(path)
    except Image.DecompressionBombError:
        return _refused("The picture {file} is too large and was left out.", path)
    # what a damaged file makes the readers raise
    except (OSError, SyntaxError, ValueError, struct.error, IndexError, KeyError, EOFError):
        return _refused("The picture {file} could not be read and was left out.", path)
    return Usable(ImageReader(made), made.size, notice=_converted(path) if is_for_press else None)


def _converted(path: Path) -> Sentence:
    return sentence(
        "The picture {file} has colours for a printing press (CMYK); they were converted and may look different.",
        file=path.name,
    )


def _refused(message: str, path: Path) -> Usable:
    return Usable(None, problem=sentence(message, file=path.name))


def begun(path: Path, most: int = PICTURE_POINTS, most_of_jpeg: int = PHOTO_POINTS) -> Image.Image:
    """The picture of a file with its size known and nothing of it decoded yet: the only way a picture is opened.

    A JPEG can be read smaller at once, so more points of it are allowed. Raises DecompressionBombError for a picture
    with more points, and what a damaged file makes Pillow raise.
    """
    with _LOCK, warnings.catch_warnings():  # the limit of Pillow is only a warning at first; ours is the lower one
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        picture: Image.Image = Image.open(path, formats=FORMATS)
    if picture.width * picture.height > (most_of_jpeg if picture.format in _READ_SMALLER else most):
        picture.close()
        raise Image.DecompressionBombError
    return picture


def opened(path: Path, most_of_jpeg: int = PHOTO_POINTS) -> tuple[Image.Image, bool]:
    """The picture made fit, and whether its colours were those of a printing press. Raises as ``begun``."""
    with begun(path, most_of_jpeg=most_of_jpeg) as picture:
        is_for_press = picture.mode == "CMYK"
        picture.draft("RGB", (ENOUGH, ENOUGH))  # JPEG files are read smaller at once
        fit = ImageOps.exif_transpose(picture)
        fit.thumbnail((ENOUGH, ENOUGH))
        if fit.mode not in _PLAIN:
            has_holes = "transparency" in fit.info or fit.mode in ("LA", "PA", "RGBa", "La")
            fit = fit.convert("RGBA" if has_holes else "RGB")
        fit.load()
        return fit, is_for_press
