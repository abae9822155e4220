"""The fonts shipped with the program, as a document uses them: fallback by character, exact text for copy
and search.

Every document has font objects of its own. reportlab keeps the state of a document in them, so sharing them
between two documents written at the same time would mix their letters. What reading a font file gave is shared:
it took half the time of a short paper, and nothing changes it.
"""

from __future__ import annotations

import struct
import unicodedata
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase.ttfonts import TTFont

from hospcomms import RESOURCES
from hospcomms.reports.bidi import UNDRAWN
from hospcomms.reports.glyphs import BLANKS, Lettering
from hospcomms.reports.outlines import Outlines

FOLDER = RESOURCES / "fonts"
REGULAR, BOLD, FALLBACK = "Vazirmatn-Regular", "Vazirmatn-Bold", "DejaVuSans"

_FIRST_PRIVATE = 0xF0000
_PRESENTATION = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFD))


class ExactFont(TTFont):
    """A reportlab font that writes our own table of what each drawn glyph means (ToUnicode).

    reportlab maps each code to the character of that number, so shaped Arabic would be copied as
    presentation forms and private codes, and a word could not be found. `meanings` says what a private
    code stands for.
    """

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name, str(path))
        self.meanings: dict[int, str] = {}

    def for_document(self) -> ExactFont:
        """A font of the same file for one document, with letters, widths and state of its own."""
        font, face = copy(self), copy(self.face)
        face.charToGlyph, face.charWidths = dict(face.charToGlyph), dict(face.charWidths)
        font.face, font.state, font.meanings = face, WeakKeyDictionary(), {}
        return font

    def addObjects(self, doc: Any) -> None:  # noqa: N802  # reportlab's name
        """Write the font, then replace the ToUnicode table of each of its subsets."""
        state = self.state[doc]
        super().addObjects(doc)
        written = doc.idToObject["BasicFonts"].dict
        for number, subset in enumerate(state.subsets):
            pdf_font = written[f"{state.internalName}+{number}"]
            stream = doc.idToObject[pdf_font.ToUnicode.name]
            stream.content = self._unicode_table(pdf_font.BaseFont, subset)

    def _unicode_table(self, name: str, subset: list[int]) -> str:
        """The ToUnicode table of one subset; codes that are not used are left out."""
        rows = [
            f"<{code:02X}> <{meaning.encode('utf-16-be').hex().upper()}>"
            for code, character in enumerate(subset)
            if character and (meaning := self.meanings.get(character) or _letters(character))
        ]
        blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{name} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
        ]
        for block in blocks:
            lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines)


def _letters(code: int) -> str:
    """The letters a character stands for: a presentation form stands for its plain letter."""
    character = chr(code)
    if any(code in block for block in _PRESENTATION):
        return unicodedata.normalize("NFKC", character).replace(" ", "")
    return character


@cache
def _read(name: str) -> ExactFont:
    """The font of a file as it was read; it is copied for each document and never used itself."""
    return ExactFont(name, FOLDER / f"{name}.ttf")


class Face:
    """One font of a document: which characters it has, their widths, and codes for glyphs without a
    character.

    Widths and positions are in thousandths of the type size.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.font = _read(name).for_document()
        self.letterings: dict[tuple[str, bool, str, str], Lettering] = {}  # what the shaper made of a run
        self.shaping: Any = None  # the shaper's own font object
        self._glyphs: dict[int, int] = self.font.face.charToGlyph
        self._widths: dict[int, float] = self.font.face.charWidths
        self._codes: dict[tuple[int, str, float], int] = {}
        self._outlines: Any = None

    def has(self, character: str) -> bool:
        """Whether the font draws this character."""
        code = ord(character)
        return code in self._glyphs and code < _FIRST_PRIVATE

    def advance(self, character: str) -> float:
        """Width of a character the font has; the default width of the font otherwise."""
        return self._widths.get(ord(character), self.font.face.defaultWidth or 0.0)

    def glyph(self, character: str) -> int:
        """Number of the glyph of a character; 0, the empty box, when the font has none."""
        return self._glyphs.get(ord(character), 0) if self.has(character) else 0

    def code(self, glyph: int, meaning: str, width: float) -> int:
        """A private code that draws `glyph`, counts `width` and is copied as `meaning`."""
        key = (glyph, meaning, width)
        if key not in self._codes:
            code = self._codes[key] = _FIRST_PRIVATE + len(self._codes)
            self.font.meanings[code] = meaning
            self._glyphs[code] = glyph
            self._widths[code] = width
        return self._codes[key]

    def ink(self, character: str) -> tuple[float, float]:
        """Left and right edge of the ink of a character; (0, 0) when it has none."""
        face: Any = self.font.face  # the types of reportlab do not know all of it
        glyph = self.glyph(character)
        start, end = face.glyphPos[glyph], face.glyphPos[glyph + 1]
        if start == end:
            return 0.0, 0.0
        table = face.get_table_pos("glyf")[0]
        outline = face._ttf_data[table + start : table + start + 10]  # noqa: SLF001
        _, left, _, right, _ = struct.unpack(">5h", outline)
        scale = 1000.0 / face.unitsPerEm
        return left * scale, right * scale

    def outline(self, glyph: int) -> tuple[str, tuple[float, float, float, float]]:
        """The outline of a glyph as PDF path operators, and its box, in units of the font."""
        if self._outlines is None:
            self._outlines = Outlines(FOLDER / f"{self.name}.ttf")
        found: tuple[str, tuple[float, float, float, float]] = self._outlines.path(glyph)
        return found

    @property
    def units(self) -> float:
        """Units of the font in one em."""
        return float(self.font.face.unitsPerEm)


class Fonts:
    """The faces of one document: text, bold text, and the fallback, loaded when a character first needs
    it.
    """

    def __init__(self) -> None:
        self._faces: dict[str, Face] = {}
        self._chosen: dict[tuple[str, bool], Face] = {}
        self._alike: dict[bool, set[str]] = {True: set(), False: set()}

    def face(self, name: str) -> Face:
        """The face of that file name."""
        if name not in self._faces:
            self._faces[name] = Face(name)
        return self._faces[name]

    def main(self, bold: bool) -> Face:
        """The text face of that weight."""
        return self.face(BOLD if bold else REGULAR)

    def for_character(self, character: str, bold: bool) -> Face:
        """The face that draws this character: the text face, or the fallback where the text face has no
        glyph.
        """
        key = (character, bold)
        if key not in self._chosen:
            main = self.main(bold)
            # which draws a box that can be seen for what it lacks too
            self._chosen[key] = main if main.has(character) else self.face(FALLBACK)
        return self._chosen[key]

    def draws(self, character: str) -> bool:
        """Whether any of the faces has the character."""
        return self.main(bold=False).has(character) or self.face(FALLBACK).has(character)

    def is_even(self, text: str, bold: bool) -> bool:
        """Whether the text face alone draws all of `text`."""
        alike = self._alike[bold]
        fresh = set(text) - alike
        if fresh:
            main = self.main(bold)
            alike |= {one for one in fresh if one in UNDRAWN or one in BLANKS or main.has(one)}
        return not fresh or fresh <= alike
