"""A change as a value: the steps before → after, and the commit that holds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from hospcomms.domain.fields import Record
from hospcomms.domain.wording import Label, Sentence, counted, sentence

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Step:
    """One record before and after; None before is a new record, None after one taken away again."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record this step is about, as new as is known."""
        found = self.after or self.before
        assert found is not None
        return found

    def reversed(self) -> Step:
        """The step that takes this one back."""
        return Step(self.after, self.before)


def how_many(steps: Sequence[Step]) -> int:
    """How many records a change is about: a part changed together with its whole does not count beside it."""
    touched = {step.record.id for step in steps}
    records = (step.record for step in steps)
    own = {record.id for record in records if not (record.whole and getattr(record, record.whole) in touched)}
    return max(1, len(own))


@dataclass(frozen=True)
class Commit:
    """A named change that was written whole. ``name`` is the button's own marked text.

    ``id`` is 0 when nothing was changed: the steps then are the records as they already stood.
    """

    id: int
    name: str
    at: datetime
    who: str
    steps: tuple[Step, ...]
    kind: str = "change"  # change, undo or redo

    def touches(self, record: type[Record], ident: int | None = None) -> bool:
        """True when a record of this type (and this id) was changed."""
        return any(isinstance(step.record, record) and ident in (None, step.record.id) for step in self.steps)

    @property
    def size(self) -> int:
        """How many records were changed, as an officer counts: parts of a record changed with it do not count."""
        return how_many(self.steps)

    def saved(self, record: type[R]) -> R:
        """The first record of a type as it stands after this change, which may have touched it more than once."""
        first = next(step.after for step in self.steps if isinstance(step.after, record))
        return next(
            step.after for step in reversed(self.steps) if isinstance(step.after, record) and step.after.id == first.id
        )


@dataclass(frozen=True)
class ChangeName:
    """A change that can be undone or redone, for the button that offers it."""

    commit: int
    name: str
    title: str
    count: int

    def sentence(self) -> Sentence:
        """“Delete: Flu vaccine” or “Delete (12 records)”."""
        if self.count == 1:
            return sentence("{name}: {title}", name=Label(self.name), title=self.title)
        return counted("{name} ({n} record)", "{name} ({n} records)", self.count, name=Label(self.name))
