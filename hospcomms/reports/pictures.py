"""Pictures made fit for the page: right way up, in colours a printer knows, not larger than can be printed."""

from __future__ import annotations

import struct
import threading
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps
from reportlab.lib.utils import ImageReader

from hospcomms.domain.wording import Sentence, sentence

LARGEST = 60_000_000
"""Pixels of the largest picture that is opened at all."""

ENOUGH = 2200
"""Pixels of the longer side: 300 dots an inch over the width of a page."""

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


def opened(path: Path, most: int = LARGEST) -> tuple[Image.Image, bool]:
    """The picture made fit, and whether its colours were those of a printing press.

    Raises DecompressionBombError for one of more than ``most`` pixels, and what a damaged file makes Pillow raise.
    """
    with _LOCK, warnings.catch_warnings():  # the limit of Pillow is only a warning at first; ours is the lower one
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        picture: Image.Image = Image.open(path)
    with picture:
        if picture.width * picture.height > most:
            raise Image.DecompressionBombError
        is_for_press = picture.mode == "CMYK"
        picture.draft("RGB", (ENOUGH, ENOUGH))  # JPEG files are read smaller at once
        picture = ImageOps.exif_transpose(picture)
        picture.thumbnail((ENOUGH, ENOUGH))
        if picture.mode not in _PLAIN:
            has_holes = "transparency" in picture.info or picture.mode in ("LA", "PA", "RGBa", "La")
            picture = picture.convert("RGBA" if has_holes else "RGB")
        picture.load()
        return picture, is_for_press
