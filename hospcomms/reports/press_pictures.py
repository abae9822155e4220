"""Pictures made fit to be given to others: nothing left in them but what one sees.

A camera writes the place, the time and its own number into a picture (EXIF, XMP); a press office must not hand out
where a patient lives.
"""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import PHOTO_POINTS
from hospcomms.domain.wording import sentence
from hospcomms.reports.pictures import begun

ON_PAPER = 1400
"""Pixels of the longer side of a photo in a PDF or Word file: it must go through a mail box."""
QUALITY = 92
_HOLES = frozenset({"RGBA", "LA", "PA", "P", "RGBa", "La"})


@dataclass(frozen=True)
class PlainPicture:
    """A picture of which only the picture is left: the file's ending and its content."""

    ending: str
    content: bytes


def without_details(path: Path, name: str, longest: int = 0) -> PlainPicture:
    """The picture of a file, right way up, written anew with no details in it; ``longest`` pixels at most (0: as many).

    Raises Refusal ``picture-unreadable`` naming the file ``name`` when it cannot be read: it must not go out as it is.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what a camera wrote wrongly goes anyway; the size is checked below
            return _plain(path, longest)
    # what a damaged file makes the readers raise
    except (
        Image.DecompressionBombError,
        OSError,
        SyntaxError,
        ValueError,
        ImageCms.PyCMSError,
        struct.error,
        IndexError,
        KeyError,
    ) as problem:
        raise Refusal(
            "picture-unreadable",
            sentence(
                "The hidden details (place, camera) could not be taken out of the picture {file}, so it was not handed"
                " out. Replace it with a .jpg or .png file.",
                file=name,
            ),
        ) from problem


def _plain(path: Path, longest: int) -> PlainPicture:
    with begun(path, most=PHOTO_POINTS) as opened:
        picture = ImageOps.exif_transpose(opened)
        if longest:
            picture.thumbnail((longest, longest))
        has_holes = picture.mode in _HOLES or "transparency" in picture.info
        shown, profile = _in_common_colours(picture, "RGBA" if has_holes else "RGB")
    # a new picture takes over the points and nothing else that came with the file
    bare = Image.new(shown.mode, shown.size)
    bare.paste(shown)
    stream = io.BytesIO()
    if has_holes:
        bare.save(stream, "PNG", optimize=True, icc_profile=profile)
        return PlainPicture(".png", stream.getvalue())
    bare.save(stream, "JPEG", quality=QUALITY, optimize=True, icc_profile=profile)
    return PlainPicture(".jpg", stream.getvalue())


def _in_common_colours(picture: Image.Image, mode: str) -> tuple[Image.Image, bytes | None]:
    """The picture in sRGB with the bare profile of sRGB, if it came with a profile of its own: that may name people."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):  # 16 bits a point: the conversion would cut them off instead of scaling
        picture = picture.convert("I").point(lambda value: value / 257).convert("L")
    if not profile or picture.mode not in ("RGB", "CMYK"):
        return picture.convert(mode), None
    source, common = ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
    try:
        converted = ImageCms.profileToProfile(picture, source, common, outputMode="RGB")
    except ImageCms.PyCMSError:  # the profile does not fit the points: they are taken as they are
        return picture.convert(mode), None
    assert converted is not None
    return converted.convert(mode), _undated(ImageCms.ImageCmsProfile(common).tobytes())


def _undated(profile: bytes) -> bytes:
    """A colour profile without the moment it was made: the same picture gives the same file."""
    return profile[:24] + bytes(12) + profile[36:]
