"""Placeholders of a template: {{name}}, and {{#list}} … {{/list}} for what is repeated.

A scope holds the values and lists one may name at a place; what it lacks is looked for in the scope round it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from hospcomms.domain.fields import Kind

Value = str | float | int | Decimal | date | datetime | bool | None
OPEN, CLOSE = "#", "/"

_MARK = re.compile(r"\{\{([^{}]*)\}\}")
_NAME = re.compile(r"[#/]?[a-z_][a-z0-9_]*(\.[a-z0-9_]+)*")
_UNSEEN = re.compile("[\\s\u00a0\u200b-\u200f\u061c\u2060\u202a-\u202e\u2066-\u2069\ufeff]")
"""Spaces and the invisible marks that typing in a right-to-left cell leaves between the brackets."""
_LOOSE_END = re.compile(r"[\s,;،؛]+$")


@dataclass(frozen=True)
class Shape:
    """The names one may use: values, with the kind of those that are days or amounts, and lists."""

    values: frozenset[str] = frozenset()
    lists: Mapping[str, Shape] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)


@dataclass(frozen=True)
class Scope:
    """The values and lists at one place."""

    values: Mapping[str, Value] = field(default_factory=dict)
    lists: Mapping[str, Sequence[Scope]] = field(default_factory=dict)


Scopes = tuple[Scope, ...]
"""The scopes round a place, the innermost last."""
Shapes = tuple[Shape, ...]


def blank(shape: Shape) -> Scope:
    """An item of which nothing is known: its names are there and empty."""
    return Scope(dict.fromkeys(shape.values), dict.fromkeys(shape.lists, ()))


@dataclass(frozen=True)
class Piece:
    """A piece of a text: plain (`name` empty), or a placeholder with its name and, for a list, its mark."""

    text: str
    name: str = ""
    mark: str = ""

    @property
    def is_placeholder(self) -> bool:
        """True for anything between double brackets."""
        return bool(self.name)


def pieces(text: str) -> list[Piece]:
    """A text taken apart; what stands between double brackets without being a name is a nameless unknown."""
    found: list[Piece] = []
    place = 0
    for match in _MARK.finditer(text):
        if match.start() > place:
            found.append(Piece(text[place : match.start()]))
        word = _UNSEEN.sub("", match[1]).lower()
        is_name = _NAME.fullmatch(word) is not None
        mark = word[0] if is_name and word[0] in (OPEN, CLOSE) else ""
        found.append(Piece(match[0], word.removeprefix(mark) if is_name else "?", mark))
        place = match.end()
    if place < len(text):
        found.append(Piece(text[place:]))
    return found


def has_placeholder(text: str) -> bool:
    """True when a text holds anything between double brackets."""
    return "{{" in text and _MARK.search(text) is not None


def knows(shapes: Shapes, name: str) -> bool:
    """True when a value of this name can be had here."""
    return any(name in shape.values for shape in shapes)


def kind_of(shapes: Shapes, name: str) -> Kind | None:
    """The kind of a value of this name, the innermost first; None for texts and what is not known."""
    return next((shape.kinds.get(name) for shape in reversed(shapes) if name in shape.values), None)


def list_shape(shapes: Shapes, name: str) -> Shape | None:
    """The names inside a list, or None when there is no such list here."""
    return next((shape.lists[name] for shape in reversed(shapes) if name in shape.lists), None)


def has_value(scopes: Scopes, name: str) -> bool:
    """True when a name stands for a value here, be it an empty one."""
    return any(name in scope.values for scope in scopes)


def value_of(scopes: Scopes, name: str) -> Value:
    """The value of a name, the innermost first; None when there is none."""
    return next((scope.values[name] for scope in reversed(scopes) if name in scope.values), None)


def items_of(scopes: Scopes, name: str) -> Sequence[Scope]:
    """The items of a list, the innermost list of that name."""
    return next((scope.lists[name] for scope in reversed(scopes) if name in scope.lists), ())


def section_end(found: Sequence[Piece], start: int) -> int | None:
    """The index of the piece that closes the list opened at `start`, None when the text does not close it."""
    depth = 0
    for index in range(start, len(found)):
        if found[index].name == found[start].name:
            depth += {OPEN: 1, CLOSE: -1}.get(found[index].mark, 0)
            if depth == 0:
                return index
    return None


@dataclass(frozen=True)
class Listed:
    """A list told inside one text: what is said of each of its items."""

    items: tuple[tuple[Piece | Value | Listed, ...], ...]


Told = Piece | Value | Listed


def told(found: Sequence[Piece], scopes: Scopes) -> Iterator[Told]:
    """The pieces with lists inside the text repeated: plain texts as pieces, values as they are; what is not
    known stays as it was typed.
    """
    index = 0
    while index < len(found):
        piece = found[index]
        end = section_end(found, index) if piece.mark == OPEN else None
        if end is not None and any(piece.name in scope.lists for scope in scopes):
            yield from _repeated(found[index + 1 : end], items_of(scopes, piece.name), scopes)
            index = end
        elif piece.is_placeholder and not piece.mark and has_value(scopes, piece.name):
            yield value_of(scopes, piece.name)
        else:
            yield Piece(piece.text)
        index += 1


def _repeated(inside: Sequence[Piece], items: Sequence[Scope], scopes: Scopes) -> Iterator[Told]:
    """A list inside one text; the text itself may say what stands between its items, then nothing follows the last."""
    ends_plain = bool(inside) and not inside[-1].is_placeholder
    tail = _LOOSE_END.search(inside[-1].text) if ends_plain else None
    if tail is None:
        yield Listed(tuple(tuple(told(inside, (*scopes, item))) for item in items))
        return
    for number, item in enumerate(items, 1):
        shorter = [*inside[:-1], Piece(inside[-1].text[: tail.start()])]
        yield from told(inside if number < len(items) else shorter, (*scopes, item))
