"""Scans of clips as pictures for the page and the screen: photographs made fit, pages of a PDF painted."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from hospcomms.domain.limits import SCAN_POINTS
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.reports.pages_as_pictures import PagePicture, Pages
from hospcomms.reports.pictures import ENOUGH, begun, opened

_BROKEN = (OSError, SyntaxError, ValueError, struct.error, IndexError, KeyError, EOFError)
"""What a damaged picture makes its readers raise."""
_POINTS = 800.0
"""Points of the longer side of a page of paper; scales count from it."""


@dataclass(frozen=True)
class Scan:
    """A kept file made into pictures: their files in order, the number of its pages, and what must be said.

    ``is_smaller`` is True when a huge picture was made smaller; ``problem`` says why there is no picture at all.
    """

    pictures: tuple[Path, ...] = ()
    pages: int = 1
    is_smaller: bool = False
    problem: Sentence | None = None


def as_pictures(path: Path, name: str, folder: Path, most: int) -> Scan:
    """The pictures of a kept file, written into ``folder``; of a PDF at most the first ``most`` pages."""
    if _is_pdf(path):
        return _pages(path, name, folder, most)
    try:
        with begun(path, most_of_jpeg=SCAN_POINTS) as found:
            huge = max(found.size) > 2 * ENOUGH
        made = opened(path, most_of_jpeg=SCAN_POINTS)[0]
    except Image.DecompressionBombError:
        return Scan(problem=_too_large(name))
    except _BROKEN:
        return Scan(problem=_no_picture(name))
    if not huge:
        return Scan((path,))
    target = folder / f"{path.name[:40]}.png"
    made.save(target)
    return Scan((target,), is_smaller=True)


def first_look(path: Path, name: str, edge: int) -> PagePicture | Sentence:
    """A kept file as it looks, its longer side ``edge`` pixels at most; or the sentence that says why it cannot."""
    if _is_pdf(path):
        try:
            pages = Pages(path.read_bytes())
        except (pypdfium2.PdfiumError, OSError):
            return _no_picture(name)
        try:
            painted = pages.render(0, edge / max(pages.sizes[0])) if pages.count else None
        finally:
            pages.close()
        return painted or _no_picture(name)
    try:
        made = opened(path, most_of_jpeg=SCAN_POINTS)[0]
    except Image.DecompressionBombError:
        return _too_large(name)
    except _BROKEN:
        return _no_picture(name)
    made.thumbnail((edge, edge))
    plain = made.convert("RGBA")
    paper = Image.new("RGBA", plain.size, "white")
    paper.alpha_composite(plain)
    return PagePicture(paper.width, paper.height, paper.width * 4, paper.tobytes())


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as stream:
        return b"%PDF-" in stream.read(1024)


def _pages(path: Path, name: str, folder: Path, most: int) -> Scan:
    try:
        pages = Pages(path.read_bytes())
    except (pypdfium2.PdfiumError, OSError):
        return Scan(problem=_no_picture(name))
    found: list[Path] = []
    try:
        for number in range(min(pages.count, most)):
            target = folder / f"{path.name[:40]}-{number}.png"
            if not target.exists():
                painted = pages.render(number, ENOUGH / 1.4 / max(_POINTS, *pages.sizes[number]))
                if painted is None:
                    break
                shape = (painted.width, painted.height)
                picture = Image.frombuffer("RGBX", shape, painted.pixels, "raw", "RGBX", painted.stride, 1)
                picture.convert("RGB").save(target)
            found.append(target)
    finally:
        pages.close()
    return Scan(tuple(found), pages.count)


def _no_picture(name: str) -> Sentence:
    return sentence("The file {file} is neither a picture nor a readable PDF and is not shown.", file=name)


def _too_large(name: str) -> Sentence:
    return sentence("The picture {file} is too large and is not shown.", file=name)
