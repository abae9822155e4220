"""A board as text and back: what a signed evaluation keeps, whatever the formulas become later (EVA-7)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluation.board import AdviceLine, Board, Line, Measure, Row, ScoreLine, StageLine
from hospcomms.domain.wording import InWords, Label, Money, Sentence, sentence

VERSION = 1
_KEPT: dict[str, type] = {
    kind.__name__: kind
    for kind in (Board, Row, StageLine, Line, AdviceLine, ScoreLine, Measure, Sentence, Label, InWords, Money)
}
_READ: dict[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "Decimal": Decimal,
    "tuple": lambda items: tuple(_thawed(item) for item in items),
    "map": lambda pairs: MappingProxyType({key: _thawed(value) for key, value in pairs.items()}),
}


def freeze(board: Board) -> str:
    """The board as JSON; the same board always gives the same text."""
    return json.dumps({"version": VERSION, "board": _plain(board)}, ensure_ascii=False, sort_keys=True)


def thaw(text: str) -> Board:
    """The board written by ``freeze``. Raises Refusal ``damaged-evaluation`` for anything else."""
    try:
        kept = json.loads(text)
        if kept["version"] != VERSION:
            raise ValueError(kept["version"])
        board = _thawed(kept["board"])
        if not isinstance(board, Board):
            raise TypeError(board)
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise Refusal(
            "damaged-evaluation",
            sentence(
                "The frozen figures of this evaluation cannot be read. Take them from a backup; the evaluation of"
                " today can still be opened from its campaign."
            ),
        ) from error
    return board


def is_still(kept: Board, now: Board) -> bool:
    """Whether the evaluation of today says what was signed, whatever the day; what older versions lack is left out."""
    if len(kept.rows) != len(now.rows):
        return False
    rows = tuple(
        replace(row, beside=row.beside if before.beside else ())
        for before, row in zip(kept.rows, now.rows, strict=True)
    )
    today = replace(now, rows=rows, made_on=kept.made_on)
    if kept.lessons is None:
        today = replace(today, limits=kept.limits, lessons=None)
    return today == kept


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return {"_": "Decimal", "is": str(value)}
    if isinstance(value, date):
        return {"_": "date", "is": value.isoformat()}
    if isinstance(value, tuple | list):
        return {"_": "tuple", "is": [_plain(item) for item in value]}
    if isinstance(value, Mapping):
        return {"_": "map", "is": {str(key): _plain(item) for key, item in value.items()}}
    kind = type(value)
    if _KEPT.get(kind.__name__) is not kind or not dataclasses.is_dataclass(value):
        raise TypeError(f"{kind.__name__} cannot be frozen")
    return {"_": kind.__name__, "is": {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}}


def _thawed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    name, content = value["_"], value["is"]
    if name in _READ:
        return _READ[name](content)
    return _KEPT[name](**{key: _thawed(item) for key, item in content.items()})
