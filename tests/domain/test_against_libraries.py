"""Ten thousand random tables against the values of statsmodels and scipy, stored by ``python -m tests.oracles``."""

from __future__ import annotations

import pytest

from tests.oracles import ours
from tests.oracles.stored import CALLS, COUNT, SEED, TABLES, is_close, kept, number, random_tables


def test_ten_thousand_tables_agree_with_the_libraries() -> None:
    rows = kept(TABLES)
    assert next(rows)[0].startswith("statsmodels 0.15")
    assert tuple(next(rows)[4:]) == ours.NAMES
    wrong: list[object] = []
    tables = []
    for row in rows:
        counts = [int(text) for text in row[:4]]
        table = (counts[0], counts[1], counts[2], counts[3])
        tables.append(table)
        theirs = [number(text) for text in row[4:]]
        mine = ours.table_values(table)
        wrong += [
            (table, name, own, other)
            for name, own, other in zip(ours.NAMES, mine, theirs, strict=True)
            if not is_close(own, other)
        ]
    assert wrong == []
    assert tables == list(random_tables(COUNT, SEED))
    empty = sum(1 for x1, n1, x2, n2 in tables if x1 in {0, n1} or x2 in {0, n2})
    assert empty > COUNT / 5


def _calls() -> dict[str, list[tuple[list[float], list[float | None]]]]:
    rows = list(kept(CALLS))[2:]
    found: dict[str, list[tuple[list[float], list[float | None]]]] = {}
    for name, given, values in rows:
        arguments = [float(text) for text in given.split()]
        found.setdefault(name, []).append((arguments, [number(text) for text in values.split()]))
    return found


CALLED = _calls()


@pytest.mark.parametrize("name", ours.CALLS)
def test_every_other_figure_agrees_with_the_libraries(name: str) -> None:
    assert len(CALLED[name]) == 200
    wrong = [
        (arguments, mine, theirs)
        for arguments, theirs in CALLED[name]
        if (mine := ours.call_values(name, arguments))
        and not all(is_close(own, other) for own, other in zip(mine, theirs, strict=True))
    ]
    assert wrong == []
