"""Glyphs that are placed, and the PDF operators that draw them.

Lengths inside a lettering are thousandths of the type size, as in PDF fonts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from reportlab.lib.colors import HexColor

if TYPE_CHECKING:
    from hospcomms.reports.fonts import Face

BLANKS = frozenset(" \u00a0\u202f\u2009")


class Glyph(NamedTuple):
    """One drawn glyph: its code in the face, the text it stands for, how far it moves the pen.

    `dx` says how far it stands off the pen. `width` is what the PDF font says its width is; the difference to
    `advance` is written as a correction.
    """

    code: int
    meaning: str
    advance: float
    dx: float
    width: float


class Ink(NamedTuple):
    """A glyph drawn as a figure, without text: a vowel sign, whose text the letter under it carries.

    `x` and `y` are counted from the left end of the lettering.
    """

    glyph: int
    x: float
    y: float


Written = tuple[tuple[str, str], ...]
"""(name of the PDF font, operator that shows codes) one after the other."""


class Lettering:
    """Glyphs from left to right, with the marks over and under them; the operators are made once a document."""

    __slots__ = ("_document", "_written", "glyphs", "inks", "width")

    def __init__(self, glyphs: Sequence[Glyph], inks: Sequence[Ink] = ()) -> None:
        self.glyphs, self.inks = glyphs, inks
        self.width = sum(glyph.advance for glyph in glyphs)
        self._document: Any = None
        self._written: Written = ()

    def written(self, face: Face, document: Any) -> Written:
        """What shows the glyphs, inside BT … ET, the pen standing at their left end."""
        if self._document is not document:
            self._written, self._document = _written(face, document, self.glyphs), document
        return self._written


def number(value: float) -> str:
    """A number as PDF writes it, with at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


@lru_cache(256)
def colour(value: str) -> str:
    """The operator that fills with the colour #RRGGBB."""
    return " ".join(number(part) for part in HexColor(value).rgb()) + " rg"


_NOTICEABLE = 0.05
"""Corrections below this many thousandths are not worth writing."""


def _written(face: Face, document: Any, glyphs: Sequence[Glyph]) -> Written:
    """The operators are written here, not by reportlab's text object, whose own way of writing shaped text
    loses the offset of every second mark (reportlab 5.1).
    """
    remaining = iter(glyphs)
    found: list[tuple[str, str]] = []
    owed = 0.0
    for subset, codes in face.font.splitString("".join([chr(glyph.code) for glyph in glyphs]), document):
        row, owed = _row(codes, remaining, owed)
        found.append((face.font.getSubsetInternalName(subset, document), row))
    return tuple(found)


def _row(codes: bytes, glyphs: Any, owed: float) -> tuple[str, float]:
    """One TJ array, codes in hexadecimal with corrections between them, and the correction still owed after it."""
    parts: list[str] = []
    shown = 0
    for place, glyph in enumerate(glyphs):
        owed -= glyph.dx
        if abs(owed) > _NOTICEABLE:
            if place > shown:
                parts.append(f"<{codes[shown:place].hex()}>")
            parts.append(number(owed))
            shown, owed = place, 0.0
        owed += glyph.width - glyph.advance + glyph.dx
        if place + 1 == len(codes):
            break
    parts.append(f"<{codes[shown:].hex()}>")
    return (f"{parts[0]} Tj" if len(parts) == 1 else f"[{''.join(parts)}] TJ"), owed
