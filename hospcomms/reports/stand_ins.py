"""Names in square brackets for characters that none of our fonts draws, so that nothing is lost in silence."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import groupby

from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence
from hospcomms.reports.bidi import UNDRAWN
from hospcomms.reports.cleaning import clean
from hospcomms.reports.fonts import Fonts
from hospcomms.reports.shaping import is_mark

UNKNOWN = N_("sign without a font")
SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0700, 0x074F, N_("Syriac writing")),
    (0x0900, 0x0DFF, N_("Indian writing")),
    (0x0E00, 0x0E7F, N_("Thai writing")),
    (0x1100, 0x11FF, N_("Korean writing")),
    (0x1200, 0x139F, N_("Ethiopian writing")),
    (0x2600, 0x27BF, N_("pictogram")),
    (0x3040, 0x30FF, N_("Japanese writing")),
    (0x3130, 0x318F, N_("Korean writing")),
    (0x2E80, 0x9FFF, N_("Chinese writing")),
    (0xAC00, 0xD7FF, N_("Korean writing")),
    (0xF900, 0xFAFF, N_("Chinese writing")),
    (0x1F000, 0x1FBFF, N_("pictogram")),
    (0x20000, 0x3FFFF, N_("Chinese writing")),
)
"""First and last code of blocks our fonts lack, and what they hold; the first that fits counts."""

_MOST_SIGNS, _LONGEST = 8, 60
"""How many different characters of a kind are shown in the warning, and how much of the first text that has one."""

_JOINING = frozenset("\u200c\u200d\ufe0e\ufe0f\u20e3") | {chr(code) for code in range(0x1F3FB, 0x1F400)}
"""Joiners, variants and skin tones: parts of a pictogram, drawn by nothing of their own."""


class StandIns:
    """Puts the names in; remembers which were needed, for the warning."""

    def __init__(self, locale: Locale, fonts: Fonts) -> None:
        self._locale, self._fonts = locale, fonts
        self._times: Counter[str] = Counter()

    def begin(self) -> None:
        """Count anew: the document is set again."""
        self._times.clear()

    def put(self, text: str, *, is_repeated: bool = False) -> str:
        """The text with every stretch of characters without a font named once.

        ``is_repeated`` texts, such as the foot of every page, are counted once.
        """
        if self._fonts.is_even(text, bold=False) or not any(self._lacks(one) for one in clean(text)):
            return text
        self._times[text] = 1 if is_repeated else self._times[text] + 1
        kinds = [(self._kind(one), one) for one in clean(text)]
        found: list[str] = []
        for kind, group in groupby(_spread(kinds), key=lambda pair: pair[0]):
            if kind:
                found.append(f"[{self._locale.text(kind)}]")
            else:
                found.append("".join(one for _, one in group))
        return "".join(found)

    def _lacks(self, character: str) -> bool:
        drawn = character in UNDRAWN or character.isspace() or is_mark(character) or character in _JOINING
        return not drawn and not self._fonts.draws(character)

    def _kind(self, character: str) -> str:
        """What a character is called; "" for one that is drawn."""
        if not self._lacks(character):
            return ""
        code = ord(character)
        return next((name for first, last, name in SCRIPTS if first <= code <= last), UNKNOWN)

    def warning(self, *, are_named: bool = True) -> Sentence | None:
        """Which characters have no font, how often and where first; None when all were drawn.

        ``are_named`` tells whether names stand for them, or they were left as empty boxes.
        """
        kinds: dict[str, Counter[str]] = {}
        for text, times in self._times.items():
            for one in clean(text):
                if kind := self._kind(one):
                    kinds.setdefault(kind, Counter())[one] += times
        if not kinds:
            return None
        many = sum(signs.total() for signs in kinds.values())
        named = tuple(_named(kind, list(signs)) for kind, signs in kinds.items())
        first = _beginning(next(iter(self._times)))
        return (_told if are_named else _told_boxes)(many, named, first)


def _told(many: int, signs: tuple[Sentence, ...], text: str) -> Sentence:
    return counted(
        "{n} character has no font here and is printed as its name in square brackets: {signs}, in the text “{text}”.",
        "{n} characters have no font here and are printed as names in square brackets: {signs}, first in the text"
        " “{text}”.",
        many,
        signs=signs,
        text=text,
    )


def _told_boxes(many: int, signs: tuple[Sentence, ...], text: str) -> Sentence:
    return counted(
        "{n} character has no font here and is left as an empty box: {signs}, in the text “{text}”.",
        "{n} characters have no font here and are left as empty boxes: {signs}, first in the text “{text}”.",
        many,
        signs=signs,
        text=text,
    )


def _named(kind: str, signs: list[str]) -> Sentence:
    """A kind of writing with its characters: Chinese writing (漢 字)."""
    # a vowel sign alone says nothing
    signs = [one for one in signs if not unicodedata.category(one).startswith("M")] or signs
    shown = " ".join(signs[:_MOST_SIGNS])
    return sentence(
        "{kind} ({characters})",
        kind=Label(kind),
        characters=shown if len(signs) <= _MOST_SIGNS else f"{shown} …",
    )


def _beginning(text: str) -> str:
    """The text in one line, shortened."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()}…"


def _spread(kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Joiners and variants belong to the pictogram before them, marks to the letter."""
    found: list[tuple[str, str]] = []
    for kind, one in kinds:
        joined = (one in _JOINING or is_mark(one)) and found and found[-1][0]
        found.append((found[-1][0] if joined else kind, one))
    return found
