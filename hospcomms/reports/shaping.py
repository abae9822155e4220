"""Turns letters into glyphs: HarfBuzz when it is there, arabic-reshaper's presentation forms otherwise.

Both take a run of one direction, one face, and give its glyphs from left to right. Every glyph knows the
letters it stands for, because that is what copying and searching the PDF finds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any, Protocol

from hospcomms.reports.bidi import MIRRORED, UNDRAWN
from hospcomms.reports.fonts import Face
from hospcomms.reports.glyphs import BLANKS, Glyph, total

try:
    import uharfbuzz
except ImportError:  # the wheel is missing on some machines; the reshaper then takes over
    uharfbuzz = None

NOTHING = "\u200c"
"""Meaning of a glyph without letters of its own: a code without a meaning would be copied as Latin
garbage.
"""


NARROW, THIN = "\u202f", 200.0
"""The narrow blank between groups of digits, and its least width: in Vazirmatn it can hardly be seen."""


class Shaper(Protocol):
    """What the paragraph engine asks of a shaper."""

    def prepare(self, text: str) -> str:
        """The text as it is ordered and broken; presentation forms for shapers that need them."""

    def glyphs(self, face: Face, text: str, rtl: bool, before: str, after: str) -> list[Glyph]:
        """The glyphs of a run from left to right; `before` and `after` are its neighbours in reading
        order.
        """

    def width(self, face: Face, text: str, rtl: bool, before: str, after: str) -> float:
        """The width of the run in thousandths of the type size."""


def shaper(name: str = "") -> Shaper:
    """The shaper called `harfbuzz` or `reshaper`; without a name the best one there is. ValueError for
    another name.
    """
    wanted = name or ("harfbuzz" if uharfbuzz else "reshaper")
    if wanted == "harfbuzz" and uharfbuzz:
        return HarfBuzz()
    if wanted == "reshaper":
        return Reshaper()
    raise ValueError(f"no such shaper: {wanted}")


def is_mark(character: str) -> bool:
    """Whether the character stands on the letter before it, such as a vowel sign."""
    return unicodedata.category(character) == "Mn"


def split_between(face: Face, glyph: int, letters: Sequence[str], like: Glyph) -> list[Glyph]:
    """A ligature of n letters as n glyphs: the ligature with the leftmost letter, then blanks with the
    others.

    Readers reverse a glyph that means several letters (lam-alef is copied as alef-lam), so each glyph
    means one.
    """
    count = len(letters)
    advance, width = like.advance / count, like.width / count
    drawn = Glyph(face.code(glyph, letters[0], width), letters[0], advance, like.dx, like.dy, width)
    blank = face.glyph(" ")
    return [
        drawn,
        *(Glyph(face.code(blank, letter, width), letter, advance, 0, 0, width) for letter in letters[1:]),
    ]


class HarfBuzz:
    """OpenType shaping of the logical text: joins, ligatures, kerning and placed marks."""

    def prepare(self, text: str) -> str:
        """HarfBuzz shapes letters as they are."""
        return text

    def width(self, face: Face, text: str, rtl: bool, before: str, after: str) -> float:
        """The sum of the advances."""
        return sum(advance for _, _, advance, _, _ in _shaped(face, text, rtl, before, after))

    def glyphs(self, face: Face, text: str, rtl: bool, before: str, after: str) -> list[Glyph]:
        """The glyphs, cluster by cluster, with the letters of each cluster shared out among its glyphs."""
        key = (text, rtl, before, after)
        if key not in face.placed:
            face.placed[key] = _placed(face, text, rtl, _shaped(face, text, rtl, before, after))
        return list(face.placed[key])


_Shaped = tuple[int, int, float, float, float]


def _shaped(face: Face, text: str, rtl: bool, before: str, after: str) -> tuple[_Shaped, ...]:
    """(glyph, cluster, advance, dx, dy) from left to right, remembered by the face."""
    key = (text, rtl, before, after)
    found: tuple[_Shaped, ...] | None = face.shaped.get(key)
    if found is None:
        found = face.shaped[key] = _shape(face, text, rtl, before, after)
    return found


def _shape(face: Face, text: str, rtl: bool, before: str, after: str) -> tuple[_Shaped, ...]:
    """One call of HarfBuzz."""
    source: Any = face.font.hbFace
    scale = 1000.0 / source.upem
    buffer = uharfbuzz.Buffer()
    codes = [ord(character) for character in before + text + after]
    buffer.add_codepoints(codes, item_offset=len(before), item_length=len(text))
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if rtl else "ltr"
    if rtl and buffer.script in (None, "", "Zyyy", "Zinh", "Latn"):
        buffer.script = "Arab"
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    uharfbuzz.shape(_font(face), buffer, {"kern": True, "liga": True})
    shaped = []
    for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        cluster = info.cluster - len(before)
        advance = max(at.x_advance * scale, THIN if text[cluster] == NARROW else 0.0)
        shaped.append((info.codepoint, cluster, advance, at.x_offset * scale, at.y_offset * scale))
    return tuple(shaped)


def _font(face: Face) -> Any:
    """The HarfBuzz font of a face, made once."""
    if face.shaping is None:
        face.shaping = uharfbuzz.Font(face.font.hbFace)
    return face.shaping


def _width(face: Face, glyph: int) -> float:
    """Width of a glyph as the font states it."""
    font = _font(face)
    return float(font.get_glyph_h_advance(glyph) * 1000.0 / font.face.upem)


def _placed(face: Face, text: str, rtl: bool, shaped: tuple[_Shaped, ...]) -> tuple[Glyph, ...]:
    """Glyphs with their meanings, cluster by cluster."""
    starts = sorted({cluster for _, cluster, _, _, _ in shaped})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=False))
    placed: list[Glyph] = []
    for start, group in groupby(shaped, key=lambda item: item[1]):
        letters = [letter for letter in text[start : ends[start]] if letter not in UNDRAWN]
        if letters:
            placed += _cluster(face, letters, list(group), rtl)
    return tuple(placed)


def _cluster(face: Face, characters: list[str], shaped: list[_Shaped], rtl: bool) -> list[Glyph]:
    """Glyphs of one cluster: the one that advances carries the letters, the others its marks."""
    if len(characters) == len(shaped) == 1:
        glyph, _, advance, dx, dy = shaped[0]
        width = _width(face, glyph)
        return [Glyph(face.code(glyph, characters[0], width), characters[0], advance, dx, dy, width)]
    letters = [character for character in characters if not is_mark(character)]
    marks = [character for character in characters if is_mark(character)]
    if not letters:
        letters, marks = marks[:1], marks[1:]
    if rtl:
        letters.reverse()
        marks.reverse()
    lead = max(range(len(shaped)), key=lambda place: shaped[place][2])
    others = len(shaped) - 1
    if 0 < others < len(marks):  # shadda and vowel drawn as one glyph
        joined = marks[others - 1 :][:: -1 if rtl else 1]
        marks[others - 1 :] = ["".join(joined)]
    placed: list[Glyph] = []
    for place, (glyph, _, advance, dx, dy) in enumerate(shaped):
        width = _width(face, glyph)
        if place != lead:
            meaning = marks.pop(0) if marks else NOTHING
        elif len(letters) > 1:
            placed += split_between(face, glyph, letters, Glyph(0, "", advance, dx, dy, width))
            continue
        else:
            meaning = letters[0] + ("" if others else "".join(marks))
        placed.append(Glyph(face.code(glyph, meaning, width), meaning, advance, dx, dy, width))
    return placed


@cache
def _forms() -> Any:
    """arabic-reshaper set not to delete vowel signs and not to use the Allah ligature, which fonts lack."""
    import arabic_reshaper  # only the fallback needs it

    return arabic_reshaper.ArabicReshaper(
        {"delete_harakat": False, "support_ligatures": True, "ARABIC LIGATURE ALLAH": False}
    )


class Reshaper:
    """Presentation forms and plain glyphs: the fallback where HarfBuzz is missing; marks are only centred."""

    def prepare(self, text: str) -> str:
        """The text in presentation forms, word by word, so that blanks keep their places."""
        return "".join(_forms().reshape(word) if word.strip() else word for word in re.split(r"(\s+)", text))

    def width(self, face: Face, text: str, rtl: bool, before: str, after: str) -> float:
        """The sum of the advances."""
        return total(self.glyphs(face, text, rtl, before, after))

    def glyphs(self, face: Face, text: str, rtl: bool, before: str, after: str) -> list[Glyph]:
        """One glyph a character, letters before their marks; two for lam-alef. Neighbours change nothing."""
        del before, after  # the forms of the letters were chosen by `prepare`
        placed: list[Glyph] = []
        base_advance = 0.0
        for character in _clusterwise([c for c in text if c not in UNDRAWN], rtl):
            if is_mark(character) and placed:
                placed.append(_centred(face, character, base_advance))
                continue
            glyphs = _plain(face, MIRRORED.get(character, character) if rtl else character)
            base_advance = total(glyphs)
            placed += glyphs
        return placed


def _clusterwise(characters: list[str], rtl: bool) -> list[str]:
    """Characters from left to right, each letter still followed by its marks."""
    if not rtl:
        return characters
    clusters: list[list[str]] = []
    for character in characters:
        if clusters and is_mark(character):
            clusters[-1].append(character)
        else:
            clusters.append([character])
    return [character for cluster in reversed(clusters) for character in cluster]


def _plain(face: Face, character: str) -> list[Glyph]:
    """The glyph of one character as the font draws it."""
    if not face.has(character):
        character = " " if character in BLANKS else character
    width = face.advance(character)
    if "\ufef5" <= character <= "\ufefc":
        letters = unicodedata.normalize("NFKC", character)[::-1]
        return split_between(face, face.glyph(character), letters, Glyph(0, "", width, 0, 0, width))
    if not face.has(character):
        return [Glyph(face.code(0, character, width), character, width, 0, 0, width)]
    advance = max(width, THIN if character == NARROW else 0.0)
    return [Glyph(ord(character), character, advance, 0, 0, width)]


def _centred(face: Face, mark: str, base_advance: float) -> Glyph:
    """A mark over the middle of the letter before it."""
    left, right = face.ink(mark)
    dx = -base_advance / 2 - (left + right) / 2
    return Glyph(ord(mark), mark, 0, dx if right > left else 0, 0, face.advance(mark))
