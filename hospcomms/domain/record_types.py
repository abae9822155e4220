"""The decorator of record types: a dataclass to the type checker, with nothing compiled for each at run time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

__all__ = ["record_type"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record_type
else:

    def record_type(**_facts: bool) -> Callable[[type], type]:
        """What a record type is decorated with: the frozen, keyword-only dataclass a type checker sees.

        A dataclass compiles methods of its own for each type, which the first window waits for (over a millisecond
        for each of sixty types) and which set one field after the other; ``fields.Record`` has them once for all.
        """
        return dataclass(init=False, eq=False, repr=False, match_args=False, kw_only=True)
