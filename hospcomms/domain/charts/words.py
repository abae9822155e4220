"""Words on a chart: wrapped, measured, written as the country writes values; the legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hospcomms.domain.charts.drawing import LINE, MIDDLE, SMALL, START, TEXT, Box, Fill, Measure, Part, Sign, Words
from hospcomms.domain.charts.kinds import MISSING, MONEY, PERCENT
from hospcomms.domain.locale import Locale, isolated

SWATCH, SWATCH_GAP, KEY_GAP = 10.0, 5.0, 16.0


@dataclass(frozen=True)
class Hand:
    """Sets words: knows the language, and how wide a text is."""

    locale: Locale
    measure: Measure

    def value(self, value: float | None, unit: str) -> str:
        """A value as it is printed; the word for missing when there is none."""
        if value is None:
            return self.locale.text(MISSING)
        if unit == PERCENT:
            return isolated(self.locale.percent(value))
        if unit == MONEY:
            return self.locale.money(value, 0)
        return isolated(self.locale.number(value))

    def set(
        self, text: str, x: float, y: float, *, room: float = 0.0, most: int = 1, size: float = TEXT,
        anchor: str = START, bold: bool = False, tone: str = "ink",
    ) -> Words:  # fmt: skip
        """Words at (x, y), wrapped to ``room`` in at most ``most`` lines."""
        lines = tuple(self.wrapped(text, room, most, size, bold)) if room else (text,)
        wide = max((self.measure(line, size, bold) for line in lines), default=0.0)
        return Words(x, y, lines, size, anchor, bold, tone, wide=wide)

    def grounded(self, text: str, x: float, y: float, size: float) -> Words:
        """One line in the middle of x, on the colour of the ground: it stands over bars or lines."""
        return replace(self.set(text, x, y, size=size, anchor=MIDDLE), grounded=True)

    def turned(self, text: str, x: float, y: float, room: float, most: int, size: float = SMALL) -> Words:
        """Words that run upwards from (x, y), wrapped to ``room``."""
        lines = tuple(self.wrapped(text, room, most, size, bold=False))
        wide = max((self.measure(line, size, False) for line in lines), default=0.0)
        return Words(x, y, lines, size, turned=True, wide=wide)

    def wrapped(self, text: str, room: float, most: int, size: float, bold: bool) -> list[str]:
        """The text in at most ``most`` lines no wider than ``room``; what does not fit is cut with a sign."""
        lines: list[str] = []
        for word in self._pieces(text, room, size, bold):
            if lines and self.measure(f"{lines[-1]} {word}", size, bold) <= room:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        if len(lines) <= most:
            return lines or [""]
        return [*lines[: most - 1], self._shortened(" ".join(lines[most - 1 :]), room, size, bold)]

    def _pieces(self, text: str, room: float, size: float, bold: bool) -> Iterator[str]:
        """The words; one that is wider than the room is cut between letters."""
        for word in text.replace("\n", " ").split(" "):  # only here: 80 % and 126 900 stay on one line
            rest = word
            while len(rest) > 1 and self.measure(rest, size, bold) > room:
                keep = next(
                    n for n in range(len(rest) - 1, 0, -1) if n == 1 or self.measure(rest[:n], size, bold) <= room
                )
                yield rest[:keep]
                rest = rest[keep:]
            if rest:
                yield rest

    def _shortened(self, text: str, room: float, size: float, bold: bool) -> str:
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            fits = self.measure(f"{text[:middle].rstrip()}…", size, bold) <= room
            low, high = (middle, high) if fits else (low, middle - 1)
        return f"{text[:low].rstrip()}…"


Key = tuple[Fill | str, str]
"""A filling, or the name of a shape, and what it means."""


def legend(hand: Hand, keys: Sequence[Key], top: float, width: float) -> tuple[list[Part], float]:
    """The keys one after the other from the start edge, on as many lines as they need; and where they end."""
    parts: list[Part] = []
    x, line = 0.0, TEXT * LINE
    for sign, text in keys:
        words = hand.set(text, 0, 0, room=width - SWATCH - SWATCH_GAP, most=1, size=SMALL)
        taken = SWATCH + SWATCH_GAP + words.wide
        if x and x + taken > width:
            x, top = 0.0, top + line
        middle = top + line / 2
        if isinstance(sign, str):
            parts.append(Sign(sign, x + SWATCH / 2, middle, SWATCH))
        else:
            parts.append(Box(x, middle - SWATCH / 2, SWATCH, SWATCH, sign, outlined=True))
        parts.append(hand.set(text, x + SWATCH + SWATCH_GAP, middle - SMALL * LINE / 2, size=SMALL, room=width, most=1))
        x += taken + KEY_GAP
    return parts, (top + line + 4 if keys else top)


def heading(hand: Hand, text: str, top: float, width: float) -> tuple[list[Part], float]:
    """What the chart shows and in which unit, over it."""
    if not text:
        return [], top
    words = hand.set(text, 0, top, room=width, most=2, size=SMALL, tone="muted")
    return [words], top + words.height + 4
