"""One row of a table of cases as a comparison, and what is wrong with its cells.

Columns: ``case_id``, ``n_a``, ``x_a_or_pct_a``, ``n_b``, ``x_b_or_pct_b`` (a value with % is a percentage, a bare
number a count); optional ``direction`` (up, down, keep), ``target_change`` (points), ``design_effect``, ``paired_b``
(changed to yes), ``paired_c`` (changed to no) and ``design`` (a key of ``designs``). A comparison group stands in
``n_c``, ``x_c_or_pct_c`` (before) and ``n_d``, ``x_d_or_pct_d`` (after); levels of exposure stand in ``levels``, set
apart by ``|``, each as score; answers; positive answers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hospcomms.domain.evaluation.comparisons import Comparison, Dose
from hospcomms.domain.evaluation.designs import CONTROLLED, DOSE, PAIRED, POST_ONLY, PRE_POST
from hospcomms.domain.evaluation.indicators import dose_of
from hospcomms.domain.evaluation.proportions import Group
from hospcomms.domain.evaluation.reading import read_count, read_group, read_share
from hospcomms.domain.evaluation.refusals import MOST, Uncountable, check_design_effect
from hospcomms.domain.locale import latin_digits
from hospcomms.domain.objectives import DECREASE, INCREASE, KEEP
from hospcomms.domain.wording import Sentence, sentence

CASE_ID = "case_id"
NEEDED = ("n_a", "x_a_or_pct_a", "n_b", "x_b_or_pct_b")
COMPARED = ("n_c", "x_c_or_pct_c", "n_d", "x_d_or_pct_d")
_DIRECTIONS = {
    "": INCREASE,
    "up": INCREASE,
    "increase": INCREASE,
    "down": DECREASE,
    "decrease": DECREASE,
    "keep": KEEP,
}
_OF_N = frozenset({"no-answers", "too-many"})
"""Kinds of fault of a group that lie in its number of answers."""
_NUMBER = re.compile(r"[+-]?\d{1,15}(\.\d{1,15})?", re.ASCII)
_SMALL_TARGET = 1.0
"""Points: below this a target was perhaps typed as a fraction."""


@dataclass(frozen=True)
class Row:
    """A row as read. ``share_a`` and ``share_b`` are fractions known even without a number of answers.

    ``notes`` say how something was read; what cannot be read stands in ``comparison.faults``.
    """

    number: int
    case_id: str
    values: Mapping[str, str]
    comparison: Comparison
    notes: tuple[Sentence, ...] = ()
    share_a: float | None = None
    share_b: float | None = None


@dataclass
class _Cells:
    """The cells of one row while they are read, and what was found wrong with them."""

    number: int
    values: Mapping[str, str]
    faults: list[Sentence] = field(default_factory=list)
    notes: list[Sentence] = field(default_factory=list)

    def text(self, column: str) -> str:
        """The cell of a column, "" when there is none."""
        return self.values.get(column, "")

    def placed(self, column: str, problem: Sentence) -> Sentence:
        """A problem with the row and the column it stands in."""
        return sentence("Row {row}, column {column}: {problem}", row=str(self.number), column=column, problem=problem)

    def fault(self, column: str, problem: Sentence) -> None:
        """Remember why the row cannot be judged."""
        self.faults.append(self.placed(column, problem))

    def note(self, column: str, problem: Sentence | None) -> None:
        """Remember how a cell was read, when that has to be said."""
        if problem is not None:
            self.notes.append(self.placed(column, problem))


def read_row(number: int, values: Mapping[str, str]) -> Row:
    """The row as a comparison; ``values`` are its cells by column name. Never raises for what stands in them."""
    cells = _Cells(number, values)
    direction = _direction(cells)
    before, share_a = _group(cells, "n_a", "x_a_or_pct_a")
    after, share_b = _group(cells, "n_b", "x_b_or_pct_b")
    gained, lost = _count(cells, "paired_b"), _count(cells, "paired_c")
    other_before, _ = _group(cells, "n_c", "x_c_or_pct_c")
    other_after, _ = _group(cells, "n_d", "x_d_or_pct_d")
    design = _design(cells, before)
    if design == PAIRED:
        before, after = _completed(before, after, gained, lost)
        gained, lost = _turned(cells, before, after, gained, lost)
    comparison = Comparison(
        design,
        before,
        after,
        gained,
        lost,
        other_before,
        other_after,
        _doses(cells),
        direction=direction,
        target_change=_target(cells, direction),
        design_effect=_design_effect(cells),
        faults=tuple(cells.faults),
    )
    return Row(number, values.get(CASE_ID) or str(number), values, comparison, tuple(cells.notes), share_a, share_b)


def _direction(cells: _Cells) -> str:
    text = cells.text("direction")
    found = _DIRECTIONS.get(text.casefold())
    if found is None:
        cells.fault("direction", sentence("“{text}” is no direction. Type up, down or keep.", text=text[:40]))
    return found or INCREASE


def _group(cells: _Cells, of: str, column: str) -> tuple[Group | None, float | None]:
    """The group of two cells and its share; the share alone when only a percentage was published."""
    answers, said_so = cells.text(of), cells.text(column)
    if not answers and not said_so:
        return None, None
    n = _count(cells, of)
    if answers and n is None:
        return None, None
    try:
        if not answers:
            share = _share(said_so)
            cells.fault(of, sentence("The number of answers is missing. Enter it."))
            return None, share
        found = read_group(answers, said_so)
    except Uncountable as fault:
        cells.fault(of if fault.kind in _OF_N else column, fault.sentence)
        return None, None
    cells.note(column, found.note)
    if found.group is None:
        cells.fault(column, sentence("The number of people who answered so is missing. Enter it."))
        return None, None
    return found.group, found.group.share


def _share(said_so: str) -> float | None:
    """A percentage without its number of answers; None for a bare count. Raises Uncountable for no number."""
    if "%" in said_so or "٪" in said_so:
        typed = read_share(said_so)
        return None if typed is None else typed.share
    read_group("1000000000000", said_so)  # a count of nobody knows how many: only what it is no number of is told
    return None


def _count(cells: _Cells, column: str) -> float | None:
    try:
        return read_count(cells.text(column))
    except Uncountable as fault:
        cells.fault(column, fault.sentence)
        return None


def _design(cells: _Cells, before: Group | None) -> str:
    """The design named, or the one the cells filled in speak of; counts of changed answers are always of pairs."""
    named = cells.text("design").casefold()
    if cells.text("paired_b") or cells.text("paired_c"):
        if named not in ("", PAIRED):
            cells.note("design", sentence("The row counts changed answers, so it was read as the same people twice."))
        return PAIRED
    if named:
        return named
    if cells.text("levels"):
        return DOSE
    if any(cells.text(column) for column in COMPARED):
        return CONTROLLED
    has_reference = before is not None or cells.text("n_a") or cells.text("x_a_or_pct_a")
    return PRE_POST if has_reference else POST_ONLY


def _doses(cells: _Cells) -> tuple[Dose, ...]:
    """The levels of exposure of a cell: score; answers; positive answers, set apart by |."""
    found = []
    for level in cells.text("levels").split("|"):
        if not level.strip():
            continue
        try:
            found.append(dose_of(level))
        except (Uncountable, ValueError):
            said = sentence(
                "The level “{text}” cannot be read. Write: score; answers; positive answers.", text=level.strip()[:40]
            )
            cells.fault("levels", said)
    return tuple(found)


def _completed(
    before: Group | None, after: Group | None, gained: float | None, lost: float | None
) -> tuple[Group | None, Group | None]:
    """The missing one of two answers of the same people, from the other and from who changed."""
    if gained is None or lost is None or (before is None) == (after is None):
        return before, after
    try:
        if after is None and before is not None:
            return before, Group(before.x + gained - lost, before.n)
        if before is None and after is not None:
            return Group(after.x - gained + lost, after.n), after
    except Uncountable:
        return before, after
    return before, after


def _turned(
    cells: _Cells, before: Group | None, after: Group | None, gained: float | None, lost: float | None
) -> tuple[float | None, float | None]:
    """Both counts of changed answers, changed round when only then they fit the answers before and after."""
    if before is None or after is None or gained is None or lost is None or gained == lost:
        return gained, lost
    change = after.x - before.x
    if abs(change - (gained - lost)) > abs(change - (lost - gained)):
        cells.note("paired_b", sentence("The counts only fit when paired_b counts yes to no; they were read that way."))
        return lost, gained
    return gained, lost


def _target(cells: _Cells, direction: str) -> float | None:
    """The target change as a fraction in the wished direction; a fall may be typed with or without its sign."""
    points = _number(cells, "target_change")
    if points is None:
        return None
    if 0 < abs(points) < _SMALL_TARGET:
        cells.note("target_change", sentence("The target was read as {points} percentage points.", points=points))
    return (abs(points) if direction == DECREASE else points) / 100


def _design_effect(cells: _Cells) -> float:
    value = _number(cells, "design_effect")
    if value is None:
        return 1.0
    try:
        check_design_effect(value)
    except Uncountable as fault:
        cells.fault("design_effect", fault.sentence)
        return 1.0
    return value


def _number(cells: _Cells, column: str) -> float | None:
    text = cells.text(column)
    bare = latin_digits(text).replace("٫", ".").replace(",", ".").replace("\u2212", "-").rstrip("%٪ ").strip()
    if not bare:
        return None
    if not _NUMBER.fullmatch(bare) or abs(float(bare)) > MOST:
        cells.fault(column, sentence("“{text}” is not a number. Correct it.", text=text[:40]))
        return None
    return float(bare)
