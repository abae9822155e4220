"""Room on the disk of the data: the reserve that a full disk is met with, and what the officer is told then."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import MEGABYTE
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.storage import reserve

if TYPE_CHECKING:
    from hospcomms.services.office import Office

P = ParamSpec("P")
T = TypeVar("T")
WANTED = reserve.SIZE + reserve.ROOM_TO_MAKE
"""So many bytes free let the reserve be made again."""


def prepare(office: Office) -> bool:
    """Make the reserve where it is missing and there is room; True when it is there. Takes a moment: not at a start."""
    there = reserve.ensure(office.folder)
    if there:
        office.store.reserve_given = False
    return there


def with_reserve(verb: Callable[Concatenate[Office, P], T]) -> Callable[Concatenate[Office, P], T]:
    """A verb that is done once more with the room of the reserve when the disk is full."""

    @wraps(verb)
    def act(office: Office, /, *args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return verb(office, *args, **kwargs)
        except Refusal as refusal:
            if refusal.kind != "disk-full" or not office.store.give_reserve():
                raise
            return verb(office, *args, **kwargs)

    return act


def told(office: Office) -> Sentence | None:
    """What to say while the reserve is used up; None while it is there or was never made."""
    if not office.store.reserve_given:
        return None
    missing = max(1, -(-(WANTED - reserve.free_room(office.folder)) // MEGABYTE))
    return sentence("The disk is full; this was saved with the reserve. Free {size} MB on it now.", size=missing)
