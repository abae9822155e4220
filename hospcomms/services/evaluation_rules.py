"""The rule of signed evaluations that holds whichever way one is written: they stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluations import Evaluation
from hospcomms.domain.wording import sentence

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change


def settle_evaluations(change: Change) -> None:
    """Raise Refusal ``signed`` when a signed evaluation goes to the bin; nothing of the change is kept then."""
    for step in change.steps:
        before, after = step.before, step.after
        if not isinstance(after, Evaluation) or after.signed_at is None or after.binned_at is None:
            continue
        if before is not None and before.binned_at is None:
            raise Refusal(
                "signed", sentence("A signed evaluation cannot be deleted: it is what the hospital signed. It stays.")
            )
