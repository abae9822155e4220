"""Glyphs that are placed, and the PDF operators that draw them.

Lengths inside a glyph are thousandths of the type size, as in PDF fonts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.colors import HexColor

from hospcomms.reports.fonts import Face

BLANKS = frozenset(" \u00a0\u202f\u2009")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One drawn glyph: its code in the face, the text it stands for, how far it moves the pen.

    `dx` and `dy` say how far it stands off the pen. `width` is what the PDF font says its width is; the
    difference to `advance` is written as a correction.
    """

    code: int
    meaning: str
    advance: float
    dx: float
    dy: float
    width: float

    @property
    def is_blank(self) -> bool:
        """Whether the glyph is a space between words."""
        return self.meaning in BLANKS

    def widened(self, extra: float) -> Glyph:
        """The same glyph with a larger advance, for justified lines."""
        return replace(self, advance=self.advance + extra)


def total(glyphs: Sequence[Glyph]) -> float:
    """How far the glyphs move the pen together."""
    return sum(glyph.advance for glyph in glyphs)


def number(value: float) -> str:
    """A number as PDF writes it, with at most three decimals."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def colour(value: str) -> str:
    """The operator that fills with the colour #RRGGBB."""
    return " ".join(number(part) for part in HexColor(value).rgb()) + " rg"


def operators(document: Any, face: Face, size: float, x: float, y: float, glyphs: Sequence[Glyph]) -> list[str]:
    """Operators that draw the glyphs with the pen starting at (x, y) points; they belong inside BT … ET.

    They are written here, not by reportlab's text object: its `setRise` forgets to store the rise when
    two marks with different heights follow each other, so that the letter after two stacked marks is
    printed raised (reportlab 5.1).
    """
    written = [f"1 0 0 1 {number(x)} {number(y)} Tm"]
    remaining = iter(glyphs)
    rise, correction = 0.0, 0.0
    for subset, codes in face.font.splitString("".join(chr(glyph.code) for glyph in glyphs), document):
        written.append(f"{face.font.getSubsetInternalName(subset, document)} {number(size)} Tf")
        row = _Row(correction)
        for code in codes:
            glyph = next(remaining)
            lifted = round(size * glyph.dy / 1000, 3)
            if lifted != rise:
                row.end(written)
                written.append(f"{number(lifted)} Ts")
                rise = lifted
            row.add(code, glyph)
        correction = row.end(written)
    if abs(correction) > _NOTICEABLE:
        written.append(f"[{number(correction)}] TJ")
    if rise:
        written.append("0 Ts")
    return written


_NOTICEABLE = 0.05
"""Corrections below this many thousandths are not worth writing."""


class _Row:
    """One TJ array under construction: codes in hexadecimal with corrections between them."""

    def __init__(self, correction: float) -> None:
        self._parts: list[str] = []
        self._codes = ""
        self._correction = correction

    def add(self, code: int, glyph: Glyph) -> None:
        """Append one glyph; its own offset is taken back after it."""
        correction = self._correction - glyph.dx
        if abs(correction) > _NOTICEABLE:
            self._close_codes()
            self._parts.append(number(correction))
        self._codes += f"{code:02X}"
        self._correction = glyph.width - glyph.advance + glyph.dx

    def end(self, written: list[str]) -> float:
        """Write what there is, and return the correction that is still owed."""
        self._close_codes()
        if self._parts:
            written.append(f"[{' '.join(self._parts)}] TJ")
            self._parts = []
        return self._correction

    def _close_codes(self) -> None:
        if self._codes:
            self._parts.append(f"<{self._codes}>")
            self._codes = ""
