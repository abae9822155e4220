"""Bringing a list that is shipped with the program into a room: what is missing is added, and how much is said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.domain.fields import Record
    from hospcomms.domain.wording import Sentence
    from hospcomms.services.office import Office
    from ui.session import Session


def bring_in(
    session: Session, act: Callable[[Office], Commit | None], told: Callable[[Sequence[Record]], Sentence]
) -> None:
    """Bring in what is not there; ``told`` says how many of these were added, and a refusal is said on the page."""
    try:
        commit = act(session.office)
    except Refusal as refusal:
        session.go.refuse(refusal.sentence)
        return
    if commit is not None:
        session.go.committed(commit)
    session.go.say(told([step.record for step in commit.steps] if commit is not None else []))
