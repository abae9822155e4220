"""Names in square brackets for characters that none of our fonts draws, so that nothing is lost in silence."""

from __future__ import annotations

from itertools import groupby

from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Label, Sentence, sentence
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

_JOINING = frozenset("\u200c\u200d\ufe0e\ufe0f\u20e3") | {chr(code) for code in range(0x1F3FB, 0x1F400)}
"""Joiners, variants and skin tones: parts of a pictogram, drawn by nothing of their own."""


class StandIns:
    """Puts the names in; remembers which were needed, for the warning."""

    def __init__(self, locale: Locale, fonts: Fonts) -> None:
        self._locale, self._fonts = locale, fonts
        self.needed: dict[str, None] = {}

    def put(self, text: str) -> str:
        """The text with every stretch of characters without a font named once."""
        if self._fonts.is_even(text, bold=False) or not any(self._lacks(one) for one in clean(text)):
            return text
        kinds = [(self._kind(one), one) for one in clean(text)]
        found: list[str] = []
        for kind, group in groupby(_spread(kinds), key=lambda pair: pair[0]):
            if kind:
                self.needed[kind] = None
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

    def warning(self) -> Sentence | None:
        """What was named instead of drawn, None when everything was drawn."""
        if not self.needed:
            return None
        names = tuple(Label(name) for name in self.needed)
        return sentence(
            "Some characters have no font here; a name in square brackets stands for each: {names}.", names=names
        )


def _spread(kinds: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Joiners and variants belong to the pictogram before them."""
    found: list[tuple[str, str]] = []
    for kind, one in kinds:
        joined = one in _JOINING and found and found[-1][0]
        found.append((found[-1][0] if joined else kind, one))
    return found
