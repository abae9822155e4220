"""What a score sheet is: parts, items with an explanation and two examples, and what passes (METHODS.md 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hospcomms.domain.wording import C_, N_

YES, NO, NA = "yes", "no", "na"
ANSWERS = (YES, NO, NA)
CCI, CCI_SHORT, PEMAT_P, PEMAT_AV = "cci", "cci_short", "pemat_p", "pemat_av"
"""The keys of the score sheets, as stored."""
AGREES = C_("sheet", "Agree"), C_("sheet", "Disagree")
SCORE, ACTIONABILITY = C_("sheet", "Score"), N_("Actionability")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a sheet. ``why`` explains it; ``good`` meets it, ``bad`` does not.

    ``without`` says when “not applicable” may be answered; "" where it never may. Of a ``reversed_item`` it is No
    that scores the point.
    """

    number: int
    part: str
    text: str
    why: str
    good: str
    bad: str
    without: str = ""
    reversed_item: bool = False

    def points(self, answer: str) -> int:
        """1 where the answer is the better one, else 0."""
        return int(answer == (NO if self.reversed_item else YES))


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A part of a sheet. One with a ``question`` is scored only if that is answered yes: through its first item."""

    key: str
    title: str
    question: str = ""
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    """The items of one sheet in their order; ``domains`` are the groups of parts that have a score each.

    A domain passes above ``threshold`` percent, or at it where ``at_least``. ``asks_first`` tells that four questions
    about reader and aim come before the items. ``note`` is what must be said of the sheet itself.
    """

    key: str
    title: str
    parts: tuple[SheetPart, ...]
    items: tuple[Item, ...]
    domains: tuple[tuple[str, tuple[str, ...]], ...]
    threshold: float
    at_least: bool
    asks_first: bool
    source: str
    note: str = ""

    def word(self, answer: str) -> str:
        """An answer as the sheet words it, a marked label; "" for none."""
        yes, no = (C_("sheet", "Yes"), C_("sheet", "No")) if self.asks_first else AGREES
        return {YES: yes, NO: no, NA: C_("sheet", "Not applicable")}.get(answer, "")

    def item(self, number: int) -> Item:
        """The item of that number. Raises KeyError."""
        return next(item for item in self.items if item.number == number)

    def numbers(self) -> tuple[int, ...]:
        """The numbers of the items, in order."""
        return tuple(item.number for item in self.items)

    def part(self, key: str) -> SheetPart:
        """The part of that key."""
        return next(part for part in self.parts if part.key == key)


def read_answers(text: str) -> dict[int, str]:
    """The answers of “item:answer” pairs apart by blanks; what cannot be read is left out."""
    found: dict[int, str] = {}
    for pair in text.split():
        number, _, answer = pair.partition(":")
        if number.isascii() and number.isdigit() and answer in ANSWERS:
            found[int(number)] = answer
    return found


def written_answers(answers: Mapping[int, str]) -> str:
    """The answers as they are stored, by number."""
    return " ".join(f"{number}:{answers[number]}" for number in sorted(answers))
