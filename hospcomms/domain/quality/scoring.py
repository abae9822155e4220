"""From answers to a score: what an answer settles for others, what is missing, points over items that apply.

A sheet that is not complete has no score. Source of the rules: METHODS.md 4.1 and 4.2, and the CDC's own sheet: a
material that recommends nothing is not scored on part B at all. Item 19 applies when parts B and D both do, so that
a full index has 11 to 20 items that apply, though never 18.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hospcomms.domain.quality.clear_communication import FULL_SHEET, SHORT_SHEET
from hospcomms.domain.quality.pemat import FILM_SHEET, PRINT_SHEET
from hospcomms.domain.quality.sheets import CCI, CCI_SHORT, NA, NO, Item, ScoreSheet, read_answers
from hospcomms.domain.wording import N_

SHEETS: dict[str, ScoreSheet] = {sheet.key: sheet for sheet in (FULL_SHEET, SHORT_SHEET, PRINT_SHEET, FILM_SHEET)}
"""The score sheets by the key under which a score is stored."""
NO_MESSAGE = N_("There is no main message (item 1): this item scores 0.")
NOTHING_ACTIVE = N_("The main message or the call to action is missing (items 1 and 5): this item scores 0.")


@dataclass(frozen=True, slots=True)
class Share:
    """The points of one domain out of the items that apply; ``title`` is its marked name."""

    title: str
    points: int
    possible: int

    @property
    def percent(self) -> float | None:
        """0 to 100; None where no item applies."""
        return self.points / self.possible * 100 if self.possible else None


@dataclass(frozen=True, slots=True)
class Tally:
    """What the answers so far come to; ``missing`` are the items still without an answer."""

    shares: tuple[Share, ...]
    missing: tuple[int, ...]
    passed: bool

    @property
    def is_complete(self) -> bool:
        """True when every item has an answer: only then is there a score."""
        return not self.missing

    def score(self, place: int) -> float | None:
        """The score of a domain (0: the index or understandability, 1: actionability); None while incomplete."""
        return self.shares[place].percent if self.is_complete and place < len(self.shares) else None


def forced(sheet: ScoreSheet, answers: Mapping[int, str]) -> dict[int, tuple[str, str]]:
    """Answers that follow from others: item number → answer and the marked reason."""
    if sheet.key not in (CCI, CCI_SHORT):
        return {}
    found: dict[int, tuple[str, str]] = {}
    if answers.get(1) == NO:
        found |= dict.fromkeys((2, 3, 4), (NO, NO_MESSAGE))
    if NO in (answers.get(1), answers.get(5)):
        found[6] = (NO, NOTHING_ACTIVE)
    for part in sheet.parts:
        items = [item for item in sheet.items if item.part == part.key]
        if part.question and _skips(items[0], answers):
            found |= {item.number: (NA, part.skipped) for item in items}
    if answers.get(12) in (NO, NA):
        found[19] = (NA, sheet.item(19).without)
    return {number: found[number] for number in sheet.numbers() if number in found}


def _skips(first: Item, answers: Mapping[int, str]) -> bool:
    """True when the first item of a part says that the part does not apply; for item 12 a No says so too."""
    answer = answers.get(first.number)
    return answer == NA or (first.number == 12 and answer == NO)


def may_be_na(sheet: ScoreSheet, number: int) -> bool:
    """True where the officer may answer “not applicable”: the first item of a part that may be skipped too."""
    item = sheet.item(number)
    if sheet.key in (CCI, CCI_SHORT):
        return number in (12, 15, 18, 20)
    return bool(item.without)


def settled(sheet: ScoreSheet, answers: Mapping[int, str]) -> dict[int, str]:
    """The answers with those that follow from others; what the sheet does not allow is taken out."""
    allowed = {
        number: answers[number]
        for number in sheet.numbers()
        if number in answers and (answers[number] != NA or may_be_na(sheet, number))
    }
    fixed = forced(sheet, allowed)
    return {
        number: fixed[number][0] if number in fixed else allowed[number]
        for number in sheet.numbers()
        if number in fixed or number in allowed
    }


def tally(sheet: ScoreSheet, answers: Mapping[int, str]) -> Tally:
    """Points and items that apply, in each domain, of the answers given so far."""
    final = settled(sheet, answers)
    shares = []
    for title, parts in sheet.domains:
        counted = [item for item in sheet.items if item.part in parts and final.get(item.number, NA) != NA]
        shares.append(Share(title, sum(item.points(final[item.number]) for item in counted), len(counted)))
    missing = tuple(number for number in sheet.numbers() if number not in final)
    return Tally(tuple(shares), missing, not missing and all(_is_enough(sheet, share) for share in shares))


def _is_enough(sheet: ScoreSheet, share: Share) -> bool:
    """Compared in whole numbers: 18 of 20 is 90 % exactly."""
    reached, asked = share.points * 100, sheet.threshold * share.possible
    return bool(share.possible) and (reached >= asked if sheet.at_least else reached > asked)


def zero_items(sheet: ScoreSheet, answers: Mapping[int, str]) -> tuple[Item, ...]:
    """The items that scored nothing: those to revise before the material is scored again."""
    final = settled(sheet, answers)
    return tuple(
        item for item in sheet.items if final.get(item.number, NA) != NA and not item.points(final[item.number])
    )


def scored(instrument: str, text: str) -> Tally | None:
    """What stored answers come to; None for a sheet that is not known."""
    sheet = SHEETS.get(instrument)
    return tally(sheet, read_answers(text)) if sheet is not None else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people who scored the same thing agree: the same answer on ``same`` of ``items``."""

    same: int
    items: int
    apart: tuple[Item, ...]

    @property
    def percent(self) -> float:
        """0 to 100."""
        return self.same / self.items * 100


def agreement(sheet: ScoreSheet, one: Mapping[int, str], other: Mapping[int, str]) -> Agreement | None:
    """Percent agreement of two complete sheets; None when one is not complete."""
    first, second = settled(sheet, one), settled(sheet, other)
    if tally(sheet, one).missing or tally(sheet, other).missing:
        return None
    apart = tuple(item for item in sheet.items if first[item.number] != second[item.number])
    return Agreement(len(sheet.items) - len(apart), len(sheet.items), apart)
