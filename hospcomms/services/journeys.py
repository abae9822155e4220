"""What became of each record in one change, for the rules that hold on every path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from hospcomms.domain.fields import Record

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change

T = TypeVar("T", bound=Record)


def journeys(change: Change, kind: type[T]) -> Iterator[tuple[T | None, T]]:
    """Each record of a type written in a change: as it was before the change, and as it stands now."""
    first: dict[int, T | None] = {}
    last: dict[int, T] = {}
    for step in change.steps:
        if isinstance(step.after, kind):
            first.setdefault(step.after.id, step.before if isinstance(step.before, kind) else None)
            last[step.after.id] = step.after
    yield from ((first[ident], last[ident]) for ident in first)
