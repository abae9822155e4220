"""Turns letters into glyphs: HarfBuzz when it is there, arabic-reshaper's presentation forms otherwise.

Both take a run of one direction, one face, and give its glyphs from left to right. Every glyph knows the
letter it stands for, because that is what copying and searching the PDF finds. Readers sort what they find
by its place on the line, so every letter and every vowel sign gets a place of its own in reading order: a
glyph that stands for several shares its width out among them, and the vowel signs themselves are drawn as
figures without text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, Protocol

from hospcomms.reports.bidi import MIRRORED, UNDRAWN
from hospcomms.reports.fonts import Face
from hospcomms.reports.glyphs import BLANKS, Glyph, Ink, Lettering

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

    def shape(self, face: Face, text: str, rtl: bool, before: str, after: str) -> Lettering:
        """The glyphs of a run from left to right; `before` and `after` are its neighbours in reading
        order.
        """


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


def lettering(by: Shaper, face: Face, text: str, rtl: bool, before: str = "", after: str = "") -> Lettering:
    """The glyphs of a run, remembered by the face: most words come again."""
    key = (text, rtl, before, after)
    found = face.letterings.get(key)
    if found is None:
        found = face.letterings[key] = by.shape(face, text, rtl, before, after)
    return found


@lru_cache(4096)
def is_mark(character: str) -> bool:
    """Whether the character stands on the letter before it, such as a vowel sign."""
    return unicodedata.category(character) == "Mn"


def shared(face: Face, glyph: int, letters: Sequence[str], advance: float, dx: float, width: float) -> list[Glyph]:
    """A glyph that stands for n letters, from left to right, as n codes of the same width: the glyph with the
    leftmost letter, then blanks with the others.

    Readers reverse a code that means several letters (lam-alef is copied as alef-lam), so each means one.
    """
    count = len(letters)
    if count == 1:
        return [Glyph(face.code(glyph, letters[0], width), letters[0], advance, dx, width)]
    part, share = advance / count, width / count
    blank = face.glyph(" ")
    rest = [Glyph(face.code(blank, letter, share), letter, part, 0.0, share) for letter in letters[1:]]
    return [Glyph(face.code(glyph, letters[0], share), letters[0], part, dx, share), *rest]


class HarfBuzz:
    """OpenType shaping of the logical text: joins, ligatures, kerning and placed marks."""

    def prepare(self, text: str) -> str:
        """HarfBuzz shapes letters as they are."""
        return text

    def shape(self, face: Face, text: str, rtl: bool, before: str, after: str) -> Lettering:
        """The glyphs, cluster by cluster, with the letters of each cluster shared out along its width."""
        shaped = _shaped(face, text, rtl, before, after)
        if len(shaped) == len(text):  # one glyph a letter, unless a sign has split and letters have merged
            plain = _plain(face, text, shaped)
            if plain is not None:
                return plain
        return _clusters(face, text, rtl, shaped)


_Shaped = tuple[int, int, float, float, float]


def _shaped(face: Face, text: str, rtl: bool, before: str, after: str) -> list[_Shaped]:
    """(glyph, cluster, advance, dx, dy) from left to right: one call of HarfBuzz."""
    scale = 1000.0 / face.units
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
    start = len(before)
    shaped = [
        (info.codepoint, info.cluster - start, at.x_advance * scale, at.x_offset * scale, at.y_offset * scale)
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    return _widened(text, shaped) if NARROW in text else shaped


def _widened(text: str, shaped: list[_Shaped]) -> list[_Shaped]:
    """The narrow blanks made wide enough to be seen."""
    return [
        (glyph, cluster, max(advance, THIN) if text[cluster] == NARROW else advance, dx, dy)
        for glyph, cluster, advance, dx, dy in shaped
    ]


def _font(face: Face) -> Any:
    """The HarfBuzz font of a face, made once."""
    if face.shaping is None:
        face.shaping = uharfbuzz.Font(face.font.hbFace)
    return face.shaping


def _width(face: Face, glyph: int) -> float:
    """Width of a glyph as the font states it."""
    return float(_font(face).get_glyph_h_advance(glyph) * 1000.0 / face.units)


def _plain(face: Face, text: str, shaped: list[_Shaped]) -> Lettering | None:
    """One glyph a letter; None when the run is not as plain as that."""
    glyphs: list[Glyph] = []
    seen: set[int] = set()
    for glyph, cluster, advance, dx, dy in shaped:
        letter = text[cluster]
        if cluster in seen or dy or letter in UNDRAWN or is_mark(letter):
            return None
        seen.add(cluster)
        width = _width(face, glyph)
        glyphs.append(Glyph(face.code(glyph, letter, width), letter, advance, dx, width))
    return Lettering(glyphs)


def _clusters(face: Face, text: str, rtl: bool, shaped: list[_Shaped]) -> Lettering:
    """Glyphs with their letters, cluster by cluster; a sign in a cluster of its own joins the letter before it."""
    starts = sorted({cluster for _, cluster, _, _, _ in shaped})
    if not starts:  # nothing but controls
        return Lettering(())
    heads = [start for start in starts if start == starts[0] or not is_mark(text[start])]
    head_of = {start: max(head for head in heads if head <= start) for start in starts}
    ends = dict(zip(heads, [*heads[1:], len(text)], strict=True))
    glyphs: list[Glyph] = []
    inks: list[Ink] = []
    pen = 0.0
    for start, group in groupby(shaped, key=lambda item: head_of[item[1]]):
        letters = [letter for letter in text[start : ends[start]] if letter not in UNDRAWN]
        if letters:
            placed = _cluster(face, letters[::-1] if rtl else letters, list(group), pen, inks)
            pen += sum(glyph.advance for glyph in placed)
            glyphs += placed
    return Lettering(glyphs, inks)


def _cluster(face: Face, letters: list[str], shaped: list[_Shaped], pen: float, inks: list[Ink]) -> list[Glyph]:
    """One cluster that begins at `pen`: the glyph that advances carries all letters, the others are ink."""
    lead = max(range(len(shaped)), key=lambda place: shaped[place][2])
    placed: list[Glyph] = []
    for place, (glyph, _, advance, dx, dy) in enumerate(shaped):
        if place == lead and not dy:
            placed += shared(face, glyph, letters, advance, dx, _width(face, glyph))
        else:
            inks.append(Ink(glyph, pen + dx, dy))
            if place == lead:
                placed += shared(face, face.glyph(" "), letters, advance, 0.0, advance)
            elif advance:
                placed.append(Glyph(face.code(face.glyph(" "), NOTHING, advance), NOTHING, advance, 0.0, advance))
        pen += advance
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

    def shape(self, face: Face, text: str, rtl: bool, before: str, after: str) -> Lettering:
        """One glyph a letter, its marks centred over it; neighbours change nothing."""
        del before, after  # the forms of the letters were chosen by `prepare`
        glyphs: list[Glyph] = []
        inks: list[Ink] = []
        pen = 0.0
        for letter, marks in _bases([c for c in text if c not in UNDRAWN], rtl):
            glyph, width, meanings = _drawn(face, MIRRORED.get(letter, letter) if rtl else letter)
            advance = max(width, THIN) if letter == NARROW else width
            letters = [*meanings, *marks]
            glyphs += shared(face, glyph, letters[::-1] if rtl else letters, advance, 0.0, width)
            inks += [_centred(face, mark, pen, advance) for mark in marks]
            pen += advance
        return Lettering(glyphs, inks)


def _bases(characters: list[str], rtl: bool) -> list[tuple[str, list[str]]]:
    """Letters from left to right, each with its marks."""
    found: list[tuple[str, list[str]]] = []
    for character in characters:
        if found and is_mark(character):
            found[-1][1].append(character)
        else:
            found.append((character, []))
    return found[::-1] if rtl else found


def _drawn(face: Face, character: str) -> tuple[int, float, str]:
    """Glyph, width and letters in reading order of one character as the font draws it."""
    if not face.has(character) and character in BLANKS:
        character = " "
    letters = unicodedata.normalize("NFKC", character) if "\ufb50" <= character <= "\ufefc" else character
    return face.glyph(character), face.advance(character), letters.replace(" ", "") or character


def _centred(face: Face, mark: str, pen: float, advance: float) -> Ink:
    """A mark over the middle of its letter, which begins at `pen`."""
    left, right = face.ink(mark)
    return Ink(face.glyph(mark), pen + advance / 2 - (left + right) / 2, 0.0)
