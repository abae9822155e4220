"""Cell addresses in formulas and ranges, and where they lead once rows of a sheet were repeated or taken
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

LAST_ROW = 1_048_576
Path = tuple[tuple[int, int], ...]
"""In which copy of which repeated part a row stands, from the outermost part inwards."""

_END = re.compile(r"(?P<column>\$?[A-Za-z]{1,3})?(?P<fixed>\$?)(?P<row>[1-9][0-9]{0,6})?")
_SHEET = re.compile(r"(?P<sheet>'(?:[^']|'')+'|[^'!:\[\]]+)!(?P<area>.+)", re.DOTALL)
_OVER_RANGES = frozenset(
    {"SUM", "AVERAGE", "COUNT", "COUNTA", "COUNTBLANK", "MAX", "MIN", "MEDIAN", "PRODUCT", "STDEV", "VAR",
     "SUBTOTAL", "AGGREGATE", "SUMPRODUCT", "SUMSQ", "CONCAT", "TEXTJOIN", "AND", "OR"}
)  # fmt: skip
"""Functions that take a range as gladly as a cell: a cell that was repeated becomes the range of its
copies.
"""


class RowMap:
    """The old rows of a sheet and the new ones they became: one, several, or none."""

    def __init__(self, placed: Sequence[tuple[int, Path]], last: int) -> None:
        self._new: dict[int, list[tuple[int, Path]]] = {}
        for number, (old, path) in enumerate(placed, 1):
            self._new.setdefault(old, []).append((number, path))
        self._last, self._shift = last, len(placed) - last
        self.count = len(placed)

    def copies(self, row: int) -> list[tuple[int, Path]]:
        """The new rows of an old one, each with its path."""
        return self._new.get(row, []) if row <= self._last else [(min(row + self._shift, LAST_ROW), ())]

    def among(self, row: int, path: Path) -> list[int]:
        """The new rows of an old one that stand in the same copy as `path`, or all when none does."""
        found = [(_shared(other, path), number) for number, other in self.copies(row)]
        most = max((shared for shared, _ in found), default=0)
        return [number for shared, number in found if shared == most]

    def first(self, row: int, path: Path = ()) -> int:
        """Where a range that began at `row` begins; at the next row when that one was taken out."""
        while row <= self._last and not self.copies(row):
            row += 1
        return self.among(row, path)[0]

    def last(self, row: int, path: Path = ()) -> int:
        """Where a range that ended at `row` ends; at the row before when that one was taken out."""
        while row > 1 and not self.copies(row):
            row -= 1
        return self.among(row, path)[-1] if self.copies(row) else 1


def _shared(one: Path, other: Path) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


@dataclass(frozen=True)
class Standing:
    """Where a formula stands: its sheet, the copy it is in, and how the rows of every sheet moved."""

    sheet: str
    maps: Mapping[str, RowMap]
    path: Path = ()


def moved_formula(formula: str, standing: Standing) -> str:
    """A formula (without its =) whose addresses follow the rows they meant."""
    if not standing.maps:
        return formula
    tokens = Tokenizer("=" + formula).items
    return "".join(_moved_token(token, within, standing) for token, within in _with_functions(tokens))


def _with_functions(tokens: Sequence[Token]) -> Iterator[tuple[Token, str]]:
    """Each token with the function it is a direct argument of."""
    open_: list[str] = []
    for token in tokens:
        if token.type in (Token.FUNC, Token.PAREN, Token.ARRAY) and token.subtype == Token.CLOSE and open_:
            open_.pop()
        yield token, open_[-1] if open_ else ""
        if token.type in (Token.FUNC, Token.PAREN, Token.ARRAY) and token.subtype == Token.OPEN:
            name = token.value.rstrip("(").upper().removeprefix("_XLFN.")
            # round brackets inside a function still hold its argument
            open_.append(open_[-1] if token.type == Token.PAREN and open_ else name)


def _moved_token(token: Token, within: str, standing: Standing) -> str:
    value = str(token.value)
    if token.type != Token.OPERAND or token.subtype != Token.RANGE:
        return value
    named = _SHEET.fullmatch(value)
    if named is None:
        own = standing.maps.get(standing.sheet.casefold())
        return value if own is None else moved_area(value, own, standing.path, grows=within in _OVER_RANGES)
    title = named["sheet"].removeprefix("'").removesuffix("'").replace("''", "'")
    other = standing.maps.get(title.casefold())
    if other is None:
        return value
    path = standing.path if title.casefold() == standing.sheet.casefold() else ()
    return f"{named['sheet']}!{moved_area(named['area'], other, path, grows=within in _OVER_RANGES)}"


def moved_area(area: str, rows: RowMap, path: Path = (), *, grows: bool = False) -> str:
    """A cell (A1) or range (A1:B5, 1:3) as it stands now; anything else unchanged.

    A `$` before the row means all copies, none the row's own copy. With `grows`, a cell that was repeated
    becomes the range of its copies.
    """
    ends = [_END.fullmatch(end) for end in area.split(":")]
    if len(ends) > 2 or any(end is None or not end["row"] for end in ends):
        return area
    first, last = ends[0], ends[-1]
    assert first is not None
    assert last is not None
    start, stop = _path(first, path), _path(last, path)
    if len(ends) == 1:
        if not first["column"]:
            return area
        found = rows.among(int(first["row"]), start) or [rows.first(int(first["row"]), start)]
        one = _written(first, found[0])
        return f"{one}:{_written(first, found[-1])}" if grows and len(found) > 1 else one
    top = rows.first(int(first["row"]), start)
    return f"{_written(first, top)}:{_written(last, max(top, rows.last(int(last['row']), stop)))}"


def _path(end: re.Match[str], path: Path) -> Path:
    return () if end["fixed"] else path


def _written(end: re.Match[str], row: int) -> str:
    return f"{end['column'] or ''}{end['fixed']}{row}"


def moved_areas(areas: str, rows: RowMap) -> str:
    """Several ranges with spaces between them, each grown over all copies of its rows."""
    return " ".join(moved_area(area, rows, grows=True) for area in areas.split())


def bounds(area: str) -> tuple[str, int, str, int] | None:
    """First column, first row, last column and last row of a range or cell; None for anything else."""
    ends = [_END.fullmatch(end.replace("$", "")) for end in area.split(":")]
    if len(ends) > 2 or any(end is None or not end["row"] or not end["column"] for end in ends):
        return None
    first, last = ends[0], ends[-1]
    assert first is not None
    assert last is not None
    return first["column"], int(first["row"]), last["column"], int(last["row"])
